/** All SQL of register books and number series. */
import { sql } from 'kysely'
import { isUniqueViolation, kept, type Tx } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { Book } from './contract.ts'

interface PlainRow {
  readonly id: string
  readonly code: string
  readonly direction: Book['direction']
  readonly title: string
  readonly period: string
  readonly period_label: string
  readonly starts_on: string
  readonly ends_on: string
  readonly volume: number
  readonly state: Book['state']
  readonly state_reason: string | null
  readonly version: number
  readonly series_id: string
  readonly issuer_name: string | null
  readonly issuer_above: string | null
  readonly issuer_abbreviation: string | null
  readonly last_number: number
}

interface BookRow extends PlainRow {
  readonly first_number: number | null
  readonly used: number
  readonly cancelled: number
}

const plainColumns = sql`b.id, b.code, b.direction, b.title, b.period, b.period_label, b.starts_on, b.ends_on, b.volume, b.state, b.state_reason,
  b.version, b.series_id, b.issuer_name, b.issuer_above, b.issuer_abbreviation, s.last_number`
const plainFrom = sql`records.register_book b
  join records.number_series s on s.organization_id = b.organization_id and s.id = b.series_id`
const bookColumns = sql`${plainColumns}, f.first_number, f.used, f.cancelled`
const bookFrom = sql`${plainFrom}
  cross join lateral (select min(e.number) as first_number, count(*) filter (where e.state = 'used')::int as used,
      count(*) filter (where e.state = 'cancelled')::int as cancelled
    from records.register_entry e where e.organization_id = b.organization_id and e.book_id = b.id) f`

/** A book without the counts of its numbers, which are as many as its documents. */
export type PlainBook = Omit<Book, 'firstNumber' | 'used' | 'cancelled'> & { seriesId: string }

const issuerView = (row: Pick<PlainRow, 'issuer_name' | 'issuer_above' | 'issuer_abbreviation'>): Book['issuer'] =>
  row.issuer_name === null
    ? null
    : { name: row.issuer_name, above: row.issuer_above, abbreviation: row.issuer_abbreviation! }

function plainView(row: PlainRow): PlainBook {
  return {
    id: row.id,
    code: row.code,
    direction: row.direction,
    title: row.title,
    period: row.period,
    periodLabel: row.period_label,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    volume: row.volume,
    state: row.state,
    stateReason: row.state_reason,
    version: row.version,
    lastNumber: row.last_number,
    issuer: issuerView(row),
    seriesId: row.series_id,
  }
}

function bookView(row: BookRow): Book & { seriesId: string } {
  return { ...plainView(row), firstNumber: row.first_number, used: row.used, cancelled: row.cancelled }
}

export async function listBooks(
  tx: Tx,
  organizationId: string,
  direction?: string,
): Promise<(Book & { seriesId: string })[]> {
  const { rows } = await sql<BookRow>`select ${bookColumns} from ${bookFrom}
    where b.organization_id = ${organizationId} and (${direction ?? null}::text is null or b.direction = ${direction ?? null})
    order by b.starts_on desc, b.code, b.volume`.execute(tx)
  return rows.map(bookView)
}

/** A book by its key: what it costs does not hang on how full it is. */
export async function findBook(tx: Tx, organizationId: string, id: string): Promise<PlainBook | null> {
  const { rows } = await sql<PlainRow>`select ${plainColumns} from ${plainFrom}
    where b.organization_id = ${organizationId} and b.id = ${id}`.execute(tx)
  return rows[0] ? plainView(rows[0]) : null
}

/** The same with its numbers counted one by one, for the screen of the books. */
export async function countBook(
  tx: Tx,
  organizationId: string,
  id: string,
): Promise<(Book & { seriesId: string }) | null> {
  const { rows } = await sql<BookRow>`select ${bookColumns} from ${bookFrom}
    where b.organization_id = ${organizationId} and b.id = ${id}`.execute(tx)
  return rows[0] ? bookView(rows[0]) : null
}

/**
 * Roughly, how many documents an organisation's registers hold: the numbers it has given in all, as of some minutes ago. For choosing
 * between ways to the same answer, never for an answer.
 */
