import { describe, expect, it } from 'vitest'
import { type OfficialDocumentInput, officialDocumentSchema, words } from './content.ts'

const letter = (): OfficialDocumentInput => ({
  version: 1,
  type: 'cong-van',
  superior: null,
  issuer: 'Ủy ban nhân dân\nxã Sông Mây',
  notation: 'UBND-VX',
  number: 12,
  place: 'Sông Mây',
  issued: '2026-11-03',
  subject: 'rà soát hồ sơ lưu trữ',
  addressees: ['Các trường học trên địa bàn xã'],
  body: [{ kind: 'paragraph', runs: words('Đề nghị các trường báo cáo kết quả trước ngày 15 tháng 12.') }],
  signers: [{ authority: [{ form: 'TM', of: 'Ủy ban nhân dân' }], position: 'Chủ tịch', name: 'Trần Minh Khôi' }],
  recipients: { lines: ['Thường trực Đảng ủy'], archive: 'VX' },
})

const faults = (change: Partial<OfficialDocumentInput>) => {
  const parsed = officialDocumentSchema.safeParse({ ...letter(), ...change })
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'))
}

describe('content of an official document', () => {
  it('takes a letter and says what was left out', () => {
    const parsed = officialDocumentSchema.parse(letter())
    expect(parsed).toMatchObject({ urgency: 'normal', circulation: null, bases: [], appendices: [], drafter: null })
    expect(officialDocumentSchema.parse(parsed)).toEqual(parsed)
  })

  it('puts decomposed letters together and takes control characters out', () => {
    const parsed = officialDocumentSchema.parse({
      ...letter(),
      subject: 'ra\u0300 soa\u0301t\u0000  hồ\u00a0sơ ',
      body: [{ kind: 'paragraph', runs: words('Quyê\u0301t đi\u0323nh\u0007 này\nvà') }],
    })
    expect(parsed.subject).toBe('rà soát hồ sơ')
    expect(parsed.body[0]).toMatchObject({ runs: [{ text: 'Quyết định này và' }] })
  })

  it('refuses bad content and says where', () => {
    expect(faults({ subject: 'a'.repeat(501) })).toEqual(['subject'])
    expect(faults({ issued: '2026-02-30' })).toEqual(['issued'])
    expect(faults({ number: 0 })).toEqual(['number'])
    expect(faults({ body: [] })).toEqual(['body'])
    expect(faults({ body: [{ kind: 'paragraph', runs: words('  ') }] })).toEqual(['body.0.runs'])
    expect(faults({ body: [{ kind: 'article' }] })).toEqual(['body.0.runs'])
    const columns = [{ title: 'TT', width: 1 }]
    expect(faults({ body: [{ kind: 'table', columns, rows: [['1', '2']] }] })).toEqual(['body.0.rows'])
    expect(faults({ signers: [] })).toEqual(['signers'])
    expect(faults({ signers: [{ position: 'Giám đốc', name: 'TS. Trần Minh Khôi' }] })).toEqual(['signers.0.name'])
    expect(faults({ signers: [{ position: null, name: null }] })).toEqual(['signers.0.position'])
    expect(faults({ issuer: 'a\nb\nc\nd\ne' })).toEqual(['issuer'])
    expect(faults({ extra: 1 } as never)).toEqual([''])
  })
})
