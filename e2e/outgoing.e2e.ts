/**
 * Documents on their way out of the commune Sông Mây: one written in the product, one brought as a Word file; checked, mended,
 * sent back and approved on a phone, numbered on paper, issued, printed in the register.
 */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeDocument } from '#engines/compose/index.ts'
import { DEMO_PASSWORD } from '#src/demo/settle.ts'
import { launch, Person, PHONE } from './kit/browser.ts'
import { type Product, startProduct } from './kit/product.ts'

let product: Product
let browser: Browser
const HERE = 'Sông Mây'
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const sign = (login: string, options?: Parameters<typeof Person.signIn>[3]) =>
  Person.signIn(browser, product.address, { login: `${login}.songmay`, password: DEMO_PASSWORD }, options)

beforeAll(async () => {
  product = await startProduct()
  await product.loadDemo({ size: 'small', isTrayEmpty: true })
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

/** A report as an office writes it in Word, in a font that the decree does not know. */
async function wordFile(): Promise<Buffer> {
  const { docx } = await composeDocument(
    {
      version: 1,
      type: 'bao-cao',
      superior: null,
      issuer: 'Ủy ban nhân dân xã Sông Mây',
      notation: 'BC-UBND',
      number: null,
      place: 'Sông Mây',
      issued: null,
      subject: 'Kết quả rà soát hộ nghèo năm 2026',
      body: [{ kind: 'paragraph', runs: [{ text: 'Toàn xã có 12 hộ nghèo, giảm 03 hộ so với năm trước.' }] }],
      signers: [{ authority: [{ form: 'TM', of: 'Ủy ban nhân dân' }], position: 'Chủ tịch', name: 'Hoàng Văn Quyết' }],
      recipients: { lines: ['Hội Nông dân xã Sông Mây'], archive: 'KT' },
    },
    { regime: 'state', date: '2026-11-23', createdAt: '2026-11-23T01:00:00Z' },
  )
  const { unzipSync, zipSync, strFromU8, strToU8 } = await import('fflate')
  const parts = unzipSync(docx)
  for (const name of Object.keys(parts))
    if (/^word\/(document|styles)\.xml$/.test(name))
      parts[name] = strToU8(strFromU8(parts[name]!).replaceAll('Times New Roman', 'Arial'))
  return Buffer.from(zipSync(parts))
}

/** Fills the new draft and goes on; on paper, signed by the chairman. */
async function fill(
  page: Page,
  of: { type: string; subject: string; receiver: string; button: string },
): Promise<string> {
  // The list stands, so its keys are heard.
  await page.getByRole('navigation', { name: 'Chế độ xem' }).waitFor()
  await page.getByRole('button', { name: 'Soạn văn bản' }).first().waitFor()
  await page.keyboard.press('n')
  await page.getByRole('heading', { name: 'Soạn văn bản đi' }).waitFor()
  const type = page.getByRole('combobox', { name: 'Loại văn bản' })
  await type.fill(of.type)
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByLabel('Trích yếu').fill(of.subject)
  const signer = page.getByLabel('Người ký', { exact: true })
  await page.getByRole('option', { name: /Hoàng Văn Quyết/ }).waitFor({ state: 'attached' })
  await signer.selectOption({ label: 'Hoàng Văn Quyết · Chủ tịch · TM. ỦY BAN NHÂN DÂN' })
  await page.getByText('TM. ỦY BAN NHÂN DÂN', { exact: true }).waitFor()
  await page.getByLabel('Ký giấy').check()
  const receiver = page.getByRole('combobox', { name: 'Nơi nhận' })
  await receiver.fill(of.receiver)
  await receiver.press('Tab')
  await page.getByLabel(`Cách gửi đến ${of.receiver}`).waitFor()
  await page.getByRole('button', { name: of.button }).click()
  await page.waitForURL(/outgoing\/[\da-f-]{36}/)
  return /outgoing\/([\da-f-]{36})/.exec(page.url())?.[1] ?? ''
}

/** Opens the one piece of work of this kind from My work. */
async function openWork(person: Person, kind: string, subject: string): Promise<void> {
  await person.go('work', HERE)
  const row = person.page.locator('tbody tr[data-index]', { hasText: subject }).filter({ hasText: kind })
  await row.first().click()
  await person.page.waitForURL(/outgoing\//)
}

/** The main button of the page, then the verb of its sheet. */
async function go(page: Page, button: string, verb: string, said: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: button }).first().click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: verb }).click()
  await page.getByRole('status').getByText(said).first().waitFor()
  await sheet.waitFor({ state: 'detached' })
}

const REPORT = 'Kết quả rà soát hộ nghèo năm 2026'
const DECISION = 'Kiện toàn Tổ công tác chuyển đổi số xã Sông Mây'

