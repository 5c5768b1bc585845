/** A day in the commune Sông Mây: the clerk without a mouse, the leader on the phone, the officer, the printed book. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '#src/demo/settle.ts'
import { type Kind, makeInventedDocuments } from '../tools/invented/index.ts'
import { launch, Person, PHONE } from './kit/browser.ts'
import { dropFiles, type Read, watchMouse } from './kit/desk.ts'
import { type Product, startProduct } from './kit/product.ts'
import { keysInWords, registerAll } from './kit/register.ts'
import { catalogue, samples } from './kit/samples.ts'

const KINDS: readonly Kind[] = ['scan-text', 'scan', 'digital', 'scan-noisy', 'docx', 'image', 'scan']

let product: Product
let browser: Browser
const sign = (login: string, options?: Parameters<typeof Person.signIn>[3]) =>
  Person.signIn(browser, product.address, { login, password: DEMO_PASSWORD }, options)

beforeAll(async () => {
  product = await startProduct()
  await product.loadDemo({ size: 'small', isTrayEmpty: true })
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

interface Row {
  readonly id: string
  readonly arrivalNumber: number
  readonly state: string
  readonly symbol: string | null
  readonly subject: string
  readonly version: number
}
interface Post {
  readonly id: string
  readonly fullName: string
}
const list = (who: Person, tab = 'all') =>
  who
    .ask<{ items: Row[] }>('GET', `/api/incoming?tab=${tab}&limit=200`, undefined, 'Sông Mây')
    .then((answer) => answer.items)

/** Numbers from 1 on, each once. */
function expectGapless(rows: readonly Row[]): void {
  const numbers = rows.map((row) => row.arrivalNumber).sort((a, b) => a - b)
  expect(numbers).toEqual(numbers.map((_, i) => i + 1))
}

