/** What was added to bytes that were handed out, and by whom; signed by other hands than ours as well. */
import { beforeAll, describe, expect, it } from 'vitest'
import { addedSince, addValidationData, signersOf, signPdf, timestampPdf } from '../index.ts'
import { append, FALSE_WORDS, find, stream } from './attack-kit.ts'
import { type Kit, makeKit, SIGNED_AT } from './kit.ts'
import { type Make, paper } from './papers.ts'

let kit: Kit
beforeAll(async () => {
  kit = await makeKit()
})

describe.each<Make>(['table', 'streams'])('a file of kind %s', (make) => {
  it('signatures, timestamps and validation data are nothing but signatures, whether or not the first was signed', async () => {
    const approved = await paper(make)
    const one = await signPdf(approved, kit.signer, { time: SIGNED_AT })
    const two = await signPdf(one, kit.seal, { time: SIGNED_AT })
    const all = addValidationData(await timestampPdf(two, kit.timestamp), { certificates: [kit.middle.der] })
    for (const [earlier, later] of [
      [approved, approved],
      [approved, one],
      [approved, all],
      [one, two],
      [two, all],
    ] as const)
      expect(addedSince(earlier, later)).toMatchObject({ isOnlySignatures: true })
    expect(addedSince(one, two)!.words).toEqual(['signature added: Signature2'])
    expect(
      signersOf(all).map((found) => [found.kind, found.certificate?.commonName, found.coveredTo, found.isIntact]),
    ).toEqual([
      ['signature', 'Giàng A Páo', one.length, true],
      ['signature', 'UBND xã Sông Mây', two.length, true],
      ['timestamp', 'Lâm Hà TSA', expect.any(Number), true],
    ])
  })

  it('other bytes are no continuation', async () => {
    const approved = await paper(make)
    expect(addedSince(approved, await paper(make, { words: 'KHAC' }))).toBeNull()
    expect(addedSince(approved, approved.subarray(0, -1))).toBeNull()
  })
})

describe('what is slipped in under the signature', () => {
  it.each<[string, (pdf: Buffer) => Buffer]>([
    [
      'a page',
      (pdf) => {
        const pages = find(pdf, /\/Type\s*\/Pages/)
        const body = pages.body.replace(/\/Kids \[([^\]]*)\]/, '/Kids [$1 900 0 R]').replace(/\/Count 2/, '/Count 3')
        return append(pdf, {
          objects: { [pages.number]: body, 900: `<</Type /Page /Parent ${pages.number} 0 R /MediaBox [0 0 9 9]>>` },
        })
      },
    ],
    [
      'other words',
      (pdf) => {
        const page = find(pdf, /\/Type\s*\/Page\b(?!s)/, 'first')
        return append(pdf, {
          objects: { [page.number]: page.body.replace(/\/Contents \d+ 0 R/, '/Contents 900 0 R'), 900: FALSE_WORDS },
        })
      },
    ],
    [
      'a note over the text',
      (pdf) => {
        const page = find(pdf, /\/Type\s*\/Page\b(?!s)/, 'first')
        const note = '<</Type /Annot /Subtype /FreeText /Rect [90 690 500 760] /Contents (x) /AP <</N 901 0 R>>>>'
        return append(pdf, {
          objects: {
            [page.number]: page.body.replace(/>>$/, ' /Annots [900 0 R]>>'),
            900: note,
            901: stream('1 g 0 0 500 90 re f', '/Type /XObject /Subtype /Form /BBox [0 0 500 90]'),
          },
        })
      },
    ],
  ])('%s', async (_, change) => {
    const approved = await paper('table')
    const signed = await signPdf(change(approved), kit.signer, { time: SIGNED_AT })
    expect(addedSince(approved, signed)).toMatchObject({ isOnlySignatures: false })
  })
})
