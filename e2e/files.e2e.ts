/**
 * Work becomes files by being done: the plan of a commune, a document filed by one key, its file looked at, closed with its printed
 * list, opened again by authority; what the leader sees of it, and the same on a phone.
 */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { paragraphTexts, readDocument } from '#engines/layout/index.ts'
import { DEMO_PASSWORD } from '#src/demo/settle.ts'
import { launch, Person, PHONE } from './kit/browser.ts'
import { openFileOf, planOf } from './kit/files.ts'
import { keep, lookAtBoth, shotsOf } from './kit/pictures.ts'
import { type Product, startProduct } from './kit/product.ts'

let product: Product
let browser: Browser
const HERE = 'Sông Mây'
const sign = (login: string, options?: Parameters<typeof Person.signIn>[3]) =>
  Person.signIn(browser, product.address, { login: `${login}.songmay`, password: DEMO_PASSWORD }, options)

const shot = shotsOf('files')

beforeAll(async () => {
  product = await startProduct()
  await product.loadDemo({ size: 'small', isTrayEmpty: true })
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

/** A document that the registry gives to an officer straight away. */
async function givenTo(officer: Person): Promise<string> {
  const clerk = await sign('vanthu')
  const list = async () =>
    (
      await clerk.ask<{ items: { id: string; state: string; version: number }[] }>(
        'GET',
        '/api/incoming?tab=registered&limit=50',
        undefined,
        HERE,
      )
    ).items
  // The demo has few that nobody has taken yet.
  if ((await list()).length === 0)
    await clerk.ask(
      'POST',
      '/api/incoming',
      { fields: { typeName: 'Đơn', issuerName: 'Công dân xã Sông Mây', subject: 'Đơn kiến nghị về ranh giới đất' } },
      HERE,
    )
  const chosen = (await list())[0]!
  const post = officer.post(HERE)
  await clerk.ask(
    'POST',
    `/api/incoming/${chosen.id}/assign`,
    { version: chosen.version, lead: { postId: post.id } },
    HERE,
  )
  await clerk.context.close()
  return chosen.id
}

const textOf = async (person: Person, path: string): Promise<string> =>
  paragraphTexts(await readDocument(await person.bytes(path, HERE))).join('\n')

it('the plan of the year: a unit proposes, the office accepts, the symbol is given', async () => {
  const officer = await sign('chuyenvien')
  const planId = await planOf(officer, HERE)
  await officer.go(`files/plans/${planId}`, HERE)
  const { page } = officer
  await page.getByRole('heading', { name: /Danh mục hồ sơ năm/ }).waitFor()
  await page.getByRole('button', { name: 'Đề xuất hồ sơ' }).first().click()
  await page.getByLabel('Tiêu đề hồ sơ').fill('Hồ sơ quản lý đường liên thôn năm 2026')
  await page.getByLabel('Thời hạn bảo quản', { exact: true }).selectOption('20')
  await shot(officer, 'propose')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Đã đề xuất.').waitFor()
  const clerk = await sign('vanthu')
  await clerk.go(`files/plans/${planId}`, HERE)
  await clerk.page.getByLabel('Hồ sơ quản lý đường liên thôn năm 2026').check()
  await shot(clerk, 'plan')
  await clerk.page.getByRole('button', { name: 'Nhận', exact: true }).click()
  await clerk.page.getByText('Đã nhận 1 hồ sơ.').waitFor()
  await clerk.page.getByText('bổ sung trong kỳ').waitFor()
  const printed = await textOf(clerk, `/api/file-plans/${planId}/print`)
  expect(printed).toContain('Hồ sơ quản lý đường liên thôn')
  expect(printed).toContain('DANH MỤC HỒ SƠ NĂM')
  expect([...officer.complaints, ...clerk.complaints]).toEqual([])
})

it('a document is filed by one key, and its file opened, closed, printed, opened again by the head', async () => {
  const officer = await sign('chuyenvien')
  const { page } = officer
  await officer.go('files', HERE)
  await page
    .getByRole('button', { name: /^Mở hồ sơ/ })
    .first()
    .waitFor()
  await shot(officer, 'list')
  await page.keyboard.press('n')
  await page.getByLabel('Hồ sơ trong danh mục').selectOption('')
  await page.getByLabel('Tiêu đề hồ sơ').fill('Hồ sơ giải quyết việc của cử tri thôn Bản Mây năm 2026')
  await shot(officer, 'open')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: 'Hồ sơ giải quyết việc của cử tri thôn Bản Mây năm 2026' }).waitFor()
  const fileId = page.url().split('/').at(-1)!.split('?')[0]!
  await page.getByText('Hồ sơ chưa có văn bản', { exact: true }).waitFor()

  // Something that he works on goes into it from its own page.
  const work = await givenTo(officer)
  await officer.go(`incoming/${work}`, HERE)
  const part = page.getByRole('region', { name: 'Hồ sơ', exact: true })
  await part.waitFor()
  await shot(officer, 'document')
  await part
    .getByRole('button', { name: /^Đưa vào hồ sơ/ })
    .last()
    .click()
  await page.getByLabel('Tìm hồ sơ của tôi').fill('ban may')
  await page.getByRole('radio', { name: /thôn Bản Mây/ }).check()
  await shot(officer, 'choose')
  await page.keyboard.press('Control+Enter')
  await part.getByRole('link', { name: /thôn Bản Mây/ }).click()
  await page.getByRole('heading', { name: 'Kiểm tra hồ sơ' }).waitFor()
  await page.getByText('Hồ sơ chỉ có một văn bản.').waitFor()

  // A note that was never registered.
  await page.keyboard.press('n')
  await page.getByLabel('Tên loại').fill('Ghi chép')
  await page.getByLabel('Nội dung').fill('Ý kiến của cử tri thôn Bản Mây')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Tệp được kiểm tra nội dung mật trước khi vào hồ sơ.').waitFor()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'ghi-chep.txt', mimeType: 'text/plain', buffer: Buffer.from('Cử tri kiến nghị sửa đường.') })
  await page.getByRole('button', { name: 'Xong' }).click()
  await page.getByText('giấy tờ không vào sổ').first().waitFor()
  await shot(officer, 'file')

  await page.getByRole('button', { name: 'Sửa văn bản trong hồ sơ' }).last().click()
  await page.getByLabel('Ghi chú').fill('Bản ghi tay')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Bản ghi tay').waitFor()
  await page.keyboard.press('e')
  await page.getByRole('dialog').getByLabel('Thời hạn bảo quản', { exact: true }).selectOption('20')
  await shot(officer, 'close')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('link', { name: 'Chứng từ kết thúc' }).waitFor()
  await shot(officer, 'closed')
  const contents = await textOf(officer, `/api/files/${fileId}/print`)
  for (const words of ['MỤC LỤC VĂN BẢN, TÀI LIỆU TRONG HỒ SƠ', 'Ghi chép', '02 (hai) văn bản'])
    expect(contents).toContain(words)
  expect(await textOf(officer, `/api/files/${fileId}/print?kind=certificate`)).toContain('CHỨNG TỪ KẾT THÚC')

  const head = await sign('tpkinhte', PHONE)
  await head.go(`files/${fileId}`, HERE)
  await head.page.getByRole('button', { name: 'Mở lại hồ sơ' }).click()
  await head.page.getByLabel('Lý do mở lại').fill('Bổ sung văn bản trả lời')
  await shot(head, 'phone-reopen')
  await head.page.getByRole('dialog').getByRole('button', { name: 'Mở lại hồ sơ' }).click()
  await head.page.getByText('Đang lập').first().waitFor()
  await shot(head, 'phone-file')
  expect([...officer.complaints, ...head.complaints]).toEqual([])
})

