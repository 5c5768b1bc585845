/** The archivist's catalogue of the sample scans. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface CatalogueRow {
  file: string
  type: string
  number: string
  notation: string
  date: string
  organ: string
  subject: string
}

function readCsv(text: string): string[][] {
  return text
    .trim()
    .split(/\r?\n/)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) => (m[1] ?? m[2] ?? '').replaceAll('""', '"')),
    )
}

/** Rows of `catalogue.csv` in a folder of scans. */
export function readCatalogue(folder: string): CatalogueRow[] {
  const [, ...rows] = readCsv(readFileSync(join(folder, 'catalogue.csv'), 'utf8'))
  return rows.map(([file, type, number, notation, date, organ, subject]) => ({
    file: file!,
    type: type!,
    number: number!,
    notation: notation!,
    date: date!,
    organ: organ!,
    subject: subject!,
  }))
}
