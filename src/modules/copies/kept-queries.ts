import { read } from '#platform/action/index.ts'
import { decodeCursor, encodeCursor } from '#platform/db/index.ts'
import { archiveCopies, type KeptRow } from './kept-contract.ts'
import { type KeptLine, listKept } from './store-kept.ts'

export function keptView(line: KeptLine): KeptRow {
  return {
    documentId: line.document_id,
    state: line.state,
    symbol: line.symbol,
    issuedDate: line.issued_date,
    typeName: line.type_name,
    subject: line.subject,
    unit: line.unit,
    isRecalled: line.is_recalled,
    book: line.book,
    place: line.place,
    receivedOn: line.received_on,
    loan: line.loan_id
      ? {
          id: line.loan_id,
          takenOn: line.taken_on!,
          borrower: line.borrower!,
          unit: line.loan_unit,
          purpose: line.purpose,
          fileSymbol: line.file_symbol,
          permittedBy: line.permitted_by!,
          dueOn: line.due_on,
          returnedOn: null,
          note: line.loan_note,
        }
      : null,
  }
}

/** Archive copies in register order. */
export const kept = read(archiveCopies.kept, async (ctx, { book, state, q, after, limit }) => {
  const cursor = decodeCursor(after, 3)
  const rows = await listKept(ctx.tx, ctx.actor, {
    book,
    state,
    q,
    after: cursor ? [String(cursor[0]), String(cursor[1]), Number(cursor[2])] : null,
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(keptView),
    next: rows.length > limit && last ? encodeCursor([last.book, last.book_id, last.number]) : null,
  }
})
