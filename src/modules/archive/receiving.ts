/** What comes from another archive: the same units with the same ids, laid into this one; nothing is typed again. */
import { organizationOf, postsWithRole } from '#modules/people/index.ts'
import { openManyTo, restoreDerived, restoreWhole, type WholeDocument } from '#modules/records/index.ts'
import type { ActionContext, ReadContext } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import { addAuthority } from './actions/authorities.ts'
import type { Unit } from './contract.ts'
import type { DescribedRow } from './described.ts'
import { addTraces, addUnits, type UnitInput } from './facts.ts'
import { countedIn } from './rules.ts'
import { findUnit, holderOfNumber, insertTraces, lockCounting } from './store.ts'
import type { KeptUnit } from './store-keeping.ts'
import { authorityHere, fondsOfCreator, isKnownId, nameUnits, unitHere } from './store-receiving.ts'
import {
  accessionOfHandover,
  holderOfCode,
  insertAccession,
  insertRepository,
  nextAccession,
  repositoriesOf,
} from './store-repositories.ts'

/** A file as the giver knew it, with the documents of its items. */
export interface ReceivedFile {
  readonly kept: KeptUnit
  readonly documents: readonly WholeDocument[]
  /** What was derived from their files, so that it need not be made again. */
  readonly derived: readonly Readonly<Record<string, unknown>>[]
}

interface Source extends DescribedRow {
  readonly folded: string
}

/** Posts that keep the historical archive today, and see what lies in it. */
export async function historicalPosts(ctx: ReadContext): Promise<string[]> {
  const posts: string[] = []
  for (const role of ['hist_archivist', 'archivist', 'registry'] as const) {
    if (role === 'registry' && posts.length > 0) break
    for (const post of await postsWithRole(ctx.tx, ctx.actor.organizationId, role, ctx.today)) posts.push(post.id)
  }
  return [...new Set(posts)]
}

/**
 * Lays files that another archive handed over into this one: their fonds and inventory where they are not here yet, the files
 * with their items, the documents over the same bytes, an entry in the register of accessions. Done again it finds the entry.
 * @returns how many units were laid down
 */
export async function receiveFiles(
  ctx: ActionContext,
  of: {
    handoverId: string
    from: string
    /** Who took them in. */
    by: string
    title: string
    minutes: string
    receivedOn: string
    metres: number | null
    condition: string | null
    files: readonly ReceivedFile[]
  },
): Promise<number> {
  const { tx, now } = ctx
  const { organizationId } = ctx.actor
  await lockCounting(tx, organizationId, organizationId)
  if (of.files.length === 0 || (await accessionOfHandover(tx, organizationId, of.handoverId))) return 0
  const repositoryId = await historicalRepository(ctx)
  const documentIds = await takeDocuments(
    ctx,
    of.files.flatMap((file) => file.documents),
  )
  await restoreDerived(
    tx,
    organizationId,
    of.files.flatMap((file) => file.derived),
  )
  const laying = new Laying(ctx, repositoryId, of.by)
  const accessionId = newId()
  const year = Number(of.receivedOn.slice(0, 4))
  // The accession names a fonds, the units name the accession: the line down to the files is laid first.
  const places = []
  for (const file of of.files) places.push(await laying.line(file.kept))
  await insertAccession(tx, {
    organization_id: organizationId,
    id: accessionId,
    repository_id: repositoryId,
    year,
    number: await nextAccession(tx, organizationId, repositoryId, year),
    received_on: of.receivedOn,
    source: of.from,
    content: of.title,
    years: null,
    files: of.files.length,
    metres: of.metres,
    condition: of.condition,
    minutes: of.minutes,
    note: null,
    handover_id: of.handoverId,
    fonds_id: places[0]!.fondsId,
    created_at: now,
    created_by_name: of.by,
  })
  let units = 0
  for (const [i, file] of of.files.entries())
    units += await laying.file(file.kept, places[i]!.parentId, accessionId, `${of.from}, biên bản số ${of.minutes}`)
  if (documentIds.length > 0) ctx.emit({ type: 'archive.opened', payload: { documentIds } })
  for (const documentId of withText(of.files, documentIds))
    ctx.emit({ type: 'archive.received', payload: { documentId } })
  return units
}

