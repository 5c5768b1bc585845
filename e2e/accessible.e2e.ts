/**
 * Every screen, sheet and menu (`kit/screens.ts`), in both colours, at a desk and on a phone, with large text and in both
 * languages: no serious or critical finding of axe, nothing sideways, nothing out of reach, no word of the other language.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '#src/demo/settle.ts'
import { rooms } from '#web/rooms.ts'
import { archivePlace } from './kit/archive-screens.ts'
import { DESKTOP, launch, listen, Person } from './kit/browser.ts'
import { openFileOf, planOf } from './kit/files.ts'
import { findings, foreignWords, outOfReach, paint, settled } from './kit/look.ts'
import { draftOf } from './kit/outgoing.ts'
import { type Product, startProduct } from './kit/product.ts'
import { elsewhere, people, type Stop, stops, type Who } from './kit/screens.ts'
import { foreignTo, type Language, sayIn } from './kit/words.ts'

const src = join(import.meta.dirname, '..', 'src')

describe('the list of screens', () => {
  it('names every address of the product', () => {
    const routes = rooms.flatMap((room) => [...room.routes, ...(room.pages ?? [])].map((one) => one.path))
    expect(new Set(stops.map((one) => one.route))).toEqual(new Set([...routes, '/login', '/setup']))
  })

  it('names every source that draws a sheet, a dialogue or a menu', () => {
    const sources = readdirSync(src, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile() && one.name.endsWith('.tsx'))
      .map((one) => relative(src, join(one.parentPath, one.name)))
    const drawing = sources.filter((file) =>
      /<(WorkSheet|SideSheet|ConfirmSheet|Sheet|Menu|Popover|Modal|Drawer|dialog)[\s>]/.test(
        readFileSync(join(src, file), 'utf8'),
      ),
    )
    const named = new Set([...stops.flatMap((one) => one.shows ?? []), ...Object.keys(elsewhere)])
    expect(drawing.filter((file) => !named.has(file))).toEqual([])
    expect([...named].filter((file) => !sources.includes(file))).toEqual([])
  })
})

describe('every screen', () => {
  let product: Product
  let browser: Browser
  beforeAll(async () => {
    product = await startProduct()
    await product.loadDemo({ size: 'small' })
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await product?.stop()
  })

  const named = (one: Stop) => `${one.at}${one.open ? ` + ${(one.shows ?? ['form']).at(-1)?.split('/').at(-1)}` : ''}`
  const whos = [...new Set(stops.map((one) => one.who))]

  async function comeIn(
    who: Who,
  ): Promise<{ context: BrowserContext; page: Page; person?: Person; complaints: string[] }> {
    if (who === 'nobody') {
      const context = await browser.newContext({ locale: 'vi-VN', ...DESKTOP })
      const page = await context.newPage()
      return { context, page, complaints: listen(page) }
    }
    const person = await Person.signIn(browser, product.address, { login: people[who], password: DEMO_PASSWORD })
    return { context: person.context, page: person.page, person, complaints: person.complaints }
  }

  async function goTo(stop: Stop, page: Page, person: Person | undefined, lang: Language): Promise<void> {
    const home = people[stop.who as keyof typeof people]?.endsWith('songmay') ? 'Sông Mây' : ''
    let address = stop.at
    if (person && address.includes(':document')) {
      const { items } = await person.ask<{ items: { id: string; state: string }[] }>(
        'GET',
        '/api/incoming?limit=50',
        undefined,
        home,
      )
      const chosen = items.find((one) => one.state === 'submitted' || one.state === 'in_progress') ?? items[0]
      address = address.replace(':document', chosen?.id ?? 'none')
    }
    if (person && address.includes(':outgoing')) address = address.replace(':outgoing', await draftOf(person, home))
    if (person && address.includes(':file')) address = address.replace(':file', await openFileOf(person, home))
    if (person && address.includes(':plan')) address = address.replace(':plan', await planOf(person, home))
    if (person && stop.who === 'archivist') address = await archivePlace(address, person, home)
    if (address.startsWith('/') || !person) await page.goto(`${product.address}${address}`)
    else await person.go(address, home)
    await settled(page)
    await stop.open?.(page, sayIn(lang))
    await page.waitForTimeout(150)
  }

  // two people at once, as many as the machine has cores for at least
  it.concurrent.each(whos)(
    'is usable and whole for: %s',
    async (who) => {
      const { context, page, person, complaints } = await comeIn(who)
      const found: Record<string, string[]> = {}
      const foreign = foreignTo('vi')
      for (const stop of stops.filter((one) => one.who === who)) {
        await page.setViewportSize(DESKTOP.viewport)
        const faults: string[] = []
        try {
          await goTo(stop, page, person, 'vi')
          faults.push(...(await findings(page)))
          await paint(page, 'dark')
          faults.push(...(await findings(page, ['color-contrast', 'link-in-text-block'])).map((one) => `dark: ${one}`))
          await paint(page, 'light')
          faults.push(...(await foreignWords(page, foreign)))
          // 320 px is a screen of 1280 px at 400 % (WCAG 1.4.10).
          for (const [width, height] of [
            [1366, 768],
            [390, 844],
            [360, 740],
            [320, 640],
          ] as const) {
            await page.setViewportSize({ width, height })
            faults.push(...(await outOfReach(page)).map((one) => `${width} px: ${one}`))
            if (width === 390 && !stop.open) faults.push(...(await findings(page)).map((one) => `390 px: ${one}`))
          }
          await page.setViewportSize(DESKTOP.viewport)
          await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
          faults.push(...(await outOfReach(page)).map((one) => `200 %: ${one}`))
        } catch (error) {
          faults.push((error as Error).message.split('\n').slice(0, 3).join(' '))
        }
        if (faults.length > 0) found[named(stop)] = faults
      }
      expect(found).toEqual({})
      expect(complaints).toEqual([])
      await context.close()
    },
    900_000,
  )

  it.concurrent.each(whos)(
    'speaks English to: %s',
    async (who) => {
      const { context, page, person } = await comeIn(who)
      await page.addInitScript(() => localStorage.setItem('vankho.lang', 'en'))
      const found: Record<string, string[]> = {}
      const foreign = foreignTo('en')
      for (const stop of stops.filter((one) => one.who === who)) {
        await page.setViewportSize(DESKTOP.viewport)
        const faults: string[] = []
        try {
          await goTo(stop, page, person, 'en')
          faults.push(...(await foreignWords(page, foreign)))
          await page.setViewportSize({ width: 360, height: 740 })
          faults.push(...(await outOfReach(page)).map((one) => `360 px: ${one}`))
        } catch (error) {
          faults.push((error as Error).message.split('\n').slice(0, 3).join(' '))
        }
        if (faults.length > 0) found[named(stop)] = faults
      }
      expect(found).toEqual({})
      await context.close()
    },
    600_000,
  )

  it('lets an input method compose: keys rest, and wake again', async () => {
    const { context, page, person, complaints } = await comeIn('clerk')
    await person?.go('incoming?tab=all', 'Sông Mây')
    await settled(page)
    const chosen = () => page.locator('tr[data-current]').count()
    await page.evaluate(() => {
      const tell = (init: KeyboardEventInit) =>
        document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }))
      tell({ key: 'j', isComposing: true })
      tell({ key: 'Process', keyCode: 229 } as KeyboardEventInit)
      tell({ key: '?', isComposing: true })
    })
    expect(await chosen()).toBe(0)
    expect(await page.getByRole('dialog').count()).toBe(0)
    // Telex in the list's own search box: what is composed is n and g and ?, keys of this very screen.
    await page.keyboard.press('/')
    const here = page.url()
    const browserItself = await context.newCDPSession(page)
    await browserItself.send('Input.imeSetComposition', { text: 'nghi', selectionStart: 4, selectionEnd: 4 })
    await page.keyboard.press('n')
    await browserItself.send('Input.insertText', { text: 'nghị' })
    expect(page.url().split('?')[0]).toBe(here.split('?')[0])
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toContain('nghị')
    await person?.go('incoming?tab=all', 'Sông Mây')
    await settled(page)
    await page.keyboard.press('j')
    await page.waitForFunction(() => document.querySelector('tr[data-current]') !== null)
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('g')
    await page.keyboard.press('s')
    await page.waitForURL(/\/books/)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('sends at most 250 KB of script before the first screen, and asks nobody else', async () => {
    const page = await (await fetch(`${product.address}/login`)).text()
    const scripts = [...page.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map(([, path]) => path ?? '')
    const sizes = await Promise.all(
      scripts.map(async (path) => gzipSync(await (await fetch(`${product.address}${path}`)).bytes()).length),
    )
    const total = sizes.reduce((sum, size) => sum + size, 0)
    expect(total).toBeGreaterThan(50_000)
    expect(total).toBeLessThanOrEqual(250 * 1024)
    const { context, page: list, person } = await comeIn('clerk')
    const strangers: string[] = []
    const upToRows = new Set<string>()
    let isAsked = false
    // What the page after signing in still fetches is not this list's.
    await settled(list)
    list.on('request', (request) => {
      const { origin, pathname } = new URL(request.url())
      if (origin !== product.address) strangers.push(request.url())
      if (pathname === '/api/incoming') isAsked = true
      if (!isAsked && /\.m?js$/.test(pathname)) upToRows.add(request.url())
    })
    await person?.go('incoming?tab=all', 'Sông Mây')
    await settled(list)
    expect(strangers).toEqual([])
    // What is wanted before the rows are asked for (the rest keeps nobody waiting), and really sent compressed.
    const sent = await Promise.all(
      [...upToRows].map(async (url) => {
        const answer = await fetch(url, { headers: { 'accept-encoding': 'gzip' } })
        const bytes = await answer.bytes()
        if (bytes.length >= 1024) expect(answer.headers.get('content-encoding'), url).toBe('gzip')
        return gzipSync(bytes).length
      }),
    )
    const size = sent.reduce((sum, one) => sum + one, 0)
    console.log(`script before the rows are asked for: ${sent.length} files, ${size} bytes gzip`)
    expect(sent.length).toBeGreaterThan(5)
    expect(size).toBeGreaterThan(100_000)
    expect(size).toBeLessThanOrEqual(250 * 1024)
    await context.close()
  })
})
