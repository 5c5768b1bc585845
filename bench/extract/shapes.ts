/**
 * How extraction holds up on shapes of documents: every type of State and Party, copies, joint papers, appendices on top,
 * and what other authors' programs make of them (Word by several habits, text layers gone wrong).
 *
 *   node bin/node.js bench/extract/shapes.ts [--only types] [--as pdf|docx|layer|scan] [--show]
 *
 * Writes `bench/results/extract-shapes.json`. All documents are invented.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { extractFile } from '#engines/extract/index.ts'
import { foldedSimilarity, sameNotation } from '#engines/vn-text/index.ts'
import { badLayers, scanOf } from './shapes/bad-layer.ts'
import { shapes } from './shapes/catalogue.ts'
import type { Wanted } from './shapes/papers.ts'
import { habits, sheetDocx, sheetPdf } from './shapes/sheet.ts'

const { values } = parseArgs({
  options: { only: { type: 'string' }, as: { type: 'string' }, show: { type: 'boolean', default: false } },
})

const KEYS = ['type', 'subject', 'notation', 'organ', 'number', 'date'] as const
type Row = Record<(typeof KEYS)[number], number> & { files: number; invented: number }
const rows = new Map<string, Row>()

const plain = (number: string) => number.replace(/^0+/, '')

async function measure(row: string, name: string, wanted: Wanted, bytes: Uint8Array): Promise<void> {
  const tally = rows.get(row) ?? {
    files: 0,
    type: 0,
    subject: 0,
    notation: 0,
    organ: 0,
    number: 0,
    date: 0,
    invented: 0,
  }
  rows.set(row, tally)
  const got = await extractFile(bytes)
  tally.files++
  const good: Record<(typeof KEYS)[number], boolean> = {
    type: got.typeName === wanted.typeName,
    subject: wanted.subject === '' ? got.subject === null : foldedSimilarity(got.subject ?? '', wanted.subject) >= 0.85,
    notation:
      wanted.codeNotation === null
        ? got.codeNotation === null
        : sameNotation(got.codeNotation ?? '', wanted.codeNotation),
    organ: foldedSimilarity(got.organName ?? '', wanted.organName) >= 0.9,
    number: (got.codeNumber ?? '') === (wanted.codeNumber ?? ''),
    date: got.issuedDate === wanted.issuedDate,
  }
  const shown = {
    type: [got.typeName, wanted.typeName],
    subject: [got.subject, wanted.subject],
    notation: [got.codeNotation, wanted.codeNotation],
    organ: [got.organName, wanted.organName, got.parentOrganName],
    number: [got.codeNumber, wanted.codeNumber],
    date: [got.issuedDate, wanted.issuedDate],
  }
  for (const key of KEYS) if (good[key]) tally[key]++
  const wrongNumber = got.codeNumber !== null && plain(got.codeNumber) !== plain(wanted.codeNumber ?? '')
  const wrongDate = got.issuedDate !== null && !wanted.issuedDate?.startsWith(got.issuedDate)
  if (wrongNumber || wrongDate) tally.invented++
  const faults = KEYS.filter((key) => !good[key]).map((key) => `   ${key}: ${JSON.stringify(shown[key])}`)
  if (values.show && faults.length > 0) console.error(`${row} | ${name}\n${faults.join('\n')}`)
}

const isAsked = (way: string) => values.as === undefined || values.as === way

for (const [group, papers] of shapes()) {
  if (values.only !== undefined && group !== values.only) continue
  for (const [i, { name, parts, wanted }] of papers.entries()) {
    if (isAsked('pdf')) await measure(`${group}: pdf`, name, wanted, await sheetPdf(parts))
    // a Word file knows no pages: what lies first is read first
    if (isAsked('docx') && group !== 'covered')
      for (const habit of group === 'types' ? [habits[i % habits.length]!] : habits)
        await measure(
          `${group}: docx ${group === 'types' ? '' : habit}`.trim(),
          name,
          wanted,
          await sheetDocx(parts, habit),
        )
    // pages that must be recognised take seconds: each third paper stands for the others
    if (isAsked('layer') && group === 'special' && i % 3 === 0)
      for (const [kind, spoil] of badLayers)
        await measure(`${group}: ${kind}`, name, wanted, spoil(await sheetPdf(parts)))
    if (isAsked('scan') && group !== 'types' && i % 3 === 1)
      await measure(`${group}: scan`, name, wanted, await scanOf(await sheetPdf(parts)))
  }
}

const table = [...rows].map(([row, tally]) => ({ row, ...tally }))
console.table(table)
if (values.only === undefined && values.as === undefined) {
  const invented = table.reduce((sum, one) => sum + one.invented, 0)
  const out = join(import.meta.dirname, '..', 'results', 'extract-shapes.json')
  writeFileSync(
    out,
    `${JSON.stringify({ bar: 'extract-shapes', invented, pass: invented === 0, rows: table }, null, 2)}\n`,
  )
}
