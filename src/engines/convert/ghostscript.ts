/** PDF into PDF/A-2b by Ghostscript: what cannot be in PDF/A is left out, and said. */
import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { colourProfile } from '../compose/paper/profile.ts'
import { type RunResult, runCutOff } from '../extract/child.ts'
import type { Limits } from './types.ts'

/** The colours of the page, as a profile of our own (as Ghostscript's `PDFA_def.ps` has it). */
const DEFINITION = `%!
[/_objdef {icc_PDFA} /type /stream /OBJ pdfmark
[{icc_PDFA} << /N 3 >> /PUT pdfmark
[{icc_PDFA} (srgb.icc) (r) file /PUT pdfmark
[/_objdef {OutputIntent_PDFA} /type /dict /OBJ pdfmark
[{OutputIntent_PDFA} << /Type /OutputIntent /S /GTS_PDFA1 /DestOutputProfile {icc_PDFA}
  /OutputConditionIdentifier (sRGB IEC61966-2.1) /Info (sRGB IEC61966-2.1) >> /PUT pdfmark
[{Catalog} << /OutputIntents [ {OutputIntent_PDFA} ] >> /PUT pdfmark
`

const lossless = (kind: 'Color' | 'Gray') => [`-dAutoFilter${kind}Images=false`, `-d${kind}ImageFilter=/FlateEncode`]

const MEMORY_MB = 2048
const NOTES = 8

/**
 * @param folder of this run alone, with the file in it; the outcome lies there, too
 * @returns the place of the outcome with what Ghostscript said of it, or how it ended without
 */
export async function runGhostscript(
  folder: string,
  name: string,
  limits: Limits,
): Promise<{ path: string; notes: string[] } | Exclude<RunResult['outcome'], 'done'> | 'failed'> {
  await writeFile(join(folder, 'srgb.icc'), colourProfile())
  await writeFile(join(folder, 'pdfa.ps'), DEFINITION)
  const args = [
    '-dSAFER',
    '-dBATCH',
    '-dNOPAUSE',
    '-q',
    '-sDEVICE=pdfwrite',
    '-dPDFA=2',
    // Leave out what PDF/A forbids, rather than make no PDF/A of it.
    '-dPDFACompatibilityPolicy=1',
    '-sColorConversionStrategy=RGB',
    '-dAutoRotatePages=/None',
    ...lossless('Color'),
    ...lossless('Gray'),
    '--permit-file-read=srgb.icc',
    '-sOutputFile=out.pdf',
    'pdfa.ps',
    name,
  ]
  const result = await runCutOff('gs', args, {
    toolPath: limits.toolPath,
    timeoutMs: limits.timeoutMs,
    memoryMb: MEMORY_MB,
    maxFileBytes: limits.maxBytes,
    maxOutput: 16 * 1024 * 1024,
    signal: limits.signal,
    cwd: folder,
    env: { TMPDIR: folder },
  })
  if (result.outcome !== 'done') return result.outcome
  const path = join(folder, 'out.pdf')
  const size = (await stat(path).catch(() => null))?.size ?? 0
  if (size >= limits.maxBytes) return 'too-much-output'
  if (result.code !== 0 || size === 0) return 'failed'
  const said = `${result.stdout.toString('utf8')}\n${result.stderr}`.split('\n').map((line) => line.trim())
  return { path, notes: [...new Set(said.filter((line) => line !== ''))].slice(0, NOTES) }
}
