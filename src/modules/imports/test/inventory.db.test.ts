/** Old inventories into the archive: files, documents in files, faults, the same again, gaps, undo. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { archive } from '#modules/archive/contract.ts'
import { build as archived } from '#modules/archive/test/build.ts'
import { search } from '#modules/search/contract.ts'
import { storage } from '#modules/storage/contract.ts'
import { build as stored } from '#modules/storage/test/build.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { quarantined } from '#test/kit/upload.ts'
import { type ImportDetail, imports } from '../contract.ts'
import { bring, check, load, start } from './build.ts'

let t: TestApp
let o: Office
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
  await archived(t, o).repository()
})
afterAll(() => t?.close())

const by = () => o.actors.archivist
const params = (id: string) => ({ params: { importId: id } })
const csv = (...lines: string[]) => lines.join('\r\n')
const checksOf = (detail: ImportDetail) => Object.fromEntries(detail.checks.map(({ check, count }) => [check, count]))
/** All that stands under a fonds: references with titles, in order. */
const standing = async (fonds: string, of = { app: t, organizationId: o.organizationId }) =>
  of.app.admin<Record<string, never> & { id: string; starts: string | null; number: string | null }>(
    `select u.id, u.level, u.number, u.title, u.starts, u.ends, u.retention, u.access, u.sheets, u.box, u.publish, u.document_id, u.version,
       u.children, u.description
     from archive.unit u join archive.unit f on f.organization_id = u.organization_id and f.id = u.fonds_id
     where u.organization_id = $1 and u.removed_at is null and f.removed_at is null and (f.number = $2 or f.title = $2)
     order by array_position(array['fonds', 'inventory', 'file', 'item'], u.level), u.number_key, u.title`,
    [of.organizationId, fonds],
  )
const undo = async (id: string) => {
  await t.run(imports.undo, by(), { ...params(id), body: { reason: 'Nhập nhầm' } })
  await t.drain()
  return t.run(imports.get, by(), params(id))
}

const FILES =
  'Hộp/cặp số;Hồ sơ số;Tiêu đề hồ sơ;Ngày tháng bắt đầu – kết thúc;Số tờ;Thời hạn bảo quản;Chế độ sử dụng;Ghi chú'
const inventory = (title = 'Tập lưu quyết định') =>
  csv(
    FILES,
    `1;1;${title} năm 1986;1986;120;Vĩnh viễn;;`,
    `1;2;${title} năm 1987;02/01/1987 - 31/12/1987;98;20 năm;;Thiếu tờ 12`,
    `1;2a;${title} bổ sung;1987-1988;7;Lâu dài;Hạn chế;`,
    `2;7;${title} năm 1990;từ 3/1990 đến 11/1990;45;70 năm;;`,
  )
const constants = (fonds: string, ml = '01') => ({ fonds, inventory: ml })