/** Those of these documents whose files were read: search takes their text, too. */
function withText(files: readonly ReceivedFile[], documentIds: readonly string[]): string[] {
  const read = new Set(
    files.flatMap((file) => file.derived.filter((row) => row['kind'] === 'text').map((row) => row['component_id'])),
  )
  const found = files
    .flatMap((file) => file.documents)
    .filter(({ components }) => Object.keys(components).some((id) => read.has(id)))
    .map(({ document }) => String(document['id']))
  return [...new Set(found)].filter((id) => documentIds.includes(id))
}

/** The documents over the same bytes, open to those who keep the archive. */
async function takeDocuments(ctx: ActionContext, documents: readonly WholeDocument[]): Promise<string[]> {
  const once = new Map(documents.map((one) => [String(one.document['id']), one]))
  const made = await restoreWhole(
    ctx.tx,
    ctx.actor.organizationId,
    [...once.values()].map(({ document, components }) => ({
      // It was never in a register here, and is no double of what was.
      document: { ...document, direction: 'internal', identity_key: null },
      grants: [],
      list: null,
      components: Object.values(components),
    })),
  )
  if (made.length > 0) openManyTo(ctx, made, { posts: await historicalPosts(ctx) }, 'archive')
  return made
}

async function historicalRepository(ctx: ActionContext): Promise<string> {
  const { tx, now } = ctx
  const { organizationId } = ctx.actor
  const found = (await repositoriesOf(tx, organizationId)).find((one) => one.kind === 'historical')
  if (found) return found.id
  const body = (await organizationOf(tx, organizationId))!
  const base = body.organId ?? body.abbreviation ?? body.shortName ?? 'LTLS'
  const code = (await holderOfCode(tx, organizationId, base)) ? `${base}-LTLS` : base
  const id = newId()
  await insertRepository(tx, {
    organization_id: organizationId,
    id,
    code,
    name: `Lưu trữ lịch sử ${body.name}`,
    kind: 'historical',
    address: body.address,
    contact: body.phone,
    note: null,
    created_at: now,
  })
  return id
}

/** Lays units down one after the other and remembers what stands. */
class Laying {
  readonly #ctx: ActionContext
  readonly #repositoryId: string
  readonly #named: Pick<ActionContext, 'tx' | 'actor' | 'now'>
  readonly #here = new Map<string, string>()
  readonly #authorities = new Map<string, string>()
  /** What a unit of the giver is called here, where its own id was here once and is gone. */
  readonly #as = new Map<string, string>()

  constructor(ctx: ActionContext, repositoryId: string, by: string) {
    this.#ctx = ctx
    this.#repositoryId = repositoryId
    this.#named = { tx: ctx.tx, now: ctx.now, actor: { ...ctx.actor, name: by } }
  }

  /** The units above a file, from the fonds down; those that are not here yet are described as they were. */
  async line(kept: KeptUnit): Promise<{ fondsId: string; parentId: string }> {
    const above = sourcesOf(kept).filter((unit) => unit.level !== 'file' && unit.level !== 'item')
    let fondsId: string | null = null
    let parentId: string | null = null
    for (const unit of above) {
      const here: string =
        this.#here.get(unit.id) ?? (await this.#standing(kept, unit)) ?? (await this.#lay(kept, unit, parentId))
      this.#here.set(unit.id, here)
      fondsId ??= here
      parentId = here
    }
    return { fondsId: fondsId!, parentId: parentId! }
  }

