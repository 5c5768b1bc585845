/**
 * Pages of Word files, and office files in other formats, by LibreOffice where it is installed: a child process with a profile of
 * its own (thrown away after), limits of time and memory, and no network where the system lets a process be cut off from it.
 */
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isInstalled, type RunResult, runCutOff } from './child.ts'
import type { ExtractOptions } from './types.ts'

const TIME_LIMIT_MS = 60_000
const MEMORY_MB = 4096

/** Whether pages of Word files can be made here. */
export const hasOffice = (options: ExtractOptions = {}): Promise<boolean> =>
  options.withoutNativeTools ? Promise.resolve(false) : isInstalled('soffice', '--version', options.toolPath)

/**
 * What a strange document might have LibreOffice do is off: no macro runs, and nothing that the document only points to (a picture or
 * a file elsewhere on this machine) is fetched into its pages.
 */
const SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
${['DisableMacrosExecution', 'BlockUntrustedRefererLinks']
  .map(
    (name) =>
      `<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="${name}" oor:op="fuse"><value>true</value></prop></item>`,
  )
  .join('\n')}
</oor:items>
`

export interface OfficeWish {
  /** As `--convert-to` takes it: `pdf:writer_pdf_Export`. */
  readonly filter: string
  /** Of what is made, without the dot. */
  readonly extension: string
  /** A folder for this run alone: its profile, temporary files and outcome; the caller throws it away. */
  readonly folder: string
  readonly timeoutMs?: number
  readonly maxFileBytes?: number
  readonly signal?: AbortSignal | undefined
}

/**
 * Has LibreOffice make another file of one, which is only read.
 * @returns where it lies, or why it is not there.
 */
export async function runOffice(
  path: string,
  wish: OfficeWish,
  options: ExtractOptions = {},
): Promise<{ path: string } | Exclude<RunResult['outcome'], 'done'> | 'failed'> {
  if (!(await hasOffice(options))) return 'missing'
  const [profile, out, passing] = ['profile', 'out', 'tmp'].map((name) => join(wish.folder, name)) as [
    string,
    string,
    string,
  ]
  await Promise.all([mkdir(join(profile, 'user'), { recursive: true }), mkdir(out), mkdir(passing)])
  await writeFile(join(profile, 'user', 'registrymodifications.xcu'), SETTINGS)
  const args = [
    `-env:UserInstallation=${pathToFileURL(profile).href}`,
    '--headless',
    '--norestore',
    '--nolockcheck',
    '--nodefault',
    '--convert-to',
    wish.filter,
    '--outdir',
    out,
    path,
  ]
  const limits = {
    toolPath: options.toolPath,
    timeoutMs: wish.timeoutMs ?? TIME_LIMIT_MS,
    memoryMb: MEMORY_MB,
    signal: wish.signal,
    env: { HOME: wish.folder, TMPDIR: passing },
    ...(wish.maxFileBytes === undefined ? {} : { maxFileBytes: wish.maxFileBytes }),
  }
  const result = await runCutOff('soffice', args, limits)
  if (result.outcome !== 'done') return result.outcome
  const made = join(out, `${path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '')}.${wish.extension}`)
  const found = await stat(made).catch(() => null)
  return found && found.size > 0 ? { path: made } : 'failed'
}

/**
 * A Word file (DOCX, DOC, ODT, RTF) as PDF; the file is only read.
 * @param path of the file; @returns bytes, or why there are none.
 */
export async function officeToPdf(
  path: string,
  options: ExtractOptions = {},
): Promise<{ pdf: Buffer } | 'missing' | 'timeout' | 'failed'> {
  const folder = await mkdtemp(join(tmpdir(), 'vankho-office-'))
  try {
    const made = await runOffice(path, { filter: 'pdf:writer_pdf_Export', extension: 'pdf', folder }, options)
    if (made === 'missing' || made === 'timeout') return made
    return typeof made === 'string' ? 'failed' : { pdf: await readFile(made.path) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