describe('an inventory of files', () => {
  it('says in the dry run what it makes, then stands with numbers, gaps, letters and dates as they were', async () => {
    const loaded = await load(t, by(), 'inventory', 'muc-luc.csv', inventory())
    expect(loaded.settings.mapping).toEqual({
      box: ['Hộp/cặp số'],
      fileNumber: ['Hồ sơ số'],
      fileTitle: ['Tiêu đề hồ sơ'],
      span: ['Ngày tháng bắt đầu – kết thúc'],
      sheets: ['Số tờ'],
      retention: ['Thời hạn bảo quản'],
      rights: ['Chế độ sử dụng'],
      note: ['Ghi chú'],
    })
    await expect(check(t, by(), loaded)).rejects.toMatchObject({ code: 'IMPORTS_MAPPING' })
    const dry = await check(t, by(), loaded, { constants: constants('P.12') })
    expect(dry).toMatchObject({ state: 'checked', counts: { rows: 4, accepted: 4, rejected: 0, created: 0 } })
    expect(checksOf(dry)).toEqual({ 'fonds-new': 1, 'inventory-new': 1, 'retention-unknown': 1 })
    expect(dry.lines[0]!.faults.map((fault) => fault.text.vi)).toEqual([
      'Phông “12” chưa có trong lưu trữ: nhập sẽ lập phông này ở kho Kho lưu trữ Sông Mây.',
      'Mục lục số 01 của phông 12 chưa có: nhập sẽ lập mục lục này.',
    ])
    expect(await standing('12')).toEqual([])
    const done = await start(t, by(), dry)
    expect(done).toMatchObject({ state: 'done', counts: { created: 4 } })
    expect(done.gaps).toMatchObject([{ book: '12 – ML.01', first: 1, last: 7, missing: 4, examples: ['3–6'] }])
    const [fonds, ml, ...files] = await standing('12')
    expect(fonds).toMatchObject({ level: 'fonds', number: '12', title: 'Phông 12', children: 1 })
    expect(ml).toMatchObject({ level: 'inventory', number: '01', children: 4 })
    expect(files).toMatchObject([
      { number: '1', title: 'Tập lưu quyết định năm 1986', starts: '1986', ends: null, retention: 'vv', sheets: 120 },
      { number: '2', starts: '1987-01-02', ends: '1987-12-31', retention: '20', box: '1', access: 'open' },
      { number: '2a', starts: '1987', ends: '1988', retention: null, access: 'conditional' },
      { number: '7', starts: '1990-03', ends: '1990-11', retention: '70', box: '2' },
    ])
    expect(files[1]!['description']).toMatchObject({ note: 'Thiếu tờ 12' })
    expect(files[2]!['description']).toMatchObject({ note: 'Thời hạn bảo quản ghi cũ: Lâu dài' })
    const { unit, trace } = await t.run(archive.get, by(), { params: { unitId: files[2]!['id'] } })
    expect(unit.reference).toBe('P.12 – ML.01 – HS.2a')
    expect(trace).toMatchObject([{ kind: 'imported', words: 'muc-luc.csv' }])
  })

  it('again makes nothing twice, corrects in place, leaves what was worked on, and undoes the correction', async () => {
    expect(
      await bring(t, by(), 'inventory', 'muc-luc.csv', inventory(), { constants: constants('12', '1') }),
    ).toMatchObject({
      counts: { created: 0, updated: 0, unchanged: 4 },
    })
    const before = await standing('12')
    const worked = before.find((unit) => unit['number'] === '7')!
    await t.run(archive.change, by(), {
      params: { unitId: worked['id'] },
      body: { version: worked['version'], title: 'Tập lưu đã chỉnh lý' },
    })
    const changed = inventory('Tập quyết định')
    const again = await bring(t, by(), 'inventory', 'muc-luc-2.csv', changed, { constants: constants('12') })
    expect(again).toMatchObject({ counts: { created: 0, updated: 3, unchanged: 1 } })
    expect(checksOf(again)).toMatchObject({ 'changed-here': 1 })
    const titles = async () => (await standing('12')).slice(2).map((unit) => unit['title'])
    expect(await titles()).toEqual([
      'Tập quyết định năm 1986',
      'Tập quyết định năm 1987',
      'Tập quyết định bổ sung',
      'Tập lưu đã chỉnh lý',
    ])
    expect(await undo(again.id)).toMatchObject({ state: 'undone', note: null })
    expect((await titles()).slice(0, 3)).toEqual([
      'Tập lưu quyết định năm 1986',
      'Tập lưu quyết định năm 1987',
      'Tập lưu quyết định bổ sung',
    ])
  })

  it('names what is wrong with a line, where and how to mend it; the others are taken', async () => {
    const faulty = csv(
      FILES,
      '1;1;Hồ sơ tốt;1991;;;;',
      '1;1;Hồ sơ khác cùng số;1991;;;;',
      '1;2;;1991;;;;',
      '1;;Hồ sơ không số;1991;;;;',
      '1;4;Hồ sơ ngược ngày;1995 – 1991;;;;',
      '1;5;Hồ sơ không rõ ngày;đầu năm;;;;',
      '1;6;Hồ sơ mật;1991;;;Mật;',
      '1;8;Hồ sơ năm tắt;1/2/91;;;;',
    )
    const done = await bring(t, by(), 'inventory', 'loi.csv', faulty, { constants: constants('13') })
    expect(done).toMatchObject({ counts: { rows: 8, accepted: 1, rejected: 7, created: 1 } })
    expect(
      done.lines
        .filter((line) => line.isRejected)
        .map((line) => [line.line, line.faults[0]!.check, line.faults[0]!.column]),
    ).toEqual([
      [3, 'unit-twice', 'Hồ sơ số'],
      [4, 'required', 'Tiêu đề hồ sơ'],
      [5, 'required', 'Hồ sơ số'],
      [6, 'span-order', 'Ngày tháng bắt đầu – kết thúc'],
      [7, 'date-unreadable', 'Ngày tháng bắt đầu – kết thúc'],
      [8, 'secret', null],
      [9, 'date-short-year', 'Ngày tháng bắt đầu – kết thúc'],
    ])
    // nothing is kept of what is secret
    expect(done.lines.find((line) => line.line === 8)!.cells).toEqual([])
    expect((await standing('13')).map((unit) => unit['title']).slice(2)).toEqual(['Hồ sơ tốt'])
  })

  it('finds what the archive has: a file of its own stays as it is, another one under its number is a fault', async () => {
    const b = archived(t, o)
    const [repository] = (await t.run(archive.repositories, by(), {})).items
    await b.fonds(repository!.id, '14', 2, 0)
    const done = await bring(
      t,
      by(),
      'inventory',
      'co-san.csv',
      csv(FILES, '1;1;Hồ sơ thứ 1 của 14;;;;;', '1;2;Hồ sơ lạ;;;;;', '1;3;Hồ sơ mới;;;;;'),
      { constants: constants('14') },
    )
    expect(done).toMatchObject({ counts: { created: 1, unchanged: 1, rejected: 1 } })
    expect(checksOf(done)).toEqual({ 'unit-here': 1, 'unit-taken': 1 })
    expect((await undo(done.id)).state).toBe('undone')
    expect((await standing('14')).map((unit) => unit['title']).slice(2)).toEqual([
      'Hồ sơ thứ 1 của 14',
      'Hồ sơ thứ 2 của 14',
    ])
  })
})

