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
  const officer = await sign('chuyenvien.songmay', DESKTOP)
  await officer.go('files?tab=all', 'Sông Mây')
  await shoot(officer.page, 'files-1440')
  await officer.context.close()
  const chief = await sign('chanhvp.songmay', DESKTOP)
  await chief.go('outgoing?tab=all', 'Sông Mây')
  await shoot(chief.page, 'outgoing-1440')
  await chief.context.close()
  const admin = await sign('quantri.songmay', DESKTOP)
  await admin.go('people?tab=posts', 'Sông Mây')
  await shoot(admin.page, 'people-1440')
  await admin.context.close()

  const archivist = await sign('luutru.songmay', DESKTOP)
  const ask = <T>(path: string) => archivist.ask<{ items: T[] }>('GET', path, undefined, 'Sông Mây')
  const post = <T>(path: string, body: unknown) => archivist.ask<T>('POST', path, body, 'Sông Mây')
  const repositories = (await ask<{ id: string; kind: string }>('/api/archive/repositories')).items
  const repository = repositories.find((one) => one.kind === 'historical')!.id
  const fonds = (await ask<{ id: string }>(`/api/archive/children?repository=${repository}`)).items[0]!.id
  const inventory = (await ask<{ id: string }>(`/api/archive/children?parent=${fonds}`)).items[0]!.id
  await archivist.go(`archive?within=${fonds}`, 'Sông Mây')
  await shoot(archivist.page, 'archive-1440')
  await archivist.go(`archive/units/${inventory}`, 'Sông Mây')
  await shoot(archivist.page, 'inventory-1440')
  const place = (body: object) => post<{ ids: string[] }>('/api/storage/places', body)
  const { ids: stores } = await place({ parentId: null, kind: 'store', code: '1', name: 'Kho chuyên dụng' })
  const { ids: racks } = await place({
    parentId: stores[0],
    kind: 'rack',
    code: '1',
    columns: 1,
    shelves: 5,
    metres: 1,
  })
  const { boxes } = await archivist.ask<{ boxes: { number: string; unitIds: string[] }[] }>(
    'GET',
    `/api/storage/proposal?inventory=${inventory}`,
    undefined,
    'Sông Mây',
  )
  const filled = await post<{ boxIds: string[] }>('/api/storage/fill', {
    inventoryId: inventory,
    boxes: boxes.map(({ number, unitIds }) => ({ number, unitIds })),
  })
  const shelves = (await ask<{ id: string }>(`/api/storage/places?parent=${racks[0]}`)).items
  await post('/api/storage/boxes/place', { boxIds: filled.boxIds, shelfId: shelves[1]!.id })
  await archivist.go(`storage?place=${shelves[1]!.id}`, 'Sông Mây')
  await shoot(archivist.page, 'stores-1440')
  await archivist.go('preservation', 'Sông Mây')
  await shoot(archivist.page, 'preservation-1440')
  await archivist.context.close()

  writeFileSync(
    join(out, 'README.md'),
    'Made by `node bin/node.js tools/pictures.ts` on invented documents of an invented province.\n',
  )
} finally {
  await browser.close()
  await product.stop()
}