it('the leader sees who has files to make, the officer what he has not filed', async () => {
  const leader = await sign('chutich')
  await leader.go('files/duties', HERE)
  await leader.page.getByText('Văn bản chưa lập hồ sơ').first().waitFor()
  await leader.page.locator('tbody tr[data-index]').first().waitFor()
  await shot(leader, 'duties')
  await leader.go('files?tab=all', HERE)
  await leader.page.locator('tbody tr[data-index]').first().waitFor()
  await leader.page.locator('tbody tr[data-index]').first().click()
  await leader.page.getByRole('heading', { name: 'Kiểm tra hồ sơ' }).waitFor()
  const officer = await sign('chuyenvien', PHONE)
  await officer.go('files/unfiled', HERE)
  await officer.page.getByRole('heading', { name: 'Chưa lập hồ sơ' }).waitFor()
  await shot(officer, 'phone-unfiled')
  await officer.go(`files/${await openFileOf(officer, HERE)}`, HERE)
  await officer.page.getByRole('heading', { name: 'Kiểm tra hồ sơ' }).waitFor()
  await shot(officer, 'phone-own')
  await officer.go('files/schedule', HERE)
  await officer.page.getByText('Văn bản gửi để biết').waitFor()
  await shot(officer, 'phone-schedule')
  expect([...leader.complaints, ...officer.complaints]).toEqual([])
})