const DOCUMENTS =
  'Mã phông;Tên phông;Mục lục số;Hộp số;Hồ sơ số;Tiêu đề hồ sơ;Tờ số;Số thứ tự văn bản trong hồ sơ;Số của văn bản;Ký hiệu của văn bản;Ngày văn bản;Tên loại văn bản;Tác giả;Trích yếu nội dung;Chế độ sử dụng;Đường dẫn file'
const documents = (subject = 'về việc thành lập hợp tác xã') =>
  csv(
    DOCUMENTS,
    `H99.20;Phông UBND huyện Sông Mây;02;1;12a;Thành lập hợp tác xã;1-2;1;15;QĐ-UB;5/3/1986;Quyết định;UBND huyện Sông Mây;Quyết định ${subject} Đồng Sen;Công khai;scan\\12a\\001.pdf`,
    `H99.20;Phông UBND huyện Sông Mây;02;1;12a;Thành lập hợp tác xã;3;3;;;1986;Báo cáo;Hợp tác xã Đồng Sen;Báo cáo ${subject} muword;Hạn chế;`,
    `H99.20;Phông UBND huyện Sông Mây;02;1;13;Giao đất;1;1;7;TB-UB;tháng 4 năm 1987;Thông báo;UBND huyện Sông Mây;Thông báo giao đất;Công khai;`,
  )

