import { describe, expect, it } from 'vitest'
import { checkFormatOverride, formatRules, mergeFormats } from '#regimes/formats/index.ts'
import type { Override } from '#regimes/index.ts'
import { builtinSet, bytesSource, identify, judgeFormat } from '../index.ts'
import { corpus } from './corpus.ts'

const rules = formatRules('state', '2026-11-28')

/** The circular's list (handbook 8.9), by extension as it is written there. */
const LIST =
  'txt rtf docx doc odt pdf csv xlsx xls ods htm pptx ppt odp jpeg gif tiff png mpeg avi wmv mov mp3 wma aac'.split(' ')

const policy = (values: Record<string, unknown>, ruleId = 'own', more: Partial<Override> = {}): Override => ({
  collection: 'formatPolicies',
  ruleId,
  effect: 'set',
  values,
  validFrom: '2026-01-01',
  validTo: null,
  basis: 'Quyết định 12/QĐ-SNV ngày 05/01/2026',
  ...more,
})
const OWN = { covers: ['fmt/3'], decision: 'convert', to: 'fmt/13', vi: 'Chuyển sang PNG.', en: 'To PNG.' }
const code = (run: () => unknown): string | null => {
  try {
    run()
  } catch (error) {
    return (error as { code: string }).code
  }
  return null
}

describe('the policy of formats', () => {
  it('every format of the circular is accepted, on its ground; also as the files of the corpus are told', async () => {
    const accepted = new Set<string>()
    for (const { name, bytes } of await corpus()) {
      const { puid } = await identify(bytesSource(bytes), name, builtinSet())
      const { decision, rule } = judgeFormat(puid, rules)
      const extension = name.split('.').at(-1)!
      if (decision !== 'accept') continue
      expect(rule?.source, name).toMatchObject({ text: 'Thông tư 05/2025/TT-BNV', confidence: 'A2' })
      accepted.add(extension)
    }
    const alias: Record<string, string> = { jpeg: 'jpg', tiff: 'tif' }
    for (const extension of LIST) expect([...accepted], extension).toContain(alias[extension] ?? extension)
  })

  it.each([
    ['fmt/477', 'accept', null],
    ['fmt/199', 'accept', null],
    ['fmt/523', 'convert', 'fmt/412'],
    ['fmt/754', 'refuse', null],
    ['x-fmt/411', 'refuse', null],
    ['x-fmt/263', 'warn', null],
    ['fmt/101', 'warn', null],
    ['fmt/99999', 'warn', null],
    [null, 'warn', null],
  ] as const)('%s: %s', (puid, decision, to) => {
    expect(judgeFormat(puid, rules)).toMatchObject({ decision, to })
    expect(judgeFormat(puid, rules).rule?.vi).toMatch(/\.$/)
  })

  it('before the circular the list is our own default; the Party takes it over', () => {
    const before = judgeFormat('fmt/18', formatRules('state', '2025-06-30'))
    expect([before.decision, before.rule?.source.confidence]).toEqual(['accept', 'C'])
    const party = judgeFormat('fmt/18', formatRules('party', '2026-11-28'))
    expect([party.decision, party.rule?.source.confidence]).toEqual(['accept', 'C'])
    expect(code(() => formatRules('state', '2019-01-01'))).toBe('REGIMES_NO_RULE_SET')
  })

  it('an administrator’s row goes before the shipped ones, on its days only', () => {
    expect(judgeFormat('fmt/3', rules).decision).toBe('accept')
    const merged = mergeFormats(rules, [checkFormatOverride(rules, policy(OWN))])
    expect(judgeFormat('fmt/3', merged)).toMatchObject({ decision: 'convert', to: 'fmt/13' })
    expect(judgeFormat('fmt/4', merged).decision).toBe('accept')
    const later = policy(OWN, 'own', { validFrom: '2026-12-01' })
    expect(judgeFormat('fmt/3', mergeFormats(rules, [later])).decision).toBe('accept')
    const strict = policy({ decision: 'refuse' }, 'others')
    expect(judgeFormat('fmt/99999', mergeFormats(rules, [strict])).decision).toBe('refuse')
    const lenient = policy({ ...OWN, covers: ['fmt/754'], decision: 'accept', to: null })
    expect(judgeFormat('fmt/754', mergeFormats(rules, [lenient])).decision).toBe('accept')
  })

  it('with the row for others dropped a person must look; wrong rows are refused', () => {
    const bare = mergeFormats(rules, [policy({}, 'others', { effect: 'drop' })])
    expect(judgeFormat('fmt/99999', bare)).toEqual({ decision: 'warn', to: null, rule: null })
    for (const wrong of [
      { ...OWN, covers: [] },
      { ...OWN, covers: ['gif'] },
      { ...OWN, decision: 'burn' },
      { covers: ['fmt/3'] },
    ])
      expect(
        code(() => checkFormatOverride(rules, policy(wrong))),
        JSON.stringify(wrong),
      ).toBe('REGIMES_OVERRIDE_INVALID')
  })
})
