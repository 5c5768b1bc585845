/** Papers that people take away in a journey: registers and signed pages, judged by programs that are not ours. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keep } from './pictures.ts'

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Text of a PDF on one line, as pdftotext reads it; the file lies under SHOTS for those who want to look. */
export function printed(name: string, pdf: Uint8Array): { text: string; pages: number } {
  keep(`${name}.pdf`, pdf)
  const read = spawnSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' })
  if (read.status !== 0) throw new Error(`${name}: ${read.stderr}`)
  const sheets = read.stdout.split('\f').slice(0, -1)
  return { text: sheets.join(' ').replace(/\s+/g, ' '), pages: sheets.length }
}

/** How many signatures of a PDF pdfsig finds sound. */
export function soundSignatures(pdf: Uint8Array): number {
  const folder = mkdtempSync(join(tmpdir(), 'vankho-letter-'))
  try {
    writeFileSync(join(folder, 'den.pdf'), pdf)
    const { stdout } = spawnSync('pdfsig', ['-nocert', join(folder, 'den.pdf')], { encoding: 'utf8' })
    return stdout.match(/Signature is Valid\./g)?.length ?? 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