describe('documents within files', () => {
  it('stand in their files with document, rights and search, and are undone with them', async () => {
    const done = await bring(t, by(), 'inventory', 'van-ban.csv', documents())
    expect(done).toMatchObject({ counts: { rows: 3, created: 3, rejected: 0 }, files: { wanted: 1, received: 0 } })
    const units = await standing('H99.20')
    expect(units.map((unit) => [unit['level'], unit['number'], unit['access'], unit['children']])).toEqual([
      ['fonds', 'H99.20', 'open', 1],
      ['inventory', '02', 'open', 2],
      ['file', '12a', 'open', 2],
      ['file', '13', 'open', 1],
      ['item', '1', 'open', 0],
      ['item', '1', 'open', 0],
      ['item', '3', 'conditional', 0],
    ])
    expect(units[0]!['title']).toBe('Phông UBND huyện Sông Mây')
    const report = units.at(-1)!
    expect(report).toMatchObject({ starts: '1986', description: { note: 'Tờ số 3' } })
    const found = async () =>
      (await t.run(search.find, by(), { query: { q: 'muword', limit: 10 } })).items.map((hit) => hit.unit?.id)
    expect(await found()).toEqual([report['id']])
    expect((await t.run(search.find, o.actors.officer, { query: { q: 'muword', limit: 10 } })).items).toEqual([])

    const pdf = await (await import('@cantoo/pdf-lib')).PDFDocument.create()
    pdf.addPage().drawText('Quyet dinh thanh lap hop tac xa omicronword cua huyen', { x: 50, y: 700, size: 14 })
    const sent = await t.run(imports.files, by(), params(done.id), {
      uploads: [await quarantined(t, '001.pdf', await pdf.save())],
    })
    expect(sent).toEqual({ matched: ['001.pdf'], unmatched: [] })
    await t.drain()
    const decision = units.find((unit) => unit.number === '1' && unit.starts === '1986-03-05')!
    const [hit] = (await t.run(search.inContent, by(), { query: { q: 'omicronword', limit: 10 } })).items
    expect(hit?.unit).toEqual({ id: decision.id, title: 'Thành lập hợp tác xã' })

    expect(await bring(t, by(), 'inventory', 'van-ban.csv', documents())).toMatchObject({
      counts: { created: 0, updated: 0, unchanged: 3 },
    })
    const again = await bring(t, by(), 'inventory', 'van-ban-2.csv', documents('về việc lập hợp tác xã'))
    expect(again).toMatchObject({ counts: { created: 0, updated: 2, unchanged: 1 } })
    expect(await undo(again.id)).toMatchObject({ state: 'undone', note: null })
    expect(await standing('H99.20')).toEqual(
      units.map((unit) => ({ ...unit, version: unit.starts?.startsWith('1986') ? 3 : 1 })),
    )
    // The first import may still be undone: what was put back is as it made it.
    expect(await undo(done.id)).toMatchObject({ state: 'undone', note: null })
    expect(await standing('H99.20')).toEqual([])
    expect(await found()).toEqual([])
  })

  it('as TT 02/2019 lays them out: files by one sheet, documents by another that names the file alone', async () => {
    const files = csv(
      'Identifier;OrganId;FileCatalog;FileNotation;Title;Maintenance;Rights;Language;StartDate;EndDate;TotalDoc;Description;InforSign;Keyword;Maximum;PageNumber;Format',
      'H99.01;H99.30;1;01;Hồ sơ hội nghị;Vĩnh viễn;Công khai;Tiếng Việt;01/02/1999;28/02/1999;2;Hội nghị tổng kết;;hội nghị;12;20;Tốt',
    )
    const head =
      'DocCode;Identifier;OrganId;FileCatalog;FileNotation;DocOrdinal;TypeName;CodeNumber;CodeNotation;IssuedDate;OrganName;Subject;Language;PageAmount;Description;InforSign;Keyword;Mode;ConfidenceLevel;Autograph;Format'
    const line = (file: string, n: number) =>
      `x${n};H99.01;H99.30;1;${file};${n};Công văn;${n};CV-UB;0${n}/02/1999;UBND xã Sông Mây;Về việc tổ chức hội nghị;Tiếng Việt;3;ghi ở văn bản;;tổng kết;Công khai;Số hóa;Đồng ý;Hỏng`
    const loaded = await load(t, by(), 'inventory', 'vanban.csv', csv(head, line('01', 1)))
    expect(await check(t, by(), loaded)).toMatchObject({ counts: { rejected: 1 } })
    await bring(t, by(), 'inventory', 'hoso.csv', files)
    const done = await bring(t, by(), 'inventory', 'vanban.csv', csv(head, line('01', 1), line('1', 2), line('9', 3)))
    expect(done).toMatchObject({ counts: { created: 2, rejected: 1 } })
    expect(checksOf(done)).toEqual({ 'file-unknown': 1 })
    const [, , file, ...items] = await standing('H99.30')
    expect(file).toMatchObject({ number: '01', sheets: 12, starts: '1999-02-01', ends: '1999-02-28', retention: 'vv' })
    const { unit } = await t.run(archive.get, by(), { params: { unitId: items[0]!['id'] } })
    expect(unit).toMatchObject({
      keywords: 'tổng kết',
      origin: 'digitised',
      condition: 'damaged',
      pages: 3,
      description: { autograph: 'Đồng ý' },
      item: { codeNumber: '1', codeNotation: 'CV-UB', issuerName: 'UBND xã Sông Mây' },
    })
  })

  it('are refused an undo once something is built on them, and keep what was worked on', async () => {
    const done = await bring(t, by(), 'inventory', 'da-dung.csv', documents().replaceAll('H99.20', 'H99.40'))
    const units = await standing('H99.40')
    const file = units.find((unit) => unit.number === '13')!.id
    const publish = (id: string, to: 'office' | 'draft') =>
      t.run(archive.publish, by(), { body: { ids: [id], to, isWithBelow: true } })
    await publish(file, 'office')
    await expect(undo(done.id)).rejects.toMatchObject({ code: 'IMPORTS_BUILT_ON', facts: { boxed: 0, packed: 0 } })
    await publish(units[0]!.id, 'draft')
    const s = stored(t, o)
    const [box] = await s.boxes('40', { count: 1, inventoryId: units[1]!['id'] })
    await s.putIn(box!, { range: { from: '12a', to: '12a' } })
    await expect(undo(done.id)).rejects.toMatchObject({ code: 'IMPORTS_BUILT_ON', facts: { published: 0, boxed: 1 } })
    const [content] = await t.admin<{ id: string }>('select id from storage.content where box_id = $1', [box])
    await t.run(storage.removeContents, by(), { body: { contentIds: [content!.id], reason: 'Xếp lại' } })
    // what was published for a while has been worked on: it stays with what it lies in
    expect(await undo(done.id)).toMatchObject({ state: 'undone', note: '4' })
    expect((await standing('H99.40')).map((unit) => [unit['level'], unit['number']])).toEqual([
      ['fonds', 'H99.40'],
      ['inventory', '02'],
      ['file', '13'],
      ['item', '1'],
    ])
  })

  it('that a list of digitised documents brought before are the same documents', async () => {
    const sheet = csv(
      'Số của văn bản;Ký hiệu của văn bản;Ngày văn bản;Tên loại văn bản;Tác giả;Trích yếu nội dung;Đường dẫn file',
      '9;QĐ-UB;9/9/1989;Quyết định;UBND huyện Sông Mây;Quyết định cấp đất;scan\\50\\009.pdf',
    )
    await bring(t, o.actors.registry, 'sheet', 'bang-ke.csv', sheet)
    const count = async () =>
      (await t.admin('select 1 from records.document where organization_id = $1', [o.organizationId])).length
    const before = await count()
    const done = await bring(
      t,
      by(),
      'inventory',
      'trong-ho-so.csv',
      csv(
        'Phông số;Mục lục số;Hồ sơ số;Tiêu đề hồ sơ;Số của văn bản;Ký hiệu của văn bản;Ngày văn bản;Tên loại văn bản;Tác giả;Trích yếu nội dung;Đường dẫn file',
        'H99.50;1;1;Cấp đất;9;QĐ-UB;9/9/1989;Quyết định;UBND huyện Sông Mây;Quyết định cấp đất;scan\\50\\009.pdf',
      ),
    )
    expect(done).toMatchObject({ counts: { created: 1 }, files: { wanted: 0 } })
    expect(await count()).toBe(before)
    await undo(done.id)
    expect(await standing('H99.50')).toEqual([])
    expect(await count()).toBe(before)
    expect(await bring(t, o.actors.registry, 'sheet', 'bang-ke.csv', sheet)).toMatchObject({ counts: { unchanged: 1 } })
  })
})

