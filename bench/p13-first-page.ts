/**
 * P13: from the address to a usable list page in Chromium with a processor four times slower and nothing in its cache – signed in, the
 * register with its rows drawn –, against a static page with a plain HTML table of the same rows. And what script the list page
 * brings. Needs the built web (`npm start` or `vite build`).
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { incoming } from '#modules/incoming/contract.ts'
import { DESKTOP, launch } from '../e2e/kit/browser.ts'
import { startProduct } from '../test/product/index.ts'
import { type Bar, comparePairs, type Part } from './kit.ts'

const SLOWER = 4
/** Documents that are registered: one page of the list as the screen asks for it. */
const ROWS = 100

const LIST = 'incoming?tab=all'
const plain = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)

interface Row {
  readonly arrivalNumber: number | null
  readonly arrivalDate: string
  readonly symbol: string | null
  readonly issuerName: string
  readonly subject: string
  readonly holder: string | null
  readonly dueDate: string | null
  readonly state: string
}

/** Such a page as a person would write it by hand. */
const staticPage = (
  rows: readonly Row[],
): string => `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Văn bản đến</title>
<style>body{font:14px system-ui}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ddd;padding:6px;text-align:left}</style>
<h1>Văn bản đến</h1><table><thead><tr>${['Số đến', 'Ngày đến', 'Số, ký hiệu', 'Nơi gửi', 'Trích yếu', 'Đang giữ', 'Hạn', 'Trạng thái'].map((one) => `<th>${one}</th>`).join('')}</tr></thead>
<tbody>${rows
  .map(
    (row) =>
      `<tr>${[row.arrivalNumber, row.arrivalDate, row.symbol, row.issuerName, row.subject, row.holder, row.dueDate, row.state].map((cell) => `<td>${plain(String(cell ?? ''))}</td>`).join('')}</tr>`,
  )
  .join('\n')}</tbody></table></html>`

/** Milliseconds from asking for the address until its rows are painted, in a browser that has never been there. */
async function visit(
  browser: Browser,
  address: string,
  first: string,
  state?: BrowserContextOptions['storageState'],
): Promise<{ ms: number; scripts: number }> {
  const context = await browser.newContext({
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    ...DESKTOP,
    ...(state ? { storageState: state } : {}),
  })
  try {
    const page = await context.newPage()
    const bodies: Promise<number>[] = []
    page.on('response', (response) => {
      if (/javascript/.test(response.headers()['content-type'] ?? ''))
        bodies.push(
          response.body().then(
            (body) => gzipSync(body).length,
            () => 0, // comes after the page is usable and is cut off
          ),
        )
    })
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    // The page's own clock, which begins with the asking: two frames after the row is there it is painted.
    await page.addInitScript((text) => {
      const look = (): void => {
        const cells = [...document.querySelectorAll('table td, [role="cell"], [role="gridcell"]')]
        if (!cells.some((cell) => cell.textContent?.includes(text))) return void requestAnimationFrame(look)
        requestAnimationFrame(() => requestAnimationFrame(() => Object.assign(window, { usable: performance.now() })))
      }
      requestAnimationFrame(look)
    }, first)
    await page.goto(address, { waitUntil: 'commit' })
    const handle = await page.waitForFunction(() => (window as { usable?: number }).usable, undefined, {
      timeout: 60_000,
    })
    const ms = (await handle.jsonValue()) as number
    const sizes = await Promise.all(bodies)
    return { ms, scripts: sizes.reduce((sum, size) => sum + size, 0) }
  } finally {
    await context.close()
  }
}

const bar: Bar = {
  id: 'P13',
  title: 'first usable list page against a static HTML table of the same rows',
  async run(tell) {
    // An office of its own, without demo data: its scans would be read (OCR) beside the browser that is measured.
    const product = await startProduct({ env: { VANKHO_DB_FSYNC: '0' } })
    const browser = await launch()
    const server = createServer()
    try {
      const registry = await product.as('registry', incoming)
      for (let n = 0; n < ROWS; n++)
        await registry.register({
          body: {
            fields: {
              typeName: 'Công văn',
              codeNumber: String(n),
              codeNotation: 'P13',
              issuerName: 'Sở Nội vụ',
              subject: `V/v đo trang đầu ${n}`,
            },
          },
        })
      const { items } = await registry.list({ query: { tab: 'all', limit: ROWS } })
      const rows: readonly Row[] = items
      tell(`  ${rows.length} documents registered`)
      const html = staticPage(rows)
      server.on('request', (_, answer) =>
        answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html),
      )
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      const peer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
      const { cookie, post } = await product.session('registry')
      const [name, value] = cookie.split(/=(.*)/) as [string, string]
      const state = {
        cookies: [
          {
            name,
            value,
            domain: '127.0.0.1',
            path: '/',
            expires: -1,
            httpOnly: true,
            secure: false,
            sameSite: 'Lax' as const,
          },
        ],
        origins: [],
      }
      const address = `${product.base}/p/${post}/${LIST}`
      const subject = rows[0]!.subject
      let scripts = 0
      const part = await comparePairs(
        {
          name: `list page of ${rows.length} rows, ${SLOWER}x slower processor, empty cache`,
          size: `${rows.length} rows`,
          unit: 'ms',
          peer: 'static HTML table of the same rows',
          limit: { better: 'less', pass: 3, aim: 1.8 },
          ours: async () => {
            const seen = await visit(browser, address, subject, state)
            scripts = seen.scripts
            return seen.ms
          },
          theirs: async () => (await visit(browser, peer, subject)).ms,
        },
        tell,
      )
      const kilobytes = Number((scripts / 1000).toPrecision(4))
      const ratio = Number((kilobytes / 250).toPrecision(4))
      const size: Part = {
        ...part,
        name: 'script of the list page, gzip',
        ours: kilobytes,
        theirs: 250,
        unit: 'kB',
        peer: 'limit of 250 kB',
        ratio,
        spread: [ratio, ratio],
        pairs: 1,
        pass: '<= 250 kB',
        aim: '<= 250 kB',
        verdict: kilobytes <= 250 ? 'aim' : 'short',
      }
      const { cold: _, ...script } = size
      return [part, script]
    } finally {
      server.close()
      await browser.close()
      await product.remove()
    }
  },
}

export default bar
