import { shortDay } from '#engines/vn-text/index.ts'
import { rulesOf } from '#modules/people/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { addDays, namedBooks, type Period, type PeriodKind, periodOn } from '#regimes/index.ts'
import { records } from '../contract.ts'
import { namedCode } from '../rules.ts'
import { countBook, insertBook } from '../store-books.ts'

/** As long as a term: an event without a known end is closed by the registry. */
const OPEN_END_DAYS = 6 * 366

/** A year's book begins with the year; an event's with its first day, which is its key. Null: days that are none. */
function periodOf(kind: PeriodKind, today: string, from?: string | null, to?: string | null): Period | null {
  if (kind !== 'event') return periodOn(kind, today)
  if (!from || (to && to < from)) return null
  const label = to ? `${shortDay(from)}–${shortDay(to)}` : `từ ${shortDay(from)}`
  return { key: from, label, from, to: to ?? null }
}

/** Opens the book of a council, board or congress: its own series under its own name and abbreviation (NĐ 30/2020 Đ15; 36-HD/VPTW). */
export const openNamedBook = action(records.openNamedBook, {
  allow: () => true,
  async run(ctx, { ruleId, issuer, startsOn, endsOn }) {
    const { tx, actor, now, today } = ctx
    const { organizationId } = actor
    const rule = namedBooks(await rulesOf(tx, organizationId, today)).find((one) => one.id === ruleId)
    if (!rule) throw new AppError('RECORDS_BOOK_MISSING')
    const period = periodOf(rule.period, today, startsOn, endsOn)
    if (!period) throw new AppError('RECORDS_BOOK_DAYS')
    const code = namedCode(rule.id, issuer.abbreviation, rule.period === 'event' ? period.key : null)
    const title = `${rule.vi}: ${issuer.name}`
    const id = await insertBook(tx, {
      organizationId,
      code,
      direction: 'outgoing',
      title,
      series: code,
      period: period.key,
      periodLabel: period.label,
      startsOn: period.from,
      endsOn: period.to ?? addDays(period.from, OPEN_END_DAYS),
      issuer: { ...issuer, above: issuer.above ?? null },
      now,
      by: actor.postId,
    })
    ctx.record({
      subject: { type: 'register-book', id, label: `${title} ${period.label}` },
      after: { code, period: period.key, issuer, state: 'open' },
    })
    ctx.emit({ type: 'records.book-opened', payload: { bookId: id, code, period: period.key } })
    return (await countBook(tx, organizationId, id))!
  },
})
