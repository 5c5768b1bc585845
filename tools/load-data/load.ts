/**
 * Loads documents in sets, each in one transaction, through the functions that the owners of the tables offer for old registers:
 * what stands afterwards is what an import of the same lines makes, besides work that is still under way.
 */
import { createHash } from 'node:crypto'
import { rebuildTasks } from '#modules/desk/index.ts'
import { importEntries, importWork, type OldEntry, type OldWork, originOf } from '#modules/incoming/index.ts'
import { rulesOf, termsOf } from '#modules/people/index.ts'
import {
  type DocumentFields,
  documentRow,
  enterOldNumbers,
  findOldBook,
  grantHeld,
  importDocuments,
  type OldBook,
  openOldBook,
  relateImported,
} from '#modules/records/index.ts'
import { indexMany } from '#modules/search/index.ts'
import type { ActionContext, Kernel } from '#platform/action/index.ts'
import { systemActor } from '#platform/action/kernel.ts'
import { isDoubling, renewStatistics } from '#platform/db/index.ts'
import { newId } from '#platform/ids/index.ts'
import {
  type DocumentType,
  documentType,
  incomingBookFor,
  incomingDocumentTypes,
  periodOn,
  type RegisterBookRule,
  type RuleSet,
  registerBooksOf,
  type Term,
} from '#regimes/index.ts'
import { documentsOf, type Era, type LoadDocument } from './documents.ts'
import { type LoadBody, province, volumes } from './province.ts'
import { dissolve, type Settled, settle } from './settle.ts'
import { shares } from './zipf.ts'

export interface LoadOptions {
  /** Documents in all. */
  readonly size: number
  readonly seed?: string
  /** How many bodies have documents, the busiest first; by default all 664. 1: everything in one organisation. */
  readonly bodies?: number
  /** Last day; by default the kernel's. */
  readonly until?: string
  readonly years?: number
  /** Lines for people. */
  readonly progress?: (line: string) => void
  readonly signal?: AbortSignal
}

export interface Loaded {
  readonly documents: number
  readonly organizations: readonly Settled[]
  readonly seconds: number
}

/** Documents written in one transaction. */
export const BATCH = 5_000

/** How many documents each body gets: by the level's volume, inside it by Zipf's law. */
export function plan(of: { size: number; bodies: number }): { body: LoadBody; incoming: number; outgoing: number }[] {
  const chosen = province.slice(0, of.bodies)
  const weights = (direction: 'incoming' | 'outgoing'): number[] => {
    const seen = new Map<string, number>()
    return chosen.map(({ level }) => {
      const rank = (seen.get(level) ?? 0) + 1
      seen.set(level, rank)
      return volumes[level][direction] / rank ** 0.5
    })
  }
  const [received, sent] = [weights('incoming'), weights('outgoing')]
  const sum = (list: number[]): number => list.reduce((a, b) => a + b, 0)
  const incoming = Math.round((of.size * sum(received)) / (sum(received) + sum(sent)))
  const [ins, outs] = [shares(incoming, received), shares(of.size - incoming, sent)]
  return chosen.map((body, i) => ({ body, incoming: ins[i]!, outgoing: outs[i]! }))
}

/**
 * Makes the province and its documents. The same seed, size, bodies and last day give the same documents; only ids are new.
 * @param kernel on a database without these bodies
 */
