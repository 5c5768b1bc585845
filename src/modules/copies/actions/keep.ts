/** Archive copies: taken in, let out, given back (NĐ 30/2020 Đ19). */
import { shortDay } from '#engines/vn-text/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { archiveCopies } from '../kept-contract.ts'
import { endLoan, findKept, findLoan, insertKept, insertLoan, type KeptLine } from '../store-kept.ts'

const subjectOf = (line: KeptLine) => ({
  type: 'document',
  id: line.document_id,
  label: `${line.symbol ?? line.type_name}: ${line.subject}`.slice(0, 200),
})

/** The registry takes in the signed paper, which it keeps in register order. */
export const handIn = action(archiveCopies.handIn, {
  async load(ctx, { documentId }) {
    const line = await findKept(ctx.tx, ctx.actor, documentId)
    if (!line) throw new AppError('PLATFORM_NOT_FOUND')
    return line
  },
  allow: () => true, // the permission is the registry's, the scope is in the query of load
  async run(ctx, { documentId, place, note }, line) {
    const { actor, today, now } = ctx
    if (line.state === 'electronic') throw new AppError('COPIES_KEPT_DIGITAL')
    const isNew = await insertKept(ctx.tx, {
      organization_id: actor.organizationId,
      document_id: documentId,
      place,
      note,
      received_on: today,
      received_at: now,
      received_by: actor.postId!,
      received_by_name: actor.name,
    })
    if (!isNew) throw new AppError('COPIES_KEPT_ALREADY')
    ctx.record({ subject: subjectOf(line), after: { place, note } })
    return { receivedOn: today }
  },
})

/** Somebody uses the archive copy, by permission of whoever may give it; it is with one person at a time. */
export const lend = action(archiveCopies.lend, {
  async load(ctx, { documentId }) {
    const line = await findKept(ctx.tx, ctx.actor, documentId)
    if (!line) throw new AppError('PLATFORM_NOT_FOUND')
    return line
  },
  allow: () => true,
  run(ctx, { documentId, dueOn, ...of }, line) {
    const { actor, today, now } = ctx
    if (line.state === 'lent')
      throw new AppError('COPIES_LENT', { facts: { name: line.borrower ?? '', day: shortDay(line.taken_on ?? '') } })
    if (line.state !== 'kept') throw new AppError('COPIES_NOT_KEPT')
    if (dueOn && dueOn < today) throw new AppError('COPIES_RETURN_DAY')
    const id = newId()
    insertLoan(ctx.tx, {
      organization_id: actor.organizationId,
      id,
      document_id: documentId,
      taken_on: today,
      borrower: of.borrower,
      unit: of.unit,
      purpose: of.purpose,
      file_symbol: of.fileSymbol,
      permitted_by: of.permittedBy,
      due_on: dueOn ?? null,
      note: of.note,
      lent_at: now,
      lent_by: actor.postId!,
      lent_by_name: actor.name,
    })
    ctx.record({ subject: subjectOf(line), after: { ...of, dueOn }, data: { loanId: id } })
    return { id }
  },
})

/** The archive copy is back in its place. */
export const takeBack = action(archiveCopies.takeBack, {
  async load(ctx, { loanId }) {
    const loan = await findLoan(ctx.tx, ctx.actor, loanId)
    const line = loan ? await findKept(ctx.tx, ctx.actor, loan.document_id) : null
    if (!loan || !line) throw new AppError('PLATFORM_NOT_FOUND')
    return { loan, line }
  },
  allow: () => true,
  async run(ctx, { loanId, returnedOn, note }, { loan, line }) {
    if (loan.returned_on) throw new AppError('COPIES_NOT_LENT')
    if (returnedOn < loan.taken_on || returnedOn > ctx.today) throw new AppError('COPIES_RETURN_DAY')
    const { organizationId, name } = ctx.actor
    await endLoan(ctx.tx, { organizationId, id: loanId, returnedOn, note, byName: name })
    ctx.record({ subject: subjectOf(line), after: { returnedOn, note }, data: { loanId, borrower: loan.borrower } })
    return { returnedOn }
  },
})