export async function sizeOf(tx: Tx, organizationId: string): Promise<number> {
  const known = sizes.get(organizationId)
  if (known && known.until > performance.now()) return known.size
  const { rows } = await sql<{ n: number }>`select coalesce(sum(last_number), 0)::int as n from records.number_series
    where organization_id = ${organizationId}`.execute(tx)
  if (sizes.size >= MOST_SIZES) sizes.clear()
  sizes.set(organizationId, { size: rows[0]!.n, until: performance.now() + SIZE_MS })
  return rows[0]!.n
}
const sizes = new Map<string, { readonly size: number; readonly until: number }>()
const SIZE_MS = 10 * 60_000
const MOST_SIZES = 5_000

/** Slim facts of open books of a direction, for registering: no counts. Kept under the organisation's version. */
export async function openBooks(
  tx: Tx,
  organizationId: string,
  direction: string,
): Promise<readonly { id: string; code: string; title: string; period: string; startsOn: string; endsOn: string }[]> {
  return kept(tx, organizationId, `records.open-books ${direction}`, async () => {
    const { rows } = await sql<{
      id: string
      code: string
      title: string
      period: string
      startsOn: string
      endsOn: string
    }>`
    select id, code, title, period, starts_on as "startsOn", ends_on as "endsOn" from records.register_book
    where organization_id = ${organizationId} and direction = ${direction} and state = 'open'
    order by starts_on desc, volume desc`.execute(tx)
    return rows
  })
}

/**
 * Says why a book gives no number, where there is one that is not open; asked only when none was found open.
 * @param of the book itself, or what the regime calls it and its period
 * @throws AppError RECORDS_BOOK_LOCKED, RECORDS_BOOK_CLOSED, RECORDS_BOOK_RECONCILING
 */
export async function refuseShutBook(
  tx: Tx,
  organizationId: string,
  of: { id: string } | { code: string; period: string },
): Promise<void> {
  const which = 'id' in of ? sql`id = ${of.id}` : sql`code = ${of.code} and period = ${of.period}`
  const { rows } = await sql<{ state: Book['state']; title: string; period: string; reason: string | null }>`
    select state, title, period_label as period, state_reason as reason from records.register_book
    where organization_id = ${organizationId} and ${which} and state <> 'open' order by volume desc limit 1`.execute(tx)
  if (!rows[0]) return
  const { state, title, period, reason } = rows[0]
  throw new AppError(`RECORDS_BOOK_${state.toUpperCase()}`, { facts: { title, period, reason: reason ?? '–' } })
}

/**
 * Opens a book and, where it is the first of its period, its series. Two who open at once: one wins.
 * @throws AppError RECORDS_BOOK_EXISTS
 */
export async function insertBook(
  tx: Tx,
  row: {
    organizationId: string
    code: string
    direction: Book['direction']
    title: string
    series: string
    period: string
    periodLabel: string
    startsOn: string
    endsOn: string
    issuer?: Book['issuer']
    now: Date
    by: string | null
  },
): Promise<string> {
  const id = newId()
  await sql`insert into records.number_series (organization_id, id, scope, period)
    values (${row.organizationId}, ${newId()}, ${row.series}, ${row.period}) on conflict do nothing`.execute(tx)
  try {
    // Opened again after a restore in its period, it may have given numbers in the hours that were lost.
    await sql`insert into records.register_book (organization_id, id, series_id, code, direction, title, period, period_label, starts_on, ends_on, opened_at, opened_by,
        issuer_name, issuer_above, issuer_abbreviation, state, reconciling_from)
      select ${row.organizationId}, ${id}, s.id, ${row.code}, ${row.direction}, ${row.title}, ${row.period}, ${row.periodLabel}, ${row.startsOn}, ${row.endsOn}, ${row.now}, ${row.by},
        ${row.issuer?.name ?? null}, ${row.issuer?.above ?? null}, ${row.issuer?.abbreviation ?? null},
        case when r.name is null then 'open' else 'reconciling' end, case when r.name is not null then 'open' end
      from records.number_series s
      left join platform.fact r on r.name = 'restored' and not people.is_demo(s.organization_id)
        and (r.at at time zone 'Asia/Ho_Chi_Minh')::date between ${row.startsOn} and ${row.endsOn}
      where s.organization_id = ${row.organizationId} and s.scope = ${row.series} and s.period = ${row.period}`.execute(
      tx,
    )
  } catch (error) {
    if (isUniqueViolation(error, 'register_book_volume'))
      throw new AppError('RECORDS_BOOK_EXISTS', { facts: { period: row.periodLabel } })
    throw error
  }
  return id
}

