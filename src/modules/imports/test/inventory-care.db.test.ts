/** What an inventory may not do to what stands: overwrite another list's files, show secrets, take what others have built on. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { archive } from '#modules/archive/contract.ts'
import { build as archived } from '#modules/archive/test/build.ts'
import { documentAccess } from '#modules/records/access-contract.ts'
import { search } from '#modules/search/contract.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
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
const csv = (...lines: string[]) => lines.join('\r\n')
const checksOf = (detail: ImportDetail) => Object.fromEntries(detail.checks.map(({ check, count }) => [check, count]))
const undo = async (id: string, actor = by()) => {
  const params = { params: { importId: id } }
  await t.run(imports.undo, actor, { ...params, body: { reason: 'Nhập nhầm' } })
  await t.drain()
  return t.run(imports.get, actor, params)
}
const unitsOf = (fonds: string) =>
  t.admin<{ id: string; number: string; title: string; level: string; document_id: string | null }>(
    `select u.id, u.level, u.number, u.title, u.document_id, u.description from archive.unit u
     join archive.unit f on f.organization_id = u.organization_id and f.id = u.fonds_id
     where u.organization_id = $1 and u.removed_at is null and f.number = $2 and u.level in ('file', 'item') order by u.level, u.number_key`,
    [o.organizationId, fonds],
  )

const FILES = 'Hồ sơ số;Tiêu đề hồ sơ;Độ mật;Ghi chú'

describe('the next inventory of the same columns', () => {
  it('is asked again for its fonds, and told whose files it would write over', async () => {
    const first = csv(FILES, '1;Tập quyết định năm 1986;;', '2;Tập báo cáo năm 1986;;')
    await bring(t, by(), 'inventory', 'phong-70.csv', first, { constants: { fonds: '70', inventory: '1' } })
    const second = csv(FILES, '1;Hồ sơ đất đai;;', '2;Tập báo cáo năm 1986;;')
    const loaded = await load(t, by(), 'inventory', 'phong-71.csv', second)
    expect(loaded).toMatchObject({ isRemembered: true })
    expect(loaded.settings.constants).toBeUndefined()
    await expect(check(t, by(), loaded)).rejects.toMatchObject({ code: 'IMPORTS_MAPPING' })
    const dry = await check(t, by(), loaded, { constants: { fonds: '70', inventory: '1' } })
    expect(checksOf(dry)).toEqual({ 'file-renamed': 1 })
    expect(dry.lines[0]!.faults[0]!.text.vi).toBe(
      'Hồ sơ số 1 trong 70 – ML.1 đã nhập với tiêu đề “Tập quyết định năm 1986”: nhập sẽ thay bằng tiêu đề ở dòng này.',
    )
  })

  it('that names a fonds otherwise is told so once', async () => {
    const loaded = await load(
      t,
      by(),
      'inventory',
      'ten-khac.csv',
      csv(
        'Phông số;Tên phông;Hồ sơ số;Tiêu đề hồ sơ',
        '70;Phông Huyện ủy Lam Hà;11;a',
        '70;Phông Huyện ủy Lam Hà;12;b',
      ),
    )
    const dry = await check(t, by(), loaded)
    expect(checksOf(dry)).toEqual({ 'fonds-other': 1 })
    expect(dry.lines[0]!.faults[0]!.text.vi).toContain('“Phông 70”, ở tệp ghi “Phông Huyện ủy Lam Hà”')
  })
})

describe('secrets', () => {
  it('of a file are known by any degree, and nothing that the first look kept of them stays', async () => {
    const lines = ['1;Hồ sơ thường;;', '2;Hồ sơ rắn hổ;TM;', '3;Hồ sơ rắn ráo;A;', '4;Hồ sơ rắn nước;Confidential;']
    const loaded = await load(t, by(), 'inventory', 'mat.csv', csv(FILES, ...lines))
    expect(loaded.settings.mapping).toMatchObject({ secrecy: ['Độ mật'] })
    const dry = await check(t, by(), loaded, { constants: { fonds: '72' } })
    expect(dry.counts).toMatchObject({ accepted: 1, rejected: 3 })
    expect(dry.preview.map((row) => row.line)).toEqual([2])
    expect(JSON.stringify(dry)).not.toContain('rắn')
    const done = await start(t, by(), dry)
    expect(done).toMatchObject({ counts: { created: 1 }, preview: [] })
    const [kept] = await t.admin('select r.* from imports.run r where id = $1', [done.id])
    expect(JSON.stringify(kept)).not.toContain('Hồ sơ thường')
  })
})

const DOCUMENTS =
  'Phông số;Hồ sơ số;Tiêu đề hồ sơ;Số của văn bản;Ký hiệu của văn bản;Ngày văn bản;Tên loại văn bản;Tác giả;Trích yếu nội dung;Ghi chú;Đường dẫn file'
const SHEET =
  'Số của văn bản;Ký hiệu của văn bản;Ngày văn bản;Tên loại văn bản;Tác giả;Trích yếu nội dung;Ghi chú;Đường dẫn file'

describe('documents', () => {
  it('keep their notes where the list has one column of them', async () => {
    await bring(
      t,
      by(),
      'inventory',
      'ghi-chu.csv',
      csv(
        DOCUMENTS,
        '73;1;Cấp đất;1;QĐ-UB;9/9/1989;Quyết định;UBND huyện Sông Mây;Quyết định một;rách mép;',
        '73;1;Cấp đất;2;QĐ-UB;10/9/1989;Quyết định;UBND huyện Sông Mây;Quyết định hai;thiếu dấu;',
      ),
    )
    const [file, ...items] = await unitsOf('73')
    expect(file).toMatchObject({ level: 'file', description: {} })
    expect(JSON.stringify(file)).not.toContain('rách mép')
    const notes = await t.admin<{ description: string }>(
      'select description from records.document where organization_id = $1 and id = any($2) order by subject',
      [o.organizationId, items.map((item) => item.document_id)],
    )
    expect(notes.map((one) => one.description).sort()).toEqual(['rách mép', 'thiếu dấu'])
  })

  it('of a list brought before are opened to the archive, and stay when the list is taken back', async () => {
    const line = '9;QĐ-UB;9/9/1989;Quyết định;UBND huyện Sông Mây;Quyết định lambdaword;;scan\\74\\009.pdf'
    const sheet = await bring(t, o.actors.registry, 'sheet', 'bang-ke-74.csv', csv(SHEET, line))
    const found = async () =>
      (await t.run(search.find, o.actors.registry, { query: { q: 'lambdaword', limit: 10 } })).items.map(
        (hit) => hit.unit?.id ?? null,
      )
    expect(await found()).toEqual([null])
    const keeper = { ...by(), roles: ['hist_archivist'] as const }
    const done = await bring(t, by(), 'inventory', 'trong-74.csv', csv(DOCUMENTS, `74;1;Cấp đất;${line}`))
    expect(done).toMatchObject({ counts: { created: 1 } })
    const item = (await unitsOf('74')).find((unit) => unit.level === 'item')!
    const documentId = item.document_id!
    expect(await t.run(documentAccess.access, keeper, { params: { documentId } })).toBeDefined()
    expect(await found()).toEqual([item.id])
    // The archive has taken it up: the list keeps it.
    expect(await undo(sheet.id, o.actors.registry)).toMatchObject({ state: 'undone', note: '1' })
    expect(await undo(done.id)).toMatchObject({ state: 'undone', note: null })
    expect(await found()).toEqual([null])
  })
})

describe('a file that is closed to the import', () => {
  it('went on to another archive: its lines are refused, the others are taken', async () => {
    const lines = ['1;Hồ sơ một;;', '2;Hồ sơ hai;;', '3;Hồ sơ ba;;']
    const constants = { fonds: '75', inventory: '1' }
    await bring(t, by(), 'inventory', 'phong-75.csv', csv(FILES, ...lines), { constants })
    const [first] = await unitsOf('75')
    await t.admin(
      `update archive.unit set handed_at = now(), handed_to = 'Lưu trữ lịch sử tỉnh', handed_minutes = '01' where id = $1`,
      [first!.id],
    )
    expect(await bring(t, by(), 'inventory', 'phong-75.csv', csv(FILES, ...lines), { constants })).toMatchObject({
      counts: { unchanged: 3, rejected: 0 },
    })
    const other = csv(FILES, ...lines.map((line) => line.replace(';;', ';;ghi thêm')))
    const again = await bring(t, by(), 'inventory', 'phong-75b.csv', other, { constants })
    expect(again).toMatchObject({ state: 'done', counts: { updated: 2, rejected: 1 } })
    expect(checksOf(again)).toEqual({ 'unit-closed': 1 })
    const documents = csv(
      DOCUMENTS.replace('Phông số', 'Phông số;Mục lục số'),
      '75;1;1;Hồ sơ một;9;QĐ-UB;9/9/1989;Quyết định;UBND huyện Sông Mây;Quyết định chín;;',
      '75;1;2;Hồ sơ hai;10;QĐ-UB;9/9/1989;Quyết định;UBND huyện Sông Mây;Quyết định mười;;',
    )
    expect(await bring(t, by(), 'inventory', 'van-ban-75.csv', documents)).toMatchObject({
      state: 'done',
      counts: { created: 1, rejected: 1 },
    })
    expect((await t.run(archive.get, by(), { params: { unitId: first!.id } })).unit.children).toBe(0)
  })
})
