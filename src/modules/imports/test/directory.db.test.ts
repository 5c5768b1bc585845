/** The directory taken over from lists: bodies with superiors and successors, people in posts, again and back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '#modules/people/contract.ts'
import type { Actor } from '#platform/action/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { imports } from '../contract.ts'
import { bring, check, load } from './build.ts'

let t: TestApp
let host: Office
let commune: Office
beforeAll(async () => {
  t = await testApp()
  host = await makeOffice(t, 'Ủy ban nhân dân tỉnh Lam Hà')
  commune = await makeOffice(t, 'Ủy ban nhân dân xã Sông Mây')
  await t.admin(`insert into people.organization_identifier (organization_id, id, scheme, value, valid_from)
    values ('${host.organizationId}', gen_random_uuid(), 'organ-id', 'H99', '2020-01-01')`)
  await t.admin(`update people.organization set is_host = true, level = 'province' where id = '${host.organizationId}'`)
})
afterAll(() => t?.close())

const admin = () => host.actors.sysadmin
const params = (id: string) => ({ params: { importId: id } })
const BODIES = 'Mã định danh;Tên cơ quan;Cơ quan cấp trên;Khối;Cấp;Chữ viết tắt;Ngày thành lập;Quyết định thành lập'
const bodies = (...lines: string[]) => [BODIES, ...lines].join('\r\n')
const ends = (...lines: string[]) =>
  [`${BODIES};Ngày kết thúc hoạt động;Cơ quan kế thừa;Căn cứ kết thúc hoạt động`, ...lines].join('\r\n')
const STAFF = 'Cơ quan;Phòng ban;Họ và tên;Chức vụ;Vai trò;Email;Điện thoại;Từ ngày'
const staff = (...lines: string[]) => [STAFF, ...lines].join('\r\n')
const undo = async (actor: Actor, id: string) => {
  await t.run(imports.undo, actor, { ...params(id), body: { reason: 'Nhầm tệp' } })
  await t.drain()
  return t.run(imports.get, actor, params(id))
}
const directory = async () => (await t.run(people.listOrganizations, admin(), {})).items
const named = async (name: string) => (await directory()).find((one) => one.name === name)
const checksOf = (detail: { lines: readonly { line: number; faults: readonly { check: string }[] }[] }) =>
  detail.lines.map((line) => [line.line, ...line.faults.map((fault) => fault.check)])

describe('a list of organisations', () => {
  it('builds the tree whatever the order of its lines, and tells what it guessed', async () => {
    const done = await bring(
      t,
      admin(),
      'organizations',
      'co-quan.csv',
      bodies(
        'H99.12.01;Chi cục Thú y;Sở Nông nghiệp và Môi trường tỉnh Lam Hà;;;CCTY;01/07/2025;12/QĐ-UBND ngày 30/6/2025',
        'H99.12;Sở Nông nghiệp và Môi trường tỉnh Lam Hà;Ủy ban nhân dân tỉnh Lam Hà;Nhà nước;Tỉnh;SNNMT;01/03/2025;',
        ';Tỉnh ủy Lam Hà;;;Tỉnh;TU;;',
        ';Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Lam Hà;Tỉnh ủy Lam Hà;;;MTTQ;;',
      ),
    )
    expect(done).toMatchObject({ state: 'done', counts: { rows: 4, accepted: 4, created: 4, rejected: 0 } })
    const department = (await named('Sở Nông nghiệp và Môi trường tỉnh Lam Hà'))!
    expect(department).toMatchObject({
      organId: 'H99.12',
      parentId: host.organizationId,
      kind: 'state',
      level: 'province',
      abbreviation: 'SNNMT',
      foundedOn: '2025-03-01',
    })
    expect(await named('Chi cục Thú y')).toMatchObject({ parentId: department.id, level: 'province', kind: 'state' })
    expect(await named('Tỉnh ủy Lam Hà')).toMatchObject({ parentId: null, kind: 'party', regime: 'party' })
    expect(await named('Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Lam Hà')).toMatchObject({ kind: 'mass' })
    expect(checksOf(done).filter(([line]) => line === 2)).toEqual([[2, 'guessed', 'guessed']])
  })

  it('says of each line why it cannot be, and takes the others', async () => {
    const dry = await check(
      t,
      admin(),
      await load(
        t,
        admin(),
        'organizations',
        'loi.csv',
        bodies(
          'H99.99x;Chi cục Sai mã;Ủy ban nhân dân tỉnh Lam Hà;;;;;',
          'H99;Sở Khác;Ủy ban nhân dân tỉnh Lam Hà;;;;;',
          ';Phòng Không nơi nương tựa;Sở Không có thật;;;;;',
          ';Vòng A;Vòng B;;;;;',
          ';Vòng B;Vòng A;;;;;',
          ';Sở Lạ;Ủy ban nhân dân tỉnh Lam Hà;Khối ngoài;;;;',
          ';Chi cục Con;Chi cục Sai mã;;;;;',
          ';Sở Đúng;Ủy ban nhân dân tỉnh Lam Hà;;;;;',
          'H99.12;Sở Nông nghiệp và Môi trường tỉnh Lam Hà;Ủy ban nhân dân tỉnh Lam Hà;Nhà nước;Tỉnh;SNNMT;01/03/2025;',
        ),
      ),
    )
    const found = new Map(checksOf(dry).map(([line, ...names]) => [line, names]))
    expect(found.get(2)).toContain('code-invalid')
    expect(found.get(3)).toContain('code-taken')
    expect(found.get(4)).toContain('body-unknown')
    expect([...(found.get(5) ?? []), ...(found.get(6) ?? [])]).toContain('tree-loop')
    expect(found.get(7)).toContain('word-unknown')
    expect(found.get(8)).toContain('body-unknown')
    expect(dry.counts).toMatchObject({ rows: 9, accepted: 2, rejected: 7 })
    expect(await named('Sở Đúng')).toBeUndefined()
  })

  it('ends the bodies of the district era with their successors', async () => {
    const done = await bring(
      t,
      admin(),
      'organizations',
      'huyen.csv',
      ends(
        ';Ủy ban nhân dân xã Mường Lạn;Ủy ban nhân dân tỉnh Lam Hà;Nhà nước;Xã;;01/07/2025;;;;',
        ';Ủy ban nhân dân huyện Đà Mây;Ủy ban nhân dân tỉnh Lam Hà;Nhà nước;Huyện;;;;30/06/2025;Ủy ban nhân dân xã Mường Lạn;Nghị quyết 203/2025/QH15',
        ';Ủy ban nhân dân huyện Không căn cứ;Ủy ban nhân dân tỉnh Lam Hà;Nhà nước;Huyện;;;;30/06/2025;;',
      ),
    )
    expect(done.counts).toMatchObject({ accepted: 2, rejected: 1, created: 2 })
    expect(checksOf(done)).toContainEqual([4, 'end-basis-missing'])
    const district = (await named('Ủy ban nhân dân huyện Đà Mây'))!
    expect(district).toMatchObject({ dissolvedOn: '2025-06-30', level: 'district' })
    const detail = await t.run(people.getOrganization, admin(), { params: { id: district.id } })
    expect(detail.successions).toMatchObject([
      { kind: 'merged', effectiveOn: '2025-07-01', successor: { name: 'Ủy ban nhân dân xã Mường Lạn' } },
    ])
  })

  it('comes again without doubling: the same is left, a changed line is written in place, and undone', async () => {
    const first = bodies(
      'H99.15;Sở Nội vụ tỉnh Lam Hà;Ủy ban nhân dân tỉnh Lam Hà;Nhà nước;Tỉnh;SNV;;',
      'H99.15.01;Chi cục Văn thư;H99.15;Nhà nước;Tỉnh;CCVT;;',
    )
    const made = await bring(t, admin(), 'organizations', 'snv.csv', first)
    expect(made.counts).toMatchObject({ created: 2 })
    expect((await bring(t, admin(), 'organizations', 'snv.csv', first)).counts).toMatchObject({
      unchanged: 2,
      created: 0,
    })
    const again = await bring(
      t,
      admin(),
      'organizations',
      'snv-2.csv',
      first.replace('Chi cục Văn thư;', 'Chi cục Văn thư – Lưu trữ;'),
    )
    expect(again.counts).toMatchObject({ updated: 1, unchanged: 1 })
    expect(await named('Chi cục Văn thư – Lưu trữ')).toMatchObject({ organId: 'H99.15.01' })
    expect(await undo(admin(), again.id)).toMatchObject({ state: 'undone', note: null })
    expect(await named('Chi cục Văn thư')).toBeDefined()
    // Taken back whole, the superior too, although its key comes before that of the body under it.
    expect(await undo(admin(), made.id)).toMatchObject({ state: 'undone' })
    expect(await named('Sở Nội vụ tỉnh Lam Hà')).toBeUndefined()
    expect(await named('Chi cục Văn thư')).toBeUndefined()
  })

  it('leaves what somebody has changed or uses', async () => {
    const made = await bring(
      t,
      admin(),
      'organizations',
      'hai-so.csv',
      bodies(
        ';Sở Công Thương tỉnh Lam Hà;Ủy ban nhân dân tỉnh Lam Hà;Nhà nước;Tỉnh;;;',
        ';Sở Xây dựng tỉnh Lam Hà;Ủy ban nhân dân tỉnh Lam Hà;Nhà nước;Tỉnh;;;',
      ),
    )
    const used = (await named('Sở Công Thương tỉnh Lam Hà'))!
    await t.run(people.seatAdministrator, admin(), {
      params: { id: used.id },
      body: { personId: host.actors.officer.personId!, title: 'Quản trị' },
    })
    const undone = await undo(admin(), made.id)
    expect(undone.note).toBe('1')
    expect(await named('Sở Công Thương tỉnh Lam Hà')).toBeDefined()
    expect(await named('Sở Xây dựng tỉnh Lam Hà')).toBeUndefined()
  })

  it('is the administrator’s, and below his own body only', async () => {
    await expect(load(t, host.actors.registry, 'organizations', 'x.csv', bodies(';A;;;;;;'))).rejects.toMatchObject({
      code: 'PLATFORM_NOT_FOUND',
    })
    const dry = await check(
      t,
      commune.actors.sysadmin,
      await load(
        t,
        commune.actors.sysadmin,
        'organizations',
        'xa.csv',
        bodies(
          ';Trạm Y tế xã Sông Mây;Ủy ban nhân dân xã Sông Mây;Nhà nước;Cơ sở;;;',
          ';Sở Của người khác;Ủy ban nhân dân tỉnh Lam Hà;Nhà nước;Tỉnh;;;',
          ';Không cấp trên;;Nhà nước;Tỉnh;;;',
        ),
      ),
    )
    expect(dry.counts).toMatchObject({ accepted: 1, rejected: 2 })
    expect(checksOf(dry)).toEqual(
      expect.arrayContaining([
        [3, 'body-not-kept'],
        [4, 'parent-missing'],
      ]),
    )
  })

  it('does not end a body that stands since an earlier import, and says so; the undo gives a blank day back', async () => {
    const line = ';Chi cục Thủy lợi;Ủy ban nhân dân tỉnh Lam Hà;Nhà nước;Tỉnh;;'
    await bring(t, admin(), 'organizations', 'tl.csv', ends(`${line};;;;`))
    const again = await bring(
      t,
      admin(),
      'organizations',
      'tl-2.csv',
      ends(`${line}01/03/2020;;30/06/2025;;QĐ 5/QĐ-UBND`),
    )
    expect(again.counts).toMatchObject({ updated: 1, rejected: 0 })
    expect(checksOf(again)).toEqual([[2, 'end-by-hand']])
    expect(await named('Chi cục Thủy lợi')).toMatchObject({ dissolvedOn: null, foundedOn: '2020-03-01' })
    await undo(admin(), again.id)
    expect(await named('Chi cục Thủy lợi')).toMatchObject({ dissolvedOn: null, foundedOn: null })
  })

  it('takes a province of hundreds of bodies', async () => {
    const lines = Array.from({ length: 240 }, (_, i) =>
      i % 8 === 0
        ? `H98.${i / 8 + 1};Ủy ban nhân dân xã số ${i / 8 + 1};Ủy ban nhân dân tỉnh Lam Hà;Nhà nước;Xã;;01/07/2025;`
        : `H98.${Math.floor(i / 8) + 1}.${i % 8};Đơn vị ${i % 8} xã số ${Math.floor(i / 8) + 1};H98.${Math.floor(i / 8) + 1};Nhà nước;Cơ sở;;;`,
    )
    const before = (await directory()).length
    const done = await bring(t, admin(), 'organizations', 'tinh.csv', bodies(...lines))
    expect(done.counts).toMatchObject({ rows: 240, created: 240, rejected: 0 })
    expect((await directory()).length).toBe(before + 240)
    await undo(admin(), done.id)
    expect((await directory()).length).toBe(before)
  })
})

describe('a list of people', () => {
  it('makes units, persons and posts with roles by their names', async () => {
    const done = await bring(
      t,
      commune.actors.sysadmin,
      'staff',
      'can-bo.csv',
      staff(
        ';Văn phòng > Tổ Một cửa;Lò Thị Mai;Chuyên viên;Chuyên viên;mai@song-may.example;;01/08/2026',
        ';Văn phòng > Tổ Một cửa;Lò Thị Mai;Tổ trưởng;Lãnh đạo đơn vị;MAI@song-may.example;;',
        ';;Quàng Văn Sơn;Phó Chủ tịch;leader;;;',
        ';Văn phòng;Nguyễn Thị Hòa;Văn thư;Văn thư cơ quan;;;',
        ';Văn phòng;Cầm Thị Ly;Kế toán;;;;',
      ),
    )
    expect(done.counts).toMatchObject({ rows: 5, accepted: 5, created: 4, unchanged: 1 })
    expect(checksOf(done)).toEqual(
      expect.arrayContaining([
        [5, 'already-here'],
        [6, 'roles-none'],
      ]),
    )
    const { items } = await t.run(people.listPosts, commune.actors.sysadmin, { query: {} })
    const mai = items.filter((post) => post.fullName === 'Lò Thị Mai')
    expect(mai).toHaveLength(2)
    expect(new Set(mai.map((post) => post.personId)).size).toBe(1)
    expect(mai.map((post) => post.unitName)).toEqual(['Tổ Một cửa', 'Tổ Một cửa'])
    expect(items.find((post) => post.fullName === 'Quàng Văn Sơn')).toMatchObject({ roles: ['leader'], unitId: null })

    const gone = await undo(commune.actors.sysadmin, done.id)
    expect(gone).toMatchObject({ state: 'undone', note: null })
    const left = await t.run(people.listPosts, commune.actors.sysadmin, { query: {} })
    expect(left.items.some((post) => post.fullName === 'Lò Thị Mai')).toBe(false)
    const persons = await t.admin<{ n: number }>(
      `select count(*)::int as n from people.person where full_name = 'Lò Thị Mai'`,
    )
    expect(persons[0]!.n).toBe(0)
    const units = await t.admin(`select 1 from people.unit where name = 'Tổ Một cửa'`)
    expect(units).toEqual([])
  })

  it('keeps law and rights line by line', async () => {
    const dry = await check(
      t,
      commune.actors.sysadmin,
      await load(
        t,
        commune.actors.sysadmin,
        'staff',
        'sai.csv',
        staff(
          ';;Vì Văn Pâng;Quản trị kiêm văn thư;Quản trị hệ thống; Văn thư cơ quan;;',
          ';;Vì Văn Pâng;Thần tiên;Thần tiên;;;',
          ';;Tạ Văn Máy;Chủ tịch;Lãnh đạo cơ quan;;;',
          'Ủy ban nhân dân tỉnh Lam Hà;;Bùi Văn Lạ;Chủ tịch;Lãnh đạo cơ quan;;;',
          ';;Bùi Văn Mật;Cơ yếu;Cán bộ bảo vệ bí mật nhà nước, cơ yếu;;;',
        ).replace('Quản trị hệ thống; Văn thư cơ quan', '"Quản trị hệ thống; Văn thư cơ quan"'),
      ),
    )
    const found = new Map(checksOf(dry).map(([line, ...names]) => [line, names]))
    expect(found.get(2)).toContain('roles-mixed')
    expect(found.get(3)).toContain('word-unknown')
    expect(found.get(4)).toContain('self-grant')
    expect(found.get(5)).toContain('body-not-kept')
    expect(found.get(6)).toContain('word-unknown')
    expect(dry.counts).toMatchObject({ accepted: 0, rejected: 5 })
  })

  it('an e-mail is one person’s: not another’s in the file, not the importer’s own in any body', async () => {
    await bring(
      t,
      admin(),
      'organizations',
      'thu.csv',
      bodies(';Sở Thử tỉnh Lam Hà;Ủy ban nhân dân tỉnh Lam Hà;Nhà nước;Tỉnh;;;'),
    )
    const { personId, name } = admin()
    await t.admin(`update people.person set email = 'toi@lam-ha.example' where id = '${personId}'`)
    const dry = await check(
      t,
      admin(),
      await load(
        t,
        admin(),
        'staff',
        'thu-nguoi.csv',
        staff(
          'Sở Thử tỉnh Lam Hà;;Hà Thị A;Văn thư;Văn thư cơ quan;chung@lam-ha.example;;',
          'Sở Thử tỉnh Lam Hà;;Hà Thị B;Chuyên viên;Chuyên viên;Chung@lam-ha.example;;',
          `Sở Thử tỉnh Lam Hà;;${name};Giám đốc;Lãnh đạo cơ quan;toi@lam-ha.example;;`,
        ),
      ),
    )
    expect(checksOf(dry)).toEqual(
      expect.arrayContaining([
        [3, 'email-of-another'],
        [4, 'self-grant'],
      ]),
    )
    expect(dry.counts).toMatchObject({ accepted: 1, rejected: 2 })
  })

  it('a superior staffs a new body until it has an administrator of its own', async () => {
    await bring(
      t,
      admin(),
      'organizations',
      'moi.csv',
      bodies(';Sở Y tế tỉnh Lam Hà;Ủy ban nhân dân tỉnh Lam Hà;Nhà nước;Tỉnh;;;'),
    )
    const people_ = (title: string) =>
      staff(
        'Sở Y tế tỉnh Lam Hà;;Giàng A Chu;Quản trị;Quản trị hệ thống;;;',
        `Sở Y tế tỉnh Lam Hà;Văn phòng;Thào Thị Sua;${title};Văn thư cơ quan;;;`,
      )
    const done = await bring(t, admin(), 'staff', 'sy.csv', people_('Văn thư'))
    expect(done.counts).toMatchObject({ created: 2 })
    const body = (await named('Sở Y tế tỉnh Lam Hà'))!
    const posts = await t.admin<{ roles: string[]; unit: string | null }>(
      `select p.roles, u.name as unit from people.post p left join people.unit u on u.id = p.unit_id
       where p.organization_id = '${body.id}' order by p.title`,
    )
    expect(posts).toEqual([
      { roles: ['sysadmin'], unit: null },
      { roles: ['registry'], unit: 'Văn phòng' },
    ])
    // The sheet again with another role: in place. Then the undo ends what it wrote over.
    const again = await bring(
      t,
      admin(),
      'staff',
      'sy-2.csv',
      people_('Văn thư').replace('Văn thư cơ quan', 'Chuyên viên'),
    )
    expect(again.counts).toMatchObject({ updated: 1, unchanged: 1 })
    await undo(admin(), again.id)
    const [registry] = await t.admin<{ roles: string[] }>(
      `select roles from people.post where organization_id = '${body.id}' and title = 'Văn thư'`,
    )
    expect(registry!.roles).toEqual(['registry'])
    // An account means that the person may have acted: the post ends, its history stays.
    await t.admin(
      `insert into auth.account (id, person_id, login, password_hash, password_at, created_at, active_from)
       select gen_random_uuid(), person_id, 'sua', '-', now(), now(), now() from people.post
       where organization_id = '${body.id}' and title = 'Văn thư'`,
    )
    await undo(admin(), done.id)
    const left = await t.admin<{ title: string; is_over: boolean }>(
      `select title, valid_to is not null as is_over from people.post where organization_id = '${body.id}'`,
    )
    expect(left).toEqual(expect.arrayContaining([{ title: 'Văn thư', is_over: true }]))
  })
})
