/** All SQL of archive copies and their use: always through the scope of the issued document. */
import { type RawBuilder, sql } from 'kysely'
import { fold } from '#engines/vn-text/index.ts'
import { documentScope, narrowingScope } from '#modules/records/index.ts'
import type { Actor } from '#platform/action/index.ts'
import { later, type Tx } from '#platform/db/index.ts'
import type { KeptRow } from './kept-contract.ts'

export interface KeptLine {
  readonly document_id: string
  readonly state: KeptRow['state']
  readonly symbol: string | null
  readonly issued_date: string | null
  readonly type_name: string
  readonly subject: string
  readonly unit: string | null
  readonly is_recalled: boolean
  readonly book_id: string
  readonly book: string
  readonly number: number
  readonly place: string | null
  readonly received_on: string | null
  readonly loan_id: string | null
  readonly taken_on: string | null
  readonly borrower: string | null
  readonly loan_unit: string | null
  readonly purpose: string | null
  readonly file_symbol: string | null
  readonly permitted_by: string | null
  readonly due_on: string | null
  readonly loan_note: string | null
  readonly may_see: boolean
}

const state = sql`case when l.id is not null then 'lent' when k.document_id is not null then 'kept' when i.mode = 'digital' then 'electronic' else 'missing' end`
const lines = (
  actor: Actor,
) => sql`select i.document_id, ${state} as state, records.symbol(d.code_number, d.code_notation) as symbol, d.issued_date,
    d.type_name, d.subject, i.drafting_unit as unit, i.state = 'recalled' as is_recalled, i.book_id, b.title as book, i.number, k.place, k.received_on,
    l.id as loan_id, l.taken_on, l.borrower, l.unit as loan_unit, l.purpose, l.file_symbol, l.permitted_by, l.due_on, l.note as loan_note,
    ${narrowingScope(actor, sql.ref('i.document_id'))} as may_see
  from outgoing.issued i
  join records.documents d on d.organization_id = i.organization_id and d.id = i.document_id
  join records.books b on b.organization_id = i.organization_id and b.id = i.book_id
  left join copies.kept k on k.organization_id = i.organization_id and k.document_id = i.document_id
  left join copies.loan l on l.organization_id = i.organization_id and l.document_id = i.document_id and l.returned_on is null`

export type KeptKey = readonly [title: string, bookId: string, number: number]

/** In register order: book by book, number by number. */
export async function listKept(
  tx: Tx,
  actor: Actor,
  of: {
    book?: string | undefined
    state?: string | undefined
    q?: string | undefined
    days?: { from: string; to: string } | undefined
    after: KeptKey | null
    limit: number
    /** A printed book stays whole. */
    isWhole?: boolean
  },
): Promise<KeptLine[]> {
  const parts = fold(of.q ?? '')
    .split(/\s+/)
    .filter((part) => part !== '')
    .slice(0, 12)
  const like = (part: string) => `%${part.replace(/[\\%_]/g, (c) => `\\${c}`)}%`
  const words: RawBuilder<unknown> =
    parts.length === 0
      ? sql`true`
      : sql.join(
          parts.map((part) => sql`d.folded like ${like(part)}`),
          sql` and `,
        )
  const { rows } = await sql<KeptLine>`${lines(actor)}
    where i.organization_id = ${actor.organizationId} and ${of.isWhole ? sql`true` : documentScope(actor, sql.ref('i.document_id'))}
      and ${of.book ? sql`i.book_id = ${of.book}` : sql`true`} and ${of.state ? sql`${state} = ${of.state}` : sql`true`} and ${words}
      and ${of.days ? sql`i.numbered_on between ${of.days.from}::date and ${of.days.to}::date` : sql`true`}
      and ${of.after ? sql`(b.title, i.book_id, i.number) > (${of.after[0]}, ${of.after[1]}::uuid, ${of.after[2]}::int)` : sql`true`}
    order by b.title, i.book_id, i.number limit ${of.limit}`.execute(tx)
  return rows
}

