import { rulesOf, termsOf } from '#modules/people/index.ts'
import { read } from '#platform/action/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { namedBooks, periodOn, registerBooksOf } from '#regimes/index.ts'
import { records } from './contract.ts'
import { findBook, listBooks as list } from './store-books.ts'
import { cancelledNumbers } from './store-numbers.ts'

export interface ForeseenBook {
  readonly code: string
  readonly direction: 'incoming' | 'outgoing' | 'internal'
  readonly title: string
  readonly series: string
  readonly period: string
  readonly periodLabel: string
  readonly startsOn: string
  readonly endsOn: string
  readonly isDefault: boolean
}

/** Books that the organisation's regime foresees for the period holding a day; kept per type where the regime says so (part 3). */
export async function foreseenBooks(tx: Tx, organizationId: string, day: string): Promise<ForeseenBook[]> {
  const rules = await rulesOf(tx, organizationId, day)
  const terms = await termsOf(tx, organizationId)
  const found: ForeseenBook[] = []
  for (const book of registerBooksOf(rules, 'incoming')) {
    if (book.installation === 'isolated') continue
    const period = periodOn(book.period, day, terms)
    if (!period) continue
    found.push({
      code: book.id,
      direction: book.direction,
      title: book.vi,
      series: book.series,
      period: period.key,
      periodLabel: period.label,
      startsOn: period.from,
      endsOn: period.to ?? `${Number(period.from.slice(0, 4)) + 6}-12-31`,
      isDefault: book.isDefault,
    })
  }
  return found
}

export const listBooks = read(records.listBooks, async ({ tx, actor, now }, { direction }) => {
  const items = await list(tx, actor.organizationId, direction)
  const foreseen = await foreseenBooks(tx, actor.organizationId, dayOf(now))
  const rules = await rulesOf(tx, actor.organizationId, dayOf(now))
  const kinds = direction === 'incoming' ? [] : namedBooks(rules)
  return {
    items,
    named: kinds.map(({ id, vi, en, period }) => ({
      ruleId: id,
      vi,
      en,
      period: period === 'event' ? ('event' as const) : ('calendar-year' as const),
    })),
    proposed: foreseen.filter((one) => !items.some((book) => book.code === one.code && book.period === one.period)),
  }
})

export const listNumbers = read(records.listNumbers, async ({ tx, actor }, { bookId }) => {
  const book = await findBook(tx, actor.organizationId, bookId)
  return { cancelled: book ? await cancelledNumbers(tx, actor, bookId) : [] }
})
