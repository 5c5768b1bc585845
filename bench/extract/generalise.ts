/**
 * How extraction holds up on files that it was not written for: the sample scans and invented documents, as other
 * scanners, phones and hands would have given them (text layer gone, coarser, skewed, turned, noisy, as pictures).
 *
 *   node bin/node.js bench/extract/generalise.ts [--every 3] [--count 12] [--seed 41] [--only turn] [--from samples|invented|kinds] [--show]
 *
 * `--every n` takes each n-th sample; `--count` invented documents of a kind. Writes `bench/results/extract-variants.json`:
 * figures only, no text of the samples. Without the samples the invented ones alone are measured.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { extractFile } from '#engines/extract/index.ts'
import { fold, foldedSimilarity, sameNotation } from '#engines/vn-text/index.ts'
import { type Kind, makeInventedDocuments } from '../../tools/invented/index.ts'
import { readCatalogue } from './catalogue.ts'
import { drawPage, variants } from './variants.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const samples = join(root, '..', 'shared', 'samples', 'scans')
const { values } = parseArgs({
  options: {
    every: { type: 'string', default: '3' },
    count: { type: 'string', default: '12' },
    seed: { type: 'string', default: '41' },
    only: { type: 'string' },
    from: { type: 'string' },
    show: { type: 'boolean', default: false },
    samples: { type: 'string', default: samples },
  },
})

interface Expected {
  name: string
  typeName: string
  number: string | null
  notation: string | null
  date: string | null
  subject: string
  organ: string
}

interface Tally {
  files: number
  type: number
  subject: number
  notation: number
  organ: number
  numberRead: number
  yearRead: number
  dayRead: number
  invented: number
  ms: number[]
}

const tallies = new Map<string, Tally>()
const bare = (number: string) => number.replace(/^0+/, '')

/** The name in full, or as the head prints it: without the body above it, or with its last words as initials. */
function sameOrgan(name: string | null, parent: string | null, expected: string): boolean {
  if (name === null) return false
  const whole = fold(expected)
  const [own, both] = [fold(name), fold(`${name} ${parent ?? ''}`)]
  if (foldedSimilarity(name, expected) >= 0.85 || both.includes(whole)) return true
  if (whole.startsWith(own) && own.includes(' ')) return true
  const initials = whole
    .split(' ')
    .map((word) => word[0])
    .join('')
  const letters = own
    .split(' ')
    .map((word, i) => (whole.split(' ')[i] === word ? word[0] : word))
    .join('')
  return letters === initials
}

async function measure(row: string, expected: Expected, bytes: Uint8Array): Promise<void> {
  const tally = tallies.get(row) ?? {
    files: 0,
    type: 0,
    subject: 0,
    notation: 0,
    organ: 0,
    numberRead: 0,
    yearRead: 0,
    dayRead: 0,
    invented: 0,
    ms: [],
  }
  tallies.set(row, tally)
  const start = performance.now()
  const got = await extractFile(bytes)
  tally.ms.push(Math.round(performance.now() - start))
  tally.files++
  const faults: string[] = []
  const check = (key: 'type' | 'subject' | 'notation' | 'organ', good: boolean, shown: unknown) => {
    if (good) tally[key]++
    else faults.push(`${key}: ${JSON.stringify(shown)}`)
  }
  check('type', got.typeName === expected.typeName, [got.typeName, expected.typeName])
  const likeness = got.subject === null ? 0 : foldedSimilarity(got.subject, expected.subject)
  check('subject', likeness >= 0.85, [got.subject, expected.subject])
  const notation = got.codeNotation
  check('notation', expected.notation ? sameNotation(notation ?? '', expected.notation) : notation === null, [
    notation,
    expected.notation,
  ])
  check('organ', sameOrgan(got.organName, got.parentOrganName, expected.organ), [got.organName, expected.organ])
  if (got.codeNumber !== null) {
    if (expected.number !== null && bare(got.codeNumber) === bare(expected.number)) tally.numberRead++
    else {
      tally.invented++
      faults.push(`NUMBER INVENTED: ${got.codeNumber} for ${expected.number}`)
    }
  }
  if (got.issuedDate !== null) {
    if (expected.date?.startsWith(got.issuedDate)) {
      tally.yearRead++
      if (expected.date === got.issuedDate) tally.dayRead++
    } else {
      tally.invented++
      faults.push(`DATE INVENTED: ${got.issuedDate} for ${expected.date}`)
    }
  }
  if (values.show && faults.length > 0) console.error(`${row} ${expected.name}\n   ${faults.join('\n   ')}`)
}

const wanted = variants.filter((one) => values.only === undefined || one.name.includes(values.only))

async function fromSamples(): Promise<void> {
  if (!existsSync(join(values.samples, 'catalogue.csv'))) {
    console.log(`the sample scans are not at ${values.samples}: invented documents only`)
    return
  }
  const rows = readCatalogue(values.samples).filter((_, i) => i % Number(values.every) === 0)
  for (const row of rows) {
    const page = drawPage(join(values.samples, row.file), 1)
    const expected: Expected = {
      name: row.file,
      typeName: row.type,
      number: row.number || null,
      notation: row.notation || null,
      date: row.date,
      subject: row.subject,
      organ: row.organ,
    }
    for (const variant of wanted) await measure(`samples ${variant.name}`, expected, await variant.make(page))
  }
}

/** Invented documents: as they are by kind, or their first page as variants. */
async function fromInvented(kinds: Kind[], asVariants: boolean): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'vankho-generalise-'))
  try {
    for (const kind of kinds) {
      for (const regime of ['state', 'party'] as const) {
        const options = { seed: values.seed, count: Math.ceil(Number(values.count) / 2), kinds: [kind], regime }
        for await (const { bytes, truth } of makeInventedDocuments({ ...options, dpi: asVariants ? 300 : 150 })) {
          if (truth.role !== 'main') continue
          const expected: Expected = {
            name: truth.fileName,
            typeName: truth.typeName,
            number: truth.codeNumber,
            notation: truth.codeNotation,
            date: truth.issuedDate,
            subject: truth.subject,
            organ: truth.organName,
          }
          if (!asVariants) {
            if (values.only === undefined || kind.includes(values.only))
              await measure(`${regime} ${kind}`, expected, bytes)
            continue
          }
          const path = join(folder, 'page.pdf')
          writeFileSync(path, bytes)
          const page = drawPage(path, 1)
          for (const variant of wanted) await measure(`${regime} ${variant.name}`, expected, await variant.make(page))
        }
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const from = (name: string) => values.from === undefined || values.from === name
if (from('samples')) await fromSamples()
if (from('invented')) await fromInvented(['scan'], true)
if (from('kinds')) await fromInvented(['scan', 'scan-text', 'scan-noisy', 'digital', 'docx', 'image'], false)

const table = [...tallies].map(([row, { ms, ...tally }]) => ({
  row,
  ...tally,
  medianMs: ms.sort((a, b) => a - b)[Math.floor(ms.length / 2)] ?? 0,
}))
console.table(table)
const whole = values.only === undefined && values.from === undefined
if (whole) {
  const total = table.reduce((sum, one) => sum + one.invented, 0)
  const out = join(root, 'bench', 'results', 'extract-variants.json')
  // times belong to the machine, not to the rules
  const rows = table.map(({ medianMs: _, ...one }) => one)
  writeFileSync(
    out,
    `${JSON.stringify({ bar: 'extract-variants', invented: total, pass: total === 0, rows }, null, 2)}\n`,
  )
}
