/** Every type of both regimes with what a document may have: the checker finds nothing in either file, both say the same. */
import { describe, expect, it } from 'vitest'
import { invent, typesOf, type Wish } from './invent.ts'
import { judge, judgeWord } from './judge.ts'

/** Signing forms, parts and lengths, in turn over the types. */
const wishes: Wish[] = [
  { superior: true, signing: 'TM', urgency: true, table: true },
  { superior: false, signing: 'KT', appendices: 2, drafter: true },
  { superior: true, signing: 'TL', contact: true, circulation: true },
  { superior: false, signing: 'Q', long: true, table: true, recipients: 40 },
  { signing: 'TUQ', regulation: true, appendices: 1 },
  { signing: 'head', hostile: true, decomposed: true, table: true, appendices: 1, recipients: 150 },
  { draft: true, superior: true, urgency: true, circulation: true },
  { signers: 2, hostile: true, contact: true },
]
const cases = [
  ['state', '2026-11-03'],
  ['party', '2026-06-10'],
  ['party', '2025-02-12'],
] as const

describe.each(cases)('%s on %s', (regime, date) => {
  // the older guidance differs in few rows
  const types = typesOf(regime, date).filter((_, at) => date > '2026' || at % 3 === 0)
  it.each(types.map((type, at) => [type.vi, type.code, at] as const))('%s', async (_, code, at) => {
    const start = at + (date < '2026' ? 4 : 0)
    for (const offset of [3, 6]) {
      const sample = invent(regime, code, offset, { date, ...wishes[(start + offset) % wishes.length]! })
      expect(await judgeWord(sample), JSON.stringify(sample.content).slice(0, 300)).toEqual([])
    }
    const { faults, differences } = await judge(invent(regime, code, 1, { date, ...wishes[start % wishes.length]! }))
    expect({ faults, differences }).toEqual({ faults: [], differences: [] })
  })
})
