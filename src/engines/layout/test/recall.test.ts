/** Holds the checker against the truth: precision and recall over (component, aspect), and every miss by name. */

import { describe, expect, it } from 'vitest'
import { checkLayout, readDocument } from '#engines/layout/index.ts'
import { type CorpusDocument, compare, corpus } from './corpus.ts'

interface Line {
  /** What lines are counted by: the fault that was missed, or the false word and its rule. */
  head: string
  example: string
}

describe('the checker against the truth', () => {
  it('finds what is wrong and nothing else', { timeout: 600_000 }, async () => {
    const documents = corpus('vankho')
    let hits = 0
    const misses: Line[] = []
    const alarms: Line[] = []
    let spotless = 0
    for (const document of documents) {
      const read = await readDocument(await document.docx)
      const { findings } = checkLayout(read, { regime: document.regime, date: document.date })
      const result = compare(document, findings)
      hits += result.hits
      if (document.faults.length === 0 && findings.length === 0) spotless++
      const said = findings.map((one) => `${one.component} ${one.aspect}`).join(', ') || 'nothing'
      for (const one of result.missed) {
        const fault = document.faults.length > 1 ? 'two faults' : document.faults[0]
        const head = `${fault} (${document.regime}): ${one.component} ${one.aspect}`
        misses.push({ head, example: `${placed(document)} said: ${said}` })
      }
      for (const word of result.falseAlarms) {
        const one = findings.find((own) => `${own.component} ${own.aspect}` === word)!
        alarms.push({
          head: `${word} (${one.ruleId})`,
          example: `${placed(document)} found: ${JSON.stringify(one.found)}`,
        })
      }
    }
    const recall = hits / (hits + misses.length)
    const precision = hits / (hits + alarms.length)
    const correct = documents.filter((one) => one.faults.length === 0).length
    console.log(
      [
        `${documents.length} documents; ${hits + misses.length} findings wanted, ${hits} hit, ${misses.length} missed, ${alarms.length} false alarms`,
        `recall ${recall.toFixed(4)}, precision ${precision.toFixed(4)}; ${spotless} of ${correct} correct documents without a finding`,
        ...table('Missed', misses),
        ...table('False alarms', alarms),
      ].join('\n'),
    )
    expect(recall).toBeGreaterThanOrEqual(0.97)
    expect(precision).toBeGreaterThanOrEqual(0.97)
  })
})

const placed = (document: CorpusDocument) => `${document.name} [${document.type}; ${document.build}]`

/** How often, what, and the first three by name. */
function table(title: string, lines: Line[]): string[] {
  const groups = Object.entries(Object.groupBy(lines, (one) => one.head)) as [string, Line[]][]
  const sorted = groups.toSorted(
    ([one, own], [other, others]) => others.length - own.length || one.localeCompare(other),
  )
  return [
    `\n${title}: ${lines.length}`,
    ...sorted.flatMap(([head, own]) => [
      `${String(own.length).padStart(5)}  ${head}`,
      ...own.slice(0, 3).map((one) => `         ${one.example.slice(0, 260)}`),
    ]),
  ]
}