describe('who and how many', () => {
  it('is the archivist’s: others are not offered it', async () => {
    await expect(load(t, o.actors.officer, 'inventory', 'x.csv', inventory())).rejects.toMatchObject({ status: 403 })
    await expect(load(t, o.actors.sysadmin, 'inventory', 'x.csv', inventory())).rejects.toMatchObject({ status: 404 })
    await expect(load(t, by(), 'incoming', 'x.csv', inventory())).rejects.toMatchObject({ status: 404 })
    const template = await t.run(imports.template, by(), { params: { kind: 'inventory' } })
    expect(template.file.name).toBe('mau-inventory.xlsx')
  })

  it('takes thousands of files and documents, and takes them back', async () => {
    const lines = Array.from({ length: 2_500 }, (_, i) => {
      const file = Math.floor(i / 5) + 1
      return `H99.60;Phông đông;01;${Math.ceil(file / 20)};${file};Hồ sơ ${file};;${(i % 5) + 1};${i + 1};CV-UB;1/2/1990;Công văn;UBND huyện Sông Mây;Công văn số ${i + 1};;`
    })
    const done = await bring(t, by(), 'inventory', 'lon.csv', csv(DOCUMENTS, ...lines))
    expect(done).toMatchObject({ counts: { rows: 2_500, created: 2_500, rejected: 0 } })
    expect(await standing('H99.60')).toHaveLength(3_002)
    expect(await undo(done.id)).toMatchObject({ state: 'undone', note: null })
    expect(await standing('H99.60')).toEqual([])
  })
})

