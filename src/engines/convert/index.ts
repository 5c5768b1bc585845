/**
 * Copies of files in formats that last, by programs that a machine may have (Ghostscript, LibreOffice): child processes under limits of
 * time, memory and size, without network, in a folder of their own. The file that is converted is a copy itself; nothing is judged here:
 * whoever asked tells the format of the outcome by its content.
 */
import { mkdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { runOffice } from '../extract/office.ts'
import { openPdf } from '../extract/pdf.ts'
import { runGhostscript } from './ghostscript.ts'
import type { Converted, ConvertFault, Limits } from './types.ts'
import type { Way } from './ways.ts'

export { findPrograms, type Program, packageFor, programFor } from './programs.ts'
export { bearsSignature } from './signed.ts'
export type { Converted, ConvertFault, Limits } from './types.ts'
export { PDF_A, type Way, wayTo } from './ways.ts'

const MIB = 1024 * 1024

/** Time and room for a file of some size: a scan of a thousand pages takes its minutes; nothing takes for ever. */
export const limitsFor = (bytes: number): Pick<Limits, 'timeoutMs' | 'maxBytes'> => ({
  timeoutMs: Math.min(120_000 + Math.ceil(bytes / MIB) * 2000, 1_800_000),
  maxBytes: Math.min(Math.max(256 * MIB, bytes * 4), 2048 * MIB - 1),
})

/**
 * @param path of a copy of the file, alone in its folder, named with the extension of `way.from`; the outcome lies in that folder
 * @returns what was made, or why not
 */
export async function convertFile(path: string, way: Way, limits: Limits): Promise<Converted | ConvertFault> {
  const isPdf = way.from === 'pdf'
  const before = isPdf ? await pagesOf(path, limits) : null
  if (typeof before === 'string') return before
  const made = way.program === 'ghostscript' ? await byGhostscript(path, limits) : await byOffice(path, way, limits)
  if (typeof made === 'string') return made
  if ((await stat(made.path)).size >= limits.maxBytes) return 'too-large'
  const after = way.extension === 'pdf' ? await pagesOf(made.path, limits) : null
  if (typeof after === 'string') return 'failed'
  if (before !== null && after !== null && before !== after) return 'pages'
  return { ...made, pagesBefore: before, pages: after }
}

async function pagesOf(path: string, limits: Limits): Promise<number | 'locked' | 'broken'> {
  const reader = await openPdf(path, { toolPath: limits.toolPath })
  const info = await reader.info(1)
  return info.state === 'open' ? info.pages : info.state
}

async function byGhostscript(path: string, limits: Limits) {
  const made = await runGhostscript(dirname(path), basename(path), limits)
  return made === 'too-much-output' ? 'too-large' : made
}

async function byOffice(path: string, way: Way, limits: Limits) {
  const folder = join(dirname(path), 'office')
  await mkdir(folder)
  const made = await runOffice(
    path,
    {
      filter: way.filter,
      extension: way.extension,
      folder,
      timeoutMs: limits.timeoutMs,
      maxFileBytes: limits.maxBytes,
      signal: limits.signal,
    },
    { toolPath: limits.toolPath },
  )
  if (typeof made !== 'string') return { path: made.path, notes: [] }
  return made === 'too-much-output' ? 'too-large' : made
}
