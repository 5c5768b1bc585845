import { reportLines, verifyAudit } from '#modules/audit/offline.ts'
import type { CommonOptions, ExitCode } from '../main.ts'
import { print } from './report.ts'

type Options = CommonOptions & Record<string, string | boolean | undefined>
const text = (value: string | boolean | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined

/** Loaded only by the commands that need the database: verifying starts in well under a second. */
const database = async () => ({ ...(await import('#modules/audit/cli.ts')), ...(await import('./with-kernel.ts')) })

/** `vankho audit export -o LOG` */
export async function exportLog(o: Options): Promise<ExitCode> {
  const { exportAudit, withKernel } = await database()
  const done = await withKernel(({ kernel }) =>
    exportAudit(kernel, { out: text(o['out'])!, organization: text(o['organization']) }),
  )
  print(o.json, done, () => [done.path, ...done.logs.map((log) => `  ${log.name}: ${log.entries}`)])
  return 0
}

/** `vankho audit heads -o FILE` */
export async function heads(o: Options): Promise<ExitCode> {
  const { exportHeads, withKernel } = await database()
  const done = await withKernel(({ kernel }) =>
    exportHeads(kernel, { out: text(o['out'])!, organization: text(o['organization']) }),
  )
  print(o.json, done, () => [`${done.path}: ${done.heads}`])
  return 0
}

/** `vankho audit verify LOG [--head FILE]`: needs nothing but the files. */
export async function verify(log: string, o: Options): Promise<ExitCode> {
  const verdict = await verifyAudit(log, { head: text(o['head']) })
  if ('error' in verdict.result && !o.json) console.error(reportLines(verdict, o.lang).join('\n'))
  else print(o.json, verdict.result, () => reportLines(verdict, o.lang))
  return verdict.exitCode
}