describe('the clerk’s day', () => {
  let dropped: Map<string, Read>

  it('registers a tray of scans without a mouse', async () => {
    const clerk = await sign('vanthu.songmay')
    await clerk.go('intake', 'Sông Mây')
    await clerk.page.getByRole('button', { name: 'Chọn tệp đưa vào khay' }).waitFor()
    const files = []
    dropped = new Map()
    const until = new Date(Date.now() + 7 * 3600_000).toISOString().slice(0, 10)
    for await (const { fileName, bytes, truth } of makeInventedDocuments({
      seed: 'e2e',
      count: KINDS.length,
      kinds: KINDS,
      regime: 'state',
      until,
    })) {
      files.push({ fileName, bytes, mediaType: truth.mediaType })
      dropped.set(fileName, { ...truth, issuerName: truth.organName })
    }
    const before = await list(clerk)
    await dropFiles(clerk.page, files)
    const mouse = await watchMouse(clerk.page)
    const done = await registerAll(clerk.page, dropped, 'Hoàng Văn Quyết')
    console.log(`a tray by keyboard: ${keysInWords(done)}`)
    expect(await mouse()).toEqual([])
    const rows = await list(clerk)
    expect(rows.length).toBe(before.length + files.length)
    expectGapless(rows)
    // What was typed on paper with a pen was typed by the clerk; what a machine could read was not typed again.
    expect(
      done.flatMap((one) => one.typed).filter((name) => name === 'typeName' || name === 'subject').length,
    ).toBeLessThanOrEqual(2)
    expect(clerk.complaints).toEqual([])
    await clerk.context.close()
  })

  it('is found by the words of its file: the hit opens on its page, the words lit', async () => {
    const clerk = await sign('vanthu.songmay')
    const { page } = clerk
    const query = 'Nơi nhận'
    const find = () =>
      clerk.ask<{ items: { id: string; componentId: string }[] }>(
        'GET',
        `/api/search/content?q=${encodeURIComponent(query)}`,
        undefined,
        'Sông Mây',
      )
    await expect.poll(async () => (await find()).items.length, { timeout: 90_000, interval: 1000 }).toBeGreaterThan(0)
    await clerk.go(`search?q=${encodeURIComponent(query)}`, 'Sông Mây')
    const hit = page.locator('li li a[href*="find="]').first()
    await hit.waitFor()
    const wanted = new URL((await hit.getAttribute('href'))!, product.address).searchParams
    await hit.click()
    const lit = page.locator(`[data-page="${wanted.get('page')}"] [data-found]`)
    await lit.first().waitFor()
    await page.getByRole('region', { name: 'Kết quả tìm trong tệp' }).getByText(`Tìm “${query}”:`).waitFor()
    // What lies under the light is what was looked for, and it is on the screen.
    const box = (await lit.first().boundingBox())!
    const height = page.viewportSize()!.height
    expect(box.y >= 0 && box.y + box.height <= height).toBe(true)
    const snippet = await clerk.ask<{ hits: { page: number; boxes: number[][] }[] }>(
      'GET',
      `/api/search/snippet/${wanted.get('file')}?q=${encodeURIComponent(query)}`,
      undefined,
      'Sông Mây',
    )
    const there = snippet.hits.find((one) => String(one.page) === wanted.get('page'))!
    expect(await lit.count()).toBe(there.boxes.length)
    await page.getByRole('button', { name: 'Bỏ làm nổi kết quả tìm' }).click()
    await lit.first().waitFor({ state: 'detached' })
    expect(clerk.complaints).toEqual([])
    await clerk.context.close()
  })

  it('is directed by the leader on a phone in three taps', async () => {
    const chief = await sign('chanhvp.songmay')
    const [waiting] = (await list(chief, 'submitted')).filter((row) =>
      [...dropped.values()].some((one) => row.subject.endsWith(one.subject)),
    )
    const officers = await chief.ask<{ items: Post[] }>('GET', '/api/people/posts?role=officer')
    const officer = officers.items.find((one) => one.fullName === 'Cầm Văn Ính')!
    const leaders = await chief.ask<{ items: Post[] }>('GET', '/api/people/posts?role=leader')
    await chief.ask('POST', `/api/incoming/${waiting!.id}/propose`, {
      version: waiting!.version,
      to: leaders.items.find((one) => one.fullName === 'Hoàng Văn Quyết')!.id,
      words: 'Đề xuất giao đồng chí Ính chủ trì.',
      lead: { postId: officer.id },
      workingDays: 5,
    })
    await chief.context.close()

    const leader = await sign('chutich.songmay', PHONE)
    await leader.go(`inbox?doc=${waiting!.id}`)
    let taps = 0
    const tap = async (name: string): Promise<void> => {
      await leader.page.getByRole('button', { name }).tap()
      taps += 1
    }
    await leader.page.getByText('Đề xuất giao đồng chí Ính chủ trì.').waitFor()
    await tap('Đồng ý như đề xuất')
    await leader.page.getByText('Đề xuất giao đồng chí Ính chủ trì.').waitFor({ state: 'detached' })
    expect(taps).toBeLessThanOrEqual(3)
    const [after] = (await list(leader)).filter((row) => row.id === waiting!.id)
    expect(after!.state).toBe('assigned')
    const width = await leader.page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(390)
    expect(leader.complaints).toEqual([])
    await leader.context.close()
  })

  it('is directed without a proposal in three taps: who leads, the words, the verb', async () => {
    const leader = await sign('chutich.songmay', PHONE)
    const leaders = await leader.ask<{ items: Post[] }>('GET', '/api/people/posts?role=leader', undefined, 'Sông Mây')
    const clerk = await sign('vanthu.songmay')
    const { id } = await clerk.ask<{ id: string }>(
      'POST',
      '/api/incoming',
      {
        fields: { typeName: 'Công văn', codeNumber: '913', issuerName: 'Sở Nội vụ', subject: 'V/v báo cáo số liệu' },
        submitTo: leaders.items.find((one) => one.fullName === 'Hoàng Văn Quyết')!.id,
      },
      'Sông Mây',
    )
    await clerk.context.close()
    await leader.go(`inbox?doc=${id}`)
    const form = leader.page.getByRole('region', { name: 'Ý kiến chỉ đạo' })
    const leads = form.getByRole('group').first().getByRole('button')
    await leads.first().waitFor()
    const verb = leader.page.getByRole('button', { name: 'Cho ý kiến', exact: true })
    expect(await verb.isDisabled()).toBe(true)
    await leads.first().tap()
    await form.getByRole('button', { name: 'Nghiên cứu, tham mưu xử lý theo quy định.' }).tap()
    expect(await leader.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await verb.tap()
    await leader.page.waitForURL((url) => !url.search.includes(id))
    const after = await leader.ask<{ state: string; assignments: { role: string; words: string }[] }>(
      'GET',
      `/api/incoming/${id}`,
      undefined,
      'Sông Mây',
    )
    expect(after.state).toBe('assigned')
    expect(after.assignments).toMatchObject([{ role: 'lead', words: 'Nghiên cứu, tham mưu xử lý theo quy định.' }])
    expect(leader.complaints).toEqual([])
    await leader.context.close()
  })

  it('is received and finished with its result by the officer', async () => {
    const officer = await sign('chuyenvien.songmay')
    await officer.go('work')
    const [mine] = (await list(officer)).filter(
      (row) => row.state === 'assigned' && [...dropped.values()].some((one) => row.subject.endsWith(one.subject)),
    )
    await officer.page.getByText(mine!.symbol!).first().waitFor()
    await officer.go(`incoming/${mine!.id}`)
    await officer.page.getByRole('button', { name: 'Ký nhận' }).click()
    await officer.page.getByRole('button', { name: 'Kết thúc xử lý' }).click()
    const sheet = officer.page.getByRole('dialog', { name: 'Kết thúc xử lý' })
    await sheet.getByLabel('Kết quả xử lý').fill('Đã tham mưu văn bản triển khai.')
    await sheet.getByLabel('Số, ký hiệu văn bản trả lời').fill('21/KH-UBND')
    await officer.page.keyboard.press('Control+Enter')
    await sheet.waitFor({ state: 'detached' })
    await officer.page.getByText('Đã tham mưu văn bản triển khai.').first().waitFor()
    const [after] = (await list(officer)).filter((row) => row.id === mine!.id)
    expect(after!.state).toBe('completed')
    expect(officer.complaints).toEqual([])
    await officer.context.close()
  })

  it('stands in the printed book', async () => {
    const clerk = await sign('vanthu.songmay')
    await clerk.go('incoming/print', 'Sông Mây')
    const [download] = await Promise.all([
      clerk.page.waitForEvent('download'),
      clerk.page.getByRole('link', { name: 'PDF', exact: true }).click(),
    ])
    const path = await download.path()
    expect(readFileSync(path).subarray(0, 5).toString('latin1')).toBe('%PDF-')
    const text = spawnSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).stdout.normalize('NFC')
    expect(text).toContain('SỔ ĐĂNG KÝ VĂN BẢN ĐẾN')
    for (const one of dropped.values())
      if (one.codeNotation) expect(text.replace(/\s/g, '')).toContain(one.codeNotation.replace(/\s/g, ''))
    await clerk.context.close()
  })

  it('is counted in the figures, on the screen as in the report', async () => {
    const clerk = await sign('vanthu.songmay')
    const { items } = await clerk.ask<{ items: { state: string }[] }>(
      'GET',
      '/api/incoming?limit=200',
      undefined,
      'Sông Mây',
    )
    await clerk.go('incoming', 'Sông Mây')
    await clerk.page.getByRole('button', { name: 'Số liệu' }).click()
    await clerk.page.getByRole('heading', { name: 'Tình hình giải quyết văn bản đến' }).waitFor()
    await clerk.page.getByLabel('Ngày đến từ').fill('01/01/2025')
    await clerk.page.getByLabel('Ngày đến từ').press('Tab')
    const total = items.filter(({ state }) => state !== 'cancelled').length
    await clerk.page
      .getByRole('row', { name: new RegExp(`^Cộng ${total} `) })
      .first()
      .waitFor()
    const [download] = await Promise.all([
      clerk.page.waitForEvent('download'),
      clerk.page.getByRole('link', { name: 'PDF', exact: true }).click(),
    ])
    const text = spawnSync('pdftotext', ['-layout', await download.path(), '-'], { encoding: 'utf8' }).stdout.normalize(
      'NFC',
    )
    expect(text).toMatch(new RegExp(`Tổng cộng +${total} `))
    expect(clerk.complaints).toEqual([])
    await clerk.context.close()
  })
})

