/**
 * Pages of Word files by LibreOffice where it is installed: a child process with a profile of its own (thrown away after),
 * limits of time and memory, and no network where the system lets a process be cut off from it.
 */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isInstalled, type RunResult, run } from './child.ts'
import type { ExtractOptions } from './types.ts'

const TIME_LIMIT_MS = 60_000
const MEMORY_MB = 4096

let canCutOff: Promise<boolean> | undefined

/** Whether this process may give a child a network of its own that leads nowhere. */
function cutsOff(): Promise<boolean> {
  canCutOff ??= run('unshare', ['--map-root-user', '--net', 'true'], { timeoutMs: 5000 }).then((r) => r.code === 0)
  return canCutOff
}

/** Whether pages of Word files can be made here. */
export const hasOffice = (options: ExtractOptions = {}): Promise<boolean> =>
  options.withoutNativeTools ? Promise.resolve(false) : isInstalled('soffice', '--version', options.toolPath)

/**
 * A Word file (DOCX, DOC, ODT, RTF) as PDF; the file is only read.
 * @param path of the file; @returns bytes, or why there are none.
 */
export async function officeToPdf(
  path: string,
  options: ExtractOptions = {},
): Promise<{ pdf: Buffer } | 'missing' | 'timeout' | 'failed'> {
  if (!(await hasOffice(options))) return 'missing'
  const folder = await mkdtemp(join(tmpdir(), 'vankho-office-'))
  try {
    const [profile, out] = [join(folder, 'profile'), join(folder, 'out')]
    await Promise.all([mkdir(profile), mkdir(out)])
    const args = [
      `-env:UserInstallation=${pathToFileURL(profile).href}`,
      '--headless',
      '--norestore',
      '--nolockcheck',
      '--nodefault',
      '--convert-to',
      'pdf:writer_pdf_Export',
      '--outdir',
      out,
      path,
    ]
    const limits = { toolPath: options.toolPath, timeoutMs: TIME_LIMIT_MS, memoryMb: MEMORY_MB }
    const result: RunResult = (await cutsOff())
      ? await run('unshare', ['--map-root-user', '--net', '--kill-child', 'soffice', ...args], limits)
      : await run('soffice', args, limits)
    if (result.outcome === 'timeout') return 'timeout'
    const name = `${path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '')}.pdf`
    const pdf = await readFile(join(out, name)).catch(() => null)
    return pdf && pdf.length > 0 ? { pdf } : 'failed'
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
