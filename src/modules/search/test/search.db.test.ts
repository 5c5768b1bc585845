import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { incoming } from '#modules/incoming/contract.ts'
import { createOrganization } from '#modules/people/index.ts'
import type { Actor } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { search } from '../contract.ts'
import { type SearchIndex, useIndex } from '../index.ts'

let t: TestApp
let office: Office
const ids = new Map<string, string>()

const papers: [key: string, fields: Record<string, unknown>][] = [
  [
    'plan',
    {
      typeName: 'Kế hoạch',
      typeCode: 'ke-hoach',
      codeNumber: '15',
      codeNotation: 'KH-UBND',
      issuedDate: '2026-03-05',
      issuerName: 'Ủy ban nhân dân tỉnh Lam Hà',
      subject: 'Phòng, chống dịch bệnh trên gia súc năm 2026',
    },
  ],
  [
    'decision',
    {
      typeName: 'Quyết định',
      typeCode: 'quyet-dinh',
      codeNumber: '15',
      codeNotation: 'QĐ/TU',
      issuedDate: '2026-05-20',
      issuerName: 'Tỉnh ủy Lam Hà',
      subject: 'Ban hành quy chế làm việc của Ban Thường vụ',
    },
  ],
  [
    'harmony',
    {
      typeName: 'Công văn',
      typeCode: 'cong-van',
      codeNumber: '208',
      codeNotation: 'STP-PBGD',
      issuedDate: '2026-09-01',
      issuerName: 'Sở Tư pháp',
      subject: 'V/v củng cố tổ hoà giải ở cơ sở quí III',
      urgency: 1,
    },
  ],
  [
    'meeting',
    {
      typeName: 'Giấy mời',
      typeCode: 'giay-moi',
      codeNumber: '77',
      codeNotation: 'GM-SYT',
      issuedDate: '2026-10-11',
      issuerName: 'Sở Y tế',
      subject: 'Họp bàn công tác tiêm chủng',
      signerName: 'Đỗ Thị Ánh',
    },
  ],
  [
    'box',
    {
      typeName: 'Công văn',
      typeCode: 'cong-van',
      codeNumber: '9',
      codeNotation: 'CTY',
      issuedDate: '2026-10-12',
      issuerName: 'Công ty Môi trường',
      subject: 'Hộp thu gom bệnh phẩm dịch tễ; phòng làm việc',
    },
  ],
]

async function register(fields: Record<string, unknown>, actor: Actor = office.actors.registry): Promise<string> {
  const done = await t.run(incoming.register, actor, { body: { fields, requestKey: newId() } })
  return done.id
}

async function found(q: string, actor: Actor = office.actors.registry, order: 'relevance' | 'newest' = 'relevance') {
  const answer = await t.run(search.find, actor, { query: { q, order, limit: 100 } })
  const names = new Map([...ids].map(([key, id]) => [id, key]))
  return { ...answer, keys: answer.items.map((item) => names.get(item.id) ?? item.subject) }
}

beforeAll(async () => {
  t = await testApp()
  office = await makeOffice(t)
  await t.db.transaction({ organizationId: office.organizationId }, async (tx) => {
    const body = (name: string, parentId: string | null = null, shortName: string | null = null) =>
      createOrganization(
        tx,
        { name, shortName, parentId, kind: 'state', regime: 'state', level: 'province' },
        t.clock.now(),
      )
    const province = await body('Ủy ban nhân dân tỉnh Lam Hà', null, 'UBND tỉnh')
    await body('Sở Tư pháp', province)
    await body('Chi cục Thú y', await body('Sở Y tế', province))
  })
  for (const [key, fields] of papers) {
    t.clock.advance(60_000)
    ids.set(key, await register(fields))
  }
})
afterAll(() => t?.close())

