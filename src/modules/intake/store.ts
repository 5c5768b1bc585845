/** All SQL of the tray. */
import { sql } from 'kysely'
import { narrowingScope, waitingScope } from '#modules/records/index.ts'
import type { Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { IntakeItem } from './contract.ts'
import { trayUnit } from './policy.ts'

export type ItemState = IntakeItem['state'] | 'joined'

export interface ItemRow {
  readonly id: string
  readonly state: ItemState
  readonly source: IntakeItem['source']
  readonly title: string | null
  readonly quarantine: string | null
  readonly size: number | null
  readonly into_item: string | null
  readonly into_document: string | null
  readonly role: 'main' | 'attachment' | null
  readonly words: { vi: string; en: string } | null
  readonly suggestion: unknown
  readonly overruled_reason: string | null
  readonly document_id: string | null
  readonly unit_id: string | null
  readonly unit_name: string | null
  readonly version: number
  readonly created_at: Date
  readonly created_by: string
  readonly created_by_name: string
  readonly component_ids: string[]
  readonly vouched: IntakeItem['vouched']
}

/** The tray an item lies in, as `insertItem` and `moveItem` take it. */
export function unitOf(row: Pick<ItemRow, 'unit_id' | 'unit_name'>): { id: string; name: string } | null {
  return row.unit_id ? { id: row.unit_id, name: row.unit_name ?? '' } : null
}

const columns = sql`i.id, i.state, i.source, i.title, i.quarantine, i.size, i.into_item, i.into_document, i.role, i.words, i.suggestion,
  i.overruled_reason, i.document_id, i.unit_id, i.unit_name, i.version, i.created_at, i.created_by, i.created_by_name, i.vouched,
  array(select ic.component_id from intake.item_component ic
    where ic.organization_id = i.organization_id and ic.item_id = i.id order by ic.component_id) as component_ids`

export async function insertItem(
  tx: Tx,
  row: {
    organizationId: string
    id: string
    state: ItemState
    source: IntakeItem['source']
    title: string | null
    quarantine?: string | null
    size?: number | null
    intoItem?: string | null
    intoDocument?: string | null
    role?: 'main' | 'attachment' | null
    unit?: { id: string; name: string } | null
    now: Date
    createdBy: string
    createdByName: string
    vouched?: IntakeItem['vouched']
  },
): Promise<void> {
  await tx
    .insertInto('intake.item')
    .values({
      organization_id: row.organizationId,
      id: row.id,
      state: row.state,
      source: row.source,
      title: row.title,
      quarantine: row.quarantine ?? null,
      size: row.size ?? null,
      into_item: row.intoItem ?? null,
      into_document: row.intoDocument ?? null,
      role: row.role ?? null,
      unit_id: row.unit?.id ?? null,
      unit_name: row.unit?.name ?? null,
      created_at: row.now,
      created_by: row.createdBy,
      created_by_name: row.createdByName,
      vouched: row.vouched ? JSON.stringify(row.vouched) : null,
    })
    .execute()
}

/** An item by id, whoever asks: for jobs. People go through `findOwnItem`. */
export async function findItem(
  tx: Tx,
  organizationId: string,
  id: string,
  lock: 'lock' | 'look' = 'look',
): Promise<ItemRow | null> {
  const { rows } = await sql<ItemRow>`select ${columns} from intake.item i
    where i.organization_id = ${organizationId} and i.id = ${id} ${lock === 'lock' ? sql`for update` : sql``}`.execute(
    tx,
  )
  return rows[0] ?? null
}

/** An item of a tray that this actor works; another's answers like a missing one. */
export async function findOwnItem(
  tx: Tx,
  actor: Actor,
  id: string,
  lock: 'lock' | 'look' = 'look',
): Promise<ItemRow | null> {
  const { rows } = await sql<ItemRow>`select ${columns} from intake.item i
    where i.organization_id = ${actor.organizationId} and i.id = ${id} and ${waitingScope(actor, sql.ref('i.unit_id'))}
    ${lock === 'lock' ? sql`for update` : sql``}`.execute(tx)
  return rows[0] ?? null
}

/** Items of the actor's own tray, or (for the agency registry) those that wait at units. */
export async function listItems(
  tx: Tx,
  actor: Actor,
  states: readonly string[],
  tray: 'own' | 'units',
): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`select ${columns} from intake.item i
    where i.organization_id = ${actor.organizationId} and ${waitingScope(actor, sql.ref('i.unit_id'))}
      and i.unit_id is ${tray === 'own' ? sql`not distinct from` : sql`distinct from`} ${trayUnit(actor)}
      and i.state = any(${states as string[]}) and i.into_document is null
    order by i.created_at, i.id limit 500`.execute(tx)
  return rows
}

