/** All SQL of outgoing lists, counts and printed books: always through the actor's scope. */

import { type RawBuilder, sql } from 'kysely'
import { fold } from '#engines/vn-text/index.ts'
import { documentScope, narrowingScope } from '#modules/records/index.ts'
import type { Actor } from '#platform/action/index.ts'
import type { Input } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { decodeCursor, encodeCursor } from '#platform/db/index.ts'
import type { outgoing } from './contract.ts'
import type { OutgoingState } from './contract-shapes.ts'

type Query = Input<typeof outgoing.list>

export interface ListRow {
  readonly document_id: string
  readonly state: OutgoingState
  readonly mode: 'digital' | 'paper'
  readonly drafting_unit: string | null
  readonly drafter_name: string
  readonly signer_name: string | null
  readonly holder: string | null
  readonly due_date: string | null
  readonly state_at: Date
  readonly latest_version: number
  readonly returned_words: string | null
  readonly number: number | null
  readonly numbered_on: string | null
  readonly version: number
  readonly type_name: string
  readonly code_number: string | null
  readonly code_notation: string | null
  readonly issued_date: string | null
  readonly subject: string
  readonly urgency: number
}

const columns = sql`p.document_id, p.state, p.mode, p.drafting_unit, p.drafter_name, p.signer_name, p.holder, p.due_date, p.state_at,
  p.latest_version, p.returned_words, p.number, p.numbered_on, p.version,
  d.type_name, d.code_number, d.code_notation, d.issued_date, d.subject, d.urgency`
const from = sql`outgoing.paper p join records.documents d on d.organization_id = p.organization_id and d.id = p.document_id`

const has = (actor: Actor, role: string): boolean => actor.roles.includes(role)

/** What waits for this actor: his own step of the way, or his opinion. */
function waitsFor(actor: Actor, today: string): RawBuilder<unknown> {
  const mine = [sql`p.holder_post = ${actor.postId} and (p.state <> 'drafting' or p.returned_words is not null)`]
  if (has(actor, 'unit_head')) mine.push(sql`p.holder_unit = ${actor.unitId}`)
  if (has(actor, 'registry')) mine.push(sql`p.holder_role = 'registry'`)
  if (has(actor, 'chief_of_office') || has(actor, 'registry'))
    mine.push(
      has(actor, 'chief_of_office')
        ? sql`p.holder_role = 'form'`
        : sql`p.holder_role = 'form' and not exists (select 1 from people.post_directory c
            where c.organization_id = p.organization_id and 'chief_of_office' = any(c.roles) and c.valid_from <= ${today}::date
              and coalesce(c.valid_to, 'infinity') >= ${today}::date)`,
    )
  const unit = has(actor, 'unit_head') || has(actor, 'unit_clerk') ? actor.unitId : null
  mine.push(sql`exists (select 1 from outgoing.opinion o where o.organization_id = p.organization_id and o.document_id = p.document_id
    and o.state = 'asked' and (o.post_id = ${actor.postId} or o.unit_id = ${unit}::uuid)) and p.state in ('drafting', 'content_check', 'form_check', 'approval')`)
  return sql`(${sql.join(
    mine.map((one) => sql`(${one})`),
    sql` or `,
  )})`
}

function tabCondition(tab: Query['tab'], actor: Actor, today: string): RawBuilder<unknown> {
  switch (tab) {
    case 'mine':
      return sql`p.drafter_post = ${actor.postId} and p.state not in ('issued', 'abandoned', 'recalled')`
    case 'waiting':
      return waitsFor(actor, today)
    case 'doing':
      return sql`p.state in ('drafting', 'content_check', 'form_check', 'approval', 'approved', 'numbered')`
    case 'to-issue':
      return sql`(p.state in ('signed', 'sealed') or (p.state = 'approved' and p.mode = 'paper'))`
    case 'issued':
      return sql`p.state in ('issued', 'recalled')`
    default:
      return sql`true`
  }
}

const SORTS: Record<
  Query['sort'],
  {
    keys: readonly RawBuilder<unknown>[]
    isDown: boolean
    types: readonly string[]
    of: (row: ListRow) => (string | number | null)[]
  }