describe('search', () => {
  it.each([
    ['hòa giải', ['harmony']],
    ['hoà giải', ['harmony']],
    ['HOA GIAI', ['harmony']],
    ['quý III', ['harmony']],
    ['hòa giải'.normalize('NFD'), ['harmony']],
    ['ubnd tinh', ['plan']],
    ['Uỷ ban nhân dân tỉnh', ['plan']],
    ['BTV', ['decision']],
    ['đỗ thị ánh', ['meeting']],
    ['do thi anh', ['meeting']],
    ['"dịch bệnh"', ['plan']],
    ['"dich benh"', ['plan']],
    ['dịch bệnh -gia', ['box']],
    ['không có từ này', []],
  ])('finds %s', async (q, keys) => {
    expect((await found(q)).keys).toEqual(keys)
  })

  it('neighbouring words first, marks as typed before others, then the newest', async () => {
    expect((await found('dich benh')).keys).toEqual(['plan', 'box'])
    expect((await found('dịch bệnh')).keys).toEqual(['plan', 'box'])
    expect((await found('dich benh', office.actors.registry, 'newest')).keys).toEqual(['box', 'plan'])
    expect((await found('họp')).keys).toEqual(['meeting', 'box'])
    expect((await found('hộp')).keys).toEqual(['box', 'meeting'])
  })

  it.each(['15-QĐ/TU', '15/qđ-tu', '15 qd tu', 'Số: 15-QĐ/TU'])(
    'a symbol in any spelling (%s) comes first',
    async (q) => {
      const answer = await found(q)
      expect(answer.keys[0]).toBe('decision')
      expect(answer.items[0]!.why).toBe('symbol')
    },
  )

  it('a number alone finds the entry of that number of arrival', async () => {
    const { items } = await found('4')
    expect(items[0]).toMatchObject({ id: ids.get('meeting'), why: 'number' })
  })

  it.each([
    ['loại:QĐ', ['decision']],
    ['type:"ke hoach"', ['plan']],
    ['-loại:CV năm:2026', ['meeting', 'decision', 'plan']],
    ['nơi-gửi:"Sở Y tế"', ['meeting']],
    ['noi-gui:"so y te"', ['meeting']],
    ['từ:01/09/2026 đến:30/9/2026', ['harmony']],
    ['từ:2026-10', ['box', 'meeting']],
    ['khẩn:khẩn', ['harmony']],
    ['người-ký:"Thị Ánh"', ['meeting']],
    ['số-đến:2', ['decision']],
    ['trạng-thái:"mới đến" họp', ['meeting', 'box']],
    ['trạng-thái:xong', []],
    ['state:new họp', ['meeting', 'box']],
    ['urgency:urgent', ['harmony']],
    ['chiều:đi', []],
    ['năm:2025', []],
  ])('filters: %s', async (q, keys) => {
    const answer = await found(q)
    expect(answer.chips.every((chip) => chip.meaning !== null)).toBe(true)
    expect(answer.keys).toEqual(keys)
  })

  it('chips say what was understood in both languages', async () => {
    const { chips } = await found('trạng-thái:"mới đến" khẩn:khẩn năm:2026')
    expect(chips.map((chip) => chip.meaning)).toEqual([
      { vi: 'Mới đến', en: 'New' },
      { vi: 'Khẩn', en: 'Urgent' },
      { vi: '2026', en: '2026' },
    ])
  })

  it('a filter that speaks of nothing known says so and finds nothing', async () => {
    const answer = await found('đơn-vị:"Phòng Không Có" họp')
    expect(answer.chips).toMatchObject([{ key: 'unit', meaning: null }])
    expect(answer.items).toEqual([])
  })

  it('asks what may have been meant, with something that is found', async () => {
    const answer = await found('tiem chugn')
    expect(answer.items).toEqual([])
    expect(answer.didYouMean).toBe('tiem chung')
    expect((await found(answer.didYouMean!)).keys).toEqual(['meeting'])
  })

  it('naughty text is text', async () => {
    for (const q of [
      "o'clock & | !",
      ':* <-> (',
      '"',
      '\\',
      '%_',
      "'; drop table search.document --",
      '\u0000',
      'a'.repeat(1000),
      '-',
      'loại:',
      '😀',
    ])
      expect((await found(q)).items).toEqual([])
  })

  it('pages by newest go on where the last one ended', async () => {
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await t.run(search.find, office.actors.registry, {
        query: { q: 'năm:2026', order: 'newest', limit: 2, after },
      })
      seen.push(...page.items.map((item) => item.id))
      after = page.next ?? undefined
    } while (after)
    expect(seen).toEqual([...ids.values()].reverse())
  })

  it('a corrected entry is found by its new words at once, and no longer by the old ones', async () => {
    const id = await register({ typeName: 'Công văn', issuerName: 'Sở Nội vụ', subject: 'Về việc tuyển dụng' })
    const entry = await t.run(incoming.get, office.actors.registry, { params: { documentId: id } })
    await t.run(incoming.correct, office.actors.registry, {
      params: { documentId: id },
      body: {
        fields: { typeName: 'Công văn', issuerName: 'Sở Nội vụ', subject: 'Về việc khen thưởng' },
        reason: 'Gõ nhầm',
        version: entry.version,
      },
    })
    expect((await found('tuyển dụng')).items).toEqual([])
    expect((await found('khen thưởng')).items.map((item) => item.id)).toEqual([id])
  })

  it('counts by type, issuer, year (the corrected one of before too); each part filters to what it counts', async () => {
    const counted = await t.run(search.facets, office.actors.registry, { query: { q: 'năm:2026' } })
    expect(counted.total).toBe(papers.length + 1)
    for (const facet of [...counted.types, ...counted.issuers, ...counted.years])
      expect((await found(`năm:2026 ${facet.filter}`)).items.length, facet.filter).toBe(facet.count)
  })

  it('arranges issuers by their place in the tree of organisations; a body stands for all under it', async () => {
    const counted = await t.run(search.facets, office.actors.registry, { query: { q: 'năm:2026' } })
    const inWords = (above: string | null): unknown[] =>
      counted.places
        .filter((place) => place.above === above)
        .map((place) => [place.label, place.own, place.count, ...inWords(place.key)])
    expect(inWords(null)).toEqual([['Ủy ban nhân dân tỉnh Lam Hà', 1, 3, ['Sở Tư pháp', 1, 1], ['Sở Y tế', 1, 1]]])
    expect(counted.elsewhere).toBe(counted.total - 3)
    for (const place of counted.places)
      expect((await found(`năm:2026 ${place.filter}`)).items.length, place.filter).toBe(place.count)
    expect((await found('trực-thuộc:"UBND tỉnh"')).keys.sort()).toEqual(['harmony', 'meeting', 'plan'])
    expect((await found('tiêm chủng thuộc:"tinh lam ha"')).keys).toEqual(['meeting'])
    expect((await found('-trực-thuộc:"UBND tỉnh" công văn')).keys).not.toContain('harmony')
    expect((await found('trực-thuộc:"Sở Không Có"')).items).toEqual([])
    expect((await found('trực-thuộc:"Sở Không Có"')).chips[0]).toMatchObject({ meaning: null })
  })

  it('completes filters and their values', async () => {
    const at = async (q: string) =>
      (await t.run(search.complete, office.actors.registry, { query: { q, at: q.length } })).items.map(
        (item) => item.text,
      )
    expect(await at('lo')).toContain('loại:')
    expect(await at('loại:kế')).toContain('loại:"Kế hoạch"')
    expect(await at('nơi-gửi:"so y')).toEqual(['nơi-gửi:"Sở Y tế"'])
    expect((await at('trực-thuộc:"lam ha'))[0]).toBe('trực-thuộc:"Ủy ban nhân dân tỉnh Lam Hà"')
    expect(await at('đơn-vị:ke')).toEqual(['đơn-vị:"Phòng Kế toán"'])
    const documents = await t.run(search.complete, office.actors.registry, { query: { q: '15-QĐ', at: 5 } })
    expect(documents.items.map((item) => item.documentId)).toEqual([ids.get('decision')])
  })

  it('the office’s own abbreviation works at once and can be switched off', async () => {
    const { registry } = office.actors
    expect((await found('tcmr')).items).toEqual([])
    await t.run(search.putAbbreviation, registry, { body: { short: 'TCMR', long: ['tiêm chủng'] } })
    expect((await found('tcmr')).keys).toEqual(['meeting'])
    await t.run(search.putAbbreviation, registry, { body: { short: 'TCMR', long: [] } })
    expect((await found('tcmr')).items).toEqual([])
    await expect(
      t.run(search.putAbbreviation, registry, { body: { short: 'XYZ', long: ['xyz'] } }),
    ).rejects.toMatchObject({
      code: 'SEARCH_ABBREVIATION_INVALID',
    })
  })

  it('a list is exported in every format, with who took it', async () => {
    for (const format of ['xlsx', 'docx', 'pdf'] as const) {
      const { file } = await t.run(search.export, office.actors.registry, {
        query: { q: 'năm:2026', format, columns: 'number,symbol,subject' },
      })
      expect((file.bytes as Uint8Array).length).toBeGreaterThan(2000)
    }
  })

  it('asks and writes through its port alone: with another index behind it, nothing goes past', async () => {
    const { registry } = office.actors
    const asked: string[] = []
    const elsewhere = new Proxy({} as SearchIndex, {
      get: (_, name) => () => {
        asked.push(String(name))
        throw new Error('elsewhere')
      },
    })
    const before = useIndex(elsewhere)
    try {
      const query = { q: 'tiêm chủng', limit: 10 }
      await expect(t.run(search.find, registry, { query: { ...query, order: 'relevance' } })).rejects.toThrow()
      await expect(t.run(search.find, registry, { query: { ...query, order: 'newest' } })).rejects.toThrow()
      await expect(t.run(search.inContent, registry, { query })).rejects.toThrow()
      await expect(t.run(search.facets, registry, { query })).rejects.toThrow()
      await expect(t.run(search.complete, registry, { query: { q: 'nơi-gửi:', at: 8 } })).rejects.toThrow()
      await expect(
        t.run(search.export, registry, { query: { q: 'tiêm', format: 'xlsx', columns: 'number' } }),
      ).rejects.toThrow()
      await expect(
        register({ typeName: 'Công văn', issuerName: 'Sở Y tế', subject: 'Không vào chỉ mục thì không vào sổ' }),
      ).rejects.toThrow()
      expect(asked).toEqual(['best', 'newest', 'inContent', 'tally', 'tally', 'newest', 'add'])
    } finally {
      useIndex(before)
    }
    expect((await found('khong vao chi muc')).items).toEqual([])
    expect((await found('tiêm chủng')).keys).toEqual(['meeting'])
  })
})