describe('several at once', () => {
  const symbols = ['611', '612', '613']

  it('are chosen and given without a mouse; what cannot be given is said with its reason', async () => {
    const clerk = await sign('vanthu.songmay')
    const { page } = clerk
    for (const codeNumber of symbols)
      await clerk.ask(
        'POST',
        '/api/incoming',
        {
          fields: {
            typeName: 'Công văn',
            codeNumber,
            issuerName: 'Sở Y tế',
            subject: `V/v rà soát hàng loạt ${codeNumber}`,
          },
        },
        'Sông Mây',
      )
    await clerk.go('incoming?q=V/v rà soát hàng loạt', 'Sông Mây')
    const rows = page.locator('tbody tr[data-index]')
    await rows.nth(2).waitFor()
    await rows.first().focus()
    const mouse = await watchMouse(page)
    await page.keyboard.press('Space')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('Shift+x')
    await page.getByText('Đã chọn 3').waitFor()
    // Somebody else is faster with one of them.
    const [taken] = (await list(clerk)).filter((row) => row.subject === 'V/v rà soát hàng loạt 612')
    await clerk.ask('POST', `/api/incoming/${taken!.id}/cancel`, { version: 1, reason: 'Vào nhầm' }, 'Sông Mây')
    await page.getByRole('button', { name: /Chuyển xử lý…/ }).waitFor()
    await page.keyboard.press('a')
    const sheet = page.getByRole('dialog', { name: 'Chuyển xử lý 3 văn bản' })
    await sheet.getByRole('combobox', { name: /Chủ trì/ }).fill('Cầm Văn Ính')
    await page.getByRole('option', { name: /Cầm Văn Ính/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+Enter')
    await sheet.getByText('đã làm xong 2 văn bản').waitFor()
    await sheet.getByText('612 V/v rà soát hàng loạt 612').waitFor()
    await sheet.getByText('chuyển sang bước khác').waitFor()
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    expect(await mouse()).toEqual([])
    const after = (await list(clerk)).filter((row) => row.subject.startsWith('V/v rà soát hàng loạt 61'))
    expect(Object.fromEntries(after.map((row) => [row.subject.slice(-3), row.state]))).toEqual({
      '611': 'assigned',
      '612': 'cancelled',
      '613': 'assigned',
    })
    expect(clerk.complaints).toEqual([])
    await clerk.context.close()
  })

  it('are reminded of: the holder’s bell says it, the document counts it', async () => {
    const clerk = await sign('vanthu.songmay')
    const { page } = clerk
    await clerk.go('incoming?tab=doing&q=V/v rà soát hàng loạt', 'Sông Mây')
    await page.locator('thead input[type="checkbox"]').check()
    await page.getByRole('button', { name: 'Đôn đốc…' }).click()
    await page.getByLabel('Lời đôn đốc').fill('Xin báo cáo trước 16 giờ.')
    await page.keyboard.press('Control+Enter')
    await page.getByText('đã làm xong 2 văn bản').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('tbody tr[data-index]').first().focus()
    await page.keyboard.press('Enter')
    await page.getByText(/Đã đôn đốc 1 lần, lần cuối/).waitFor()
    await page.getByText('Xin báo cáo trước 16 giờ.').waitFor()
    expect(clerk.complaints).toEqual([])
    await clerk.context.close()
    const officer = await sign('chuyenvien.songmay')
    await officer.go('notices')
    await officer.page.getByText('“Xin báo cáo trước 16 giờ.”').first().waitFor()
    await officer.context.close()
  })
})

describe('rights on one document', () => {
  it('is narrowed by the clerk, gone for the chief at once, confirmed by the leader on a phone', async () => {
    const clerk = await sign('vanthu.songmay')
    const [row] = await list(clerk, 'completed')
    await clerk.go(`incoming/${row!.id}`, 'Sông Mây')
    await clerk.page.getByRole('button', { name: 'Thay đổi quyền…' }).click()
    await clerk.page.getByRole('radio', { name: /Chỉ danh sách riêng/ }).check()
    await clerk.page.getByRole('combobox').first().fill('phong kinh te')
    await clerk.page.getByRole('option').first().click()
    await clerk.page.getByLabel('Lý do').fill('Bảo vệ người tố cáo')
    await clerk.page.keyboard.press('Control+Enter')
    await clerk.page.getByRole('button', { name: 'Rút đề nghị' }).waitFor()
    const chief = await sign('chanhvp.songmay')
    await chief.go(`incoming/${row!.id}`)
    await chief.page.getByText('Không tìm thấy, hoặc bạn không được xem.').waitFor()
    await chief.context.close()

    const leader = await sign('chutich.songmay', PHONE)
    await leader.go('work')
    await leader.page.getByText('Xác nhận quyền:').first().waitFor()
    await leader.go(`incoming/${row!.id}`)
    await leader.page.getByRole('button', { name: 'Xem và xác nhận' }).tap()
    await leader.page.getByText('Bảo vệ người tố cáo').first().waitFor()
    await leader.page.getByRole('button', { name: 'Xác nhận', exact: true }).tap()
    await leader.page.getByText('Văn bản giới hạn quyền truy cập.').waitFor()
    expect([...clerk.complaints, ...leader.complaints]).toEqual([])
    await leader.context.close()

    await clerk.page.reload()
    await clerk.page.getByText('Lịch sử thay đổi quyền (1)').click()
    await clerk.page.getByText('Đã xác nhận', { exact: true }).waitFor()
    await clerk.context.close()
  })
})

describe('two tabs, two posts', () => {
  it('acts in each tab as the post of its address', async () => {
    const clerk = await sign('vanthu.songmay')
    const second = await clerk.context.newPage()
    const [a, b] = [clerk.post('Sông Mây'), clerk.post('Đồi Chè')]
    await clerk.page.goto(`${product.address}/p/${a.id}/incoming`)
    await second.goto(`${product.address}/p/${b.id}/incoming`)
    const acting = (page: typeof second) =>
      page.getByRole('button', { name: /Đang làm việc với tư cách/ }).getAttribute('aria-label')
    expect(await acting(clerk.page)).toContain('Sông Mây')
    expect(await acting(second)).toContain('Đồi Chè')
    // A paper entered in the second tab is the second post's, though the first tab was opened with the same cookie.
    await second.goto(`${product.address}/p/${b.id}/intake`)
    await second.getByRole('button', { name: 'Văn bản giấy' }).click()
    await second.waitForFunction(() => document.querySelector('[data-item]') !== null)
    await clerk.page.goto(`${product.address}/p/${a.id}/intake`)
    await clerk.page.getByText('Khay trống').waitFor()
    const entry = await clerk.ask<{ items: { id: string }[] }>('GET', '/api/intake', undefined, 'Đồi Chè')
    expect(entry.items).toHaveLength(1)
    // A post of somebody else is nobody's: no way in by its address.
    const foreign = await sign('chutich.doiche')
    await clerk.page.goto(`${product.address}/p/${foreign.post().id}/incoming`)
    await clerk.page.getByText('Không giữ chức vụ này').waitFor()
    await foreign.context.close()
    await clerk.context.close()
  })
})

describe('an old register', () => {
  it('is checked, taken over with its gaps, and taken back', async () => {
    const clerk = await sign('vanthu.songmay')
    const { page } = clerk
    const before = await list(clerk)
    await clerk.go('imports', 'Sông Mây')
    const lines = [1, 2, 4].map((n) => `${n};${n}/1/2014;Sở Y tế;${n}/BC-SYT;1/1/2014;Báo cáo số ${n}`)
    const faulty = '5;31/02/2014;Sở Y tế;5/BC-SYT;1/1/2014;Báo cáo số 5'
    const text = [
      'SỔ VĂN BẢN ĐẾN NĂM 2014',
      'Số đến;Ngày đến;Tác giả;Số, ký hiệu;Ngày văn bản;Trích yếu',
      ...lines,
      faulty,
    ]
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: 'so-2014.csv', mimeType: 'text/csv', buffer: Buffer.from(text.join('\n')) })
    await page.getByRole('button', { name: 'Kiểm tra thử' }).click()
    await page.getByText('Ngày đến “31/02/2014” không phải là ngày.').waitFor()
    expect(await list(clerk)).toEqual(before)
    await page.getByRole('button', { name: 'Nhập 3 dòng' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Nhập', exact: true }).click()
    await page.getByRole('heading', { name: 'Báo cáo nhập' }).waitFor()
    const taken = (await list(clerk)).filter((row) => !before.some((one) => one.id === row.id))
    expect(taken.map((row) => row.arrivalNumber).sort()).toEqual([1, 2, 4])
    await page.getByRole('button', { name: 'Hoàn tác lần nhập' }).click()
    await page.getByRole('dialog').getByLabel('Lý do').fill('thử nghiệm')
    await page.getByRole('dialog').getByRole('button', { name: 'Hoàn tác lần nhập' }).click()
    await page.getByText('Đã hoàn tác').waitFor()
    expect(await list(clerk)).toEqual(before)
    expect(clerk.complaints).toEqual([])
    await clerk.context.close()
  })
})

describe('the real scans', () => {
  it.skipIf(!existsSync(samples))(
    'are registered without a mouse, all 23 (skipped where ../shared/samples/scans is absent)',
    async () => {
      const papers = catalogue()
      const clerk = await sign('vanthu.doiche')
      const before = await clerk.ask<{ items: Row[] }>('GET', '/api/incoming?limit=200')
      await clerk.go('intake')
      const input = clerk.page.locator('input[type="file"]')
      await input.waitFor({ state: 'attached' })
      // The item of the journey with two tabs is no scan.
      const left = await clerk.ask<{ items: { id: string; version: number }[] }>('GET', '/api/intake')
      for (const { id, version } of left.items)
        await clerk.ask('POST', `/api/intake/${id}/discard`, { version, reason: 'Không phải văn bản đến' })
      await clerk.page.reload()
      await input.waitFor({ state: 'attached' })
      await input.setInputFiles([...papers.keys()].map((name) => join(samples, name)))
      const mouse = await watchMouse(clerk.page)
      const done = await registerAll(clerk.page, papers, 'Cao Thị Thắm')
      console.log(`the real scans by keyboard: ${keysInWords(done)}`)
      expect(await mouse()).toEqual([])
      const after = await clerk.ask<{ items: Row[] }>('GET', '/api/incoming?limit=200')
      expect(after.items.length).toBe(before.items.length + papers.size)
      expectGapless(after.items)
      await clerk.context.close()
    },
    900_000,
  )
})
