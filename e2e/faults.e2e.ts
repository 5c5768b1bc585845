/** Quick forms of the fault tests that need the running product; `npm run faults` deals them at full size. */
import { expect, it } from 'vitest'
import { startProduct } from '../test/product/index.ts'
import { clockIsMissing, isSteady, setClock } from '../tools/faults/clock.ts'
import { fillDisk, isKept } from '../tools/faults/full.ts'
import { isCalm, overload } from '../tools/faults/overload.ts'
import { diskIsMissing } from '../tools/faults/tmpfs.ts'
import { DESKTOP, launch, Person, PHONE } from './kit/browser.ts'

it('ten times the load: refused early with a time to come again, health answers, nobody fails', async () => {
  const report = await overload(4)
  expect(isCalm(report), JSON.stringify(report)).toBe(true)
})

it.skipIf(diskIsMissing() !== null)(
  'the database’s disk full to the last byte: refused in plain words, the database comes back from its reserve, nothing is lost',
  async () => {
    const report = await fillDisk('database')
    expect(isKept(report), JSON.stringify(report)).toBe(true)
  },
)

it.skipIf(clockIsMissing() !== null)(
  'the clock set ahead and back under load: numbers gapless and growing, the queue goes on, the log can be verified',
  async () => {
    const report = await setClock(false)
    expect(isSteady(report), JSON.stringify(report)).toBe(true)
  },
)

it('a server that is too busy: the screen says so, tries again by itself, and loses nothing that was typed', async () => {
  const product = await startProduct({ env: { VANKHO_DB_FSYNC: '0' } })
  const browser = await launch()
  try {
    for (const screen of [DESKTOP, PHONE]) {
      const person = await Person.signIn(
        browser,
        product.base,
        { login: 'thu.registry', password: 'Thu-nghiem-2026!' },
        screen,
      )
      let asked = 0
      await person.page.route(/\/api\/incoming\?/, async (route) => {
        asked += 1
        if (asked > 2) return route.continue()
        await route.fulfill({
          status: 503,
          contentType: 'application/problem+json',
          headers: { 'retry-after': '1' },
          body: JSON.stringify({ code: 'PLATFORM_OVERLOADED', status: 503, facts: { seconds: 1 } }),
        })
      })
      await person.go('incoming')
      const words = person.page.getByText('Máy chủ đang có quá nhiều việc')
      await words.waitFor()
      await words.waitFor({ state: 'detached' })
      await expect.poll(() => asked).toBeGreaterThan(2)
      await person.page.getByRole('alert').waitFor({ state: 'detached' })
      await person.context.close()
    }
  } finally {
    await browser.close()
    await product.remove()
  }
})
