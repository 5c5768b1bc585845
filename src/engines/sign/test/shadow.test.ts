/** Shadow attacks (Mainka et al., 2021): what was signed was laid out for being changed later. None may pass. */
import { beforeAll, describe, expect, it } from 'vitest'
import { signPdf, verifyPdf } from '../index.ts'
import { append, catalog, FALSE_WORDS, find, page, stream } from './attack-kit.ts'
import { type Kit, makeKit, NOW, SIGNED_AT } from './kit.ts'
import { paper } from './papers.ts'

let kit: Kit
let original: Buffer
const judge = (bytes: Uint8Array) => verifyPdf(bytes, { trust: kit.trust, now: NOW })

beforeAll(async () => {
  kit = await makeKit()
  original = await paper()
})

describe('shadow attacks: prepared before the signature', () => {
  it('hide: an overlay that was signed is freed later', async () => {
    const shown = page(original)
    const prepared = append(original, {
      objects: {
        900: stream('1 1 1 rg 0 0 595 842 re f'),
        [shown.number]: shown.body.replace(/\/Contents (\d+ 0 R)/, '/Contents [$1 900 0 R]'),
      },
    })
    const shadow = await signPdf(prepared, kit.signer, { time: SIGNED_AT })
    expect(judge(shadow).verdict).toBe('TOTAL-PASSED')
    expect(judge(append(shadow, { free: [900] }))).toMatchObject({
      verdict: 'TOTAL-FAILED',
      signatures: [{ changesAfter: ['object removed: 900'] }],
    })
    expect(judge(append(shadow, { objects: { 900: stream(' ') } })).verdict).toBe('TOTAL-FAILED')
  })

  it('replace: content that led into nothing gets something', async () => {
    const shown = page(original)
    const prepared = append(original, {
      objects: { [shown.number]: shown.body.replace(/\/Contents (\d+ 0 R)/, '/Contents [$1 950 0 R]') },
    })
    const shadow = await signPdf(prepared, kit.signer, { time: SIGNED_AT })
    expect(judge(append(shadow, { objects: { 950: FALSE_WORDS } }))).toMatchObject({
      verdict: 'TOTAL-FAILED',
      signatures: [{ changesAfter: ['object exchanged: 950'] }],
    })
  })

  it('hide and replace: a new table points at a second content that was signed with the first', async () => {
    const content = find(original, /stream/, 'first').number
    const hidden = `${content} 0 obj\n${FALSE_WORDS}\nendobj`
    const prepared = append(original, { objects: { 900: stream(hidden.replace('endstream', 'endstream ')) } })
    const shadow = await signPdf(prepared, kit.signer, { time: SIGNED_AT })
    const at = Buffer.from(shadow).indexOf(`${content} 0 obj\n${FALSE_WORDS.slice(0, 20)}`)
    expect(at).toBeGreaterThan(0)
    expect(judge(append(shadow, { offsets: { [content]: at } })).verdict).toBe('TOTAL-FAILED')
  })

  it('one object in two roles: validation data that is page content too', async () => {
    const shown = page(original)
    const root = catalog(original)
    const content = /\/Contents (\d+ 0 R)/.exec(shown.body)![1]!
    const prepared = append(original, {
      objects: {
        900: `[${content}]`,
        [shown.number]: shown.body.replace(/\/Contents \d+ 0 R/, '/Contents 900 0 R'),
        [root.number]: root.body.replace('/Type', '/DSS <</Certs 900 0 R>> /Type'),
      },
    })
    const shadow = await signPdf(prepared, kit.signer, { time: SIGNED_AT })
    expect(judge(append(shadow, { objects: { 999: FALSE_WORDS, 900: '[999 0 R]' } })).verdict).toBe('TOTAL-FAILED')
  })

  it('an empty signature field laid out over the page is signed with a picture later', async () => {
    const shown = page(original)
    const root = catalog(original)
    const field = '<</Type /Annot /Subtype /Widget /FT /Sig /T (phu) /Rect [0 0 595 842]>>'
    const prepared = append(original, {
      objects: {
        900: field,
        [shown.number]: shown.body.replace('/Type', '/Annots [900 0 R] /Type'),
        [root.number]: root.body.replace('/Type', '/AcroForm <</Fields [900 0 R]>> /Type'),
      },
    })
    const shadow = await signPdf(prepared, kit.signer, { time: SIGNED_AT })
    const unseen = await signPdf(shadow, kit.seal, { time: SIGNED_AT, field: 'phu' })
    expect(judge(unseen).verdict).toBe('TOTAL-PASSED')
    const { personAppearance } = await import('../appearance.ts')
    const sharp = (await import('sharp')).default
    const white = await sharp({ create: { width: 20, height: 20, channels: 4, background: 'white' } })
      .png()
      .toBuffer()
    const look = await personAppearance(white, { page: 1, box: { x: 0, y: 0, width: 595, height: 842 } })
    const covered = await signPdf(shadow, kit.seal, { time: SIGNED_AT, field: 'phu', appearance: look })
    expect(judge(covered).signatures.find((one) => one.field === 'Signature1')!.verdict).toBe('TOTAL-FAILED')
  })

  it('form: a permission that no sound signature gave allows nothing', async () => {
    const root = catalog(original)
    const shown = page(original)
    const field = '<</Type /Annot /Subtype /Widget /FT /Tx /T (gia) /Rect [100 600 300 620]>>'
    const permission = '/Perms <</DocMDP <</Reference [<</TransformMethod /DocMDP /TransformParams <</P 3>>>>]>>>>'
    const prepared = append(original, {
      objects: {
        900: field,
        [shown.number]: shown.body.replace('/Type', '/Annots [900 0 R] /Type'),
        [root.number]: root.body.replace('/Type', `${permission} /AcroForm <</Fields [900 0 R]>> /Type`),
      },
    })
    const shadow = await signPdf(prepared, kit.signer, { time: SIGNED_AT })
    const filled = append(shadow, { objects: { 900: field.replace('/T (gia)', '/T (gia) /V (900 ty)') } })
    expect(judge(filled).verdict).toBe('INDETERMINATE')
  })

  it('form: a text field is filled in after the signature: a person must judge, unless the certifying signature allows it', async () => {
    const root = catalog(original)
    const shown = page(original)
    const field = '<</Type /Annot /Subtype /Widget /FT /Tx /T (gia) /Rect [100 600 300 620]>>'
    const prepared = append(original, {
      objects: {
        900: field,
        [shown.number]: shown.body.replace('/Type', '/Annots [900 0 R] /Type'),
        [root.number]: root.body.replace('/Type', '/AcroForm <</Fields [900 0 R]>> /Type'),
      },
    })
    const fill = { objects: { 900: field.replace('/T (gia)', '/T (gia) /V (900 ty)') } }
    const verdicts = []
    for (const certify of [undefined, 1, 2] as const) {
      const shadow = await signPdf(prepared, kit.signer, { time: SIGNED_AT, ...(certify ? { certify } : {}) })
      expect(judge(shadow).verdict).toBe('TOTAL-PASSED')
      verdicts.push(judge(append(shadow, fill)).verdict)
    }
    expect(verdicts).toEqual(['INDETERMINATE', 'TOTAL-FAILED', 'TOTAL-PASSED'])
  })
})
