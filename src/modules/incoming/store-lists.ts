/** All SQL of incoming lists, counts and printed books: always through the actor's scope. */
import { type RawBuilder, sql } from 'kysely'
import { fold } from '#engines/vn-text/index.ts'
import { documentScope, narrowingScope, seesAll } from '#modules/records/index.ts'
import type { Actor } from '#platform/action/index.ts'
import type { Input } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { IncomingState, incoming } from './contract.ts'
import { find, readName, readTyped, type Wanted, wordPattern } from './finder.ts'
import { decodeCursor, encodeCursor } from './rules.ts'

type Query = Input<typeof incoming.list>

export interface ListRow {
  readonly document_id: string
  readonly arrival_number: number
  readonly arrival_suffix: string
  readonly arrival_date: string
  readonly period: string
  readonly state: IncomingState
  readonly due_date: string | null
  readonly holder: string | null
  readonly component_count: number
  readonly version: number
  readonly reminder_count: number
  readonly reminded_at: Date | null
  readonly type_name: string
  readonly code_number: string | null
  readonly code_notation: string | null
  readonly issued_date: string | null
  readonly issuer_name: string
  readonly subject: string
  readonly urgency: number
}

const OPEN = sql`e.state in ('registered', 'submitted', 'assigned', 'in_progress')`

function tabCondition(tab: Query['tab'], today: string): RawBuilder<unknown> {
  switch (tab) {
    case 'registered':
      return sql`e.state = 'registered'`
    case 'submitted':
      return sql`e.state = 'submitted'`
    case 'doing':
      return sql`e.state in ('assigned', 'in_progress')`
    case 'overdue':
      return sql`${OPEN} and e.due_date < ${today}`
    case 'completed':
      return sql`e.state = 'completed'`
    default:
      return sql`true`
  }
}

/** Sort name -> key expressions, direction, and how a row's cursor is read. Every order ends in the unique key. */
const SORTS: Record<
  Query['sort'],
  {
    keys: readonly RawBuilder<unknown>[]
    isDown: boolean
    types: readonly string[]
    of: (row: ListRow) => (string | number | null)[]
  }
> = {
  '-arrival': {
    keys: [sql`e.arrival_date`, sql`e.arrival_number`, sql`e.document_id`],
    isDown: true,
    types: ['date', 'int', 'uuid'],
    of: (r) => [r.arrival_date, r.arrival_number, r.document_id],
  },
  arrival: {
    keys: [sql`e.arrival_date`, sql`e.arrival_number`, sql`e.document_id`],
    isDown: false,
    types: ['date', 'int', 'uuid'],
    of: (r) => [r.arrival_date, r.arrival_number, r.document_id],
  },
  due: {
    keys: [sql`coalesce(e.due_date, 'infinity'::date)`, sql`e.document_id`],
    isDown: false,
    types: ['date', 'uuid'],
    of: (r) => [r.due_date ?? 'infinity', r.document_id],
  },
  '-due': {
    keys: [sql`coalesce(e.due_date, '-infinity'::date)`, sql`e.document_id`],
    isDown: true,
    types: ['date', 'uuid'],
    of: (r) => [r.due_date ?? '-infinity', r.document_id],
  },
  issuer: {
    keys: [sql`d.issuer_name`, sql`e.document_id`],
    isDown: false,
    types: ['text', 'uuid'],
    of: (r) => [r.issuer_name, r.document_id],
  },
  '-issuer': {
    keys: [sql`d.issuer_name`, sql`e.document_id`],
    isDown: true,
    types: ['text', 'uuid'],
    of: (r) => [r.issuer_name, r.document_id],
  },
  issued: {
    keys: [sql`coalesce(d.issued_date, '')`, sql`e.document_id`],
    isDown: false,
    types: ['text', 'uuid'],
    of: (r) => [r.issued_date ?? '', r.document_id],
  },
  '-issued': {
    keys: [sql`coalesce(d.issued_date, '')`, sql`e.document_id`],
    isDown: true,
    types: ['text', 'uuid'],
    of: (r) => [r.issued_date ?? '', r.document_id],
  },
}