  /** The file and its items. @returns how many units that makes */
  async file(kept: KeptUnit, parentId: string, accessionId: string, from: string): Promise<number> {
    const { tx, actor } = this.#ctx
    const sources = sourcesOf(kept)
    const file = sources.find((unit) => unit.level === 'file')!
    if (await unitHere(tx, actor.organizationId, file.id)) return 0
    const description = { ...file.description, acquisition: file.description.acquisition ?? `Nhận từ ${from}` }
    const fileId = await this.#lay(kept, { ...file, description }, parentId, accessionId)
    const items = sources.filter((unit) => unit.level === 'item')
    const inputs: UnitInput[] = []
    for (const item of items) inputs.push(await this.#input(kept, item, item.number, accessionId))
    await addUnits(this.#ctx, { parentId: fileId }, inputs)
    await this.#names(
      kept,
      items.map((item) => item.id),
    )
    insertTraces(
      tx,
      kept.traces
        .filter((trace) => trace['unit_id'] === file.id)
        .map((trace) => ({
          organization_id: actor.organizationId,
          id: newId(),
          unit_id: fileId,
          kind: String(trace['kind']),
          at: new Date(String(trace['at'])),
          by_name: String(trace['by_name']),
          words: (trace['words'] as string | null) ?? null,
          data: JSON.stringify(trace['data'] ?? {}),
        })),
    )
    addTraces(this.#named, [fileId], 'received', from)
    return 1 + items.length
  }

  async #standing(kept: KeptUnit, unit: Source): Promise<string | null> {
    const { tx, actor } = this.#ctx
    const same = await unitHere(tx, actor.organizationId, unit.id)
    if (same) return same
    const creator = unit.level === 'fonds' ? await this.#authority(kept, unit.creator_id) : null
    return creator ? fondsOfCreator(tx, actor.organizationId, this.#repositoryId, creator) : null
  }

  async #lay(kept: KeptUnit, unit: Source, parentId: string | null, accessionId: string | null = null) {
    const number = await this.#numberFor(unit, parentId)
    await addUnits(this.#ctx, { parentId, repositoryId: this.#repositoryId }, [
      await this.#input(kept, unit, number, accessionId),
    ])
    await this.#names(kept, [unit.id])
    const id = this.#as.get(unit.id) ?? unit.id
    if (unit.level !== 'file') addTraces(this.#named, [id], 'received')
    return id
  }

  /** The number it had where that is free; else the next one, and none for what is not counted on. */
  async #numberFor(unit: Source, parentId: string | null): Promise<string | null | undefined> {
    if (unit.number === null) return null
    const { tx, actor } = this.#ctx
    const parent = parentId ? await findUnit(tx, actor, parentId) : null
    const counted = countedIn(unit.level, {
      repositoryId: this.#repositoryId,
      fondsId: parent?.fonds_id ?? unit.id,
      inventoryId: parent?.inventory_id ?? null,
      parentId,
    })
    if (!(await holderOfNumber(tx, actor.organizationId, counted, unit.level, unit.number))) return unit.number
    return unit.level === 'inventory' || unit.level === 'file' ? undefined : null
  }

  async #input(
    kept: KeptUnit,
    unit: Source,
    number: string | null | undefined,
    accessionId: string | null,
  ): Promise<UnitInput> {
    // It was here before and was removed: it comes as another one.
    if (await isKnownId(this.#ctx.tx, this.#ctx.actor.organizationId, unit.id)) this.#as.set(unit.id, newId())
    return {
      id: this.#as.get(unit.id) ?? unit.id,
      level: unit.level,
      number,
      title: unit.title,
      starts: unit.starts,
      ends: unit.ends,
      isClosed: unit.is_closed,
      creatorId: await this.#authority(kept, unit.creator_id),
      retention: unit.retention,
      access: unit.access,
      medium: unit.medium,
      language: unit.language,
      sheets: unit.sheets,
      pages: unit.pages,
      // Boxes are numbered by who has them.
      box: null,
      origin: unit.origin,
      condition: unit.condition,
      keywords: unit.keywords,
      description: unit.description,
      documentId: unit.document_id,
      accessionId,
      // All words by which it was found.
      symbol: unit.folded,
    }
  }

  async #names(kept: KeptUnit, unitIds: readonly string[]): Promise<void> {
    const rows = []
    for (const name of kept.names) {
      const unitId = String(name['unit_id'])
      const authorityId = unitIds.includes(unitId) ? await this.#authority(kept, String(name['authority_id'])) : null
      if (authorityId) rows.push({ unitId: this.#as.get(unitId) ?? unitId, authorityId, role: String(name['role']) })
    }
    await nameUnits(this.#ctx.tx, this.#ctx.actor.organizationId, rows)
  }

  /** The body or person here: one that is recorded already, else recorded as the giver did. */
  async #authority(kept: KeptUnit, id: string | null): Promise<string | null> {
    if (id === null) return null
    const known = this.#authorities.get(id)
    if (known) return known
    const row = kept.authorities.find((one) => one['id'] === id)
    if (!row) return null
    const of = {
      kind: row['kind'] as Parameters<typeof addAuthority>[1]['kind'],
      name: String(row['name']),
      bodyId: (row['body_id'] as string | null) ?? null,
    }
    const here =
      (await authorityHere(this.#ctx.tx, this.#ctx.actor.organizationId, of)) ??
      (await addAuthority(this.#ctx, {
        ...of,
        code: row['code'] as string | null,
        otherNames: row['other_names'] as string[],
        existsFrom: row['exists_from'] as string | null,
        existsTo: row['exists_to'] as string | null,
        description: row['description'] as Unit['description'] as never,
      }))
    this.#authorities.set(id, here)
    return here
  }
}

const sourcesOf = (kept: KeptUnit) => kept.units as unknown as readonly Source[]
