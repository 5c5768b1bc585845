/** Damage and hostile files: a flipped covered byte never passes, nothing hangs or ends in anything but a named error. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '#platform/errors/index.ts'
import { signPdf, timestampPdf, verifyPdf } from '../index.ts'
import { append, rangeIn, stream } from './attack-kit.ts'
import { type Kit, makeKit, NOW, SIGNED_AT } from './kit.ts'
import { paper } from './papers.ts'

let kit: Kit
const files: Record<string, Uint8Array> = {}
beforeAll(async () => {
  kit = await makeKit()
  files['table'] = await signPdf(await paper('table'), kit.signer, { time: SIGNED_AT })
  files['streams'] = await signPdf(await paper('streams'), kit.seal, { time: SIGNED_AT, timestamp: kit.timestamp })
  files['stamped'] = await timestampPdf(files['table']!, kit.timestamp)
})

/** The verdict, or the code of the named error. */
function answer(bytes: Uint8Array): string {
  try {
    return verifyPdf(bytes, { trust: kit.trust, now: NOW }).verdict
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

describe.each(['table', 'streams', 'stamped'])('%s', (name) => {
  it('a flipped byte never passes where it is covered', () => {
    const bytes = files[name]!
    const [, a, b] = rangeIn(bytes)
    expect(answer(bytes)).toBe('TOTAL-PASSED')
    // Of the stamped file the signature covers the first revision; what its own range covers is asked.
    const covered = name === 'stamped' ? rangeIn(files['table']!) : rangeIn(bytes)
    const end = covered[2] + covered[3]
    const seen = new Set<string>()
    fc.assert(
      fc.property(fc.nat(end - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const flipped = Buffer.from(bytes)
        flipped[at]! ^= mask
        const found = answer(flipped)
        seen.add(found)
        const isInHole = at >= covered[1] && at < covered[2]
        return isInHole || found !== 'TOTAL-PASSED'
      }),
      { numRuns: 600 },
    )
    expect(seen).toContain('TOTAL-FAILED')
    expect(a).toBeLessThan(b)
  })

  it('cut off anywhere, it never passes', () => {
    const bytes = files[name]!
    fc.assert(
      fc.property(
        fc.nat(bytes.length - 2),
        (length) => answer(bytes.subarray(0, length)) !== 'TOTAL-PASSED' || name === 'stamped',
      ),
      { numRuns: 300 },
    )
  })

  it('noise written over it ends in a verdict or a named error', () => {
    const bytes = files[name]!
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.uint8Array({ minLength: 1, maxLength: 60 }), (at, noise) => {
        const hit = Buffer.from(bytes)
        hit.set(noise.subarray(0, bytes.length - at), at)
        return typeof answer(hit) === 'string'
      }),
      { numRuns: 300 },
    )
  })
})

describe('hostile files end quickly in a named error or a verdict', () => {
  const head = '%PDF-1.7\n'
  const xref = (body: string, trailer: string): string =>
    `${body}xref\n0 1\n0000000000 65535 f \ntrailer\n${trailer}\nstartxref\n${body.length}\n%%EOF\n`
  it.each([
    ['nothing', '', 'SIGN_NOT_PDF'],
    ['no PDF', 'PK\u0003\u0004 hello', 'SIGN_NOT_PDF'],
    ['header only', head, 'SIGN_PDF_BROKEN'],
    ['table at itself', xref(head, `<</Root 1 0 R /Prev ${head.length}>>`), 'SIGN_PDF_BROKEN'],
    ['no catalog', xref(head, '<</Root 1 0 R>>'), 'SIGN_PDF_BROKEN'],
    ['a hundred thousand brackets', xref(head, '['.repeat(100_000)), 'SIGN_PDF_TOO_LARGE'],
    ['dictionaries in dictionaries', xref(head, '<</a'.repeat(50_000)), 'SIGN_PDF_TOO_LARGE'],
    [
      'a thousand million objects',
      `${head}xref\n0 999999999\n`.concat(`trailer\n<<>>\nstartxref\n${head.length}\n%%EOF`),
      'SIGN_PDF_TOO_LARGE',
    ],
    ['offset past the end', `${head}startxref\n999999\n%%EOF`, 'SIGN_PDF_BROKEN'],
    ['encrypted', xref(head, '<</Root 1 0 R /Encrypt 2 0 R>>'), 'SIGN_PDF_ENCRYPTED'],
  ])('%s', (_, words, code) => {
    const start = performance.now()
    expect(answer(Buffer.from(words, 'latin1'))).toBe(code)
    expect(performance.now() - start).toBeLessThan(5000)
  })

  it('fields that are their own children, page trees in a circle, objects that lead to themselves', async () => {
    const original = await paper()
    const root = /(\d+) 0 obj\s+(<<[^>]*\/Type \/Catalog[\s\S]*?>>)\s*endobj/.exec(original.toString('latin1'))!
    const looped = append(original, {
      objects: {
        [Number(root[1])]: root[2]!.replace('/Type', '/AcroForm <</Fields [900 0 R 902 0 R]>> /Type'),
        900: '<</T (a) /FT /Sig /Kids [900 0 R 901 0 R]>>',
        901: '<</T (b) /Parent 900 0 R /Kids [900 0 R] /V 903 0 R>>',
        902: '902 0 R',
        903: `<</ByteRange [0 1 2 3] /Contents <${'00'.repeat(10)}> /SubFilter /ETSI.CAdES.detached>>`,
      },
    })
    expect(answer(looped)).toMatch(/INDETERMINATE|TOTAL-FAILED|SIGN_PDF_BROKEN/)
  })

  it('a stream that unfolds to a gigabyte is not unfolded', async () => {
    const { deflateSync } = await import('node:zlib')
    const packed = deflateSync(Buffer.alloc(200 * 2 ** 20)).toString('latin1')
    const body = `${head}5 0 obj\n${stream(packed, '/Type /XRef /W [1 2 1] /Size 5 /Root 1 0 R /Filter /FlateDecode')}\nendobj\n`
    const start = performance.now()
    expect(answer(Buffer.from(`${body}startxref\n${head.length}\n%%EOF`, 'latin1'))).toBe('SIGN_PDF_TOO_LARGE')
    expect(performance.now() - start).toBeLessThan(5000)
  })
})
