/** Forgeries: none may pass. Universal forgery, wrapping, incremental saving (Mladenov et al., 2019), overlays; `shadow.test.ts` has the rest. */
import { beforeAll, describe, expect, it } from 'vitest'
import { prepareSignature, signPdf, verifyPdf } from '../index.ts'
import {
  append,
  type Blow,
  catalog,
  FALSE_WORDS,
  find,
  lastXref,
  page,
  patch,
  rangeIn,
  signature,
  stream,
} from './attack-kit.ts'
import { type Kit, makeKit, NOW, SIGNED_AT } from './kit.ts'
import { paper } from './papers.ts'

let kit: Kit
let original: Buffer
let signed: Buffer
const judge = (bytes: Uint8Array) => verifyPdf(bytes, { trust: kit.trust, now: NOW })

beforeAll(async () => {
  kit = await makeKit()
  original = await paper()
  signed = Buffer.from(await signPdf(original, kit.signer, { time: SIGNED_AT }))
  expect(judge(signed).verdict).toBe('TOTAL-PASSED')
})

/** An update over what was signed. */
const updates: [string, () => Blow][] = [
  ['content stream exchanged', () => ({ objects: { [find(signed, /stream/, 'first').number]: FALSE_WORDS } })],
  [
    'page points at other content',
    () => ({
      objects: {
        900: FALSE_WORDS,
        [page(signed).number]: page(signed).body.replace(/\/Contents \d+ 0 R/, '/Contents 900 0 R'),
      },
    }),
  ],
  [
    'page made taller',
    () => ({
      objects: {
        [page(signed).number]: page(signed).body.replace(/\/MediaBox \[[^\]]*\]/, '/MediaBox [0 0 595 2000]'),
      },
    }),
  ],
  [
    'page turned',
    () => ({ objects: { [page(signed).number]: page(signed).body.replace('/Type', '/Rotate 180 /Type') } }),
  ],
  [
    'page added',
    () => {
      const pages = find(signed, /\/Type\s*\/Pages/)
      return {
        objects: {
          900: FALSE_WORDS,
          901: `<</Type /Page /Parent ${pages.number} 0 R /MediaBox [0 0 595 842] /Contents 900 0 R>>`,
          [pages.number]: pages.body.replace(/\/Kids \[/, '/Kids [901 0 R ').replace(/\/Count \d+/, '/Count 3'),
        },
      }
    },
  ],
  [
    'page removed',
    () => {
      const pages = find(signed, /\/Type\s*\/Pages/)
      return {
        objects: {
          [pages.number]: pages.body
            .replace(/\/Kids \[(\d+ 0 R)[^\]]*\]/, '/Kids [$1]')
            .replace(/\/Count \d+/, '/Count 1'),
        },
      }
    },
  ],
  [
    'picture laid over the page as annotation',
    () => ({
      objects: {
        900: stream('1 1 1 rg 0 0 595 842 re f', '/Type /XObject /Subtype /Form /BBox [0 0 595 842]'),
        901: '<</Type /Annot /Subtype /Stamp /Rect [0 0 595 842] /AP <</N 900 0 R>>>>',
        [page(signed).number]: page(signed).body.replace(/\/Annots \[/, '/Annots [901 0 R '),
      },
    }),
  ],
  [
    "existing annotations dropped (the signature's own widget)",
    () => ({ objects: { [page(signed).number]: page(signed).body.replace(/\/Annots \[[^\]]*\]/, '/Annots []') } }),
  ],
  [
    'text field with an appearance added',
    () => {
      const root = catalog(signed)
      return {
        objects: {
          900: stream('1 1 1 rg 0 0 200 50 re f', '/Type /XObject /Subtype /Form /BBox [0 0 200 50]'),
          901: '<</Type /Annot /Subtype /Widget /FT /Tx /T (x) /Rect [100 700 300 750] /AP <</N 900 0 R>>>>',
          [page(signed).number]: page(signed).body.replace(/\/Annots \[/, '/Annots [901 0 R '),
          [root.number]: root.body.replace(/\/Fields \[/, '/Fields [901 0 R '),
        },
      }
    },
  ],
  [
    'a field that says it is a signature, with a picture',
    () => {
      const root = catalog(signed)
      return {
        objects: {
          900: stream('1 1 1 rg 0 0 200 50 re f', '/Type /XObject /Subtype /Form /BBox [0 0 200 50]'),
          901: '<</Type /Annot /Subtype /Widget /FT /Sig /T (x) /Rect [100 700 300 750] /AP <</N 900 0 R>>>>',
          [page(signed).number]: page(signed).body.replace(/\/Annots \[/, '/Annots [901 0 R '),
          [root.number]: root.body.replace(/\/Fields \[/, '/Fields [901 0 R '),
        },
      }
    },
  ],
  [
    'action on opening',
    () => ({
      objects: {
        [catalog(signed).number]: catalog(signed).body.replace('/Type', '/OpenAction <</S /JavaScript /JS (1)>> /Type'),
      },
    }),
  ],
  [
    'layers',
    () => ({
      objects: {
        [catalog(signed).number]: catalog(signed).body.replace('/Type', '/OCProperties <</D <<>> /OCGs []>> /Type'),
      },
    }),
  ],
  [
    'appearances to be made anew',
    () => ({
      objects: {
        [catalog(signed).number]: catalog(signed).body.replace('/SigFlags', '/NeedAppearances true /SigFlags'),
      },
    }),
  ],
  ['another catalog', () => ({ objects: { 900: catalog(signed).body }, trailer: '' })],
  [
    'font exchanged',
    () => ({
      objects: { [find(signed, /\/Type\s*\/Font\b/).number]: '<</Type /Font /Subtype /Type1 /BaseFont /Symbol>>' },
    }),
  ],
  ['content freed', () => ({ free: [find(signed, /stream/, 'first').number] })],
  ['signature dictionary rewritten', () => ({ objects: { [signature(signed).number]: signature(signed).body } })],
  [
    'reference into the catalog through the trailer',
    () => ({ objects: { 900: catalog(signed).body.replace(/\/Pages \d+ 0 R/, '/Pages 1 0 R') } }),
  ],
]

describe('incremental saving', () => {
  it.each(updates)('%s', (name, blow) => {
    let forged = append(signed, blow())
    if (name === 'another catalog' || name.startsWith('reference into'))
      forged = Buffer.from(
        forged
          .toString('latin1')
          .replace(/\/Root \d+ 0 R( \/Prev \d+ >>\nstartxref\n\d+\n%%EOF\n)$/, '/Root 900 0 R$1'),
        'latin1',
      )
    const report = judge(forged)
    expect(report.verdict).toBe('TOTAL-FAILED')
    expect(report.signatures[0]).toMatchObject({ verdict: 'TOTAL-FAILED', coversWholeDocument: false })
  })

  it.each([
    [
      'objects without a cross-reference',
      (pdf: Buffer) => Buffer.concat([pdf, Buffer.from(`7 0 obj\n${FALSE_WORDS}\nendobj\n`)]),
    ],
    [
      'objects and an end mark only',
      (pdf: Buffer) => Buffer.concat([pdf, Buffer.from(`7 0 obj\n${FALSE_WORDS}\nendobj\n%%EOF\n`)]),
    ],
    [
      'trailer that leads nowhere',
      (pdf: Buffer) =>
        Buffer.concat([
          pdf,
          Buffer.from(`7 0 obj\n${FALSE_WORDS}\nendobj\ntrailer\n<</Root 900 0 R>>\nstartxref\n99999999\n%%EOF\n`),
        ]),
    ],
    [
      'cross-reference without the older ones',
      (pdf: Buffer) =>
        Buffer.from(
          append(pdf, { objects: { 900: FALSE_WORDS } })
            .toString('latin1')
            .replace(/\/Prev \d+ (?= *>>\nstartxref\n\d+\n%%EOF\n$)/, ''),
          'latin1',
        ),
    ],
    [
      'cross-references in a circle',
      (pdf: Buffer) => {
        const forged = append(pdf, { objects: { 900: 'null' } })
        return Buffer.from(
          forged
            .toString('latin1')
            .replace(/\/Prev \d+ *(?=>>\nstartxref\n\d+\n%%EOF\n$)/, `/Prev ${lastXref(forged)} `),
          'latin1',
        )
      },
    ],
  ])('%s', (_, forge) => {
    expect(judge(forge(signed)).verdict).toBe('TOTAL-FAILED')
  })
})

describe('universal forgery: the signature dictionary says nothing', () => {
  const dictionaries: [string, (body: string) => string][] = [
    ['Contents empty', (b) => b.replace(/\/Contents <[0-9a-f]*>/, '/Contents <>')],
    ['Contents null', (b) => b.replace(/\/Contents <[0-9a-f]*>/, '/Contents null')],
    ['Contents missing', (b) => b.replace(/\/Contents <[0-9a-f]*>/, '')],
    ['Contents one zero', (b) => b.replace(/\/Contents <[0-9a-f]*>/, '/Contents <00>')],
    ['Contents as text', (b) => b.replace(/\/Contents <[0-9a-f]*>/, '/Contents (0)')],
    ['ByteRange missing', (b) => b.replace(/\/ByteRange \[[^\]]*\]/, '')],
    ['ByteRange null', (b) => b.replace(/\/ByteRange \[[^\]]*\]/, '/ByteRange null')],
    ['ByteRange empty', (b) => b.replace(/\/ByteRange \[[^\]]*\]/, '/ByteRange []')],
    ['ByteRange of zeros', (b) => b.replace(/\/ByteRange \[[^\]]*\]/, '/ByteRange [0 0 0 0]')],
    ['ByteRange negative', (b) => b.replace(/\/ByteRange \[0 /, '/ByteRange [0 -')],
    ['ByteRange of three', (b) => b.replace(/\/ByteRange \[(\d+ \d+ \d+) \d+\]/, '/ByteRange [$1]')],
    ['ByteRange of six', (b) => b.replace(/\/ByteRange \[(\d+ \d+ \d+ \d+)\]/, '/ByteRange [$1 0 0]')],
    ['ByteRange past the end', (b) => b.replace(/\/ByteRange \[(\d+ \d+ \d+) \d+\]/, '/ByteRange [$1 99999999]')],
    ['ByteRange of words', (b) => b.replace(/\/ByteRange \[[^\]]*\]/, '/ByteRange [/a /b /c /d]')],
    ['no SubFilter', (b) => b.replace(/\/SubFilter \/[\w.]+/, '')],
    ['unknown SubFilter', (b) => b.replace(/\/SubFilter \/[\w.]+/, '/SubFilter /trust.me')],
  ]
  it.each(dictionaries)('%s', (_, change) => {
    const { number, body } = signature(signed)
    expect(change(body)).not.toBe(body)
    const report = judge(append(signed, { objects: { [number]: change(body) } }))
    expect(report).toMatchObject({ verdict: 'TOTAL-FAILED', signatures: [{ subIndication: 'FORMAT_FAILURE' }] })
  })

  it('the keys stand twice', () => {
    const { number, body } = signature(signed)
    expect(
      judge(append(signed, { objects: { [number]: body.replace('/Contents', '/ByteRange [0 1 2 3] /Contents') } }))
        .verdict,
    ).toBe('TOTAL-FAILED')
  })

  it('never signed at all: the hole holds zeros, or the signature of another document', async () => {
    const prepared = prepareSignature(original, { size: 4000 })
    expect(judge(prepared.bytes).verdict).toBe('TOTAL-FAILED')
    const foreign = Buffer.from(
      await signPdf(await paper('table', { words: 'GIAY MOI' }), kit.signer, { time: SIGNED_AT }),
    )
    const [, a, b] = rangeIn(foreign)
    const [, first] = rangeIn(prepared.bytes)
    const forged = Buffer.from(prepared.bytes)
    foreign.copy(forged, first, a, b - 1)
    expect(judge(forged)).toMatchObject({ verdict: 'TOTAL-FAILED', signatures: [{ subIndication: 'HASH_FAILURE' }] })
  })
})

