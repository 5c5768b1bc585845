/** What decisions on units need, and what several actions do alike. */
import { fold } from '#engines/vn-text/index.ts'
import { archivePosts } from '#modules/people/index.ts'
import { closeToAll, createDocument, openTo } from '#modules/records/index.ts'
import type { ActionContext, ReadContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { parseRetention } from '#regimes/retention/index.ts'
import { LONGEST_SUBJECT, type Unit, type UnitLine } from './contract.ts'
import { countedIn, mayLie, numberKey, positionBetween, spanOf } from './rules.ts'
import {
  findUnit,
  highestNumber,
  holderOfNumber,
  insertTraces,
  insertUnits,
  lockCounting,
  type NewUnit,
  neighbours,
  spread,
  type UnitRow,
} from './store.ts'
import { publishUnits, withBelow } from './store-order.ts'
import { handedOnAmong } from './store-receiving.ts'
import { findRepository } from './store-repositories.ts'

/** At most so many units are published, moved or numbered at once: it is one transaction. */
export const MOST = 20_000
/** A word kept with what publishing opens to everybody. */
export const OPENED = 'archive'

/** A unit that the actor sees, not merged away; missing and invisible answer alike. */
export async function loadUnit(ctx: ReadContext, id: string, how: 'look' | 'lock' = 'look'): Promise<UnitRow> {
  const unit = await findUnit(ctx.tx, ctx.actor, id, how)
  if (!unit || unit.removed_at !== null) throw new AppError('PLATFORM_NOT_FOUND')
  return unit
}

/** A unit whose words the actor may know: what is hidden is neither described nor taken away by him. */
export async function loadKnown(ctx: ReadContext, id: string): Promise<UnitRow> {
  const unit = await loadUnit(ctx, id, 'lock')
  if (unit.is_hidden) throw new AppError('PLATFORM_NOT_FOUND')
  return unit
}

export const subjectOf = (unit: Pick<UnitRow, 'id' | 'number' | 'title'>) => ({
  type: 'unit',
  id: unit.id,
  label: [unit.number, unit.title].filter(Boolean).join(': ').slice(0, 200),
})

/**
 * What went on to another archive is described there from then on.
 * @param isWithBelow also what lies in these units, as when they are moved
 * @throws AppError ARCHIVE_HANDED_ON, ARCHIVE_BEING_HANDED
 */
export async function refuseHandedOn(
  ctx: Pick<ReadContext, 'tx' | 'actor'>,
  ids: readonly string[],
  isWithBelow = false,
): Promise<void> {
  const handed = await handedOnAmong(ctx.tx, ctx.actor.organizationId, ids, isWithBelow)
  if (handed?.to) throw new AppError('ARCHIVE_HANDED_ON', { facts: { number: handed.number ?? '', to: handed.to } })
  if (handed) throw new AppError('ARCHIVE_BEING_HANDED', { facts: { number: handed.number ?? '' } })
}

/** @throws AppError ARCHIVE_RETENTION for what is no retention period */
export function readRetention(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null
  if (!parseRetention(text)) throw new AppError('ARCHIVE_RETENTION')
  return text
}

/** @throws AppError ARCHIVE_DATES when the first comes after the last, or is no date */
export function readSpan(starts: string | null | undefined, ends: string | null | undefined) {
  const span = spanOf(starts, ends)
  if ((starts || ends) && (span.from === null || span.to === null || span.from > span.to))
    throw new AppError('ARCHIVE_DATES')
  return { starts: starts ?? null, ends: ends ?? null, starts_on: span.from, ends_on: span.to }
}

export const foldedUnit = (of: {
  number: string | null
  title: string
  keywords: string | null
  symbol?: string | null
}) => fold([of.number, of.title, of.keywords, of.symbol].filter(Boolean).join(' '))

export function addTraces(
  ctx: Pick<ActionContext, 'tx' | 'actor' | 'now'>,
  unitIds: readonly string[],
  kind: string,
  words: string | null = null,
  data: Record<string, unknown> = {},
): void {
  insertTraces(
    ctx.tx,
    unitIds.map((unit_id) => ({
      organization_id: ctx.actor.organizationId,
      id: newId(),
      unit_id,
      kind,
      at: ctx.now,
      by_name: ctx.actor.name,
      words,
      data: JSON.stringify(data),
    })),
  )
}

/** Description without its empty elements. */
export const tidyDescription = (description: Unit['description'] | undefined): Unit['description'] =>
  Object.fromEntries(Object.entries(description ?? {}).filter(([, text]) => text !== null && text !== undefined))

/** What describes a unit, as another room or an import gives it; what it leaves out is empty or, for numbers, the next one. */
export interface UnitInput {
  readonly id?: string
  readonly level: UnitLine['level']
  readonly parentId?: string | null | undefined
  readonly repositoryId?: string | null | undefined
  /** Null: without a number; left out: the next whole number where it is counted (items and files, inventories of two digits). */
  readonly number?: string | null | undefined
  readonly title: string
  readonly starts?: string | null | undefined
  readonly ends?: string | null | undefined
  readonly isClosed?: boolean | null | undefined
  readonly creatorId?: string | null | undefined
  readonly retention?: string | null | undefined
  readonly access?: UnitLine['access'] | undefined
  readonly medium?: Unit['medium'] | undefined
  readonly language?: Unit['language'] | undefined
  readonly sheets?: number | null | undefined
  readonly pages?: number | null | undefined
  readonly box?: string | null | undefined
  readonly origin?: Unit['origin'] | undefined
  readonly condition?: Unit['condition'] | undefined
  readonly keywords?: string | null | undefined
  readonly description?: Unit['description'] | undefined
  readonly documentId?: string | null | undefined
  readonly sourceFile?: string | null | undefined
  readonly accessionId?: string | null | undefined
  /** For the words by which it is found. */
  readonly symbol?: string | null | undefined
}

type Parent = Pick<UnitRow, 'id' | 'level' | 'repository_id' | 'fonds_id' | 'inventory_id'>

/** What counts the number of a unit that is to lie in this parent. */
export const countedUnder = (level: UnitLine['level'], id: string, parent: Parent | null, repositoryId: string) =>
  countedIn(level, {
    repositoryId,
    fondsId: parent?.fonds_id ?? id,
    inventoryId: parent?.inventory_id ?? null,
    parentId: parent?.id ?? null,
  })

/** The row of a new unit. @throws AppError ARCHIVE_DATES, ARCHIVE_RETENTION */
export function newUnitRow(
  ctx: Pick<ActionContext, 'actor' | 'now'>,
  input: UnitInput & { readonly id: string; readonly number: string | null },
  at: { parent: Parent | null; repositoryId: string; counted: string; position: number },
): NewUnit {
  const { id, number } = input
  return {
    organization_id: ctx.actor.organizationId,
    id,
    repository_id: at.repositoryId,
    level: input.level,
    fonds_id: at.parent?.fonds_id ?? id,
    inventory_id: input.level === 'inventory' ? id : (at.parent?.inventory_id ?? null),
    parent_id: at.parent?.id ?? null,
    position: at.position,
    number,
    counted_in: at.counted,
    number_key: numberKey(number),
    is_closed: input.level === 'fonds' ? (input.isClosed ?? false) : null,
    creator_id: input.creatorId ?? null,
    medium: input.medium ?? null,
    document_id: input.documentId ?? null,
    source_file: input.sourceFile ?? null,
    accession_id: input.accessionId ?? null,
    ...describedAs(input),
    created_at: ctx.now,
    changed_at: ctx.now,
  }
}

/** The columns that a description fills, whoever gives it. @throws AppError ARCHIVE_DATES, ARCHIVE_RETENTION */
export const describedAs = (input: Omit<UnitInput, 'level'> & { readonly number: string | null }) => ({
  title: input.title,
  ...readSpan(input.starts, input.ends),
  retention: readRetention(input.retention),
  access: input.access ?? ('open' as const),
  language: input.language ?? (['vi'] as Unit['language']),
  sheets: input.sheets ?? null,
  pages: input.pages ?? null,
  box: input.box ?? null,
  origin: input.origin ?? null,
  condition: input.condition ?? null,
  keywords: input.keywords ?? null,
  description: JSON.stringify(tidyDescription(input.description)),
  folded: foldedUnit({
    number: input.number,
    title: input.title,
    keywords: input.keywords ?? null,
    symbol: input.symbol ?? null,
  }),
})

/**
 * Describes units in one parent, in order: checks the level, gives numbers and places, counts them at the parent.
 * @returns their ids in order
 * @throws AppError ARCHIVE_LEVEL, ARCHIVE_NUMBER_TAKEN, ARCHIVE_DATES, ARCHIVE_RETENTION, PLATFORM_NOT_FOUND
 */
export async function addUnits(
  ctx: ActionContext,
  at: { parentId: string | null; repositoryId?: string | null | undefined },
  inputs: readonly UnitInput[],
): Promise<string[]> {
  if (inputs.length === 0) return []
  const { tx } = ctx
  const { organizationId } = ctx.actor
  const parent = at.parentId ? await loadUnit(ctx, at.parentId, 'lock') : null
  if (parent?.level === 'file') await refuseHandedOn(ctx, [parent.id])
  const repositoryId = parent?.repository_id ?? at.repositoryId
  if (!repositoryId || (!parent && !(await findRepository(tx, organizationId, repositoryId))))
    throw new AppError('PLATFORM_NOT_FOUND')
  const { low } = await neighbours(tx, organizationId, {
    parent: parent?.id ?? null,
    repository: repositoryId,
    before: null,
  })
  let position = low ?? 0
  const next = new Map<string, number>()
  const rows: NewUnit[] = []
  const given = new Set<string>()
  for (const input of inputs) {
    if (!mayLie(input.level, parent)) throw new AppError('ARCHIVE_LEVEL')
    const id = input.id ?? newId()
    const counted = countedUnder(input.level, id, parent, repositoryId)
    const key = `${counted} ${input.level}`
    let number = input.number ?? null
    if (input.number === undefined && ['inventory', 'file', 'item'].includes(input.level)) {
      if (!next.has(key)) {
        await lockCounting(tx, organizationId, counted)
        next.set(key, await highestNumber(tx, organizationId, counted, input.level))
      }
      next.set(key, next.get(key)! + 1)
      number = String(next.get(key)).padStart(input.level === 'inventory' ? 2 : 1, '0')
    } else if (number !== null) {
      if (given.has(`${key} ${number}`) || (await holderOfNumber(tx, organizationId, counted, input.level, number)))
        throw new AppError('ARCHIVE_NUMBER_TAKEN', { facts: { number } })
    }
    given.add(`${key} ${number}`)
    position = positionBetween(position, null)!
    rows.push(newUnitRow(ctx, { ...input, id, number }, { parent, repositoryId, counted, position }))
  }
  await insertUnits(tx, rows)
  return rows.map((row) => row.id)
}

/** A place for one unit before a sibling (or last), with the siblings spread anew where no gap is left. */
export async function placeFor(
  ctx: ActionContext,
  at: { parent: string | null; repository: string; before: string | null },
): Promise<number> {
  const { organizationId } = ctx.actor
  const first = await neighbours(ctx.tx, organizationId, at)
  const place = positionBetween(first.low, first.high)
  if (place !== null) return place
  await spread(ctx.tx, organizationId, at.parent, at.repository)
  const second = await neighbours(ctx.tx, organizationId, at)
  return positionBetween(second.low, second.high)!
}

/** @throws AppError PLATFORM_INPUT_INVALID for a title longer than the subject of a document may be */
export function refuseLong(subject: string): void {
  if ([...subject].length > LONGEST_SUBJECT)
    throw new AppError('PLATFORM_INPUT_INVALID', { fields: { title: 'too_long' } })
}

/** The document of a described item, open to those who keep the archive. @returns its id */
export async function documentForItem(
  ctx: ActionContext,
  item: {
    typeName: string
    codeNumber?: string | null
    codeNotation?: string | null
    issuedDate?: string | null
    issuerName: string
  },
  subject: string,
): Promise<string> {
  refuseLong(subject)
  const id = createDocument(ctx, 'internal', {
    typeName: item.typeName,
    codeNumber: item.codeNumber ?? null,
    codeNotation: item.codeNotation ?? null,
    issuedDate: item.issuedDate ?? null,
    issuerName: item.issuerName,
    subject,
    urgency: 0,
    circulation: [],
  })
  const posts = new Set([
    ...(await archivePosts(ctx.tx, ctx.actor.organizationId, ctx.today)),
    ...(ctx.actor.postId ? [ctx.actor.postId] : []),
  ])
  await openTo(
    ctx,
    id,
    [...posts].map((postId) => ({ postId, unitId: null, inUnit: null })),
    'archive',
  )
  return id
}

/** The number is free there, or is the unit's own. @throws AppError ARCHIVE_NUMBER_TAKEN */
export async function refuseTaken(
  ctx: ReadContext,
  unit: { id: string; level: UnitLine['level'] },
  counted: string,
  number: string | null,
): Promise<void> {
  if (number === null) return
  const holder = await holderOfNumber(ctx.tx, ctx.actor.organizationId, counted, unit.level, number)
  if (holder !== null && holder !== unit.id) throw new AppError('ARCHIVE_NUMBER_TAKEN', { facts: { number } })
}

/** Shuts documents that publishing had opened to everybody; the index of search hears of it. */
export async function closeDocuments(ctx: ActionContext, documentIds: readonly string[]): Promise<void> {
  const { organizationId } = ctx.actor
  const closed = await closeToAll(ctx.tx, { organizationId, documentIds, reason: OPENED })
  if (closed.length > 0) ctx.emit({ type: 'archive.opened', payload: { documentIds: closed } })
}

/** Units and all in them are published no further than this; what is the archivists' alone again shuts its documents. @returns those that moved */
export async function takeBack(ctx: ActionContext, ids: readonly string[], to: UnitLine['publish']): Promise<string[]> {
  const { organizationId } = ctx.actor
  const inside = await withBelow(ctx.tx, organizationId, ids, true, MOST)
  if (inside.length > MOST) throw new AppError('ARCHIVE_TOO_MANY', { facts: { count: `${MOST}+`, limit: MOST } })
  const lowered = await publishUnits(ctx.tx, organizationId, inside, to, 'lower', ctx.now)
  if (to === 'draft')
    await closeDocuments(
      ctx,
      lowered.flatMap((unit) => unit.document_id ?? []),
    )
  return lowered.map((unit) => unit.id)
}
