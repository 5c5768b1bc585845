/** A starting document of every type, its blanks filled, has nothing to find in either file. */
import { describe, expect, it } from 'vitest'
import { formRules } from '#regimes/layout/index.ts'
import type { Regime } from '#regimes/types.ts'
import { documentTemplate, type TemplateFacts } from '../templates.ts'
import { typesOf } from './invent.ts'
import { judge, judgeWord } from './judge.ts'

const bodies: Record<Regime, Omit<TemplateFacts, 'regime'>[]> = {
  state: [
    {
      superior: null,
      issuer: 'Ủy ban nhân dân\nxã Sông Mây',
      abbreviation: 'UBND',
      place: 'Sông Mây',
      collective: 'Ủy ban nhân dân',
      head: 'Chủ tịch',
      unit: 'VP',
    },
    {
      superior: 'UBND tỉnh Lâm Hà',
      issuer: 'Sở Nội vụ',
      abbreviation: 'SNV',
      place: 'Lâm Hà',
      collective: null,
      head: 'Giám đốc',
      unit: 'VTLT',
    },
  ],
  party: [
    {
      superior: null,
      issuer: 'Tỉnh ủy Lâm Hà',
      abbreviation: 'TU',
      place: 'Lâm Hà',
      collective: 'Ban Thường vụ',
      head: 'Bí thư',
      unit: 'Văn phòng Tỉnh ủy',
    },
    {
      superior: 'Tỉnh ủy Lâm Hà',
      issuer: 'Ban Tổ chức',
      abbreviation: 'BTCTU',
      place: 'Lâm Hà',
      collective: null,
      head: 'Trưởng ban',
      unit: 'Văn phòng Ban Tổ chức',
    },
  ],
}
const FULL = new Set(['quyet-dinh', 'quy-che', 'ke-hoach', 'bao-cao', 'to-trinh', 'cong-van'])
const days: Record<Regime, string[]> = { state: ['2026-11-03'], party: ['2026-06-10', '2025-02-12'] }

describe.each(['state', 'party'] as const)('templates of %s', (regime) => {
  const [newest] = days[regime]

  it('are there for every type', () => {
    expect(typesOf(regime, newest!)).toHaveLength(regime === 'state' ? 29 : 33)
    expect(new Set(formRules(regime, newest!).documentTypes.map((type) => type.code)).size).toBeGreaterThan(29)
  })

  it.each(typesOf(regime, newest!).map((type) => [type.vi, type] as const))('%s', async (_, type) => {
    for (const [i, body] of bodies[regime].entries()) {
      const date = days[regime][i % days[regime].length]!
      const content = documentTemplate(type, { ...body, regime })
      const draft = await judgeWord({ regime, date, content })
      // what is left to find is the name that is not written yet
      expect(draft.filter((fault) => !/-SIGNER-NAME-MISSING/.test(fault))).toEqual([])
      const signers = content.signers.map((signer, k) => ({
        ...signer,
        name: k === 0 ? 'Trần Minh Khôi' : 'Lê Thị An',
      }))
      const filled = { regime, date, content: { ...content, signers, number: 5, issued: date } }
      expect(await judgeWord(filled)).toEqual([])
      // a PDF of little more than dots shows no margins to its reader: those with full lines are read
      if (i > 0 || !FULL.has(type.code)) continue
      const { faults, differences } = await judge(filled)
      expect({ faults, differences }).toEqual({ faults: [], differences: [] })
    }
  })
})
