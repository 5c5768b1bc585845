import { access } from 'node:fs/promises'
import process from 'node:process'
import { checkKind } from '#modules/imports/contract.ts'
import type { Kernel } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { CommonOptions, ExitCode } from '../main.ts'
import { print } from './report.ts'

/** `vankho import KIND FILE`: beside a running server or alone. Exit 1: done, and some lines were not taken. */
export async function importFile(
  kind: string,
  file: string,
  o: CommonOptions & Record<string, string | boolean | undefined>,
): Promise<ExitCode> {
  // what can be said without the database is said first
  checkKind(kind)
  await access(file)
  const [{ runImport }, { withKernel }] = await Promise.all([
    import('#modules/imports/cli.ts'),
    import('./with-kernel.ts'),
  ])
  return withKernel<ExitCode>(async ({ kernel }) => {
    const organizationId = await organizationFor(kernel, o['organization'] as string | undefined)
    const stop = new AbortController()
    const onSignal = (): void => stop.abort()
    process.once('SIGINT', onSignal)
    try {
      const done = await runImport(
        kernel,
        {
          kind,
          file,
          mapping: o['mapping'] as string | undefined,
          isDry: o['dryRun'] === true,
          files: o['files'] as string | undefined,
          organizationId,
          progress: (line) => process.stderr.write(`\r${line}`),
          signal: stop.signal,
        },
        o.lang,
      )
      process.stderr.write('\n')
      print(o.json, done, () => [
        o.lang === 'vi'
          ? `${done.rows} dòng: ${done.accepted} đạt, ${done.rejected} lỗi${o['dryRun'] ? ' (kiểm tra thử, chưa ghi gì)' : ''}`
          : `${done.rows} lines: ${done.accepted} good, ${done.rejected} faulty${o['dryRun'] ? ' (dry run, nothing written)' : ''}`,
        ...done.report.lines
          .slice(0, 200)
          .map((one) => `  ${one.line}: ${one.column ? `[${one.column}] ` : ''}${one.text} ${one.mend}`),
      ])
      return done.rejected > 0 ? 1 : 0
    } finally {
      process.off('SIGINT', onSignal)
    }
  })
}

/** The organisation named, or the only one that is no demo. */
async function organizationFor(kernel: Kernel, asked: string | undefined): Promise<string> {
  const { organizationDirectory } = await import('#modules/people/index.ts')
  const all = await kernel.ports.db.read({ organizationId: '00000000-0000-0000-0000-000000000000' }, (tx) =>
    organizationDirectory(tx),
  )
  const found = asked
    ? all.filter((one) => one.id === asked || one.organId === asked || one.name === asked)
    : all.filter((one) => !one.isDemo)
  if (found.length !== 1) throw new AppError('IMPORTS_ORGANIZATION')
  return found[0]!.id
}