it('a closed file is handed over: listed by its maker, submitted by the head, looked at and taken in by the archive, both names under the minutes', async () => {
  const officer = await sign('chuyenvien')
  const { page } = officer
  const made = await officer.ask<{ id: string; symbol: string }>(
    'POST',
    '/api/files',
    { title: 'Hồ sơ nộp lưu thử của Phòng Kinh tế', retention: '20' },
    HERE,
  )
  await officer.ask('POST', `/api/files/${made.id}/loose`, { typeName: 'Ghi chép', subject: 'Ý kiến của thôn' }, HERE)
  const { file } = await officer.ask<{ file: { version: number } }>('GET', `/api/files/${made.id}`, undefined, HERE)
  await officer.ask(
    'POST',
    `/api/files/${made.id}/close`,
    { version: file.version, retention: '20', startsOn: '2026-01-05', endsOn: '2026-02-01' },
    HERE,
  )
  await officer.go('transfers?tab=closed', HERE)
  await page
    .getByRole('row', { name: new RegExp(made.symbol.replace('.', '\\.')) })
    .getByRole('checkbox')
    .check()
  await shot(officer, 'due')
  await page.getByRole('button', { name: 'Lập đợt nộp' }).click()
  await page.getByText('Trưởng đơn vị nộp đợt này').waitFor()
  await page.getByText(made.symbol).first().waitFor()
  await shot(officer, 'handover')
  const id = page.url().split('/').at(-1)!.split('?')[0]!

  const head = await sign('tpkinhte', PHONE)
  await head.go(`transfers/${id}`, HERE)
  await head.page.getByRole('button', { name: 'Nộp vào lưu trữ' }).click()
  await head.page.getByText('Chờ nhận').first().waitFor()
  await shot(head, 'phone-handover')

  const archivist = await sign('luutru')
  await archivist.go('transfers?tab=lists', HERE)
  await archivist.page.locator('tbody tr[data-index]').first().click()
  await archivist.page.getByRole('button', { name: 'Đã xem' }).click()
  await archivist.page.getByLabel('Nhận xét').fill('Đủ, đúng mục lục')
  await archivist.page.keyboard.press('Control+Enter')
  await archivist.page.getByText('Đã xem', { exact: true }).first().waitFor()
  await archivist.page.getByRole('button', { name: 'Nhận, trả lại' }).click()
  await archivist.page.getByLabel('Tình trạng tài liệu').fill('Tốt')
  await shot(archivist, 'decide')
  await archivist.page.keyboard.press('Control+Enter')
  await archivist.page.getByText('Đã nhận, biên bản số 01/2026.').waitFor()
  await officer.go(`transfers/${id}`, HERE)
  await page.getByRole('button', { name: 'Xác nhận biên bản' }).click()
  await page.getByText('Cầm Văn Ính').first().waitFor()
  await shot(officer, 'decided')
  const minutes = await textOf(officer, `/api/transfers/${id}/print?kind=minutes`)
  for (const words of ['Giao nhận hồ sơ, tài liệu', 'ĐẠI DIỆN BÊN GIAO', 'Ma Thị Phượng', 'Đã xác nhận trên hệ thống'])
    expect(minutes).toContain(words)
  expect([...officer.complaints, ...head.complaints, ...archivist.complaints]).toEqual([])
})

