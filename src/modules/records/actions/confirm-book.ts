import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { records } from '../contract.ts'
import { countBook, endReconciling, findBook } from '../store-books.ts'
import { insertGaps, lockSeries } from '../store-numbers.ts'

/** More than a year of a busy registry: beyond it the number was mistyped. */
const LIMIT = 5000

/**
 * After a restore the registry tells the last number seen on paper (decisions 10): numbers between ours and that one become gaps
 * with a reason, never to be given again; all books of the series go back to the state they were in.
 */
export const confirmBook = action(records.confirmBook, {
  async load({ tx, actor }, { bookId }) {
    const book = await findBook(tx, actor.organizationId, bookId)
    if (!book) throw new AppError('RECORDS_BOOK_MISSING')
    const last = await lockSeries(tx, actor.organizationId, book.seriesId)
    return { book: (await findBook(tx, actor.organizationId, bookId))!, last }
  },
  allow: (actor) => actor.roles.includes('registry'),
  async run(ctx, { bookId, lastNumber, version }, { book, last }) {
    const { tx, actor, now } = ctx
    const { organizationId } = actor
    if (book.state !== 'reconciling' || book.version !== version) throw new AppError('RECORDS_BOOK_STATE')
    const count = Math.max(0, lastNumber - last)
    if (count > LIMIT)
      throw new AppError('RECORDS_TOO_MANY_GAPS', { facts: { number: lastNumber, last, count, limit: LIMIT } })
    const reason = `Số đã cấp trên giấy trước khi khôi phục dữ liệu, chưa có trong sổ điện tử (${book.stateReason ?? ''})`
    if (count > 0)
      await insertGaps(tx, {
        organizationId,
        seriesId: book.seriesId,
        bookId,
        from: last + 1,
        to: lastNumber,
        reason: reason.slice(0, 300),
        now,
        by: actor.postId,
      })
    const books = await endReconciling(tx, organizationId, book.seriesId)
    ctx.record({
      subject: { type: 'register-book', id: bookId, label: `${book.title} ${book.periodLabel}` },
      before: { state: 'reconciling', lastNumber: last },
      after: { lastNumber: Math.max(last, lastNumber), gaps: count },
      data: { books, seenOnPaper: lastNumber },
    })
    return (await countBook(tx, organizationId, bookId))!
  },
})
