/** Lines of registers and lists of digitised documents: judged against the books that stand, written in sets. */
import { importEntries, type OldEntry, rewriteEntries, workedSince } from '#modules/incoming/index.ts'
import { organizationOf, postsOn, rulesOf, termsOf, unitsOf } from '#modules/people/index.ts'
import {
  documentRow,
  enterOldNumbers,
  findOldBook,
  givenNumbers,
  grantHeld,
  importDocuments,
  type OldBook,
  openOldBook,
  rewriteImported,
  touchedSince,
} from '#modules/records/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import { newId } from '#platform/ids/index.ts'
import { type Holder, holderFinder } from './holders.ts'
import { labelOf } from './inserted.ts'
import { type Candidate, registerMaker } from './registers.ts'
import * as store from './store.ts'
import type { NumberTally } from './tally.ts'
import { isRejected } from './tally.ts'
import { type Host, type Line, type Taker, tellWritten } from './work.ts'

type RegisterKind = 'incoming' | 'outgoing' | 'sheet'
type Book = { bookId: string; seriesId: string }

/** Reads the organisation's rules once, then takes batches. */
export async function registerTaker(host: Host, run: store.RunRow, numbers: NumberTally): Promise<Taker> {
  const kind = run.kind as RegisterKind
  const { organizationId } = host.actor
  const facts = await host.transaction(async (ctx) => {
    const today = dayOf(ctx.now)
    return {
      rules: await rulesOf(ctx.tx, organizationId, today),
      terms: await termsOf(ctx.tx, organizationId),
      organizationName: (await organizationOf(ctx.tx, organizationId))?.name ?? '',
      today,
      isIsolated: host.config.isIsolated,
      holdersOf: holderFinder(
        await unitsOf(ctx.tx, organizationId, today),
        await postsOn(ctx.tx, organizationId, today),
      ),
    }
  })
  const make = registerMaker(kind, facts, run.settings)
  const candidates = new WeakMap<Line, Candidate>()
  const books = new Map<string, Book | null>()
  const keyLines = new Map<string, number>()

  const bookKey = (book: OldBook): string => `${book.code}|${book.period}|${book.series}`
  async function standing(ctx: ActionContext, book: OldBook): Promise<Book | null> {
    const key = bookKey(book)
    let place = books.get(key)
    if (place === undefined) {
      place = await findOldBook(ctx, book)
      // the batch before may have opened it meanwhile, not yet to be seen from here
      place = books.get(key) ?? place
      books.set(key, place)
    }
    return place
  }

  return {
    isAhead: true,
    prepare(line) {
      const candidate = make(line.reading)
      if (!candidate) return
      candidates.set(line, candidate)
      const { place } = candidate
      if (place) {
        const earlier = numbers.take(place.book, place, candidate.line)
        if (earlier !== null)
          line.reading.faults.push({
            check: 'number-twice',
            field: kind === 'incoming' ? 'number' : 'codeNumber',
            facts: { number: labelOf(place), book: nameOf(place.book), line: earlier },
          })
        return
      }
      const earlier = keyLines.get(candidate.key)
      if (earlier !== undefined && earlier !== candidate.line)
        line.reading.faults.push({ check: 'twice', facts: { line: earlier } })
      else keyLines.set(candidate.key, candidate.line)
    },

    async examine(ctx, lines) {
      const good = lines.flatMap((line): [Line, Candidate][] => {
        const candidate = candidates.get(line)
        return candidate && !isRejected(line.reading.faults) ? [[line, candidate]] : []
      })
      await examineNumbers(ctx, kind, good, standing)
    },

    async write(ctx, lines, turn) {
      const known = await store.originsOf(
        ctx.tx,
        organizationId,
        kind,
        lines.map((line) => candidates.get(line)!.key),
      )
      const fresh = new Map<string, { line: Line; candidate: Candidate; id: string }>()
      const changed: { line: Line; candidate: Candidate; origin: store.OriginRow }[] = []
      for (const line of lines) {
        const candidate = candidates.get(line)!
        const origin = known.get(candidate.key)
        if (origin && origin.content === candidate.content) line.outcome = 'unchanged'
        else if (origin) changed.push({ line, candidate, origin })
        else {
          line.outcome = 'created'
          fresh.set(candidate.key, { line, candidate, id: newId() })
        }
      }
      await create(ctx, run, [...fresh.values()], { standing, books, bookKey, turn }, facts)
      await turn()
      await rewrite(ctx, run, changed)
    },
  }
}

const nameOf = (book: OldBook): string => `${book.title} ${book.periodLabel}`

/** A number that stands in the book already must belong to the same line of an earlier import. */
async function examineNumbers(
  ctx: ActionContext,
  kind: RegisterKind,
  lines: readonly [Line, Candidate][],
  standing: (ctx: ActionContext, book: OldBook) => Promise<Book | null>,
): Promise<void> {
  const bySeries = new Map<string, [Line, Candidate][]>()
  for (const pair of lines) {
    const { place } = pair[1]
    const book = place ? await standing(ctx, place.book) : null
    if (!book) continue
    const pairs = bySeries.get(book.seriesId) ?? []
    pairs.push(pair)
    bySeries.set(book.seriesId, pairs)
  }
  for (const [seriesId, pairs] of bySeries) {
    const given = await givenNumbers(
      ctx,
      seriesId,
      pairs.map(([, candidate]) => candidate.place!.number),
    )
    if (given.size === 0) continue
    const known = await store.originsOf(
      ctx.tx,
      ctx.actor.organizationId,
      kind,
      pairs.map(([, candidate]) => candidate.key),
    )
    for (const [line, candidate] of pairs) {
      const { book } = candidate.place!
      const number = labelOf(candidate.place!)
      const holder = given.get(number)
      if (holder !== undefined && known.get(candidate.key)?.target_id !== holder)
        line.reading.faults.push({
          check: 'number-taken',
          field: kind === 'incoming' ? 'number' : 'codeNumber',
          facts: { number, book: nameOf(book) },
        })
    }
  }
}

