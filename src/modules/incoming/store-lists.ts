/** All SQL of incoming lists and counts: always through the actor's scope. Printed books: store-printed.ts. */
import { type RawBuilder, sql } from 'kysely'
import { fold } from '#engines/vn-text/index.ts'
import { documentScope, seesAll, sizeOf } from '#modules/records/index.ts'
import type { Actor } from '#platform/action/index.ts'
import type { Input } from '#platform/contract/index.ts'
import { decodeCursor, encodeCursor, planAnew, planOnce, type Tx } from '#platform/db/index.ts'
import type { IncomingState, incoming } from './contract.ts'
import { find, type Newest, readName, readTyped, readWhole, type Wanted, wordPattern } from './finder.ts'

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

export const columns = sql`e.document_id, e.arrival_number, e.arrival_suffix, e.arrival_date, e.period, e.state, e.due_date, e.holder, e.component_count, e.version, e.reminder_count, e.reminded_at,
  d.type_name, d.code_number, d.code_notation, d.issued_date, d.issuer_name, d.subject, d.urgency`
const from = sql`incoming.entry e join records.documents d on d.organization_id = e.organization_id and d.id = e.document_id`
/** To each row in its turn, for as long as rows are wanted: never the whole table beforehand, as a planner would that holds words for cheap. */
const itsDocument = sql`cross join lateral (select d.* from records.documents d where d.organization_id = e.organization_id and d.id = e.document_id offset 0) d`
const itsEntry = sql`cross join lateral (select e.* from incoming.entry e where e.organization_id = d.organization_id and e.document_id = d.id offset 0) e`

/** So many answers of the index of words are sorted as they are; with more, the list is walked in its order until the page is full. */
const FEW = 5_000
/** The same where the list is met by its newest answers, of which there are enough long before. */
const FEW_NEWEST = 2_000
/** So many rows of one state or some days are cheaper sorted than met on a walk in another order. */
const FEW_ENTRIES = 20_000

type Typed = Pick<Wanted, 'words' | 'beginnings'>
/** Ids of documents as SQL: what is found inside the database stays there. Its value null: more than few. */
type Ids = RawBuilder<readonly string[] | null>

const isNumber = (text: string): boolean => /^\d{1,9}$/.test(text)
const isOfDocument = (query: Query): boolean => query.sort.endsWith('issuer') || query.sort.endsWith('issued')

/** Documents that the index has for what is typed, for an issuer, a type, an urgency, a unit, and for whoever sees little; null: nothing of it is asked. */
async function fewOf(tx: Tx, actor: Actor, query: Query, typed: Typed, newest: Newest | null): Promise<Ids | null> {
  // A number may be that of arrival, which the index does not have. Beside other words they decide; alone it is looked up there too.
  const numbers = typed.words.filter(isNumber)
  const isNumbersAlone = numbers.length > 0 && numbers.length === typed.words.length && typed.beginnings.length === 0
  const [issuer, type] = [readName(query.issuer ?? ''), readWhole(query.typeName ?? '')]
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
  const found = isAsked || !seesAll(actor) ? await find(tx, actor, wanted, newest ? FEW_NEWEST : FEW, newest) : null
  if (!found || !isNumbersAlone) return found
  return sql`(select case when f.ids is not null then f.ids || array(select n.document_id from incoming.entry n
    where n.organization_id = ${actor.organizationId} and n.arrival_number = any(${numbers.map(Number)}::int[]) limit ${FEW}) end
    from (select ${found} as ids offset 0) f)`
}

/** Entries of a tab, a deadline or some days, where the list runs in another order; null: nothing of it is asked. */
function fewEntries(actor: Actor, query: Query, today: string): Ids | null {
  const { tab, sort, dueTo, arrivedFrom, arrivedTo } = query
  const isOpenTab = tab !== 'all' && tab !== 'completed'
  const isOfDays = arrivedFrom !== undefined || arrivedTo !== undefined
  if (sort.endsWith('arrival') || !(isOfDays || isOpenTab || dueTo)) return null
  const conditions = [
    sql`e.organization_id = ${actor.organizationId}`,
    ...(isOpenTab ? [tabCondition(tab, today)] : []),
    ...(dueTo ? [sql`e.due_date <= ${dueTo} and ${OPEN}`] : []),
    ...(arrivedFrom ? [sql`e.arrival_date >= ${arrivedFrom}`] : []),
    ...(arrivedTo ? [sql`e.arrival_date <= ${arrivedTo}`] : []),
  ]
  // By deadline the walk is short as well, where they are not few.
  const most = sort.endsWith('due') ? FEW : FEW_ENTRIES
  return sql`(select case when count(*) <= ${most} then coalesce(array_agg(x.id), '{}') end from (
    select e.document_id as id from incoming.entry e where ${sql.join(conditions, sql` and `)} limit ${most + 1}) x)`
}