const columns = sql`e.document_id, e.arrival_number, e.arrival_suffix, e.arrival_date, e.period, e.state, e.due_date, e.holder, e.component_count, e.version, e.reminder_count, e.reminded_at,
  d.type_name, d.code_number, d.code_notation, d.issued_date, d.issuer_name, d.subject, d.urgency`
const from = sql`incoming.entry e join records.documents d on d.organization_id = e.organization_id and d.id = e.document_id`

/** So many answers of the index of words are sorted as they are; with more, the list is walked in its order until the page is full. */
const FEW = 2_000

/** The answers of the index for what is typed, for an issuer, a type, an urgency, a unit; null: many, or nothing of it was asked. */
async function fewOf(
  tx: Tx,
  actor: Actor,
  query: Query,
  typed: Pick<Wanted, 'words' | 'beginnings'>,
): Promise<readonly string[] | null> {
  // A number may be that of arrival, which the index does not have. Beside other words they decide; alone it is looked up there too.
  const numbers = typed.words.filter(isNumber)
  const isNumbersAlone = numbers.length > 0 && numbers.length === typed.words.length && typed.beginnings.length === 0
  const [issuer, type] = [readName(query.issuer ?? ''), readName(query.typeName ?? '')]
  const wanted: Wanted = {
    words: [
      ...(isNumbersAlone ? numbers : typed.words.filter((word) => !isNumber(word))),
      ...issuer.words,
      ...type.words,
    ],
    beginnings: [...typed.beginnings, ...issuer.beginnings, ...type.beginnings],
    urgency: query.urgency || null,
    unitId: query.unitId ?? null,
  }
  const isAsked =
    wanted.words.length + wanted.beginnings.length > 0 || wanted.urgency !== null || wanted.unitId !== null
  const found = isAsked ? await find(tx, actor, wanted, FEW) : null
  if (!found || !isNumbersAlone) return found
  const { rows } = await sql<{ id: string }>`select document_id as id from incoming.entry
    where organization_id = ${actor.organizationId} and arrival_number = any(${numbers.map(Number)}::int[]) limit ${FEW}`.execute(
    tx,
  )
  return [...found, ...rows.map((row) => row.id)]
}
const isNumber = (text: string): boolean => /^\d{1,9}$/.test(text)

/** So many rows of one state or some days are cheaper sorted than met on a walk in another order. */
const FEW_ENTRIES = 10_000

/** Entries of a tab, a deadline or some days, where the list runs in another order and they are few; null: walk. */
async function fewEntries(tx: Tx, actor: Actor, query: Query, today: string): Promise<readonly string[] | null> {
  const { tab, sort, dueTo, arrivedFrom, arrivedTo } = query
  const isOpenTab = tab !== 'all' && tab !== 'completed'
  const isOfDocument = sort.endsWith('issuer') || sort.endsWith('issued')
  const isOfDays = (arrivedFrom !== undefined || arrivedTo !== undefined) && !sort.endsWith('arrival')
  if (!isOfDays && !(isOfDocument && (isOpenTab || dueTo))) return null
  const conditions = [
    sql`e.organization_id = ${actor.organizationId}`,
    ...(isOpenTab ? [tabCondition(tab, today)] : []),
    ...(dueTo ? [sql`e.due_date <= ${dueTo} and ${OPEN}`] : []),
    ...(arrivedFrom ? [sql`e.arrival_date >= ${arrivedFrom}`] : []),
    ...(arrivedTo ? [sql`e.arrival_date <= ${arrivedTo}`] : []),
  ]
  const { rows } = await sql<{
    ids: string[] | null
    n: number
  }>`select array_agg(x.id) as ids, count(*)::int as n from (
    select e.document_id as id from incoming.entry e where ${sql.join(conditions, sql` and `)} limit ${FEW_ENTRIES + 1}) x`.execute(
    tx,
  )
  return rows[0]!.n > FEW_ENTRIES ? null : (rows[0]!.ids ?? [])
}