function entryOf(id: string, candidate: Candidate): OldEntry {
  const { place, on, holder, due, reply } = candidate
  return { id, number: place!.number, suffix: place!.suffix, date: on!, holder, due, reply }
}

async function create(
  ctx: ActionContext,
  run: store.RunRow,
  items: readonly { line: Line; candidate: Candidate; id: string }[],
  {
    standing,
    books,
    bookKey,
    turn,
  }: {
    standing: (ctx: ActionContext, book: OldBook) => Promise<Book | null>
    books: Map<string, Book | null>
    bookKey: (book: OldBook) => string
    turn: () => Promise<void>
  },
  { today, holdersOf }: { today: string; holdersOf: (words: string | null) => Holder[] },
): Promise<void> {
  if (items.length === 0) return
  await importDocuments(
    ctx,
    run.id,
    items.map(({ id, candidate }) => documentRow(id, candidate.direction, candidate.fields)),
  )
  await grantHeld(
    ctx,
    items.flatMap(({ id, candidate }) => holdersOf(candidate.holder).map((holder) => ({ id, ...holder }))),
  )
  await store.putOrigins(
    ctx.tx,
    { organizationId: ctx.actor.organizationId, kind: run.kind, importId: run.id },
    items.map(({ id, candidate }) => originOf(id, candidate, 1)),
  )
  // Books and their numbers are locked until the commit, and the batch before may have opened them.
  await turn()
  const byBook = new Map<string, { book: OldBook; items: (typeof items)[number][] }>()
  for (const item of items) {
    const { place } = item.candidate
    if (!place) continue
    const key = bookKey(place.book)
    const group = byBook.get(key) ?? { book: place.book, items: [] }
    group.items.push(item)
    byBook.set(key, group)
  }
  for (const [key, { book, items: group }] of byBook) {
    let place = await standing(ctx, book)
    if (!place) {
      place = await openOldBook(ctx, run.id, book, {
        today,
        reason: `Sổ cũ, nhập từ tệp ${run.file_name}`.slice(0, 300),
      })
      books.set(key, place)
    }
    await enterOldNumbers(
      ctx,
      run.id,
      place,
      group.map(({ id, candidate }) => ({
        id,
        number: candidate.place!.number,
        suffix: candidate.place!.suffix,
        on: candidate.on,
      })),
    )
    if (run.kind === 'incoming')
      await importEntries(
        ctx,
        run.id,
        { ...place, period: book.period },
        group.map(({ id, candidate }) => entryOf(id, candidate)),
      )
  }
  tellWritten(
    ctx,
    items.map(({ id }) => id),
  )
}

function originOf(id: string, candidate: Candidate, version: number): store.NewOrigin {
  const { key, content, line, path, extra } = candidate
  return { key, id, content, version, line, path, extra }
}

/** The same lines again: corrected in place, unless somebody has worked on the document meanwhile. */
async function rewrite(
  ctx: ActionContext,
  run: store.RunRow,
  items: readonly { line: Line; candidate: Candidate; origin: store.OriginRow }[],
): Promise<void> {
  if (items.length === 0) return
  const { organizationId } = ctx.actor
  const ids = items.map(({ origin }) => origin.target_id)
  const touched = new Set([
    ...(await touchedSince(
      ctx,
      items.map(({ origin }) => ({ id: origin.target_id, version: origin.version })),
    )),
    ...(run.kind === 'incoming' ? await workedSince(ctx, ids) : []),
  ])
  const free = items.filter((item) => {
    const isFree = !touched.has(item.origin.target_id)
    item.line.outcome = isFree ? 'updated' : 'unchanged'
    if (!isFree) item.line.reading.faults.push({ check: 'changed-here' })
    return isFree
  })
  const documents = await rewriteImported(
    ctx,
    free.map(({ origin, candidate }) => documentRow(origin.target_id, candidate.direction, candidate.fields)),
  )
  const entries =
    run.kind === 'incoming'
      ? await rewriteEntries(
          ctx,
          free.map(({ origin, candidate }) => entryOf(origin.target_id, candidate)),
        )
      : []
  const entryBefore = new Map(entries.map((entry) => [entry.id, entry]))
  const documentBefore = new Map(documents.map((one) => [one.id, one]))
  await store.putBefore(
    ctx.tx,
    organizationId,
    run.id,
    free.map(({ origin }) => ({
      id: origin.target_id,
      content: origin.content,
      importBefore: origin.last_import_id,
      document: documentBefore.get(origin.target_id)?.before ?? {},
      entry: entryBefore.get(origin.target_id) ?? null,
    })),
  )
  await store.putOrigins(
    ctx.tx,
    { organizationId, kind: run.kind, importId: run.id },
    free.map(({ origin, candidate }) =>
      originOf(origin.target_id, candidate, documentBefore.get(origin.target_id)?.version ?? origin.version),
    ),
  )
  tellWritten(
    ctx,
    free.map(({ origin }) => origin.target_id),
  )
}