it('a file is narrowed to a list with its documents: the precaution holds at once, the leader confirms it from his work on the phone', async () => {
  const officer = await sign('chuyenvien')
  const { page } = officer
  const title = 'Hồ sơ xác minh đơn thư Zeta năm 2026'
  const work = await givenTo(officer)
  const { id } = await officer.ask<{ id: string }>(
    'POST',
    '/api/files',
    { title, retention: '20', documentIds: [work] },
    HERE,
  )
  const chief = await sign('chanhvp')
  await chief.go(`files/${id}`, HERE)
  await chief.page.getByRole('heading', { name: title }).waitFor()

  await officer.go(`files/${id}`, HERE)
  const rights = page.getByRole('region', { name: 'Quyền truy cập', exact: true })
  await rights.getByText('Theo quy định chung').waitFor()
  await rights.getByRole('button', { name: 'Thay đổi quyền…' }).click()
  await page.getByRole('radio', { name: /^Chỉ danh sách riêng/ }).check()
  await page.getByLabel('Danh sách được xem').fill('luu tru')
  await page.getByRole('option').first().click()
  await page.getByRole('checkbox', { name: /^Giới hạn luôn 1 văn bản trong hồ sơ/ }).check()
  await page.getByLabel('Lý do').fill('Đơn thư, cần giữ kín')
  await shot(officer, 'narrow')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Đã gửi đề nghị, chờ lãnh đạo xác nhận').waitFor()
  await page.getByText('đang chờ lãnh đạo xác nhận').waitFor()
  await rights.getByText('Ai xem được và vì sao').click()
  await shot(officer, 'narrow-waits')

  await chief.go('files?tab=all', HERE)
  await chief.page.locator('tbody tr[data-index]').first().waitFor()
  expect(await chief.page.getByText(title).count()).toBe(0)
  await chief.go(`files/${id}`, HERE)
  await chief.page.getByText('Không tìm thấy').first().waitFor()

  const leader = await sign('chutich', PHONE)
  await leader.go('work', HERE)
  await leader.page.getByText(title).first().click()
  await leader.page.getByRole('button', { name: 'Xem và xác nhận' }).click()
  await leader.page.getByText('Giới hạn cùng lúc 1 văn bản trong hồ sơ.').waitFor()
  await shot(leader, 'phone-narrow-decide')
  await leader.page.getByRole('dialog').getByRole('button', { name: 'Xác nhận', exact: true }).click()
  await leader.page.getByText('Hồ sơ giới hạn quyền truy cập.').waitFor()
  await shot(leader, 'phone-narrowed')
  await officer.go('files', HERE)
  await page.getByText('Giới hạn quyền truy cập').first().waitFor()
  await shot(officer, 'narrowed-list')
  expect([...officer.complaints, ...leader.complaints]).toEqual([])
})

it('who leaves is told with the files that he hands over, and the record of it is printed', async () => {
  const officer = await sign('chuyenvien')
  const { id: postId } = officer.post(HERE)
  const title = 'Hồ sơ rà soát tài liệu bàn giao năm 2026'
  const { id } = await officer.ask<{ id: string }>('POST', '/api/files', { title, retention: '20' }, HERE)
  const admin = await sign('quantri')
  const { items } = await admin.ask<{ items: { id: string; version: number }[] }>(
    'GET',
    '/api/people/posts',
    undefined,
    HERE,
  )
  const { version } = items.find((one) => one.id === postId)!
  const lastDay = `${new Date().getFullYear() + 1}-12-31`
  await admin.ask(
    'POST',
    `/api/people/posts/${postId}/end`,
    { version, lastDay, reason: 'Nghỉ hưu', successorPostId: null },
    HERE,
  )
  const archivist = await sign('luutru')
  const { page } = archivist
  await archivist.go('transfers', HERE)
  await page.getByRole('button', { name: 'Người thôi giữ vị trí' }).click()
  await page.getByText('Phải bàn giao').waitFor()
  await lookAtBoth(archivist, 'files-leavers')
  await page.getByText('Phải bàn giao').click()
  await page.getByRole('dialog').getByText(title).waitFor()
  await page.getByText('Chưa chọn người nhận').waitFor()
  await lookAtBoth(archivist, 'files-leaver')
  const link = (name: string) => page.getByRole('dialog').getByRole('link', { name, exact: true })
  const pdf = await archivist.bytes((await link('PDF').getAttribute('href'))!, HERE)
  keep('files-leaver.pdf', pdf)
  expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-')
  const docx = await archivist.bytes((await link('Word').getAttribute('href'))!, HERE)
  const words = paragraphTexts(await readDocument(docx)).join('\n')
  expect(words).toContain(title)
  expect(words).toContain('NGƯỜI NHẬN')
  await page.getByRole('dialog').getByText(title).click()
  await page.waitForURL((url) => url.pathname.endsWith(`/files/${id}`))
  expect(archivist.complaints).toEqual([])
})
