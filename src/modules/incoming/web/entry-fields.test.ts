import { describe, expect, it } from 'vitest'
import type { Suggestion } from '#modules/intake/contract.ts'
import { ruleSet } from '#regimes/index.ts'
import { findTypes, readInto, suggestedValues, toFields, trustIn, typeOf } from './entry-fields.ts'

const rules = ruleSet('state', '2026-11-23')
const field = (value: string | null, confidence = 1) => ({ value, confidence, page: 1, box: null })
const read: Suggestion = {
  typeName: 'Kế hoạch',
  typeCode: 'ke-hoach',
  codeNumber: null,
  codeNotation: 'KH-ATTP',
  issuedDate: '2010-03',
  place: null,
  issuerName: 'Chi cục An toàn thực phẩm',
  parentIssuerName: null,
  subject: 'Kiểm tra bếp ăn',
  signerName: null,
  signerPosition: null,
  urgency: 1,
  toPlaces: null,
  pageAmount: 3,
  citations: [],
  fields: {
    typeName: field('Kế hoạch'),
    codeNumber: field(null, 0),
    codeNotation: field('KH-ATTP'),
    issuedDate: field('2010-03', 0.9),
    issuerName: field('Chi cục An toàn thực phẩm'),
    subject: field('Kiểm tra bếp ăn', 0.9),
  },
  isOcr: true,
}

describe('the register form', () => {
  it('marks what is doubtful and what could not be read', () => {
    expect(trustIn(read)).toEqual({
      typeName: 'sure',
      codeNumber: 'unknown',
      codeNotation: 'sure',
      issuedDate: 'uncertain',
      issuerName: 'sure',
      subject: 'sure',
    })
    expect(trustIn(null)['subject']).toBe('unknown')
  })

  it('finds a type by abbreviation, by name without marks and by first letters', () => {
    expect(findTypes(rules, 'qđ', false)[0]?.id).toBe('quyet-dinh')
    expect(findTypes(rules, 'ke hoach', false)[0]?.id).toBe('ke-hoach')
    expect(findTypes(rules, 'cv', false)[0]?.id).toBe('cong-van')
    expect(findTypes(rules, 'TTr', false)[0]?.id).toBe('to-trinh')
    expect(typeOf('kh', rules)).toEqual({ typeName: 'Kế hoạch', typeCode: 'ke-hoach' })
    expect(typeOf('Thiệp mừng', rules)).toEqual({ typeName: 'Thiệp mừng', typeCode: null })
  })

  it('sends what was read and typed', () => {
    const fields = toFields({ ...suggestedValues(read), codeNumber: ' 17 ' }, rules)
    expect(fields).toMatchObject({
      typeCode: 'ke-hoach',
      codeNumber: '17',
      issuedDate: '2010-03',
      urgency: 1,
      pageAmount: 3,
      signerName: null,
    })
  })

  it('makes what a box holds fit for its field', () => {
    expect(readInto('codeNumber', 'Số: 125/KH-ATTP')).toBe('125')
    expect(readInto('codeNotation', 'Số: 125/KH-ATTP')).toBe('KH-ATTP')
    expect(readInto('issuedDate', 'Lam Hà, ngày 05 tháng 3 năm 2026')).toBe('2026-03-05')
    expect(readInto('subject', '  V/v  rà soát\nhộ nghèo ')).toBe('V/v rà soát hộ nghèo')
  })
})
