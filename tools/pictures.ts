/**
 * Pictures for the README, from the same journey as the browser tests, on invented scans:
 *   node bin/node.js tools/pictures.ts [--out docs/pictures]
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { DESKTOP, launch, Person, PHONE } from '../e2e/kit/browser.ts'
import { dropFiles } from '../e2e/kit/desk.ts'
import { startProduct } from '../e2e/kit/product.ts'
import { DEMO_PASSWORD } from '../src/demo/settle.ts'
import { makeInventedDocuments } from './invented/index.ts'
import { ensureWeb } from './setup/common.mjs'

const { values } = parseArgs({ options: { out: { type: 'string', default: 'docs/pictures' } } })
const out = values.out
mkdirSync(out, { recursive: true })
// Pictures of an old web would lie.
ensureWeb()
const product = await startProduct()
const browser = await launch()

async function calm(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page
    .waitForFunction(() => document.querySelector('[aria-busy="true"]') === null, undefined, { timeout: 20_000 })
    .catch(() => {})
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(800)
}
async function shoot(page: Page, name: string): Promise<void> {
  await calm(page)
  await page.screenshot({ path: join(out, `${name}.png`), animations: 'disabled', caret: 'hide' })
  console.log(join(out, `${name}.png`))
}
const sign = (login: string, device: typeof DESKTOP | typeof PHONE) =>
  Person.signIn(browser, product.address, { login, password: DEMO_PASSWORD }, device)

try {
  await product.loadDemo({ isTrayEmpty: true })
  const clerk = await sign('vanthu.songmay', DESKTOP)
  await clerk.go('intake', 'Sông Mây')
  await clerk.page.getByRole('button', { name: 'Chọn tệp đưa vào khay' }).waitFor()
  const until = new Date(Date.now() + 7 * 3600_000).toISOString().slice(0, 10)
  const files = []
  for await (const { fileName, bytes, truth } of makeInventedDocuments({
    seed: 'pictures',
    count: 7,
    kinds: ['scan', 'scan-text', 'digital', 'scan', 'docx', 'scan-text', 'image'],
    regime: 'state',
    until,
  }))
    files.push({ fileName, bytes, mediaType: truth.mediaType })
  await dropFiles(clerk.page, files)
  await clerk.page.waitForFunction(
    (count) => document.querySelectorAll('[data-item][data-state="ready"]').length === count,
    files.length,
    { timeout: 180_000 },
  )
  const first = await clerk.page.evaluate(
    () => document.querySelector<HTMLElement>('[data-item]')?.dataset['item'] ?? '',
  )
  await clerk.go(`intake?item=${first}`, 'Sông Mây')
  await clerk.page.waitForFunction(() => document.querySelector('form [name="typeName"]') !== null)
  await shoot(clerk.page, 'tray-1440')
  await clerk.go('incoming?tab=all', 'Sông Mây')
  await shoot(clerk.page, 'list-1440')
  const { items } = await clerk.ask<{ items: { id: string; state: string }[] }>(
    'GET',
    '/api/incoming?tab=doing&limit=50',
    undefined,
    'Sông Mây',
  )
  const chosen = items.find((one) => one.state === 'in_progress') ?? items[0]!
  await clerk.go(`incoming/${chosen.id}`, 'Sông Mây')
  await shoot(clerk.page, 'detail-1440')
  await clerk.go('incoming/print', 'Sông Mây')
  const [download] = await Promise.all([
    clerk.page.waitForEvent('download'),
    clerk.page.getByRole('link', { name: 'PDF', exact: true }).click(),
  ])
  const pdf = join(out, 'register.pdf')
  await download.saveAs(pdf)
  // Page 2 is the first with entries; the cover comes before it.
  const drawn = spawnSync('pdftoppm', [
    '-r',
    '96',
    '-f',
    '2',
    '-l',
    '2',
    '-png',
    '-singlefile',
    pdf,
    join(out, 'register-page'),
  ])
  if (drawn.status !== 0) throw new Error('pdftoppm (poppler-utils) is needed for the page of the register')
  rmSync(pdf)
  await clerk.context.close()

  const narrow = await sign('vanthu.songmay', PHONE)
  for (const [path, name] of [
    ['intake', 'tray-390'],
    ['incoming?tab=all', 'list-390'],
    [`incoming/${chosen.id}`, 'detail-390'],
  ] as const) {
    await narrow.go(path, 'Sông Mây')
    await shoot(narrow.page, name)
  }
  await narrow.context.close()

  const leader = await sign('chutich.songmay', PHONE)
  const inbox = await leader.ask<{ items: { subjectId: string }[] }>('GET', '/api/desk/inbox')
  let waiting = inbox.items[0]?.subjectId ?? ''
  for (const { subjectId } of inbox.items) {
    const { proposal } = await leader.ask<{ proposal: unknown }>('GET', `/api/incoming/${subjectId}`)
    if (proposal) {
      waiting = subjectId
      break
    }
  }
  await leader.go(`inbox?doc=${waiting}`)
  await shoot(leader.page, 'leader-390')
  await leader.context.close()
  const desk = await sign('chutich.songmay', DESKTOP)
  await desk.go(`inbox?doc=${waiting}`)
  await shoot(desk.page, 'leader-1440')
  await desk.context.close()

  for (const [device, name] of [
    [DESKTOP, 'work-1440'],
    [PHONE, 'work-390'],
  ] as const) {
    const officer = await sign('chuyenvien.songmay', device)
    await officer.go('work')
    await shoot(officer.page, name)
    await officer.context.close()
  }
  writeFileSync(
    join(out, 'README.md'),
    'Made by `node bin/node.js tools/pictures.ts` on invented documents of an invented province.\n',
  )
} finally {
  await browser.close()
  await product.stop()
}
