import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { records } from '../contract.ts'
import { bookMayMove } from '../rules.ts'
import { countBook, findBook, moveBook as move } from '../store-books.ts'

/** Locks, unlocks or closes a book, with the reason. A closed book stays closed: a new volume is opened instead. */
export const moveBook = action(records.moveBook, {
  async load({ tx, actor }, { bookId }) {
    const book = await findBook(tx, actor.organizationId, bookId)
    if (!book) throw new AppError('RECORDS_BOOK_MISSING')
    return book
  },
  allow: (actor, _book) => actor.roles.includes('registry'),
  async run(ctx, { bookId, to, version, reason }, book) {
    const { tx, actor, now } = ctx
    if (!bookMayMove(book.state, to)) throw new AppError('RECORDS_BOOK_STATE')
    if (!(await move(tx, actor.organizationId, bookId, { from: book.state, to, version, reason, now })))
      throw new AppError('RECORDS_BOOK_STATE')
    ctx.record({
      subject: { type: 'register-book', id: bookId, label: `${book.title} ${book.periodLabel}` },
      before: { state: book.state },
      after: { state: to },
      data: { reason },
    })
    return (await countBook(tx, actor.organizationId, bookId))!
  },
})
