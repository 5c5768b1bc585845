import { intakeComponents, takeItem } from '#modules/intake/index.ts'
import { rulesOf, termsOf } from '#modules/people/index.ts'
import {
  createDocument,
  findComponents,
  findDuplicates,
  grant,
  identityKey,
  insertRelation,
  openBooks,
  refuseShutBook,
  symbolOf,
} from '#modules/records/index.ts'
import { type ActionContext, action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { incomingBookFor, registerPeriod } from '#regimes/index.ts'
import { incoming } from '../contract.ts'
import { addStep, documentFields, nameRecipients } from '../facts.ts'
import { stampJob } from '../jobs.ts'
import { originOf } from '../rules.ts'
import { earlierRegistration } from '../store.ts'

type Book = Awaited<ReturnType<typeof openBooks>>[number]

/**
 * Registers (NĐ 30/2020 Đ22): metadata, files, then the number in the very last statement. The year is that of the
 * arrival day while its book is open, else the current one (decisions 9).
 */
export const registerDocument = action(incoming.register, {
  async load(ctx, input) {
    // Asked together, answered in one trip; the books and the rules are mostly known already.
    const [earlier, duplicate] = await Promise.all([
      input.requestKey ? earlierRegistration(ctx.tx, ctx.actor.organizationId, input.requestKey) : null,
      input.isDuplicateAccepted
        ? null
        : findDuplicate(ctx, input.intakeId ?? null, identityKey(documentFields(input.fields))),
    ])
    if (earlier) return { earlier, duplicate: null, book: null, arrivalDate: earlier.arrivalDate }
    const arrivalDate = input.arrivalDate ?? ctx.today
    const { book, isOutside } = await chooseBook(ctx, arrivalDate, input.bookId ?? null, originOf(input.fields))
    if (arrivalDate > ctx.today || isOutside) throw new AppError('INCOMING_DATE_ORDER', { facts: { day: arrivalDate } })
    return { earlier: null, duplicate, book, arrivalDate }
  },
  allow: () => true,
  async run(ctx, input, { earlier, duplicate, book, arrivalDate }) {
    if (earlier) {
      ctx.record({ subject: { type: 'document', id: earlier.id }, data: { repeated: true } })
      return earlier
    }
    const { actor } = ctx
    const fields = documentFields(input.fields)
    if (duplicate)
      throw new AppError('INCOMING_DUPLICATE', {
        facts: { number: duplicate.arrivalNumber ?? '?', documentId: duplicate.documentId, by: duplicate.by },
      })
    const [leader] = input.submitTo ? await nameRecipients(ctx, [{ postId: input.submitTo }]) : []
    const id = createDocument(ctx, 'incoming', fields)
    const taken = input.intakeId ? await takeItem(ctx, input.intakeId, input.intakeVersion ?? null, id) : null
    if (input.repliesTo)
      insertRelation(ctx.tx, {
        organizationId: actor.organizationId,
        from: id,
        to: input.repliesTo,
        kind: 'replies-to',
        now: ctx.now,
        by: actor.postId!,
      })
    addStep(ctx, id, 'registered', null, { channel: input.channel })
    if (leader) {
      grant(ctx.tx, {
        organizationId: actor.organizationId,
        documentId: id,
        kind: 'post',
        granteeIds: [leader.postId!],
        reason: 'submitted',
        now: ctx.now,
        by: actor.postId,
      })
      addStep(ctx, id, 'submitted', null, {
        to: leader.name,
        toTitle: leader.title,
        dueDate: input.dueDate ?? null,
      })
    }
    const state = leader ? ('submitted' as const) : ('registered' as const)
    const facts = { documentId: id, symbol: symbolOf(fields), subject: fields.subject, urgency: fields.urgency }
    ctx.record({
      subject: { type: 'document', id },
      after: { ...fields, arrivalDate, book: book!.title, state },
      data: { duplicateAccepted: input.isDuplicateAccepted },
    })
    const hasFiles = (taken?.componentIds.length ?? 0) > 0
    ctx.emit({
      type: 'incoming.registered',
      payload: { ...facts, hasFiles, arrivalDate, bookId: book!.id, document: fields },
    })
    // A paper without a file has nothing to stamp: no job for it.
    if (hasFiles) ctx.enqueue(stampJob, { eventId: id, type: 'incoming.registered', payload: { documentId: id } })
    if (leader)
      ctx.emit({
        type: 'incoming.submitted',
        payload: {
          ...facts,
          toPostId: leader.postId,
          fromName: actor.name,
          words: null,
          dueDate: input.dueDate ?? null,
        },
      })
    ctx.last('incoming.complete_registration', {
      organization_id: actor.organizationId,
      document_id: id,
      book_id: book!.id,
      arrival_date: arrivalDate,
      period: book!.period,
      state,
      channel: input.channel,
      due_date: input.dueDate ?? null,
      holder: leader?.name ?? null,
      submitted_to: leader?.postId ?? null,
      submitted_to_name: leader?.name ?? null,
      submitted_to_title: leader?.title ?? null,
      component_count: taken?.componentIds.length ?? 0,
      request_key: input.requestKey ?? null,
      now: ctx.now,
      by_post: actor.postId,
      by_name: actor.name,
    })
    ctx.answer((result) => ({
      id,
      arrivalNumber: result['arrivalNumber'],
      arrivalDate,
      bookTitle: book!.title,
      version: 1,
      state,
    }))
    return undefined
  },
})

/**
 * The book asked for, or the one that the regime names for the arrival day.
 * `isOutside`: the day belongs to the period of another book of the same series that still stands open.
 * @throws AppError INCOMING_NO_BOOK, RECORDS_BOOK_MISSING, or why the book that it should be is not open
 */
async function chooseBook(
  ctx: ActionContext,
  arrivalDate: string,
  bookId: string | null,
  origin: 'party' | 'non-party',
): Promise<{ book: Book; isOutside: boolean }> {
  const { organizationId } = ctx.actor
  const books = await openBooks(ctx.tx, organizationId, 'incoming')
  const holds = (book: Book): boolean => book.startsOn <= arrivalDate && arrivalDate <= book.endsOn
  if (bookId) {
    const named = books.find((book) => book.id === bookId)
    if (!named) {
      await refuseShutBook(ctx.tx, organizationId, { id: bookId })
      throw new AppError('RECORDS_BOOK_MISSING')
    }
    return { book: named, isOutside: !holds(named) && books.some((book) => book.code === named.code && holds(book)) }
  }
  const rules = await rulesOf(ctx.tx, organizationId, ctx.today)
  const rule = incomingBookFor(rules, origin)
  if (!rule) throw new AppError('INCOMING_NO_BOOK', { facts: { period: ctx.today.slice(0, 4) } })
  const terms = rule.period === 'term' ? await termsOf(ctx.tx, organizationId) : []
  const ofRule = (period: string): Book | undefined =>
    books.find((book) => book.code === rule.id && book.period === period)
  const period = registerPeriod(rule.period, arrivalDate, ctx.today, (one) => ofRule(one.key) !== undefined, terms)
  const found = period ? ofRule(period.key) : undefined
  if (!found) {
    if (period) await refuseShutBook(ctx.tx, organizationId, { code: rule.id, period: period.key })
    throw new AppError('INCOMING_NO_BOOK', { facts: { period: period?.label ?? ctx.today.slice(0, 4) } })
  }
  return { book: found, isOutside: false }
}

/** PL VI III.1h: the same content, or the same issuer, number, notation and date. Warns; the registry may go on. */
async function findDuplicate(ctx: ActionContext, intakeId: string | null, key: string | null) {
  const { organizationId } = ctx.actor
  const ids = intakeId ? await intakeComponents(ctx.tx, organizationId, intakeId) : []
  const components = await findComponents(ctx.tx, organizationId, ids)
  const [found] = await findDuplicates(ctx.tx, organizationId, {
    hashes: components.map((one) => one.sha256),
    identityKey: key,
  })
  return found ?? null
}