/** In `coalesce` the planner does not take words for rare: what is walked has been found to be frequent (`fewOf`). */
const hasWord = (word: string, isWhole: boolean): RawBuilder<unknown> =>
  sql`coalesce(d.folded ~ ${wordPattern(word, isWhole)}${isNumber(word) ? sql` or e.arrival_number::text = ${word}` : sql``}, false)`

/** The list's rows among documents that are known by id. */
const amongThese = (
  ids: readonly string[],
): RawBuilder<unknown> => sql`(select distinct unnest(${[...ids]}::uuid[]) as id) c
  join incoming.entry e on e.document_id = c.id join records.documents d on d.organization_id = e.organization_id and d.id = c.id`

/** One page by key: the next page costs what the first one does. */
export async function listEntries(
  tx: Tx,
  actor: Actor,
  query: Query,
  today: string,
): Promise<{ rows: ListRow[]; next: string | null }> {
  const order = SORTS[query.sort]
  const typed = readTyped(query.q ?? '')
  const chosen = (await fewOf(tx, actor, query, typed)) ?? (await fewEntries(tx, actor, query, today))
  const conditions: RawBuilder<unknown>[] = [
    sql`e.organization_id = ${actor.organizationId}`,
    documentScope(actor, sql.ref('e.document_id')),
    tabCondition(query.tab, today),
    ...typed.words.map((word) => hasWord(word, true)),
    ...typed.beginnings.map((word) => hasWord(word, false)),
  ]
  if (query.period) conditions.push(sql`e.period = ${query.period}`)
  if (query.typeName) conditions.push(sql`coalesce(d.type_name = ${query.typeName}, false)`)
  if (query.issuer)
    conditions.push(sql`coalesce(d.folded like ${`%${fold(query.issuer).replace(/[\\%_]/g, '\\$&')}%`}, false)`)
  if (query.urgency !== undefined) conditions.push(sql`coalesce(d.urgency = ${query.urgency}, false)`)
  if (query.arrivedFrom) conditions.push(sql`e.arrival_date >= ${query.arrivedFrom}`)
  if (query.arrivedTo) conditions.push(sql`e.arrival_date <= ${query.arrivedTo}`)
  if (query.dueTo) conditions.push(sql`e.due_date <= ${query.dueTo} and ${OPEN}`)
  // Looked at row by row on the way: a join would begin with everything that the unit was ever given.
  if (query.unitId)
    conditions.push(sql`coalesce((select true from records.grants g where g.organization_id = e.organization_id
      and g.document_id = e.document_id and g.grantee_kind = 'unit' and g.grantee_id = ${query.unitId} limit 1), false)`)
  const cursor = decodeCursor(query.after, order.keys.length)
  if (cursor) {
    const values = cursor.map((value, i) => sql`${value}::${sql.raw(order.types[i]!)}`)
    conditions.push(sql`(${sql.join(order.keys)}) ${order.isDown ? sql`<` : sql`>`} (${sql.join(values)})`)
  }
  const by = sql.join(order.keys.map((key) => (order.isDown ? sql`${key} desc` : key)))
  const source = chosen ? amongThese(chosen) : from
  const { rows } = await sql<ListRow>`select ${columns} from ${source} where ${sql.join(conditions, sql` and `)}
    order by ${by} limit ${query.limit + 1}`.execute(tx)
  const page = rows.slice(0, query.limit)
  return { rows: page, next: rows.length > query.limit ? encodeCursor(order.of(page.at(-1)!)) : null }
}

/** Chosen entries that the actor may see, in the order of the ids. */
export async function entriesOf(tx: Tx, actor: Actor, ids: readonly string[]): Promise<ListRow[]> {
  const { rows } = await sql<ListRow>`select ${columns} from ${from}
    join unnest(${[...ids]}::uuid[]) with ordinality w (id, place) on w.id = e.document_id
    where e.organization_id = ${actor.organizationId} and ${documentScope(actor, sql.ref('e.document_id'))}
    order by w.place`.execute(tx)
  return rows
}