/** In `coalesce` the planner does not take words for rare: what is walked has been found to be frequent (`fewOf`). */
const hasWord = (word: string, isWhole: boolean): RawBuilder<unknown> =>
  sql`coalesce(d.folded ~ ${wordPattern(word, isWhole)}${isNumber(word) ? sql` or e.arrival_number::text = ${word}` : sql``}, false)`

/** What is asked of the document, looked at row by row. */
function ofDocument(query: Query, typed: Typed): RawBuilder<unknown>[] {
  const conditions = [
    ...typed.words.map((word) => hasWord(word, true)),
    ...typed.beginnings.map((word) => hasWord(word, false)),
  ]
  if (query.typeName) conditions.push(sql`coalesce(d.type_name = ${query.typeName}, false)`)
  if (query.issuer)
    conditions.push(sql`coalesce(d.folded like ${`%${fold(query.issuer).replace(/[\\%_]/g, '\\$&')}%`}, false)`)
  if (query.urgency !== undefined) conditions.push(sql`coalesce(d.urgency = ${query.urgency}, false)`)
  // On the way: a join would begin with everything that the unit was ever given.
  if (query.unitId)
    conditions.push(sql`coalesce((select true from records.grants g where g.organization_id = e.organization_id
      and g.document_id = e.document_id and g.grantee_kind = 'unit' and g.grantee_id = ${query.unitId} limit 1), false)`)
  return conditions
}

/** What is asked of the entry itself. */
function ofEntry(actor: Actor, query: Query, today: string): RawBuilder<unknown>[] {
  const conditions = [sql`e.organization_id = ${actor.organizationId}`, tabCondition(query.tab, today)]
  if (query.period) conditions.push(sql`e.period = ${query.period}`)
  if (query.arrivedFrom) conditions.push(sql`e.arrival_date >= ${query.arrivedFrom}`)
  if (query.arrivedTo) conditions.push(sql`e.arrival_date <= ${query.arrivedTo}`)
  if (query.dueTo) conditions.push(sql`e.due_date <= ${query.dueTo} and ${OPEN}`)
  return conditions
}

const and = (conditions: readonly RawBuilder<unknown>[]) => sql.join(conditions, sql` and `)

/**
 * How many of the first rows of the list are looked at before the index is asked: frequent words are met there. A fortieth of what the
 * office has, in few steps: it stands in the statement.
 */
const nearOf = (size: number): number => (size < 2_000 ? 0 : Math.min(1_024, 2 ** Math.floor(Math.log2(size / 40))))

/**
 * One page by key: the next page costs what the first one does, and a filter what its answers cost, not what the register holds. Frequent
 * words and types are met among the first rows of the list; few answers are found by their index and sorted; what lies between is walked.
 */