export async function loadData(kernel: Kernel, options: LoadOptions): Promise<Loaded> {
  const { size, seed = '1', progress = () => {} } = options
  const until = options.until ?? new Date(kernel.ports.clock.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
  const from = `${Number(until.slice(0, 4)) - (options.years ?? 5)}${until.slice(4)}`
  const era: Era = { from, until }
  const started = performance.now()
  const settled: Settled[] = []
  let done = 0
  let told = 0
  for (const { body, incoming, outgoing } of plan({ size, bodies: options.bodies ?? province.length })) {
    options.signal?.throwIfAborted()
    const place = await settle(kernel, body, seed, body.to !== null && body.to < until ? body.to : until)
    settled.push(place)
    done += await loadBody(kernel, place, { seed, incoming, outgoing, era, signal: options.signal }, (written) => {
      const all = done + written
      if (all - told < Math.max(1_000, size / 50) && all < size) return
      told = all
      const rate = Math.round(all / ((performance.now() - started) / 1000))
      progress(
        `${all.toLocaleString('en')}/${size.toLocaleString('en')} ${body.shortName} (${rate.toLocaleString('en')}/s)`,
      )
    })
  }
  const ids = new Map(settled.map((one) => [one.body.name, one.organizationId]))
  for (const one of settled) await dissolve(kernel, one, ids)
  return { documents: done, organizations: settled, seconds: (performance.now() - started) / 1000 }
}

interface Numbered {
  readonly id: string
  readonly document: LoadDocument
  readonly type: DocumentType | null
  readonly book: OldBook
  readonly number: number
}

/** The documents of one body, set by set. @returns how many */
export async function loadBody(
  kernel: Kernel,
  place: Settled,
  of: { seed: string; incoming: number; outgoing: number; era: Era; signal?: AbortSignal | undefined },
  tell: (written: number) => void = () => {},
): Promise<number> {
  const { organizationId } = place
  const actor = systemActor('load-data', organizationId)
  const today = of.era.until
  const { rules, terms } = await kernel.transact(actor, 'load-data.read', async ({ tx }) => ({
    rules: await rulesOf(tx, organizationId, today),
    terms: await termsOf(tx, organizationId),
  }))
  const books = bookFinder(rules, terms)
  const typeOf = typeFinder(rules)
  const importId = newId()
  const numbers = new Map<string, number>()
  const places = new Map<string, { bookId: string; seriesId: string }>()
  const received: string[] = []
  let batch: Numbered[] = []
  let written = 0
  let batches = 0

  const write = async (): Promise<void> => {
    of.signal?.throwIfAborted()
    const items = batch
    batch = []
    await kernel.transact(actor, 'load-data.batch', async (ctx) => {
      await writeBatch(ctx, place, importId, items, { places, received, today })
      // One entry for a set, as for an import: how much, and by which hash its lines can be known again.
      ctx.record({
        kind: 'load-data.batch',
        subject: { type: 'organization', id: organizationId, label: place.body.name },
        data: { documents: items.length, sha256: hashOf(items) },
      })
    })
    written += items.length
    batches++
    await kernel.transact(actor, 'load-data.statistics', ({ tx }) => renewStatistics(tx, isDoubling(batches)))
    tell(written)
  }

  for (const document of documentsOf(place.body, of)) {
    const id = newId()
    const type = typeOf(document.typeName)
    const book = document.direction === 'incoming' ? books.incoming(document) : books.outgoing(document.day, type)
    const key = `${book.series}|${book.period}`
    const number = (numbers.get(key) ?? 0) + 1
    numbers.set(key, number)
    if (document.direction === 'incoming') received.push(id)
    batch.push({ id, document, type, book, number })
    if (batch.length >= BATCH) await write()
  }
  if (batch.length > 0) await write()
  await kernel.transact(actor, 'load-data.tasks', (ctx) => rebuildTasks(ctx))
  return written
}

async function writeBatch(
  ctx: ActionContext,
  place: Settled,
  importId: string,
  items: readonly Numbered[],
  of: { places: Map<string, { bookId: string; seriesId: string }>; received: readonly string[]; today: string },
): Promise<void> {
  await importDocuments(
    ctx,
    importId,
    items.map((item) => documentRow(item.id, item.document.direction, fieldsOf(item))),
  )
  const byBook = Map.groupBy(items, ({ book }) => `${book.code}|${book.period}`)
  for (const [key, group] of byBook) {
    const { book } = group[0]!
    let stands = of.places.get(key)
    if (!stands) {
      stands =
        (await findOldBook(ctx, book)) ??
        (await openOldBook(ctx, importId, book, { today: of.today, reason: 'Sổ của dữ liệu thử tải' }))
      of.places.set(key, stands)
    }
    await enterOldNumbers(
      ctx,
      importId,
      stands,
      group.map(({ id, number, document }) => ({ id, number, on: document.day })),
    )
    await importEntries(
      ctx,
      importId,
      { ...stands, period: book.period },
      group.flatMap((item) => (item.document.direction === 'incoming' ? [entryOf(item, place)] : [])),
    )
  }
  await importWork(
    ctx,
    items.flatMap((item) => workOf(item, place)),
  )
  await grantHeld(
    ctx,
    items.flatMap((item) => grantsOf(item, place)),
  )
  await relateImported(
    ctx,
    items.flatMap(({ id, document }) =>
      document.answers !== null && of.received[document.answers]
        ? [{ from: id, to: of.received[document.answers]! }]
        : [],
    ),
  )
  await indexMany(
    ctx,
    items.map(({ id }) => id),
  )
}

function fieldsOf({ document, type, number }: Numbered): DocumentFields {
  return {
    typeCode: type?.code ?? null,
    typeName: document.typeName,
    codeNumber: document.codeNumber ?? String(number),
    codeNotation: document.codeNotation,
    issuedDate: document.issuedDate,
    place: document.issuer.place,
    issuerName: document.issuer.name,
    subject: document.subject,
    pageAmount: document.pages,
    signerName: document.signerName,
    signerPosition: document.signerPosition,
    urgency: document.urgency,
    circulation: [],
  }
}

const holderOf = ({ unit, officer }: LoadDocument, { units }: Settled) =>
  unit === null
    ? null
    : officer === null
      ? { kind: 'unit' as const, id: units[unit]!.id, name: units[unit]!.name, title: null }
      : {
          kind: 'post' as const,
          id: units[unit]!.officers[officer]!.postId,
          ...pickName(units[unit]!.officers[officer]!),
        }
const pickName = ({ name, title }: { name: string; title: string }) => ({ name, title })

function entryOf({ id, number, document }: Numbered, place: Settled): OldEntry {
  return {
    id,
    number,
    date: document.day,
    holder: holderOf(document, place)?.name ?? null,
    due: document.dueDate,
    reply: null,
    state: document.state,
  }
}

/** Nine in ten submissions lie with the leader: his is the long queue. */
const leaderOf = ({ leader, deputy }: Settled, number: number) => (number % 10 === 0 ? deputy : leader)

function workOf({ number, id, document }: Numbered, place: Settled): OldWork[] {
  if (document.direction !== 'incoming' || document.state === 'registered' || document.state === 'completed') return []
  const leader = leaderOf(place, number)
  const common = { documentId: id, due: document.dueDate, at: new Date(`${document.day}T09:00:00+07:00`) }
  if (document.state === 'submitted') {
    const by = { postId: place.registry.postId, ...pickName(place.registry) }
    return [
      {
        ...common,
        role: 'direct',
        to: { kind: 'post', id: leader.postId, ...pickName(leader) },
        by,
        words: null,
        isReceived: false,
      },
    ]
  }
  const by = { postId: leader.postId, ...pickName(leader) }
  const words = 'Giao chủ trì tham mưu, báo cáo kết quả.'
  const isReceived = document.state === 'in_progress'
  const lead = { ...common, role: 'lead' as const, to: holderOf(document, place)!, by, words, isReceived }
  const other = place.units[(document.unit! + 1) % place.units.length]!
  if (number % 4 !== 0 || other === place.units[document.unit!]) return [lead]
  return [lead, { ...lead, role: 'cooperate', to: { kind: 'unit', id: other.id, name: other.name, title: null } }]
}

/** Who holds it sees it, the head of his unit, and the leader to whom it was submitted. */
function grantsOf(item: Numbered, place: Settled): { id: string; kind: 'post' | 'unit'; grantee: string }[] {
  const { id, document } = item
  const found = new Map<string, { id: string; kind: 'post' | 'unit'; grantee: string }>()
  const put = (kind: 'post' | 'unit', grantee: string): void => {
    found.set(grantee, { id, kind, grantee })
    // what a unit is given, its head answers for
    const head =
      kind === 'unit' && isGiven.has(grantee) ? place.units.find((one) => one.id === grantee)?.head : undefined
    if (head?.actor.roles.includes('unit_head')) put('post', head.postId)
  }
  const holder = holderOf(document, place)
  const work = workOf(item, place)
  const isGiven = new Set([...work.map(({ to }) => to.id), ...(holder ? [holder.id] : [])])
  if (holder) put(holder.kind, holder.id)
  if (document.unit !== null) put('unit', place.units[document.unit]!.id)
  if (document.unit !== null || document.state === 'submitted') put('post', leaderOf(place, item.number).postId)
  for (const { to } of work) put(to.kind, to.id)
  return [...found.values()]
}

function hashOf(items: readonly Numbered[]): string {
  const hash = createHash('sha256')
  for (const { number, document } of items) hash.update(JSON.stringify([number, document]))
  return hash.digest('hex')
}

function typeFinder(rules: RuleSet): (name: string) => DocumentType | null {
  const all = new Map(incomingDocumentTypes(rules).map((type) => [type.vi, type]))
  return (name) => all.get(name) ?? documentType(rules, name)
}

/** Books by day, as the regime names them. */
function bookFinder(rules: RuleSet, terms: readonly Term[]) {
  const made = new Map<string, OldBook>()
  const outgoing = registerBooksOf(rules, 'outgoing')
  const bookOf = (rule: RegisterBookRule, day: string): OldBook => {
    const period = periodOn(rule.period, day, terms)
    if (!period || rule.direction === 'internal') throw new Error(`no book for ${day}`)
    const { id: code, vi: title, series, direction } = rule
    const endsOn = period.to ?? `${Number(period.from.slice(0, 4)) + 6}-12-31`
    return {
      code,
      title,
      series,
      direction,
      period: period.key,
      periodLabel: period.label,
      startsOn: period.from,
      endsOn,
    }
  }
  const kept = (key: string, make: () => OldBook): OldBook => {
    const known = made.get(key) ?? make()
    made.set(key, known)
    return known
  }
  return {
    incoming: (document: LoadDocument): OldBook => {
      const origin = originOf({ issuerName: document.issuer.name, codeNotation: document.codeNotation })
      return kept(`in ${document.day} ${origin}`, () => bookOf(incomingBookFor(rules, origin)!, document.day))
    },
    outgoing: (day: string, type: DocumentType | null): OldBook =>
      kept(`out ${day} ${type?.group ?? ''}`, () =>
        bookOf(
          outgoing.find((one) => one.types === 'per-type' && type && one.groups?.includes(type.group)) ??
            outgoing.find((one) => one.id === 'outgoing')!,
          day,
        ),
      ),
  }
}
