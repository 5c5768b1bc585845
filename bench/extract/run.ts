/**
 * Accuracy of extraction on the sample scans against the archivist's catalogue: a table on the screen, and
 * `bench/results/extract.json` with aggregates and per-file yes/no (no text of the samples).
 *
 *   node bin/node.js bench/extract/run.ts [part of a file name] [--show] [--npm] [--samples FOLDER]
 *
 * `--show` prints what was read; `--npm` uses the engines from npm only. Without the samples it says so and ends.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Extraction, extractFile } from '#engines/extract/index.ts'
import { foldedSimilarity, sameNotation } from '#engines/vn-text/index.ts'
import { type CatalogueRow, readCatalogue } from './catalogue.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    show: { type: 'boolean', default: false },
    npm: { type: 'boolean', default: false },
    samples: { type: 'string', default: join(root, '..', 'shared', 'samples', 'scans') },
  },
})
const samples = values.samples

interface Verdict {
  file: number
  type: boolean
  subject: boolean
  similarity: number
  notation: boolean
  /** A figure given that the catalogue does not have: the worst fault. */
  numberInvented: boolean
  dateInvented: boolean
  numberRead: boolean
  yearRead: boolean
  dayRead: boolean
}

const sameNumber = (a: string, b: string) => a.replace(/^0+/, '') === b.replace(/^0+/, '')

function judge(index: number, row: CatalogueRow, result: Extraction): Verdict {
  const similarity = result.subject === null ? 0 : foldedSimilarity(result.subject, row.subject)
  const date = result.issuedDate
  return {
    file: index + 1,
    type: result.typeName === row.type,
    subject: similarity >= 0.85,
    similarity: Math.round(similarity * 1000) / 1000,
    notation:
      row.notation === '' ? result.codeNotation === null : sameNotation(result.codeNotation ?? '', row.notation),
    numberInvented: result.codeNumber !== null && !sameNumber(result.codeNumber, row.number),
    dateInvented: date !== null && !row.date.startsWith(date),
    numberRead: result.codeNumber !== null && sameNumber(result.codeNumber, row.number),
    yearRead: date !== null && row.date.startsWith(date.slice(0, 4)),
    dayRead: date === row.date,
  }
}

const mark = (good: boolean) => (good ? 'yes' : 'NO ')

async function main(): Promise<void> {
  if (!existsSync(join(samples, 'catalogue.csv'))) {
    console.log(`skipped: the sample scans are not at ${samples}`)
    return
  }
  const [only] = positionals
  const { show, npm: withoutNativeTools } = values
  const verdicts: Verdict[] = []
  const times: number[] = []
  console.log('file type subject       notation number  date        ms')
  for (const [index, row] of readCatalogue(samples).entries()) {
    if (only && !row.file.includes(only)) continue
    const start = performance.now()
    const result = await extractFile(join(samples, row.file), { withoutNativeTools })
    const milliseconds = Math.round(performance.now() - start)
    times.push(milliseconds)
    const v = judge(index, row, result)
    verdicts.push(v)
    const number = v.numberInvented ? 'INVENTED' : v.numberRead ? 'read    ' : 'empty   '
    const date = v.dateInvented ? 'INVENTED' : result.issuedDate === null ? 'empty   ' : result.issuedDate.padEnd(10)
    console.log(
      `${String(v.file).padStart(4)} ${mark(v.type)}  ${mark(v.subject)} ${v.similarity.toFixed(3)}   ${mark(v.notation)}      ${number} ${date} ${milliseconds}`,
    )
    if (show) {
      const { text: _text, citations, fields, ...rest } = result
      console.log(
        row,
        rest,
        citations.slice(0, 4),
        Object.fromEntries(
          Object.entries(fields).map(([k, f]) => [
            k,
            `${f.confidence.toFixed(2)} p${f.page} ${f.box?.map(Math.round)}`,
          ]),
        ),
      )
    }
  }
  const count = (pick: (v: Verdict) => boolean) => verdicts.filter(pick).length
  times.sort((a, b) => a - b)
  const totals = {
    files: verdicts.length,
    type: count((v) => v.type),
    subject: count((v) => v.subject),
    notation: count((v) => v.notation),
    invented: count((v) => v.numberInvented || v.dateInvented),
    yearRead: count((v) => v.yearRead),
    dayRead: count((v) => v.dayRead),
    numberRead: count((v) => v.numberRead),
  }
  console.log({ ...totals, medianMs: times[Math.floor(times.length / 2)] ?? 0 })
  if (only || withoutNativeTools) return
  const out = join(root, 'bench', 'results')
  mkdirSync(out, { recursive: true })
  const bars = { type: 22, subject: 20, notation: 16, invented: 0 }
  const pass =
    totals.type >= bars.type &&
    totals.subject >= bars.subject &&
    totals.notation >= bars.notation &&
    totals.invented === 0
  writeFileSync(
    join(out, 'extract.json'),
    `${JSON.stringify({ bar: 'extract', totals, bars, pass, files: verdicts }, null, 2)}\n`,
  )
}

await main()
