import type { CommonOptions, ExitCode } from '../main.ts'
import { print } from './report.ts'
import { withKernel } from './with-kernel.ts'

/** `vankho migrate`: the database is brought up to this version, or stays as it was. For upgrades; a start does the same. */
export async function migrate(o: CommonOptions): Promise<ExitCode> {
  return withKernel<ExitCode>(async ({ database }) => {
    const { applied, total } = database.migrated
    print(o.json, { applied, total, ok: true }, () => [
      applied.length === 0
        ? 'Cơ sở dữ liệu đã đúng bản này. | The database is up to date.'
        : `Đã nâng cấp cơ sở dữ liệu: ${applied.length} bước. | Database upgraded: ${applied.length} steps.`,
    ])
    return 0
  })
}
