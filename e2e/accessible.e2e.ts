/** Every screen, in both colours, at a desk and on a phone: no serious or critical finding of axe, nothing sideways. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PASSWORD } from '#src/demo/settle.ts'
import { DESKTOP, launch, Person, PHONE } from './kit/browser.ts'
import { type Product, startProduct } from './kit/product.ts'

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

/** Who looks at what; `:document` stands for one of the organisation's documents. */
const VISITS: readonly (readonly [login: string, paths: readonly string[]])[] = [
  [
    'vanthu.songmay',
    [
      'intake',
      'intake?shelf=discarded',
      'incoming',
      'incoming?tab=overdue',
      'incoming/:document',
      'incoming/print',
      'books',
      'work',
      'account',
      'notices',
    ],
  ],
  ['chutich.songmay', ['inbox', 'work', 'team', 'incoming/:document', 'audit', 'people?tab=delegations']],
  ['tpkinhte.songmay', ['work', 'team']],
  [
    'quantri.songmay',
    [
      'people',
      'people?tab=posts',
      'people?tab=persons',
      'people?tab=terms',
      'people?tab=calendar',
      'people?tab=rules',
      'accounts',
      'audit',
      'audit?seal=1',
      'jobs',
      'health',
    ],
  ],
]

async function settled(page: Page): Promise<void> {
  await page.getByRole('main').first().waitFor()
  await page.waitForLoadState('networkidle')
  await page
    .waitForFunction(() => document.querySelector('[aria-busy="true"]') === null, undefined, { timeout: 15_000 })
    .catch(() => {})
}

/** Serious and critical findings, each with the rule and where it is. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  return violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map(
      (one) =>
        `${one.id}: ${one.nodes
          .slice(0, 3)
          .map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`)
          .join(' | ')}`,
    )
}

describe.each([
  ['desk', 'light', DESKTOP],
  ['desk', 'dark', DESKTOP],
  ['phone', 'light', PHONE],
  ['phone', 'dark', PHONE],
] as const)('%s, %s', (_, colorScheme, device) => {
  it('sign-in', async () => {
    const context = await browser.newContext({ locale: 'vi-VN', colorScheme, ...device })
    const page = await context.newPage()
    await page.goto(`${product.address}/login`)
    await page.getByRole('button', { name: 'Đăng nhập' }).waitFor()
    expect(await findings(page)).toEqual([])
    await context.close()
  })

  it.each(VISITS)(
    'screens of %s',
    async (login, paths) => {
      const person = await Person.signIn(
        browser,
        product.address,
        { login, password: DEMO_PASSWORD },
        { colorScheme, ...device },
      )
      const found: Record<string, string[]> = {}
      for (const path of paths) {
        let address = path
        if (path.includes(':document')) {
          const { items } = await person.ask<{ items: { id: string; state: string }[] }>(
            'GET',
            '/api/incoming?limit=50',
            undefined,
            'Sông Mây',
          )
          address = path.replace(
            ':document',
            items.find((one) => one.state === 'submitted' || one.state === 'in_progress')?.id ?? items[0]!.id,
          )
        }
        await person.go(address, 'Sông Mây')
        await settled(person.page)
        const faults = await findings(person.page)
        const width = await person.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        if (width > 0) faults.push(`the page is ${width} px too wide`)
        if (faults.length > 0) found[path] = faults
      }
      expect(found).toEqual({})
      expect(person.complaints).toEqual([])
      await person.context.close()
    },
    600_000,
  )
})