/** One issued document that the actor may see, its archive copy locked by its row once it is kept. */
export async function findKept(tx: Tx, actor: Actor, documentId: string): Promise<KeptLine | null> {
  await sql`select 1 from copies.kept where organization_id = ${actor.organizationId} and document_id = ${documentId} for update`.execute(
    tx,
  )
  const { rows } = await sql<KeptLine>`${lines(actor)}
    where i.organization_id = ${actor.organizationId} and i.document_id = ${documentId} and ${documentScope(actor, sql.ref('i.document_id'))}`.execute(
    tx,
  )
  return rows[0] ?? null
}

/** @returns false when somebody was quicker */
export async function insertKept(
  tx: Tx,
  row: {
    organization_id: string
    document_id: string
    place: string | null
    note: string | null
    received_on: string
    received_at: Date
    received_by: string
    received_by_name: string
  },
): Promise<boolean> {
  const done = await tx
    .insertInto('copies.kept')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(done.numInsertedOrUpdatedRows ?? 0) === 1
}

export interface LoanRow {
  readonly id: string
  readonly document_id: string
  readonly taken_on: string
  readonly borrower: string
  readonly unit: string | null
  readonly purpose: string | null
  readonly file_symbol: string | null
  readonly permitted_by: string
  readonly due_on: string | null
  readonly returned_on: string | null
  readonly note: string | null
}

export function insertLoan(
  tx: Tx,
  row: Omit<LoanRow, 'returned_on'> & { organization_id: string; lent_at: Date; lent_by: string; lent_by_name: string },
): void {
  later(tx, tx.insertInto('copies.loan').values(row))
}

export async function findLoan(tx: Tx, actor: Actor, id: string): Promise<LoanRow | null> {
  const { rows } =
    await sql<LoanRow>`select l.id, l.document_id, l.taken_on, l.borrower, l.unit, l.purpose, l.file_symbol, l.permitted_by,
      l.due_on, l.returned_on, l.note from copies.loan l
    where l.organization_id = ${actor.organizationId} and l.id = ${id} and ${documentScope(actor, sql.ref('l.document_id'))} for update of l`.execute(
      tx,
    )
  return rows[0] ?? null
}

export async function endLoan(
  tx: Tx,
  row: { organizationId: string; id: string; returnedOn: string; note: string | null; byName: string },
): Promise<void> {
  await sql`update copies.loan set returned_on = ${row.returnedOn}, note = coalesce(${row.note}, note), returned_to_name = ${row.byName}
    where organization_id = ${row.organizationId} and id = ${row.id} and returned_on is null`.execute(tx)
}

export interface UsedRow extends LoanRow {
  readonly symbol: string | null
  readonly issued_date: string | null
  readonly type_name: string
  readonly subject: string
  readonly may_see: boolean
}

/** Uses of archive copies that began in the days, in their order, in pages of 500. */
export async function* usesOf(tx: Tx, actor: Actor, of: { from: string; to: string }): AsyncGenerator<UsedRow> {
  for (let last: { on: string; id: string } | null = null; ; ) {
    const after: RawBuilder<unknown> = last ? sql`(l.taken_on, l.id) > (${last.on}::date, ${last.id}::uuid)` : sql`true`
    const { rows }: { rows: UsedRow[] } = await sql<UsedRow>`
      select l.id, l.document_id, l.taken_on, l.borrower, l.unit, l.purpose, l.file_symbol, l.permitted_by, l.due_on, l.returned_on, l.note,
        records.symbol(d.code_number, d.code_notation) as symbol, d.issued_date, d.type_name, d.subject,
        ${narrowingScope(actor, sql.ref('l.document_id'))} as may_see
      from copies.loan l join records.documents d on d.organization_id = l.organization_id and d.id = l.document_id
      where l.organization_id = ${actor.organizationId} and l.taken_on between ${of.from}::date and ${of.to}::date and ${after}
      order by l.taken_on, l.id limit 500`.execute(tx)
    yield* rows
    const end = rows.at(-1)
    if (rows.length < 500 || !end) return
    last = { on: end.taken_on, id: end.id }
  }
}