describe('wrapping and ranges', () => {
  it('the second part is moved behind, another document lies between', () => {
    const [, a, b, length] = rangeIn(signed)
    const hex = signed.subarray(a, b)
    const tail = signed.subarray(b, b + length)
    const old = lastXref(signed)
    const { number, body } = signature(signed)
    const content = find(signed, /stream/, 'first').number
    // The moved tail's startxref still says the old offset: the attacker's table goes there, with the tail's objects at their new places.
    const rows = [
      ...signed
        .subarray(old)
        .toString('latin1')
        .matchAll(/(\d+) (\d+)\n((?:\d{10} \d{5} n \n)+)/g),
    ].flatMap((run) =>
      run[3]!
        .trim()
        .split('\n')
        .map((row, i) => [Number(run[1]) + i, Number(row.slice(0, 10))] as const),
    )
    const evilContent = `${content} 0 obj\n${FALSE_WORDS}\nendobj\n`
    const evilSignature = (moved: number): string =>
      `${number} 0 obj\n${body.replace(/\/ByteRange \[[^\]]*\]/, `/ByteRange [0 ${a} ${String(moved).padStart(7, '0')} ${length}]`)}\nendobj\n`
    const build = (moved: number): Buffer => {
      const places = new Map(rows.map(([n, at]) => [n, at >= b ? at - b + moved : at]))
      const row = (at: number): string => `${String(at).padStart(10, '0')} 00000 n \n`
      const table = (first: number): string => {
        places.set(content, first).set(number, first + evilContent.length)
        return `xref\n${[...places]
          .sort((x, y) => x[0] - y[0])
          .map(([n, at]) => `${n} 1\n${row(at)}`)
          .join('')}trailer\n<</Size 99 /Root ${catalog(signed).number} 0 R /Prev ${lastXref(original)}>>\n`
      }
      const first = old + table(0).length
      const head = Buffer.concat([signed.subarray(0, a), hex, Buffer.alloc(old - b, 0x20), Buffer.from(table(first))])
      return Buffer.concat([head, Buffer.from(evilContent), Buffer.from(evilSignature(moved), 'latin1'), tail])
    }
    const forged = build(build(0).length - tail.length)
    // It is a good forgery: the digest over its range is the signed one, and the false words are what a reader finds.
    const range = rangeIn(forged.subarray(0, forged.length - tail.length))
    const both = [forged.subarray(0, range[1]), forged.subarray(range[2], range[2] + range[3])]
    expect(Buffer.compare(Buffer.concat(both), Buffer.concat([signed.subarray(0, a), tail]))).toBe(0)
    expect(judge(forged)).toMatchObject({ signatures: [{ subIndication: 'FORMAT_FAILURE', signer: null }] })
    expect(judge(forged).verdict).toBe('TOTAL-FAILED')
  })

  it.each([
    ['ends before the end', (r: number[]) => [r[0], r[1], r[2], r[3]! - 20]],
    ['hole wider to the left', (r: number[]) => [r[0], r[1]! - 1, r[2], r[3]]],
    ['hole wider to the right', (r: number[]) => [r[0], r[1], r[2]! + 2, r[3]! - 2]],
    ['hole without its brackets', (r: number[]) => [r[0], r[1]! + 1, r[2]! - 1, r[3]! + 1]],
    ['begins later', (r: number[]) => [9, r[1]! - 9, r[2], r[3]]],
    ['parts overlap', (r: number[]) => [r[0], r[2]! + 5, r[2], r[3]]],
    ['no hole', (r: number[]) => [0, r[2]! + r[3]!, r[2]! + r[3]!, 0]],
  ])('a signature made over a range that %s', async (_, change) => {
    // Signed by the real key over the false range: the digest is right, the range is not.
    const { buildSignedData, signedAttributes } = await import('../cms/build.ts')
    const { createHash } = await import('node:crypto')
    const prepared = prepareSignature(original, { size: 4000 })
    const range = change([...rangeIn(prepared.bytes)]) as number[]
    const forged = patch(prepared.bytes, /\/ByteRange \[/, `/ByteRange [${range.join(' ')}]`.padEnd(59))
    const digest = createHash('sha256')
      .update(forged.subarray(range[0]!, range[0]! + range[1]!))
      .update(forged.subarray(range[2]!, range[2]! + range[3]!))
      .digest()
    const { certificate, chain, scheme } = kit.signer
    const attributes = signedAttributes(digest, certificate, 'sha256')
    const cms = buildSignedData({
      attributes,
      signature: await kit.signer.sign(attributes),
      scheme,
      certificate,
      chain,
    })
    forged.write(Buffer.from(cms).toString('hex'), rangeIn(prepared.bytes)[1] + 1, 'latin1')
    expect(judge(forged)).toMatchObject({ verdict: 'TOTAL-FAILED', signatures: [{ subIndication: 'FORMAT_FAILURE' }] })
  })
})

it('a later signature whose picture covers the page fails the earlier one', async () => {
  const { Name, Stream } = await import('../pdf/objects.ts')
  const cover = (size: number) => ({
    page: 1,
    draw: (update: { add(value: unknown): never }) => ({
      rect: [0, 0, size, size] as const,
      form: update.add(
        new Stream(
          new Map<string, never>([
            ['Subtype', new Name('Form') as never],
            ['BBox', [0, 0, size, size] as never],
          ]),
          Buffer.from('1 1 1 rg 0 0 600 600 re f'),
        ),
      ),
    }),
  })
  for (const [size, verdict] of [
    [100, 'TOTAL-PASSED'],
    [500, 'TOTAL-FAILED'],
  ] as const) {
    const twice = await signPdf(signed, kit.seal, { time: SIGNED_AT, appearance: cover(size) as never })
    expect(judge(twice).signatures.map((one) => one.verdict)).toEqual([verdict, 'TOTAL-PASSED'])
  }
})

it('a widget that only looks like a signature is told, and with a picture it is an overlay', () => {
  const shown = page(signed)
  const widget = (more: string) => ({
    objects: {
      901: `<</Type /Annot /Subtype /Widget /FT /Sig /T (la) /Rect [0 0 0 0]${more}>>`,
      902: '<</Type /Sig /SubFilter /ETSI.CAdES.detached>>',
      [shown.number]: shown.body.replace(/\/Annots \[/, '/Annots [901 0 R '),
    },
  })
  expect(judge(append(signed, widget(''))).signatures[0]).toMatchObject({
    verdict: 'TOTAL-PASSED',
    changesAfter: ['signature field added: la'],
  })
  expect(judge(append(signed, widget(' /V 902 0 R')))).toMatchObject({
    verdict: 'TOTAL-FAILED',
    signatures: [{ verdict: 'INDETERMINATE' }, { subIndication: 'FORMAT_FAILURE' }],
  })
  expect(judge(append(signed, widget(' /A <</S /JavaScript /JS (1)>>'))).verdict).toBe('TOTAL-FAILED')
})

it('a signature that was taken out, or hidden by another document behind it, is told', () => {
  const hidden = judge(Buffer.concat([signed, original]))
  expect(hidden).toMatchObject({ verdict: 'INDETERMINATE', signatures: [], unlinkedSignatures: 1 })
  const field = find(signed, /\/FT\s*\/Sig/)
  const cleared = append(signed, { objects: { [field.number]: field.body.replace(/\/V \d+ 0 R/, '') } })
  expect(judge(cleared)).toMatchObject({ verdict: 'INDETERMINATE', signatures: [], unlinkedSignatures: 1 })
  expect(judge(append(signed, { free: [signature(signed).number] })).verdict).toBe('TOTAL-FAILED')
})
