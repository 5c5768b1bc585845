/** Lines of old inventories: judged against the archive, then described in sets, from the fonds down to the document. */
import { fold } from '#engines/vn-text/index.ts'
import { repositoriesOf } from '#modules/archive/index.ts'
import { organizationOf, rulesOf, termsOf } from '#modules/people/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import { insertedNumber } from './inserted.ts'
import { type InventoryLine, inventoryMaker } from './inventory-lines.ts'
import { bareFonds, isGone, isNew, type Place, Places, type Spot } from './inventory-places.ts'
import type { Fault } from './sentences.ts'
import type * as store from './store.ts'
import { isRejected, type NumberTally } from './tally.ts'
import type { Host, Line, Taker } from './work.ts'
import { type Found, writeUnits } from './write-inventory.ts'

/** Reads the organisation's rules once, then takes batches. */
export async function inventoryTaker(host: Host, run: store.RunRow, numbers: NumberTally): Promise<Taker> {
  const { organizationId } = host.actor
  const { facts, repositoryNames } = await host.transaction(async (ctx) => {
    const today = dayOf(ctx.now)
    return {
      facts: {
        rules: await rulesOf(ctx.tx, organizationId, today),
        terms: await termsOf(ctx.tx, organizationId),
        organizationName: (await organizationOf(ctx.tx, organizationId))?.name ?? '',
        today,
        isIsolated: host.config.isIsolated,
      },
      repositoryNames: new Map((await repositoriesOf(ctx.tx, organizationId)).map((one) => [one.id, one.name])),
    }
  })
  const make = inventoryMaker(facts, run.settings)
  const places = new Places()
  const reads = new WeakMap<Line, InventoryLine>()
  const found = new WeakMap<Line, Found>()
  const once = new Once(numbers)
  /** The line that describes a file, by the file's key: the first one that is taken. */
  const authors = new Map<string, { line: number; content: string }>()
  /** The line that tells of a fonds or inventory that is to be made, or is called otherwise here. */
  const told = new Map<string, number>()

  return {
    prepare(line) {
      const read = make(line.reading)
      if (!read) return
      reads.set(line, read)
      once.judge(read, line.reading.faults)
    },

    async examine(ctx, lines) {
      const good = new Map<InventoryLine, Line>()
      for (const line of lines) {
        const read = reads.get(line)
        if (read && !isRejected(line.reading.faults)) good.set(read, line)
      }
      const of = await places.of(ctx, [...good.keys()], (read, fault) => good.get(read)!.reading.faults.push(fault))
      for (const [read, place] of of) {
        const line = good.get(read)!
        const { faults } = line.reading
        faults.push(...judge(read, place, authors.get(place.file.key)))
        if (isRejected(faults)) continue
        found.set(line, { line, read, place })
        if (read.file && !authors.has(place.file.key))
          authors.set(place.file.key, { line: read.line, content: read.file.content })
        for (const fault of toBeMade(read, place, repositoryNames))
          if ((told.get(fault.key) ?? read.line) === read.line) {
            told.set(fault.key, read.line)
            faults.push(fault.fault)
          }
      }
    },

    async write(ctx, lines) {
      const items = lines.map((line) => found.get(line)!)
      await writeUnits(ctx, run, items, (one) => authors.get(one.place.file.key)?.line === one.read.line)
    },
  }
}

/** What the file of data says twice. */
class Once {
  readonly #files = new Map<string, { line: number; title: string | undefined }>()
  readonly #items = new Map<string, number>()
  readonly #numbers: NumberTally

  constructor(numbers: NumberTally) {
    this.#numbers = numbers
  }

