import { describe, expect, it } from 'vitest'
import { documentMessage } from '#engines/edxml/test/build.ts'
import { gatewayProfile, ruleSet } from '#regimes/index.ts'
import type { KeptDocument } from '../outbox.ts'
import { profileFault } from '../profiles.ts'

const rules = ruleSet('state', '2026-11-23')
const profile = (id: string, over: object = {}) => ({ ...gatewayProfile(rules, id)!, ...over })
const message = (over: Partial<KeptDocument> = {}): KeptDocument => {
  const { attachments: _, ...said } = documentMessage()
  const party = (organId: string) => ({ organId, name: null })
  return { ...said, from: party('H99.12'), to: [party('000.00.12.H98')], attachments: [], ...over }
}
const marked = (sphere: string | null) => message({ other: { ...message().other, sphere } })
const fault = (of: ReturnType<typeof profile>, kept = marked(null), size = 1000) =>
  profileFault(of, kept, rules.circulationMarks, size)

describe('what a network asks', () => {
  it('is nothing more of a whole package', () => {
    for (const one of rules.gatewayProfiles) expect(fault(one), one.id).toBeNull()
  })
  it('is the form of codes', () => {
    const old = message({ other: { ...message().other, sphere: null } })
    expect(fault(profile('direct', { codes: 'new' }), old)).toContain('000.00.12.H98')
    expect(fault(profile('direct', { codes: 'old' }), old)).toContain('H99.12')
    const odd = { ...old, to: [{ organId: 'TINH-9', name: null }] }
    expect(fault(profile('national-axis'), odd)).toContain('TINH-9')
    expect(fault(profile('party-wan'), odd)).toBeNull()
  })
  it('is fields, a size, and marks that it is for; what asks back needs none of them', () => {
    const bare = { ...marked(null), place: null }
    expect(fault(profile('direct', { needs: ['Place'] }), bare)).toContain('địa danh')
    expect(fault(profile('direct', { needs: ['Place'] }), { ...bare, business: 'recall' })).toBeNull()
    expect(fault(profile('direct', { packageMb: 1 }), marked(null), 2 * 1024 * 1024)).toContain('1 MB')
    expect(fault(profile('national-axis'), marked('LƯU HÀNH NỘI BỘ'))).toContain('LƯU HÀNH NỘI BỘ')
    expect(fault(profile('national-axis', { marks: ['internal'] }), marked('LƯU HÀNH NỘI BỘ'))).toBeNull()
    expect(fault(profile('party-wan'), marked('LƯU HÀNH NỘI BỘ, TÀI LIỆU THU HỒI'))).toContain('TÀI LIỆU THU HỒI')
    expect(fault(profile('party-wan'), marked('KHÔNG RÕ'))).toContain('KHÔNG RÕ')
  })
})
