/** All SQL of printed books of incoming documents. */
import { sql } from 'kysely'
import { narrowingScope } from '#modules/records/index.ts'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { columns, type ListRow } from './store-lists.ts'

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
