/** Where the lines of an inventory stand: fonds, inventory, file and item that they name, found in sets or planned. */
import { fold } from '#engines/vn-text/index.ts'
import {
  numberKey,
  type RepositoryRow,
  repositoriesOf,
  type StandingUnit,
  standingFonds,
  standingUnits,
} from '#modules/archive/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { InventoryLine } from './inventory-lines.ts'
import type { Fault } from './sentences.ts'
import * as store from './store.ts'

/** A unit that a line names. */
export interface Spot {
  readonly key: string
  readonly id: string
  /** It stands in the archive. */
  readonly unit: StandingUnit | null
  /** What an import left here before; without a unit: it has been taken out since. */
  readonly origin: store.OriginRow | null
}

export const isGone = (spot: Spot): boolean => spot.origin !== null && spot.unit === null
export const isNew = (spot: Spot): boolean => spot.origin === null && spot.unit === null

export interface Place {
  readonly repositoryId: string
  readonly fonds: Spot
  readonly inventory: Spot | null
  readonly file: Spot
  readonly item: Spot | null
  /** `Phông P.12 – ML.01`, for sentences. */
  readonly book: string
}

interface Wanted {
  readonly key: string
  /** What counts its number, when it has one and that stands already. */
  readonly in: string | null
  readonly level: 'inventory' | 'file' | 'item'
  readonly number: string | null
}

/** Levels in the order in which an undo takes them: what lies in a unit before the unit. */
export const originKey = {
  item: (fileId: string, key: string) => `1 item|${fileId}|${key}`.slice(0, 900),
  file: (counted: string, number: string) => `2 file|${counted}|${numberKey(number)}`,
  inventory: (fondsId: string, number: string) => `3 inventory|${fondsId}|${numberKey(number)}`,
  fonds: (repository: string | null, words: string) => `4 fonds|${fold(repository ?? '')}|${fold(words)}`.slice(0, 900),
}

export class Places {
  /** Ids of what is to be made, kept from the look to the writing and for later batches of a dry run. */
  readonly #planned = new Map<string, string>()

  /** Finds the places of lines; a line that has none is told why. */
  async of(
    ctx: ActionContext,
    lines: readonly InventoryLine[],
    tell: (line: InventoryLine, fault: Fault) => void,
  ): Promise<Map<InventoryLine, Place>> {
    const roots = await this.#roots(ctx, lines, tell)
    const inventories = await this.#spots(
      ctx,
      [...roots].flatMap(([line, { fonds }]) =>
        line.inventory === null ? [] : [wantedInventory(line.inventory, fonds)],
      ),
    )
    const inventoryOf = (line: InventoryLine, fonds: Spot): Spot | null =>
      line.inventory === null ? null : inventories.get(originKey.inventory(fonds.id, line.inventory))!
    const files = await this.#spots(
      ctx,
      [...roots].map(([line, { fonds }]) => wantedFile(line, inventoryOf(line, fonds) ?? fonds)),
    )
    const fileOf = (line: InventoryLine, fonds: Spot): Spot =>
      files.get(originKey.file((inventoryOf(line, fonds) ?? fonds).id, line.fileNumber))!
    const items = await this.#spots(
      ctx,
      [...roots].flatMap(([line, { fonds }]) => (line.item ? [wantedItem(line.item, fileOf(line, fonds))] : [])),
    )
    return new Map(
      [...roots].map(([line, { repositoryId, fonds }]) => {
        const file = fileOf(line, fonds)
        return [
          line,
          {
            repositoryId,
            fonds,
            inventory: inventoryOf(line, fonds),
            file,
            item: line.item ? items.get(originKey.item(file.id, line.item.key))! : null,
            book: bookOf(line),
          },
        ]
      }),
    )
  }

  async #roots(
    ctx: ActionContext,
    lines: readonly InventoryLine[],
    tell: (line: InventoryLine, fault: Fault) => void,
  ): Promise<Map<InventoryLine, { repositoryId: string; fonds: Spot }>> {
    const { organizationId } = ctx.actor
    const repositories = await repositoriesOf(ctx.tx, organizationId)
    const standing = await standingFonds(ctx)
    const keys = [...new Set(lines.map((line) => originKey.fonds(line.repository, line.fonds)))]
    const origins = await store.originsOf(ctx.tx, organizationId, 'inventory', keys)
    const made = new Map<string, { repositoryId: string; fonds: Spot } | Fault>()
    const find = (line: InventoryLine, key: string): { repositoryId: string; fonds: Spot } | Fault => {
      const asked = line.repository === null ? null : repositoryNamed(repositories, line.repository)
      if (asked === undefined)
        return { check: 'repository-unknown', field: 'repository', facts: { value: line.repository! } }
      const origin = origins.get(key) ?? null
      const own = origin && standing.find((unit) => unit.id === origin.target_id)
      const found = own ? [own] : fondsNamed(standing, line.fonds, asked?.id ?? null)
      if (found.length > 1)
        return { check: 'fonds-several', field: 'fonds', facts: { value: line.fonds, count: found.length } }
      const [unit] = found
      if (unit)
        return { repositoryId: unit.repository_id, fonds: { key, id: unit.id, unit, origin: own ? origin : null } }
      if (origin) return { repositoryId: '', fonds: { key, id: origin.target_id, unit: null, origin } }
      const repository = asked ?? (repositories.length === 1 ? repositories[0] : undefined)
      if (!repository) return { check: 'repository-unclear', field: 'fonds', facts: { value: line.fonds } }
      return { repositoryId: repository.id, fonds: { key, id: this.#idOf(key), unit: null, origin: null } }
    }
    const roots = new Map<InventoryLine, { repositoryId: string; fonds: Spot }>()
    for (const line of lines) {
      const key = originKey.fonds(line.repository, line.fonds)
      let root = made.get(key)
      if (root === undefined) {
        root = find(line, key)
        made.set(key, root)
      }
      if ('check' in root) tell(line, root)
      else roots.set(line, root)
    }
    return roots
  }

  async #spots(ctx: ActionContext, wanted: readonly Wanted[]): Promise<Map<string, Spot>> {
    const byKey = new Map(wanted.map((one) => [one.key, one]))
    if (byKey.size === 0) return new Map()
    const origins = await store.originsOf(ctx.tx, ctx.actor.organizationId, 'inventory', [...byKey.keys()])
    const units = await standingUnits(ctx, {
      ids: [...origins.values()].map(unitIdOf),
      numbers: [...byKey.values()].flatMap((one) =>
        one.in !== null && one.number !== null
          ? [{ countedIn: one.in, level: one.level, key: numberKey(one.number) }]
          : [],
      ),
    })
    const byId = new Map(units.map((unit) => [unit.id, unit]))
    const byNumber = new Map<string, StandingUnit>()
    // As it is written goes before as it is counted (01 and 1).
    const exact = new Set([...byKey.values()].map((one) => `${one.in} ${one.level} ${one.number}`))
    for (const unit of units) {
      const key = `${unit.counted_in} ${unit.level} ${unit.number_key}`
      if (!byNumber.has(key) || exact.has(`${unit.counted_in} ${unit.level} ${unit.number}`)) byNumber.set(key, unit)
    }
    const spots = new Map<string, Spot>()
    for (const one of byKey.values()) {
      const origin = origins.get(one.key) ?? null
      const unit = origin
        ? (byId.get(unitIdOf(origin)) ?? null)
        : one.number === null
          ? null
          : (byNumber.get(`${one.in} ${one.level} ${numberKey(one.number)}`) ?? null)
      spots.set(one.key, {
        key: one.key,
        id: unit?.id ?? (origin ? unitIdOf(origin) : this.#idOf(one.key)),
        unit,
        origin,
      })
    }
    return spots
  }

  #idOf(key: string): string {
    const id = this.#planned.get(key) ?? newId()
    this.#planned.set(key, id)
    return id
  }
}

