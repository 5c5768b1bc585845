/** All SQL of copies: always through the scope of the document that was copied. */
import { type RawBuilder, sql } from 'kysely'
import { fold } from '#engines/vn-text/index.ts'
import { documentScope } from '#modules/records/index.ts'
import type { Actor } from '#platform/action/index.ts'
import { later, type Tx } from '#platform/db/index.ts'
import type { Copy } from './contract.ts'

export interface SignerBlock {
  readonly authority: readonly { readonly form: string; readonly of: string }[]
  readonly position: string | null
  readonly name: string
}

export interface CopyRow {
  readonly id: string
  readonly document_id: string
  readonly form: Copy['form']
  readonly way: Copy['way']
  readonly source_id: string | null
  readonly extract: string | null
  readonly asked_by: string
  readonly amount: number
  readonly recipients: string[]
  readonly note: string | null
  readonly signer: SignerBlock
  readonly signer_title: string
  readonly number: number
  readonly symbol: string
  readonly made_on: string
  readonly made_at: Date
  readonly made_by_name: string
  readonly component_id: string | null
  readonly series_id: string
  readonly void_reason: string | null
}

const columns = sql`c.id, c.document_id, c.form, c.way, c.source_id, c.extract, c.asked_by, c.amount, c.recipients, c.note, c.signer,
  c.signer_title, c.number, c.symbol, c.made_on, c.made_at, c.made_by_name, c.component_id, c.series_id, c.void_reason`

export interface Standing {
  readonly direction: 'incoming' | 'outgoing' | 'internal'
  readonly is_registered: boolean
  /** Of an outgoing document: null while it is not issued. */
  readonly state: 'issued' | 'recalled' | null
  readonly mode: 'digital' | 'paper' | null
  readonly sealed_id: string | null
}

/** What becomes of a document decides whether copies are made of it; null: none, or the actor may not see it. */
export async function standingOf(tx: Tx, actor: Actor, documentId: string): Promise<Standing | null> {
  const { rows } = await sql<Standing>`select d.direction, i.state, i.mode, i.sealed_id,
      exists (select 1 from records.numbers n where n.organization_id = d.organization_id and n.document_id = d.id and n.state = 'used') as is_registered
    from records.documents d left join outgoing.issued i on i.organization_id = d.organization_id and i.document_id = d.id
    where d.organization_id = ${actor.organizationId} and d.id = ${documentId} and ${documentScope(actor, sql.ref('d.id'))}`.execute(
    tx,
  )
  return rows[0] ?? null
}

export function insertCopy(
  tx: Tx,
  row: Omit<CopyRow, 'made_at' | 'void_reason'> & {
    organization_id: string
    book_id: string
    made_at: Date
    made_by: string
    request_key: string | null
  },
): void {
  later(tx, tx.insertInto('copies.copy').values({ ...row, signer: JSON.stringify(row.signer) }))
}

/** Copies of a document that the caller knows the actor may see. */
export async function copiesOf(tx: Tx, organizationId: string, documentId: string): Promise<CopyRow[]> {
  const { rows } = await sql<CopyRow>`select ${columns} from copies.copy c
    where c.organization_id = ${organizationId} and c.document_id = ${documentId} order by c.made_at desc, c.id`.execute(
    tx,
  )
  return rows
}

export async function findCopy(tx: Tx, actor: Actor, id: string): Promise<CopyRow | null> {
  const { rows } =
    await sql<CopyRow>`select ${columns} from copies.copy c where c.organization_id = ${actor.organizationId}
    and c.id = ${id} and ${documentScope(actor, sql.ref('c.document_id'))}`.execute(tx)
  return rows[0] ?? null
}

/** Gives a copy up. @returns false when somebody was quicker */
export async function voidCopy(
  tx: Tx,
  row: { organizationId: string; id: string; reason: string; now: Date; byName: string },
): Promise<boolean> {
  const done =
    await sql`update copies.copy set voided_at = ${row.now}, void_reason = ${row.reason}, voided_by_name = ${row.byName}
    where organization_id = ${row.organizationId} and id = ${row.id} and voided_at is null`.execute(tx)
  return Number(done.numAffectedRows ?? 0) === 1
}

export async function earlierCopy(
  tx: Tx,
  organizationId: string,
  requestKey: string,
): Promise<{ id: string; symbol: string; number: number } | null> {
  const { rows } = await sql<{ id: string; symbol: string; number: number }>`select id, symbol, number from copies.copy
    where organization_id = ${organizationId} and request_key = ${requestKey}`.execute(tx)
  return rows[0] ?? null
}

export interface ListedCopy extends CopyRow {
  readonly type_name: string
  readonly document_symbol: string | null
  readonly subject: string
  readonly direction: 'incoming' | 'outgoing' | 'internal'
}

const listedColumns = sql`${columns}, d.type_name, records.symbol(d.code_number, d.code_notation) as document_symbol, d.subject, d.direction`
const listedFrom = sql`copies.copy c join records.documents d on d.organization_id = c.organization_id and d.id = c.document_id`

/** Newest first. @param after day and number of the last one shown */
export async function listCopies(
  tx: Tx,
  actor: Actor,
  of: { q?: string | undefined; form?: string | undefined; after: [string, number] | null; limit: number },
): Promise<ListedCopy[]> {
  const parts = fold(of.q ?? '')
    .split(/\s+/)
    .filter((part) => part !== '')
    .slice(0, 12)
  const like = (part: string) => `%${part.replace(/[\\%_]/g, (c) => `\\${c}`)}%`
  const words: RawBuilder<unknown> =
    parts.length === 0
      ? sql`true`
      : sql`(${sql.join(
          parts.map((part) => sql`(d.folded like ${like(part)} or lower(c.symbol) like ${like(part)})`),
          sql` and `,
        )})`
  const { rows } = await sql<ListedCopy>`select ${listedColumns} from ${listedFrom}
    where c.organization_id = ${actor.organizationId} and ${documentScope(actor, sql.ref('c.document_id'))} and ${words}
      and ${of.form ? sql`c.form = ${of.form}` : sql`true`}
      and ${of.after ? sql`(c.made_on, c.number) < (${of.after[0]}::date, ${of.after[1]}::int)` : sql`true`}
    order by c.made_on desc, c.number desc limit ${of.limit}`.execute(tx)
  return rows
}

export interface RegisterCopy extends ListedCopy {
  readonly may_see: boolean
}

/** Copies of the days in order of number, in pages of 500: the book stays whole, what is kept from the printing post is not told. */
export async function* registerCopies(
  tx: Tx,
  actor: Actor,
  of: { from: string; to: string },
): AsyncGenerator<RegisterCopy> {
  for (let last: { on: string; number: number } | null = null; ; ) {
    const after: RawBuilder<unknown> = last
      ? sql`(c.made_on, c.number) > (${last.on}::date, ${last.number}::int)`
      : sql`true`
    const { rows }: { rows: RegisterCopy[] } = await sql<RegisterCopy>`
      select ${listedColumns}, ${documentScope(actor, sql.ref('c.document_id'))} as may_see from ${listedFrom}
      where c.organization_id = ${actor.organizationId} and c.made_on between ${of.from}::date and ${of.to}::date and ${after}
      order by c.made_on, c.number limit 500`.execute(tx)
    yield* rows
    const end = rows.at(-1)
    if (rows.length < 500 || !end) return
    last = { on: end.made_on, number: end.number }
  }
}
