/** The number of a copy: one series of the year (State) or the term (Party) for all forms together (NĐ 30/2020 Đ15, Đ25; 36-HD/VPTW). */
import { shortDay } from '#engines/vn-text/index.ts'
import { labelOf, numberPlace } from '#modules/outgoing/index.ts'
import { organizationOf, rulesOf, termsOf } from '#modules/people/index.ts'
import { ensureBook, takeHeldNumber } from '#modules/records/index.ts'
import type { ActionContext, ReadContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { addDays, type CopyForm, documentType, type NumberLabel, type RuleSet } from '#regimes/index.ts'

const BOOK_FAULT = { 'no-book': 'OUTGOING_NO_BOOK', 'no-term': 'OUTGOING_NO_TERM' } as const

/** What a copy of a form is numbered by today. @throws AppError OUTGOING_NO_BOOK, OUTGOING_NO_TERM, OUTGOING_NO_NOTATION */
export async function placeOf(ctx: ReadContext, rules: RuleSet, form: CopyForm) {
  const { organizationId } = ctx.actor
  const type = documentType(rules, form.typeCode)
  if (!type) throw new AppError('OUTGOING_NO_BOOK')
  const place = numberPlace(rules, type, ctx.today, await termsOf(ctx.tx, organizationId))
  if (typeof place === 'string') throw new AppError(BOOK_FAULT[place], { facts: { day: shortDay(ctx.today) } })
  const organization = await organizationOf(ctx.tx, organizationId)
  if (!organization?.abbreviation) throw new AppError('OUTGOING_NO_NOTATION')
  return { place, type, abbreviation: organization.abbreviation }
}

/**
 * Takes the next number of the copies' series. It is held until the commit: nothing slow may follow.
 * @throws AppError why no number is given
 */
export async function giveNumber(
  ctx: ActionContext,
  form: CopyForm,
): Promise<{ bookId: string; seriesId: string; number: number; label: NumberLabel }> {
  const { organizationId } = ctx.actor
  const rules = await rulesOf(ctx.tx, organizationId, ctx.today)
  const { place, type, abbreviation } = await placeOf(ctx, rules, form)
  const book = await ensureBook(ctx.tx, {
    organizationId,
    code: place.code,
    direction: 'outgoing',
    title: place.title,
    series: place.series,
    period: place.period.key,
    periodLabel: place.period.label,
    startsOn: place.period.from,
    endsOn: place.period.to ?? addDays(place.period.from, 6 * 366),
    now: ctx.now,
    by: ctx.actor.postId,
  })
  const { number, seriesId } = await takeHeldNumber(ctx.tx, organizationId, book.id, 'copies')
  const label = labelOf(rules, { type: type.abbreviation, issuer: abbreviation }, number)
  return { bookId: book.id, seriesId, number, label }
}