describe('a real sheet', () => {
  // in an office of its own: nobody waits here for the reading of all its scans
  let own: TestApp
  beforeAll(async () => {
    own = await testApp()
  })
  afterAll(() => own?.close())

  it('of 46 columns stands in the archive with its scans', async () => {
    const folder = join(import.meta.dirname, '../../../../../shared/samples/scans')
    if (!existsSync(join(folder, 'metadata.xlsx'))) return console.warn(`bỏ qua: không có ${folder}`)
    const office = await makeOffice(own)
    const keeper = office.actors.archivist
    await archived(own, office).repository()
    const loaded = await load(own, keeper, 'inventory', 'metadata.xlsx', readFileSync(join(folder, 'metadata.xlsx')))
    expect(loaded.settings.mapping).toMatchObject({
      fonds: ['Phông'],
      inventory: ['Mục lục'],
      box: ['Hộp số'],
      fileNumber: ['Số và ký hiệu hồ sơ'],
      starts: ['Ngày bắt đầu', 'Tháng bắt đầu', 'Năm bắt đầu'],
      rights: ['Chế độ sử dụng'],
      docRights: ['Chế độ sử dụng (2)'],
      language: ['Ngôn ngữ (2)'],
      description: ['Ghi chú (2)'],
      ordinal: ['Số thứ tự văn bản trong hồ sơ'],
      subject: ['Trích yếu nội dung'],
    })
    const done = await start(own, keeper, await check(own, keeper, loaded))
    expect(done).toMatchObject({ counts: { rows: 23, created: 23, rejected: 0 }, files: { wanted: 23 } })
    const [fonds, ml, file, ...items] = await standing('Chi cục An toàn vệ sinh thực phẩm', {
      app: own,
      organizationId: office.organizationId,
    })
    expect([fonds!['level'], ml!['number'], file!['number'], items.length]).toEqual(['fonds', '01', '01', 23])
    expect(file).toMatchObject({ starts: '2010-01-01', ends: '2010-06-28', retention: 'vv', children: 23 })
    const scans = readdirSync(folder).filter((name) => name.endsWith('.pdf'))
    const send = async (names: readonly string[]) =>
      own.run(imports.files, keeper, params(done.id), {
        uploads: await Promise.all(names.map((name) => quarantined(own, name, readFileSync(join(folder, name))))),
      })
    const first = scans.find((name) => name.endsWith('01.054.pdf'))!
    await send([first])
    await own.drain()
    const invitation = items.find((item) => item.number === '10')!
    const { unit } = await own.run(archive.get, keeper, { params: { unitId: invitation.id } })
    expect(unit.item!.files).toMatchObject([{ fileName: first }])
    const rest = await send(scans.filter((name) => name !== first))
    expect(rest.matched).toHaveLength(22)
  })
})