> = {
  '-moved': {
    keys: [sql`p.state_at`, sql`p.document_id`],
    isDown: true,
    types: ['timestamptz', 'uuid'],
    of: (r) => [r.state_at.toISOString(), r.document_id],
  },
  '-issued': {
    keys: [sql`coalesce(p.numbered_on, 'infinity')`, sql`coalesce(p.number, 0)`, sql`p.document_id`],
    isDown: true,
    types: ['date', 'int', 'uuid'],
    of: (r) => [r.numbered_on ?? 'infinity', r.number ?? 0, r.document_id],
  },
  issued: {
    keys: [sql`coalesce(p.numbered_on, 'infinity')`, sql`coalesce(p.number, 0)`, sql`p.document_id`],
    isDown: false,
    types: ['date', 'int', 'uuid'],
    of: (r) => [r.numbered_on ?? 'infinity', r.number ?? 0, r.document_id],
  },
  due: {
    keys: [sql`coalesce(p.due_date, 'infinity')`, sql`p.document_id`],
    isDown: false,
    types: ['date', 'uuid'],
    of: (r) => [r.due_date ?? 'infinity', r.document_id],
  },
}

/** Every word must stand in number, notation or subject, with or without diacritics. */
function words(q: string | undefined): RawBuilder<unknown> {
  const parts = fold(q ?? '')
    .split(/\s+/)
    .filter((part) => part !== '')
    .slice(0, 12)
  if (parts.length === 0) return sql`true`
  const like = (part: string) => `%${part.replace(/[\\%_]/g, (c) => `\\${c}`)}%`
  return sql`${sql.join(
    parts.map((part) => sql`d.folded like ${like(part)}`),
    sql` and `,
  )}`
}

export async function listPapers(
  tx: Tx,
  actor: Actor,
  query: Query,
  today: string,
): Promise<{ rows: ListRow[]; next: string | null }> {
  const sort = SORTS[query.sort]
  const cursor = decodeCursor(query.after, sort.keys.length)
  const after = cursor
    ? sql`(${sql.join(sort.keys)}) ${sql.raw(sort.isDown ? '<' : '>')} (${sql.join(
        cursor.map((value, i) => sql`${value}::${sql.raw(sort.types[i]!)}`),
      )})`
    : sql`true`
  const order = sql.join(sort.keys.map((key) => (sort.isDown ? sql`${key} desc` : key)))
  const { rows } = await sql<ListRow>`select ${columns} from ${from}
    where p.organization_id = ${actor.organizationId} and ${documentScope(actor, sql.ref('p.document_id'))}
      and ${tabCondition(query.tab, actor, today)} and ${words(query.q)}
      and ${query.state === undefined ? sql`true` : sql`p.state = ${query.state}`}
      and ${query.typeCode === undefined ? sql`true` : sql`d.type_code = ${query.typeCode}`}
      and ${query.unitId === undefined ? sql`true` : sql`p.drafting_unit_id = ${query.unitId}`}
      and ${query.urgency === undefined ? sql`true` : sql`d.urgency = ${query.urgency}`}
      and ${query.issuedFrom === undefined ? sql`true` : sql`p.numbered_on >= ${query.issuedFrom}`}
      and ${query.issuedTo === undefined ? sql`true` : sql`p.numbered_on <= ${query.issuedTo}`}
      and ${after}
    order by ${order} limit ${query.limit + 1}`.execute(tx)
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > query.limit && last ? encodeCursor(sort.of(last)) : null }
}

/** Counts of the tabs, each stopped at a cap. */
export async function countTabs(
  tx: Tx,
  actor: Actor,
  tabs: readonly Query['tab'][],
  today: string,
  cap: number,
): Promise<Record<string, number>> {
  const one = (tab: Query['tab']) => sql`(select count(*)::int from (select 1 from outgoing.paper p
    where p.organization_id = ${actor.organizationId} and ${documentScope(actor, sql.ref('p.document_id'))} and ${tabCondition(tab, actor, today)}
    limit ${cap + 1}) x)`
  const { rows } = await sql<{ counts: number[] }>`select array[${sql.join(tabs.map(one))}] as counts`.execute(tx)
  return Object.fromEntries(tabs.map((tab, i) => [tab, rows[0]!.counts[i]!]))
}

/** Which of these documents have gone out, by number's day. */
export async function issuedAmong(
  tx: Tx,
  organizationId: string,
  ids: readonly string[],
): Promise<{ documentId: string; issuedDate: string | null }[]> {
  const { rows } = await sql<{ documentId: string; issuedDate: string | null }>`
    select document_id as "documentId", numbered_on as "issuedDate" from outgoing.paper
    where organization_id = ${organizationId} and document_id = any(${ids as string[]}::uuid[]) and state = 'issued'
    order by numbered_on, document_id`.execute(tx)
  return rows
}

