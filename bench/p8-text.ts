/**
 * P8: text out of PDF, as documents are read when they come in, against `pdftotext` on the same file: one long file, and many short ones,
 * with the native tools and with the engine from npm that reads where none are installed. `BENCH_TEXT_PAGES`: the long
 * file's length; `BENCH_TEXT_FILES`: how many short ones.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { PDFDocument } from '@cantoo/pdf-lib'
import { extractText } from '#engines/extract/index.ts'
import { makeInventedDocuments } from '../tools/invented/index.ts'
import { type Bar, comparePairs, type Part, time } from './kit.ts'

const PAGES = Number(process.env['BENCH_TEXT_PAGES'] ?? 200)
const SHORT = Number(process.env['BENCH_TEXT_FILES'] ?? 12)

/** Files that came from a computer, each by itself, and all their pages in one until it is long enough. */
async function makeFiles(folder: string): Promise<{ long: string; short: string[]; shortPages: number }> {
  const short: string[] = []
  let shortPages = 0
  for await (const { bytes } of makeInventedDocuments({ seed: 8, count: SHORT, kinds: ['digital'] })) {
    const path = join(folder, `${short.length}.pdf`)
    writeFileSync(path, bytes)
    short.push(path)
    shortPages += (await PDFDocument.load(bytes)).getPageCount()
  }
  const sources = await Promise.all(short.map((path) => PDFDocument.load(readFileSync(path))))
  const whole = await PDFDocument.create()
  for (let i = 0; whole.getPageCount() < PAGES; i = (i + 1) % sources.length) {
    const source = sources[i]!
    for (const page of await whole.copyPages(source, source.getPageIndices())) whole.addPage(page)
  }
  const long = join(folder, 'long.pdf')
  writeFileSync(long, await whole.save())
  return { long, short, shortPages }
}

const bar: Bar = {
  id: 'P8',
  title: 'text out of PDF',
  async run(tell) {
    const folder = mkdtempSync(join(tmpdir(), 'vankho-bench-'))
    try {
      const { long, short, shortPages } = await makeFiles(folder)
      const pages = async (path: string, withoutNativeTools: boolean) => {
        const read = await extractText(path, { ocr: 'never', withoutNativeTools })
        if (read.pages.some((page) => page.text.trim() === '')) throw new Error(`${path}: a page without text`)
        return read.pages.length
      }
      const rate = async (count: number, work: () => Promise<unknown>) => (count * 1000) / (await time(work))
      const peer = (path: string) => execFileSync('pdftotext', [path, '/dev/null'])
      const parts: Part[] = []
      for (const [engine, withoutNativeTools] of [
        ['native tools', false],
        ['engine from npm', true],
      ] as const) {
        const longPages = await pages(long, withoutNativeTools)
        const shared = { unit: 'pages/s', peer: 'pdftotext', limit: { better: 'more', pass: 0.5, aim: 0.8 } } as const
        parts.push(
          await comparePairs(
            {
              ...shared,
              name: `one long file, ${engine}`,
              size: `${longPages} pages`,
              ours: () => rate(longPages, () => pages(long, withoutNativeTools)),
              theirs: () => rate(longPages, async () => peer(long)),
            },
            tell,
          ),
          await comparePairs(
            {
              ...shared,
              name: `short files, ${engine}`,
              size: `${short.length} files, ${shortPages} pages`,
              ours: () =>
                rate(shortPages, async () => {
                  for (const path of short) await pages(path, withoutNativeTools)
                }),
              theirs: () =>
                rate(shortPages, async () => {
                  for (const path of short) peer(path)
                }),
            },
            tell,
          ),
        )
      }
      return parts
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
export default bar
