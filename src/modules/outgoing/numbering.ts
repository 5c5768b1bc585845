/** Number and day of an outgoing document: reserved for it when it is signed, in its type's own series (NĐ 30/2020 Đ15; decisions 11). */
import { shortDay } from '#engines/vn-text/index.ts'
import { rulesOf, termsOf, unitsOf } from '#modules/people/index.ts'
import { correctDocument, type DocumentFields, ensureBook, takeNumber } from '#modules/records/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { addDays, documentType } from '#regimes/index.ts'
import type { Facts } from './facts.ts'
import { issuerOf } from './issuer.ts'
import { labelOf, namedPlace, notationParts, numberPlace } from './rules.ts'
import type { PaperChange } from './store.ts'

export interface Numbered {
  readonly number: number
  readonly symbol: string
  readonly issuedDate: string
  readonly bookTitle: string
  /** The record as it stands with them. */
  readonly document: DocumentFields
  readonly change: NonNullable<PaperChange['number']>
}

/**
 * Takes the next number of the document's series and writes it into its record. The series is held until the commit: nothing slow
 * may follow. A document that has a number keeps it and its day.
 * @throws AppError OUTGOING_NO_BOOK, OUTGOING_BOOK_UNKNOWN, OUTGOING_NO_TERM, or why its book gives no number
 */
export async function giveNumber(ctx: ActionContext, facts: Facts): Promise<Numbered> {
  const { organizationId } = ctx.actor
  const { paper, document } = facts
  const rules = await rulesOf(ctx.tx, organizationId, ctx.today)
  const type = documentType(rules, document.typeCode ?? '')
  if (!type) throw new AppError('OUTGOING_TYPE_UNKNOWN')
  const issuer = await issuerOf(ctx, rules, type, { bookCode: paper.book_code, jointWith: paper.joint_with })
  const place = issuer.book
    ? namedPlace(issuer.book, ctx.today)
    : numberPlace(rules, type, ctx.today, await termsOf(ctx.tx, organizationId))
  if (place === 'no-book') throw new AppError('OUTGOING_NO_BOOK')
  if (place === 'no-term') throw new AppError('OUTGOING_NO_TERM', { facts: { day: shortDay(ctx.today) } })
  const units = paper.drafting_unit_id ? await unitsOf(ctx.tx, organizationId, ctx.today) : []
  const unit = paper.notation_unit ?? units.find((one) => one.id === paper.drafting_unit_id)?.abbreviation ?? null
  const parts = notationParts(type, issuer.abbreviation, unit, ctx.today)
  const book = await ensureBook(ctx.tx, {
    organizationId,
    code: place.code,
    direction: 'outgoing',
    title: place.title,
    series: place.series,
    period: place.period.key,
    periodLabel: place.period.label,
    startsOn: place.period.from,
    // a term that runs on is closed by the registry when the next congress is over
    endsOn: place.period.to ?? addDays(place.period.from, 6 * 366),
    issuer: issuer.book?.issuer ?? null,
    now: ctx.now,
    by: ctx.actor.postId,
  })
  const { number, seriesId } = await takeNumber(ctx.tx, organizationId, book.id, paper.document_id)
  const label = labelOf(rules, parts, number)
  const numbered = {
    ...document,
    codeNumber: label.codeNumber,
    codeNotation: label.codeNotation,
    issuedDate: ctx.today,
  }
  correctDocument(ctx, paper.document_id, numbered)
  ctx.record({ after: { number: label.symbol, book: book.title, issuedDate: ctx.today } })
  return {
    number,
    symbol: label.symbol,
    issuedDate: ctx.today,
    bookTitle: book.title,
    document: numbered,
    change: { bookId: book.id, seriesId, number, on: ctx.today },
  }
}