export interface PrintRow {
  readonly number: number
  /** Null: a number that a restore lost. */
  readonly document_id: string | null
  readonly may_see: boolean
  readonly number_state: 'used' | 'cancelled'
  readonly cancel_reason: string | null
  readonly state: OutgoingState | null
  readonly issued_date: string | null
  readonly code_number: string | null
  readonly code_notation: string | null
  readonly type_name: string | null
  readonly subject: string | null
  readonly signer_name: string | null
  readonly recipients: string | null
  readonly keeper: string | null
  readonly copies: number | null
  readonly sent_on: string | null
  readonly received: string | null
  readonly description: string | null
  readonly joint_with: string | null
  readonly book_title: string
}

/** Numbers given in the days, book by book in order of number, in pages of 500: a book of any size prints in bounded memory. */
export async function* registerRows(
  tx: Tx,
  actor: Actor,
  of: { bookId: string | null; from: string; to: string },
): AsyncGenerator<PrintRow> {
  const { organizationId } = actor
  for (let last: { title: string; book: string; number: number } | null = null; ; ) {
    const after: RawBuilder<unknown> = last
      ? sql`(b.title, b.id, n.number) > (${last.title}, ${last.book}::uuid, ${last.number}::int)`
      : sql`true`
    const { rows }: { rows: (PrintRow & { book_id: string })[] } = await sql<PrintRow & { book_id: string }>`
      select n.number, n.book_id, b.title as book_title, p.document_id, n.state as number_state, n.reason as cancel_reason, p.state,
        d.issued_date, d.code_number, d.code_notation, d.type_name, d.subject, p.signer_name, p.drafting_unit as keeper, d.description,
        (select string_agg(j ->> 'name', '; ') from jsonb_array_elements(p.joint_with) j) as joint_with,
        r.recipients, r.copies, to_char(coalesce(r.sent, p.issued_at) at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as sent_on, r.received,
        ${narrowingScope(actor, sql.ref('n.document_id'))} as may_see
      from records.numbers n
      join records.books b on b.organization_id = n.organization_id and b.id = n.book_id and b.direction = 'outgoing'
        and b.code <> 'outgoing-copy'
      left join outgoing.paper p on p.organization_id = n.organization_id and p.document_id = n.document_id
      left join records.documents d on d.organization_id = n.organization_id and d.id = n.document_id
      cross join lateral (select string_agg(x.recipient, '; ' order by x.position) as recipients, sum(x.copies)::int as copies,
          min(x.sent_at) as sent, string_agg(x.recipient || ' ' || to_char(x.received_at at time zone 'Asia/Ho_Chi_Minh', 'DD/MM'), '; ')
            filter (where x.received_at is not null) as received
        from outgoing.dispatch x where x.organization_id = n.organization_id and x.document_id = n.document_id) r
      where n.organization_id = ${organizationId} and ${of.bookId === null ? sql`true` : sql`n.book_id = ${of.bookId}`} and ${after}
        and coalesce(p.numbered_on, (n.given_at at time zone 'Asia/Ho_Chi_Minh')::date) between ${of.from}::date and ${of.to}::date
      order by b.title, b.id, n.number limit 500`.execute(tx)
    yield* rows
    const end = rows.at(-1)
    if (rows.length < 500 || !end) return
    last = { title: end.book_title, book: end.book_id, number: end.number }
  }
}

export interface PostalRow {
  readonly sent_on: string
  readonly code_number: string | null
  readonly code_notation: string | null
  readonly recipient: string
  readonly copies: number
  readonly receipt: string | null
  readonly may_see: boolean
}

/** What left by post or by hand in the days, in order of leaving. */
export async function* postalRows(tx: Tx, actor: Actor, of: { from: string; to: string }): AsyncGenerator<PostalRow> {
  for (let last: { at: string; id: string } | null = null; ; ) {
    const after: RawBuilder<unknown> = last
      ? sql`(x.sent_at, x.id) > (${last.at}::timestamptz, ${last.id}::uuid)`
      : sql`true`
    const { rows }: { rows: (PostalRow & { id: string; at: string })[] } = await sql<
      PostalRow & { id: string; at: string }
    >`
      select x.id, x.sent_at::text as at, to_char(x.sent_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as sent_on, d.code_number, d.code_notation,
        x.recipient, x.copies, x.receipt, ${narrowingScope(actor, sql.ref('x.document_id'))} as may_see
      from outgoing.dispatch x join records.documents d on d.organization_id = x.organization_id and d.id = x.document_id
      where x.organization_id = ${actor.organizationId} and x.sent_at is not null and x.channel in ('post', 'hand')
        and (x.sent_at at time zone 'Asia/Ho_Chi_Minh')::date between ${of.from}::date and ${of.to}::date and ${after}
      order by x.sent_at, x.id limit 500`.execute(tx)
    yield* rows
    const end = rows.at(-1)
    if (rows.length < 500 || !end) return
    last = { at: end.at, id: end.id }
  }
}