export async function listEntries(
  tx: Tx,
  actor: Actor,
  query: Query,
  today: string,
): Promise<{ rows: ListRow[]; next: string | null }> {
  const order = SORTS[query.sort]
  const typed = readTyped(query.q ?? '')
  const cursor = decodeCursor(query.after, order.keys.length)
  const by = (keys: readonly RawBuilder<unknown>[]) =>
    sql.join(keys.map((key) => (order.isDown ? sql`${key} desc` : key)))
  const after = (keys: readonly RawBuilder<unknown>[]): RawBuilder<unknown>[] =>
    cursor
      ? [
          sql`(${sql.join(keys)}) ${order.isDown ? sql`<` : sql`>`} (${sql.join(
            cursor.map((value, i) => sql`${value}::${sql.raw(order.types[i]!)}`),
          )})`,
        ]
      : []
  const [onEntry, onDocument] = [ofEntry(actor, query, today), ofDocument(query, typed)]
  const scope = documentScope(actor, sql.ref('e.document_id'))
  const most = query.limit + 1
  const rounded = sql.lit(Math.ceil(most / 51) * 51)
  const answer = (rows: ListRow[]) => {
    const page = rows.slice(0, query.limit)
    return { rows: page, next: rows.length > query.limit ? encodeCursor(order.of(page.at(-1)!)) : null }
  }

  // The list as it opens, where nothing but words is asked: what arrived last fills the page, as a rule; numbers alone go by all years.
  const newest: Newest | null =
    query.sort === '-arrival' && onEntry.length === 2 && query.tab === 'all' && !typed.words.some(isNumber)
      ? { enough: 2 * most, until: cursor ? String(cursor[0]) : null }
      : null
  const few = await fewOf(tx, actor, query, typed, newest)
  // Looked at by keys and in the list's order: ways that are the same whatever is asked. The walk at the end is not.
  planOnce(tx)
  if (few) {
    const keys = isOfDocument(query) ? [...order.keys.slice(0, -1), sql`d.id`] : order.keys
    const own = sql`organization_id = ${actor.organizationId}`
    const among = async (first: number): Promise<ListRow[]> => {
      const source = isOfDocument(query)
        ? sql`(select d.* from records.documents d where ${and([sql`d.${own}`, ...after(keys)])} order by ${by(keys)} limit ${sql.lit(first)}) d ${itsEntry}`
        : sql`(select e.* from incoming.entry e where ${and([sql`e.${own}`, ...after(keys)])} order by ${by(keys)} limit ${sql.lit(first)}) e ${itsDocument}`
      const { rows } = await sql<ListRow>`select ${columns} from ${source}
        where ${and([...onEntry, ...onDocument, scope])} order by ${by(order.keys)} limit ${rounded}`.execute(tx)
      return rows
    }
    const near = nearOf(await sizeOf(tx, actor.organizationId))
    let rows = near >= most ? await among(near) : []
    // A sixth of the page: the rest is not far.
    if (rows.length < most && rows.length > most / 6)
      rows = await among(near * Math.min(8, 2 ** Math.ceil(Math.log2((1.5 * most) / rows.length))))
    if (rows.length >= most) return answer(rows)
  }

  const entries = fewEntries(actor, query, today)
  // Sorted by the keys alone; the rows themselves, and what is asked of their words, are looked at until the page is full.
  const names = order.keys.map((_, i) => sql.ref(`k.k${i}`))
  const keyed = sql.join(order.keys.map((key, i) => sql`${key} as ${sql.ref(`k${i}`)}`))
  const sorted = (ids: Ids) => sql<ListRow & { n: number | null }>`
    with c as materialized (select ${ids} as ids)
    select cardinality(c.ids) as n, r.* from c left join lateral (
      select ${columns} from (
        select ${keyed} from (select distinct unnest(c.ids) as id) i
        join incoming.entry e on e.document_id = i.id
        ${isOfDocument(query) ? sql`join records.documents d on d.organization_id = e.organization_id and d.id = e.document_id` : sql``}
        where ${and([...onEntry, ...after(order.keys)])} order by ${by(order.keys)} offset 0) k
      cross join lateral (select e.* from incoming.entry e where e.organization_id = ${actor.organizationId} and e.document_id = ${names.at(-1)} offset 0) e
      ${itsDocument} where ${and([...onDocument, scope])} order by ${by(names)} limit ${rounded}) r on true`
  for (const wanted of newest ? [newest, null] : [null]) {
    const found = wanted === newest ? few : await fewOf(tx, actor, query, typed, wanted)
    const ids = found && entries ? sql<readonly string[] | null>`coalesce(${found}, ${entries})` : (found ?? entries)
    if (!ids) break
    const { rows } = await sorted(ids).execute(tx)
    const { n } = rows[0]!
    if (n === null) break
    const listed = rows.filter((row) => row.document_id !== null)
    // Of the last ones only, and they did not fill the page: then all are asked for.
    if (listed.length >= most || wanted === null || n < wanted.enough) return answer(listed)
  }

  // Where nothing is asked but the order, its index is the right one for everybody; how few are wanted is said to the planner.
  if (onDocument.length > 0 || onEntry.length > 2 || query.tab !== 'all') planAnew(tx)
  const { rows } = await sql<ListRow>`select ${columns} from ${
    onDocument.length === 0 && !isOfDocument(query)
      ? sql`(select e.* from incoming.entry e where ${and([...onEntry, scope, ...after(order.keys)])}
          order by ${by(order.keys)} limit ${rounded}) e join records.documents d on d.organization_id = e.organization_id and d.id = e.document_id`
      : sql`${from} where ${and([...onEntry, ...onDocument, scope, ...after(order.keys)])}`
  } order by ${by(order.keys)} limit ${rounded}`.execute(tx)
  return answer(rows)
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
  const tabs = ['registered', 'submitted', 'doing', 'overdue', 'completed', 'all'] as const
  const few = seesAll(actor)
    ? null
    : await find(tx, actor, { words: [], beginnings: [], urgency: null, unitId: null }, FEW, null)
  const scope = and([sql`e.organization_id = ${actor.organizationId}`, documentScope(actor, sql.ref('e.document_id'))])
  if (few) {
    const { rows } = await sql<Record<string, number> & { is_many: boolean }>`
      with c as materialized (select ${few} as ids)
      select (select ids is null from c) as is_many, ${sql.join(
        tabs.map(
          (tab) => sql`least(${cap}, count(*) filter (where ${tabCondition(tab, today)}))::int as ${sql.ref(tab)}`,
        ),
      )}
      from c cross join lateral (select distinct unnest(c.ids) as id) i join incoming.entry e on e.document_id = i.id where ${scope}`.execute(
      tx,
    )
    const { is_many, ...counts } = rows[0]!
    if (!is_many) return counts
  }
  const { rows } = await sql<Record<string, number>>`select ${sql.join(
    tabs.map(
      (tab) => sql`(select count(*)::int from (select 1 from incoming.entry e
        where ${scope} and ${tabCondition(tab, today)} limit ${cap}) x) as ${sql.ref(tab)}`,
    ),
  )}`.execute(tx)
  return rows[0]!
}