/** The unit that a line became; its origin names the document where it has one of its own. */
export const unitIdOf = (origin: Pick<store.OriginRow, 'target_id' | 'extra'>): string =>
  origin.extra?.['unit'] ?? origin.target_id

const bookOf = (line: InventoryLine): string =>
  line.inventory === null ? line.fonds : `${line.fonds} – ML.${line.inventory}`

const wantedInventory = (number: string, fonds: Spot): Wanted => ({
  key: originKey.inventory(fonds.id, number),
  in: fonds.unit ? fonds.id : null,
  level: 'inventory',
  number,
})

const wantedFile = (line: InventoryLine, above: Spot): Wanted => ({
  key: originKey.file(above.id, line.fileNumber),
  in: above.unit ? above.id : null,
  level: 'file',
  number: line.fileNumber,
})

const wantedItem = (item: NonNullable<InventoryLine['item']>, file: Spot): Wanted => ({
  key: originKey.item(file.id, item.key),
  in: file.unit ? file.id : null,
  level: 'item',
  number: item.number,
})

function repositoryNamed(all: readonly RepositoryRow[], words: string): RepositoryRow | undefined {
  const key = fold(words)
  return all.find((one) => fold(one.code) === key) ?? all.find((one) => fold(one.name) === key)
}

/** A fonds' title as it is compared: with or without “Phông (lưu trữ)”. */
export const bareFonds = (title: string): string => fold(title).replace(/^phong (?:luu tru )?/, '')

/** By its number as written, else as counted, else by its title with or without “Phông (lưu trữ)”. */
function fondsNamed(all: readonly StandingUnit[], words: string, repositoryId: string | null): StandingUnit[] {
  const key = fold(words)
  const near = all.filter((unit) => repositoryId === null || unit.repository_id === repositoryId)
  for (const isIt of [
    (unit: StandingUnit) => unit.number !== null && fold(unit.number) === key,
    (unit: StandingUnit) => unit.number !== null && unit.number_key === numberKey(words),
    (unit: StandingUnit) => bareFonds(unit.title) === bareFonds(words),
  ]) {
    const found = near.filter(isIt)
    if (found.length > 0) return found
  }
  return []
}
