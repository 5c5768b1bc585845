import { describe, expect, it } from 'vitest'
import { checkLayout, readDocument } from '#engines/layout/index.ts'
import { structureOf, textOf } from '#engines/layout/structure.ts'
import type { OfficialDocumentInput } from '../content.ts'
import { composeDocument } from '../index.ts'

const signer = (of: string, position: string, name: string) => ({
  authority: [{ form: 'TM' as const, of }],
  position,
  name,
})
const joint = (over: Partial<OfficialDocumentInput> = {}): OfficialDocumentInput => ({
  version: 1,
  type: 'ke-hoach',
  superior: null,
  issuer: 'Ủy ban nhân dân xã Sông Mây',
  coIssuers: ['Ủy ban Mặt trận Tổ quốc Việt Nam xã Sông Mây'],
  notation: 'KH-UBND-MTTQ',
  number: 5,
  place: 'Sông Mây',
  issued: '2026-11-23',
  subject: 'Phối hợp giám sát đầu tư của cộng đồng',
  body: [{ kind: 'paragraph', runs: [{ text: 'Hai cơ quan thống nhất phối hợp giám sát đầu tư của cộng đồng.' }] }],
  signers: [
    signer('Ủy ban nhân dân', 'Chủ tịch', 'Hoàng Văn Quyết'),
    signer('Ban Thường trực', 'Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam xã', 'Lò Thị Mai'),
  ],
  recipients: { lines: ['Hội Nông dân xã Sông Mây'], archive: 'VP' },
  ...over,
})
const wish = { regime: 'state', date: '2026-11-23', createdAt: '2026-11-23T00:00:00Z' } as const
const read = async (of: OfficialDocumentInput, as: 'docx' | 'pdf') =>
  readDocument((await composeDocument(of, wish))[as])

describe('joint documents', () => {
  for (const as of ['docx', 'pdf'] as const)
    it(`name every issuing body, the presiding one first, and no fault of form is found (${as})`, async () => {
      for (const of of [
        joint(),
        joint({
          coIssuers: ['Ủy ban Mặt trận Tổ quốc Việt Nam xã Sông Mây', 'Hội Nông dân xã Sông Mây'],
          notation: 'KH-UBND-MT-HND',
          signers: [...joint().signers, signer('Ban Thường vụ', 'Chủ tịch', 'Vàng A Sử')],
        }),
      ]) {
        const document = await read(of, as)
        expect(checkLayout(document, wish).findings).toEqual([])
        const { components } = structureOf(document)
        const issuing = components
          .filter((one) => one.component === 'issuing-organization')
          .map(textOf)
          .join(' ')
        expect(issuing.replace(/\s+/g, ' ')).toContain('ỦY BAN NHÂN DÂN XÃ SÔNG MÂY - ỦY BAN MẶT TRẬN TỔ QUỐC')
        expect(components.some((one) => one.component === 'parent-organization')).toBe(false)
      }
    })

  it('the presiding body signs on the right', async () => {
    const { pieces } = structureOf(await read(joint(), 'pdf'))
    const at = (name: string) => pieces.find((piece) => piece.text.includes(name))!.side
    expect([at('Lò Thị Mai'), at('Hoàng Văn Quyết')]).toEqual(['left', 'right'])
  })

  it('a signature too few is found in a document, and refused in content', async () => {
    const two = joint({ signers: [joint().signers[0]!, { ...joint().signers[1]!, name: null }] })
    expect(checkLayout(await read(two, 'docx'), wish).findings).toMatchObject([
      { component: 'signer-name', aspect: 'missing', found: '1' },
    ])
    await expect(composeDocument(joint({ signers: [joint().signers[0]!] }), wish)).rejects.toMatchObject({
      code: 'COMPOSE_CONTENT_INVALID',
      fields: { signers: 'one_for_each_issuer' },
    })
  })
})
