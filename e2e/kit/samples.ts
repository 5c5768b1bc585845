/** The real scans beside the project, where they are, with what their archivist read on them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Read } from './desk.ts'

export const samples = join(import.meta.dirname, '..', '..', '..', 'shared', 'samples', 'scans')

/** The archivist's catalogue: what a person reads on each scan, by the name of its file. */
export function catalogue(): Map<string, Read> {
  const [head, ...lines] = readFileSync(join(samples, 'catalogue.csv'), 'utf8').trim().split(/\r?\n/)
  const names = head!.split(',')
  const files = new Set(readdirSync(samples))
  const papers = new Map<string, Read>()
  for (const line of lines) {
    const cells = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((one) =>
      one[1]!.replace(/^"|"$/g, '').replaceAll('""', '"'),
    )
    const row = Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']))
    if (!files.has(row['file']!)) continue
    papers.set(row['file']!, {
      typeName: row['type_name']!,
      codeNumber: row['code_number']!,
      codeNotation: row['code_notation']!,
      issuedDate: row['issued_date']!,
      issuerName: row['organ_name']!,
      subject: row['subject']!,
    })
  }
  return papers
}
