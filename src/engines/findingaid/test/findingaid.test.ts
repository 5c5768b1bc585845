/** Finding aids: read back, counted, held against the schemas where these are at hand. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { XmlDocument } from 'libxml2-wasm'
import { describe, expect, it } from 'vitest'
import { printXml } from '#engines/xml/index.ts'
import { type DescribedUnit, ead3Unit, writeDublinCore, writeEad } from '../index.ts'

const SCHEMAS = join(import.meta.dirname, '../../../../../shared/schemas')
if (!existsSync(SCHEMAS)) console.warn('bỏ qua: không có ../shared/schemas | skipped: no ../shared/schemas')
const head = {
  repository: { code: 'H99.01', name: 'Kho lưu trữ <Sông Mây>' },
  title: 'Phông Ủy ban nhân dân',
  recordId: 'urn:uuid:0d7cf0a0-0000-4000-8000-000000000000',
  createdAt: '2026-12-03T00:00:00Z',
}

const unit = (depth: number, level: DescribedUnit['level'], title: string, over: Partial<DescribedUnit> = {}) =>
  ({
    id: `0d7cf0a0-0000-4000-8000-00000000000${depth}`,
    depth,
    level,
    reference: 'P.12',
    title,
    starts: '2010-03',
    ends: '2011',
    creator: null,
    languages: ['vi', 'han-nom'],
    sheets: null,
    pages: null,
    box: null,
    retention: null,
    access: 'open',
    keywords: null,
    description: {},
    ...over,
  }) satisfies DescribedUnit

/** Every element of text, every kind of value, levels going down and up again. */
const texts = Object.fromEntries(
  'extent history archivalHistory acquisition scope appraisal accruals arrangement accessConditions reproduction physical findingAids originals copies related publications note archivistNote rules foreword abbreviations'
    .split(' ')
    .map((name) => [name, `Lời của ${name} & "nữa"\n\nđoạn hai`]),
)
const tree = [
  unit(0, 'fonds', 'Phông', { description: texts, creator: { kind: 'body', name: 'UBND tỉnh' } }),
  unit(1, 'inventory', 'Mục lục'),
  unit(2, 'group', 'Nhóm'),
  unit(3, 'file', 'Hồ sơ < 1', { sheets: 5, pages: 9, box: '3', retention: '20 năm', access: 'conditional' }),
  unit(4, 'item', 'Văn bản', { starts: null, ends: null, keywords: 'đất đai', languages: [] }),
  unit(2, 'file', 'Hồ sơ 2', { creator: { kind: 'person', name: 'Lò Văn A' } }),
  unit(1, 'inventory', 'Mục lục 2', { creator: { kind: 'family', name: 'Họ Lò' }, reference: '' }),
]

async function* each<T>(all: Iterable<T>): AsyncGenerator<T> {
  yield* all
}

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let out = ''
  for await (const piece of pieces) out += piece
  return out
}

describe.each([
  ['ead3', 'http://ead3.archivists.org/schema/', 'ead3.xsd'],
  ['ead2002', 'urn:isbn:1-931666-22-9', 'ead-2002.xsd'],
] as const)('%s', (form, namespace, schema) => {
  it('is read back with every unit where it lies', async () => {
    const xml = await textOf(writeEad(form, head, each(tree)))
    const doc = XmlDocument.fromString(xml)
    const ns = { e: namespace }
    const titles = (path: string) => doc.find(`${path}/e:did/e:unittitle`, ns).map((one) => one.content)
    expect(titles('/e:ead/e:archdesc')).toEqual(['Phông'])
    expect(titles('//e:dsc/e:c')).toEqual(['Mục lục', 'Mục lục 2'])
    expect(titles('//e:dsc/e:c[1]/e:c')).toEqual(['Nhóm', 'Hồ sơ 2'])
    expect(titles('//e:dsc/e:c/e:c/e:c')).toEqual(['Hồ sơ < 1'])
    expect(titles('//e:c[@level="item"]')).toEqual(['Văn bản'])
    expect(doc.find('//e:scopecontent/e:p', ns).map((one) => one.content)).toEqual([
      'Lời của scope & "nữa"',
      'đoạn hai',
    ])
    expect(doc.get('//e:archdesc/e:did/e:unitdate/@normal', ns)?.content).toBe('2010-03/2011')
    doc.dispose()
  })

  it('a unit alone has no list of what lies in it', async () => {
    const xml = await textOf(writeEad(form, head, each(tree.slice(0, 1))))
    expect(xml).not.toContain('<dsc')
    expect(() => XmlDocument.fromString(xml).dispose()).not.toThrow()
  })

  it('refuses units out of order, and none at all', async () => {
    await expect(textOf(writeEad(form, head, each([tree[0]!, tree[2]!])))).rejects.toThrow('depth 2')
    await expect(textOf(writeEad(form, head, each([tree[0]!, tree[0]!])))).rejects.toThrow('depth 0')
    await expect(textOf(writeEad(form, head, each([])))).rejects.toThrow('needs a unit')
  })

  it('asks for a unit only when the one before was taken', async () => {
    let asked = 0
    const endless = (async function* () {
      yield tree[0]!
      for (;;) {
        asked++
        yield tree[1]!
      }
    })()
    let taken = 0
    for await (const piece of writeEad(form, head, endless)) {
      if (piece.includes('<c ')) taken++
      if (taken === 1000) break
    }
    expect(asked).toBe(1000)
  })

  const isAtHand = existsSync(join(SCHEMAS, schema))
  it.skipIf(!isAtHand)(`is valid against ${schema}`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'findingaid-'))
    try {
      for (const [i, units] of [tree, tree.slice(0, 1)].entries()) {
        const path = join(folder, `${i}.xml`)
        writeFileSync(path, await textOf(writeEad(form, head, each(units))))
        execFileSync('xmllint', ['--nonet', '--noout', '--schema', join(SCHEMAS, schema), path], {
          stdio: 'pipe',
          timeout: 60_000,
        })
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

const EAD3 = join(SCHEMAS, 'ead3.xsd')
it.skipIf(!existsSync(EAD3))('a unit of any level alone, as a harvester gets it, is valid EAD3', () => {
  const folder = mkdtempSync(join(tmpdir(), 'findingaid-'))
  try {
    const paths = tree.map((one, i) => {
      const path = join(folder, `${i}.xml`)
      writeFileSync(path, printXml(ead3Unit(head, one)))
      return path
    })
    execFileSync('xmllint', ['--nonet', '--noout', '--schema', EAD3, ...paths], { stdio: 'pipe', timeout: 60_000 })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

it('Dublin Core: one record a unit, with its reference and address', async () => {
  const xml = await textOf(writeDublinCore(head, each(tree)))
  const doc = XmlDocument.fromString(xml)
  const ns = { dc: 'http://purl.org/dc/elements/1.1/', o: 'http://www.openarchives.org/OAI/2.0/oai_dc/' }
  expect(doc.find('/records/o:dc', ns)).toHaveLength(tree.length)
  expect(doc.find('/records/o:dc[4]/dc:title', ns).map((one) => one.content)).toEqual(['Hồ sơ < 1'])
  expect(doc.find('/records/o:dc[1]/dc:identifier', ns).map((one) => one.content)[0]).toBe('P.12')
  doc.dispose()
})