  judge(read: InventoryLine, faults: Fault[]): void {
    const title = read.file?.described.title
    const book = [read.fonds, read.inventory && `ML.${read.inventory}`].filter(Boolean).join(' – ')
    const earlier = this.#files.get(read.fileWay)
    if (!earlier) {
      this.#files.set(read.fileWay, { line: read.line, title })
      const number = insertedNumber(read.fileNumber)
      if (number)
        this.#numbers.take(
          { series: fold(read.fonds), period: fold(read.inventory ?? ''), title: book, periodLabel: '' },
          number,
          read.line,
        )
    } else if (!read.item && earlier.line !== read.line) {
      if (fold(earlier.title ?? '') === fold(title ?? ''))
        faults.push({
          check: 'file-twice',
          field: 'fileNumber',
          facts: { number: read.fileNumber, line: earlier.line },
        })
      else
        faults.push({
          check: 'unit-twice',
          field: 'fileNumber',
          facts: { number: read.fileNumber, book, line: earlier.line },
        })
    }
    if (!read.item) return
    const key = `${read.fileWay}|${read.item.key}`
    const same = this.#items.get(key)
    if (same === undefined || same === read.line) this.#items.set(key, read.line)
    else if (read.item.number === null) faults.push({ check: 'twice', facts: { line: same } })
    else
      faults.push({
        check: 'unit-twice',
        field: 'ordinal',
        facts: { number: read.item.number, book: `${book} – HS.${read.fileNumber}`, line: same },
      })
  }
}

/** What only the archive knows. */
function judge(read: InventoryLine, place: Place, author: { line: number; content: string } | undefined): Fault[] {
  const { file, item } = place
  const number = read.fileNumber
  const { book } = place
  if ([place.fonds, place.inventory, file].some((spot) => spot && isGone(spot))) return [{ check: 'changed-here' }]
  if (writes(read, place) && [place.fonds, place.inventory, file, item].some((spot) => spot?.unit?.is_closed))
    return [{ check: 'unit-closed', field: 'fileNumber', facts: { number, book } }]
  if (!read.file && !file.unit && !author)
    return [{ check: 'file-unknown', field: 'fileNumber', facts: { number, book } }]
  const faults: Fault[] = []
  if (file.unit && !file.origin && read.file) {
    if (fold(file.unit.title) !== fold(read.file.described.title))
      return [{ check: 'unit-taken', field: 'fileNumber', facts: { number, book } }]
    if (!read.item) faults.push({ check: 'unit-here', field: 'fileNumber', facts: { number, book } })
  } else if (file.unit && read.file && !author && fold(file.unit.title) !== fold(read.file.described.title))
    faults.push({
      check: 'file-renamed',
      field: 'fileTitle',
      facts: { number, book, title: file.unit.title.slice(0, 80) },
    })
  else if (read.file && author && author.line !== read.line && author.content !== read.file.content && read.item)
    faults.push({ check: 'file-differs', field: 'fileTitle', facts: { number, line: author.line } })
  if (item?.unit && !item.origin)
    faults.push({
      check: 'unit-taken',
      field: 'ordinal',
      facts: { number: item.unit.number ?? '', book: `${book} – HS.${number}` },
    })
  if (item && isGone(item)) faults.push({ check: 'changed-here' })
  return faults
}

/** Would the line change what stands in its place? */
function writes(read: InventoryLine, { fonds, inventory, file, item }: Place): boolean {
  if ([fonds, inventory, file, item].some((spot) => spot && isNew(spot))) return true
  const isOther = (spot: Spot | null, content: string | undefined): boolean =>
    content !== undefined && spot?.origin != null && spot.origin.content !== content
  return isOther(file, read.file?.content) || isOther(item, read.item?.content)
}

function toBeMade(
  read: InventoryLine,
  { fonds, inventory, repositoryId }: Place,
  repositories: ReadonlyMap<string, string>,
): { key: string; fault: Fault }[] {
  const made: { key: string; fault: Fault }[] = []
  if (isNew(fonds))
    made.push({
      key: fonds.key,
      fault: {
        check: 'fonds-new',
        field: 'fonds',
        facts: { value: read.fonds, repository: repositories.get(repositoryId) ?? '' },
      },
    })
  if (fonds.unit && read.fondsTitle !== null && bareFonds(fonds.unit.title) !== bareFonds(read.fondsTitle))
    made.push({
      key: fonds.key,
      fault: {
        check: 'fonds-other',
        field: 'fonds',
        facts: { value: read.fonds, title: fonds.unit.title.slice(0, 120), said: read.fondsTitle.slice(0, 120) },
      },
    })
  if (inventory && isNew(inventory))
    made.push({
      key: inventory.key,
      fault: { check: 'inventory-new', field: 'inventory', facts: { value: read.inventory!, fonds: read.fonds } },
    })
  return made
}