/**
 * Counts of the tabs, each capped: a count never reads more than the cap. Whoever sees few documents has them counted one by one: to
 * meet a thousand of them, the whole register would be walked.
 */
export async function countTabs(tx: Tx, actor: Actor, today: string, cap: number): Promise<Record<string, number>> {
  const few = seesAll(actor)
    ? null
    : await find(tx, actor, { words: [], beginnings: [], urgency: null, unitId: null }, FEW)
  const source = few ? amongThese(few) : sql`incoming.entry e`
  const one = (tab: Query['tab']) => sql`(select count(*)::int from (select 1 from ${source}
    where e.organization_id = ${actor.organizationId} and ${documentScope(actor, sql.ref('e.document_id'))} and ${tabCondition(tab, today)} limit ${cap}) x)`
  const { rows } = await sql<
    Record<string, number>
  >`select ${one('registered')} as registered, ${one('submitted')} as submitted,
    ${one('doing')} as doing, ${one('overdue')} as overdue, ${one('completed')} as completed, ${one('all')} as all`.execute(
    tx,
  )
  return rows[0]!
}

export interface PrintRow extends ListRow {
  readonly number: number
  /** Null: a number that a restore lost, explained by `cancel_reason`; every other field is then null. */
  readonly number_document: string | null
  /** False: narrowed to a list that the printing post is not on; the line shows its number and day alone. */
  readonly may_see: boolean
  readonly number_state: 'used' | 'cancelled'
  readonly cancel_reason: string | null
  readonly description: string | null
  readonly receivers: string | null
  readonly forwarded_on: string | null
  readonly received: string | null
  readonly result: string | null
  readonly reply_symbol: string | null
}

/** Rows of a printed book in order of number, in pages of 500: a book of any size prints in bounded memory. */
export async function* bookRows(
  tx: Tx,
  actor: Actor,
  bookId: string,
  range: { from?: string | undefined; to?: string | undefined },
): AsyncGenerator<PrintRow> {
  const { organizationId } = actor
  for (let last = 0; ; ) {
    const { rows } =
      await sql<PrintRow>`select ${columns}, n.number, n.document_id as number_document, n.state as number_state, n.reason as cancel_reason, d.description, e.result, e.reply_symbol,
        a.receivers, to_char(a.forwarded at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as forwarded_on,
        a.received, ${narrowingScope(actor, sql.ref('n.document_id'))} as may_see
      from records.numbers n
      left join incoming.entry e on e.organization_id = n.organization_id and e.document_id = n.document_id
      left join records.documents d on d.organization_id = n.organization_id and d.id = n.document_id
      cross join lateral (
        select string_agg(x.name, '; ' order by x.role desc, x.given_at) as receivers, min(x.given_at) as forwarded,
          string_agg(x.name || ' ' || to_char(x.received_at at time zone 'Asia/Ho_Chi_Minh', 'DD/MM'), '; ' order by x.received_at)
            filter (where x.received_at is not null) as received
        from incoming.assignment x
        where x.organization_id = n.organization_id and x.document_id = n.document_id and x.state <> 'withdrawn' and x.parent_id is null) a
      where n.organization_id = ${organizationId} and n.book_id = ${bookId} and n.number > ${last}
        and (n.document_id is null or e.document_id is not null)
        and (${range.from ?? null}::date is null or coalesce(e.arrival_date, (n.given_at at time zone 'Asia/Ho_Chi_Minh')::date) >= ${range.from ?? null}::date)
        and (${range.to ?? null}::date is null or coalesce(e.arrival_date, (n.given_at at time zone 'Asia/Ho_Chi_Minh')::date) <= ${range.to ?? null}::date)
      order by n.number limit 500`.execute(tx)
    yield* rows
    if (rows.length < 500) return
    last = rows.at(-1)!.number
  }
}
