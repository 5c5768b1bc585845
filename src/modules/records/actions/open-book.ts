import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { records } from '../contract.ts'
import { foreseenBooks } from '../queries.ts'
import { countBook, insertBook } from '../store-books.ts'

/** Opens a book that the regime foresees, for a period (NĐ 30/2020 Đ22; Party: the term). */
export const openBook = action(records.openBook, {
  allow: () => true,
  async run(ctx, { code, period }) {
    const { tx, actor, now, today } = ctx
    const book = (await foreseenBooks(tx, actor.organizationId, today)).find(
      (one) => one.code === code && one.period === period,
    )
    if (!book) throw new AppError('RECORDS_BOOK_MISSING')
    const id = await insertBook(tx, { ...book, organizationId: actor.organizationId, now, by: actor.postId })
    ctx.record({
      subject: { type: 'register-book', id, label: `${book.title} ${book.periodLabel}` },
      after: { code, period, state: 'open' },
    })
    ctx.emit({ type: 'records.book-opened', payload: { bookId: id, code, period } })
    return (await countBook(tx, actor.organizationId, id))!
  },
})