/** Moves an item from a state and version. @returns the new version, or null when somebody was quicker */
export async function moveItem(
  tx: Tx,
  organizationId: string,
  id: string,
  move: {
    from: readonly ItemState[]
    version?: number
    to: ItemState
    title?: string | null
    words?: { vi: string; en: string } | null
    suggestion?: unknown
    quarantine?: string | null
    overruled?: string
    reason?: string
    documentId?: string
    unit?: { id: string; name: string } | null
  },
): Promise<number | null> {
  const { rows } = await sql<{ version: number }>`update intake.item set state = ${move.to}, version = version + 1
      ${move.title === undefined ? sql`` : sql`, title = ${move.title}`}
      ${move.words === undefined ? sql`` : sql`, words = ${move.words === null ? null : JSON.stringify(move.words)}::jsonb`}
      ${move.suggestion === undefined ? sql`` : sql`, suggestion = ${move.suggestion === null ? null : JSON.stringify(move.suggestion)}::jsonb`}
      ${move.quarantine === undefined ? sql`` : sql`, quarantine = ${move.quarantine}`}
      ${move.overruled === undefined ? sql`` : sql`, overruled_reason = ${move.overruled}`}
      ${move.reason === undefined ? sql`` : sql`, discard_reason = ${move.reason}`}
      ${move.unit === undefined ? sql`` : sql`, unit_id = ${move.unit?.id ?? null}, unit_name = ${move.unit?.name ?? null}`}
      ${move.documentId === undefined ? sql`` : sql`, document_id = ${move.documentId}`}
    where organization_id = ${organizationId} and id = ${id} and state = any(${move.from as string[]})
      ${move.version === undefined ? sql`` : sql`and version = ${move.version}`}
    returning version`.execute(tx)
  return rows[0]?.version ?? null
}

export async function addComponents(
  tx: Tx,
  organizationId: string,
  itemId: string,
  componentIds: readonly string[],
): Promise<void> {
  for (const componentId of componentIds)
    await sql`insert into intake.item_component (organization_id, item_id, component_id) values (${organizationId}, ${itemId}, ${componentId})
      on conflict (organization_id, component_id) do update set item_id = excluded.item_id`.execute(tx)
}

export async function dropComponent(
  tx: Tx,
  organizationId: string,
  itemId: string,
  componentId: string,
): Promise<void> {
  await sql`delete from intake.item_component
    where organization_id = ${organizationId} and item_id = ${itemId} and component_id = ${componentId}`.execute(tx)
}

/** Components of an item, for the duplicate check before registering. */
export async function intakeComponents(tx: Tx, organizationId: string, itemId: string): Promise<string[]> {
  const { rows } = await sql<{ component_id: string }>`select component_id from intake.item_component
    where organization_id = ${organizationId} and item_id = ${itemId}`.execute(tx)
  return rows.map((row) => row.component_id)
}

/** Lets go of documents that no longer stand. */
export async function forgetDocuments(tx: Tx, organizationId: string, ids: readonly string[]): Promise<void> {
  await sql`update intake.item set state = 'discarded', discard_reason = 'undo', document_id = null, version = version + 1
    where organization_id = ${organizationId} and (document_id = any(${ids as string[]}) or into_document = any(${ids as string[]}))`.execute(
    tx,
  )
}

/** Among items those whose document is narrowed to a list without this actor. */
export async function itemsOfNarrowed(tx: Tx, actor: Actor, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select i.id from intake.item i
    where i.organization_id = ${actor.organizationId} and i.id = any(${ids as string[]}::uuid[])
      and i.document_id is not null and not ${narrowingScope(actor, sql.ref('i.document_id'))}`.execute(tx)
  return rows.map((row) => row.id)
}

/** Files on their way into an item: they come into no tray. @returns their names in quarantine */
export async function discardWaiting(
  tx: Tx,
  organizationId: string,
  itemId: string,
  reason: string,
): Promise<string[]> {
  const { rows } = await sql<{ name: string | null }>`with old as (select id, quarantine from intake.item
      where organization_id = ${organizationId} and into_item = ${itemId} and state in ('screening', 'failed', 'refused') for update)
    update intake.item i set state = 'discarded', discard_reason = ${reason}, quarantine = null, version = version + 1
    from old where i.organization_id = ${organizationId} and i.id = old.id returning old.quarantine as name`.execute(tx)
  return rows.flatMap((row) => (row.name === null ? [] : [row.name]))
}

/** How many files of an item still wait for the screen. */
export async function waitingInto(tx: Tx, organizationId: string, itemId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from intake.item
    where organization_id = ${organizationId} and into_item = ${itemId} and state = 'screening'`.execute(tx)
  return rows[0]?.n ?? 0
}