describe('documents on their way out', () => {
  let decision = ''
  let report = ''

  it('are written in blocks, never lost, and brought as a Word file that a machine mends', async () => {
    const officer = await sign('chuyenvien')
    const { page } = officer
    await officer.go('outgoing', HERE)
    await page.getByText('Bạn chưa có dự thảo nào đang làm').waitFor()
    decision = await fill(page, {
      type: 'quyet dinh',
      subject: DECISION,
      receiver: 'Hội Nông dân xã Sông Mây',
      button: 'Lưu, soạn trên máy',
    })
    const text = page.getByRole('textbox', { name: 'Nội dung' })
    await text.click()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    await page.keyboard.type('Điều 1. Kiện toàn Tổ công tác gồm các ông, bà có tên kèm theo.')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Quyết định này có hiệu lực từ ngày ký.')
    expect(await text.locator('p').evaluateAll((all) => all.map((one) => one.getAttribute('data-number')))).toEqual([
      'Điều 1.',
      'Điều 2.',
    ])
    // A reload loses nothing; the gaps of the template's bases are filled.
    await page.reload()
    await page.getByText(/Đã mở lại phần soạn dở/).waitFor()
    await page.getByLabel('Căn cứ ban hành').fill('Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025')
    await page.keyboard.press('Control+s')
    await page.getByText('Đã lưu thành bản 1.').waitFor()
    await page.locator('canvas').first().waitFor()

    await officer.go('outgoing', HERE)
    report = await fill(page, {
      type: 'bao cao',
      subject: REPORT,
      receiver: 'Hội Nông dân xã Sông Mây',
      button: 'Lưu, tải tệp Word/PDF lên',
    })
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: 'bao-cao.docx', mimeType: DOCX, buffer: await wordFile() })
    await page.getByText('Bản 1', { exact: true }).waitFor({ timeout: 60_000 })
    await page.getByRole('link', { name: /^Thể thức/ }).click()
    await page
      .getByText(/^Lỗi · /)
      .first()
      .waitFor()
    await page.getByRole('button', { name: /Sửa cả \d+ chỗ/ }).click()
    await page.getByText('Bản 2 đúng thể thức: không còn lỗi nào.').waitFor({ timeout: 60_000 })
    for (const id of [decision, report]) {
      await officer.go(`outgoing/${id}`, HERE)
      await go(page, 'Trình', 'Trình', 'Đã trình')
    }
    expect(officer.complaints).toEqual([])
    await officer.context.close()
  })

  it('are checked by the head and the office, and sent back with a mark on the page', async () => {
    const head = await sign('tpkinhte')
    await openWork(head, 'Kiểm tra nội dung', DECISION)
    const { page } = head
    const sheet = page.locator('canvas').first()
    await sheet.waitFor()
    await page.getByRole('button', { name: 'Trả lại', exact: true }).click()
    const box = (await page.locator('[data-page="1"]').boundingBox())!
    await page.mouse.move(box.x + 120, box.y + 120)
    await page.mouse.down()
    await page.mouse.move(box.x + 320, box.y + 160, { steps: 4 })
    await page.mouse.up()
    await page.getByLabel('Lời cho chỗ đánh dấu trang 1').fill('Ghi đủ họ tên')
    await page.getByLabel('Cần sửa gì').fill('Bổ sung danh sách kèm theo')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('status').getByText('Đã trả lại người soạn').waitFor()

    const officer = await sign('chuyenvien')
    await openWork(officer, 'Sửa dự thảo', DECISION)
    await officer.page.locator('blockquote', { hasText: 'Bổ sung danh sách kèm theo' }).waitFor()
    await officer.page.getByText('Ghi đủ họ tên').waitFor()
    await officer.page.locator('[data-box]').waitFor({ state: 'attached' })
    await officer.page.keyboard.press('e')
    await officer.page.getByRole('textbox', { name: 'Nội dung' }).click()
    await officer.page.keyboard.press('Control+End')
    await officer.page.keyboard.press('Enter')
    await officer.page.keyboard.type('Chánh Văn phòng và các ông, bà có tên chịu trách nhiệm thi hành.')
    await officer.page.keyboard.press('Control+s')
    await officer.page.getByText('Đã lưu thành bản 2.').waitFor()
    await officer.go(`outgoing/${decision}/compare`, HERE)
    await officer.page.locator('ins', { hasText: 'Chánh Văn phòng' }).first().waitFor()
    await officer.go(`outgoing/${decision}`, HERE)
    await go(officer.page, 'Trình', 'Trình', 'Đã trình')
    await officer.context.close()

    for (const id of [decision, report]) {
      await head.go(`outgoing/${id}`, HERE)
      await go(page, 'Đồng ý nội dung', 'Đồng ý nội dung', 'Đã đồng ý nội dung')
    }
    expect(head.complaints).toEqual([])
    await head.context.close()

    const chief = await sign('chanhvp')
    for (const id of [decision, report]) {
      await chief.go(`outgoing/${id}`, HERE)
      await go(chief.page, 'Đồng ý thể thức', 'Đồng ý thể thức', 'Đã đồng ý thể thức')
    }
    const slip = await chief.page.getByRole('link', { name: 'In phiếu trình' }).getAttribute('href')
    const printed = await chief.context.request.get(new URL(slip ?? '', product.address).toString())
    expect((await printed.body()).subarray(0, 5).toString()).toBe('%PDF-')
    expect(chief.complaints).toEqual([])
    await chief.context.close()
  })

  it('are approved on a phone with two taps, numbered, issued and printed', async () => {
    const leader = await sign('chutich', PHONE)
    const { page } = leader
    for (const subject of [DECISION, REPORT]) {
      await leader.go('work', HERE)
      await page.getByText(subject).first().tap()
      await page.waitForURL(/outgoing\//)
      await page.getByRole('button', { name: 'Duyệt' }).tap()
      await page.getByRole('dialog').getByRole('button', { name: 'Duyệt' }).tap()
      await page.getByRole('status').getByText('Đã duyệt').waitFor()
    }
    expect(leader.complaints).toEqual([])
    await leader.context.close()

    const clerk = await sign('vanthu')
    for (const id of [decision, report]) {
      await clerk.go(`outgoing/${id}`, HERE)
      await go(clerk.page, 'Cấp số bản giấy', 'Cấp số', /Đã cấp số 0?1\/(QĐ|BC)-UBND/)
      await go(clerk.page, 'Phát hành', 'Phát hành', 'Đã phát hành')
    }
    await clerk.go('outgoing?tab=issued', HERE)
    await clerk.page.getByText(REPORT).waitFor()
    await clerk.page.getByText(DECISION).waitFor()
    await clerk.page.getByRole('button', { name: 'In sổ' }).click()
    await clerk.page.locator('canvas').first().waitFor({ timeout: 30_000 })
    // The printed lines break where the column ends: the notations are looked for.
    for (const notation of ['QĐ-UBND', 'BC-UBND'])
      await clerk.page.locator('.textLayer', { hasText: notation }).first().waitFor({ state: 'attached' })
    // A copy of the decision: an extract typed here, its pages with the block of the copy at their end.
    await clerk.go(`outgoing/${decision}`, HERE)
    await clerk.page.getByRole('button', { name: 'Lập bản sao' }).click()
    const sheet = clerk.page.getByRole('dialog')
    await sheet.getByLabel('Hình thức sao').selectOption({ label: 'Trích sao' })
    await sheet.getByLabel('Phần nội dung được trích').fill('Điều 1. Kiện toàn Tổ công tác.')
    await sheet.getByLabel('Người, đơn vị đề nghị').fill('Hội Nông dân xã')
    await sheet.getByRole('button', { name: 'Lấy số, lập bản sao' }).click()
    await clerk.page.getByRole('status').getByText('Đã lập bản sao 01/TrS-UBND.').waitFor()
    await clerk.page.getByRole('link', { name: /01\/TrS-UBND/ }).waitFor()
    await clerk.go('copies/print', HERE)
    await clerk.page.locator('.textLayer', { hasText: 'TrS-' }).first().waitFor({ state: 'attached', timeout: 30_000 })
    // Envelopes for what goes by post; the paper's archive copy is taken in and let out, and stands in its book.
    await clerk.go(`outgoing/${report}?part=recipients`, HERE)
    const envelopes = await clerk.page.getByRole('link', { name: /229 × 162/ }).getAttribute('href')
    const printed = await clerk.context.request.get(new URL(envelopes ?? '', product.address).toString())
    expect((await printed.body()).subarray(0, 5).toString()).toBe('%PDF-')
    await clerk.go('copies/kept', HERE)
    const kept = clerk.page.locator('tbody tr[data-index]', { hasText: DECISION })
    await kept.click()
    await sheet.getByRole('button', { name: 'Nhận bản lưu' }).click()
    await clerk.page.getByRole('status').getByText('Đã nhận bản lưu 01/QĐ-UBND.').waitFor()
    await kept.getByText('Có bản lưu').waitFor()
    await kept.click()
    await sheet.getByLabel('Họ tên người sử dụng').fill('Cầm Văn Ính')
    await sheet.getByLabel('Người cho phép sử dụng').fill('Dương Thị Thúy')
    await sheet.getByRole('button', { name: 'Giao bản lưu' }).click()
    await kept.getByText('Đang cho sử dụng').waitFor()
    await clerk.go('copies/print?kind=use', HERE)
    await clerk.page
      .locator('.textLayer', { hasText: 'Cầm Văn Ính' })
      .first()
      .waitFor({ state: 'attached', timeout: 30_000 })
    expect(clerk.complaints).toEqual([])
    await clerk.context.close()

    // What replaces the decision begins with its type and names it among its bases.
    const officer = await sign('chuyenvien')
    await officer.go(`outgoing/${decision}`, HERE)
    await officer.page.getByRole('button', { name: 'Đính chính, sửa đổi, thay thế' }).click()
    await officer.page.getByRole('radio', { name: /^Thay thế/ }).check()
    await officer.page.getByRole('dialog').getByRole('button', { name: 'Lập dự thảo' }).click()
    await officer.page.getByText('Thay thế: 01/QĐ-UBND').waitFor()
    await officer.page.getByRole('button', { name: 'Lưu, soạn trên máy' }).click()
    await officer.page.getByText(/Quyết định này thay thế Quyết định số 01\/QĐ-UBND/).waitFor()
    expect(officer.complaints).toEqual([])
    await officer.context.close()
  })
})