/** What a book of outgoing numbers is opened with when its first number is asked for. */
export interface NewBook {
  readonly organizationId: string
  readonly code: string
  readonly direction: Book['direction']
  readonly title: string
  readonly series: string
  readonly period: string
  readonly periodLabel: string
  readonly startsOn: string
  readonly endsOn: string
  readonly issuer?: Book['issuer']
  readonly now: Date
  readonly by: string | null
}

/** A council's, board's or congress's book: the youngest of its code. */
export interface NamedBook {
  readonly code: string
  readonly title: string
  readonly period: string
  readonly periodLabel: string
  readonly startsOn: string
  readonly endsOn: string
  readonly state: Book['state']
  readonly issuer: NonNullable<Book['issuer']>
}

/** Books opened by name, the youngest of each code, whatever their state. */
export async function namedBooksOf(tx: Tx, organizationId: string, code?: string): Promise<NamedBook[]> {
  const { rows } = await sql<PlainRow>`select distinct on (b.code) ${plainColumns} from ${plainFrom}
    where b.organization_id = ${organizationId} and b.issuer_name is not null
      and (${code ?? null}::text is null or b.code = ${code ?? null})
    order by b.code, b.starts_on desc, b.volume desc`.execute(tx)
  return rows.map((row) => ({ ...plainView(row), issuer: issuerView(row)! }))
}

/**
 * The youngest book of a code and period; opened with its series when there is none yet. Two who ask at once: the second waits for
 * the first and finds its book.
 * @throws AppError why the book that stands gives no number
 */
export async function ensureBook(tx: Tx, of: NewBook): Promise<{ id: string; title: string }> {
  const found = async () =>
    (
      await sql<{ id: string; title: string; state: string }>`select id, title, state from records.register_book
        where organization_id = ${of.organizationId} and code = ${of.code} and period = ${of.period} order by volume desc limit 1`.execute(
        tx,
      )
    ).rows[0]
  let book = await found()
  if (!book) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${of.organizationId} ${of.code} ${of.period}`}, 2))`.execute(
      tx,
    )
    book = await found()
    if (!book) {
      await insertBook(tx, of)
      book = await found()
    }
  }
  if (book!.state !== 'open') await refuseShutBook(tx, of.organizationId, { id: book!.id })
  return book!
}

/** Moves a book from a state and version. @returns false when it was no longer there */
export async function moveBook(
  tx: Tx,
  organizationId: string,
  id: string,
  move: { from: string; to: string; version: number; reason: string; now: Date },
): Promise<boolean> {
  const done =
    await sql`update records.register_book set state = ${move.to}, state_reason = ${move.reason}, version = version + 1,
      closed_at = case when ${move.to} = 'closed' then ${move.now}::timestamptz end
    where organization_id = ${organizationId} and id = ${id} and state = ${move.from} and version = ${move.version}`.execute(
      tx,
    )
  return Number(done.numAffectedRows ?? 0) === 1
}

/**
 * Locks every book that could give numbers until its series is confirmed (decisions 10).
 * @returns titles of the books
 */
export async function beginReconciling(tx: Tx, organizationId: string, reason: string): Promise<string[]> {
  const { rows } = await sql<{ title: string }>`update records.register_book
    set reconciling_from = state, state = 'reconciling', state_reason = ${reason}, version = version + 1
    where organization_id = ${organizationId} and state in ('open', 'locked') returning title`.execute(tx)
  return rows.map((row) => row.title)
}

/** All reconciling books of a series go back to what they were: one series gives numbers to all of them. @returns their titles */
export async function endReconciling(tx: Tx, organizationId: string, seriesId: string): Promise<string[]> {
  const { rows } = await sql<{ title: string }>`update records.register_book
    set state = reconciling_from, reconciling_from = null, state_reason = null, version = version + 1
    where organization_id = ${organizationId} and series_id = ${seriesId} and state = 'reconciling' returning title`.execute(
    tx,
  )
  return rows.map((row) => row.title)
}
