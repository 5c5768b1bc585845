/** Finding, counting, snippets. Rights are inside the questions to the index; cards are read once more under the scope. */
import { type FilterKey, filterWord, planSearch, readQuery } from '#engines/vn-text/search/index.ts'
import { filesNamed } from '#modules/casefiles/index.ts'
import { rulesOf } from '#modules/people/index.ts'
import { findVisibleComponent } from '#modules/records/index.ts'
import { action, type ReadContext, read } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { incomingDocumentTypes } from '#regimes/index.ts'
import { type Facet, RELEVANCE_END, type Result, search, validities } from './contract.ts'
import { index } from './in-use.ts'
import { countPlaces, placesNow } from './places.ts'
import type { Hit } from './port.ts'
import { hitsOn, readReading } from './reading.ts'
import { placeAfter, readPlace } from './rules.ts'
import { type CardRow, cards } from './store.ts'
import { unitNames } from './store-names.ts'
import { meantInstead } from './suggest.ts'
import { type Understood, understand } from './understand.ts'

const SYMBOL_SCORE = 90_000
const NUMBER_SCORE = 200_000

export const find = read(search.find, async (ctx, { q, order, after, limit }) => {
  const asked = await understand(ctx, q)
  const nothing = { items: [], next: null, chips: [...asked.chips], marks: [], isWhole: true, didYouMean: null }
  if (asked.isEmpty) return nothing
  // Without words there is nothing to be relevant to: filters alone are answered newest first.
  const isNewest = order === 'newest' || asked.plan.base === null
  const page = isNewest ? await newestPage(ctx, asked, after, limit) : await bestPage(ctx, asked, after, limit)
  const known = await cards(
    ctx.tx,
    ctx.actor,
    page.hits.map((hit) => hit.document_id),
  )
  const items = page.hits.flatMap((hit) => {
    const card = known.get(hit.document_id)
    return card ? [resultView(card, whyOf(hit, asked, isNewest), null)] : []
  })
  return {
    ...nothing,
    items,
    next: page.next,
    marks: [...asked.plan.marks],
    isWhole: page.hits.every((hit) => hit.is_whole),
    didYouMean: items.length === 0 && !after ? await meantInstead(ctx, q) : null,
  }
})

interface Page {
  readonly hits: readonly Hit[]
  readonly next: string | null
}

async function newestPage(
  ctx: ReadContext,
  asked: Understood,
  after: string | undefined,
  limit: number,
): Promise<Page> {
  const place = after ? readPlace(after) : null
  if (after && !place) throw new AppError('SEARCH_CURSOR_INVALID')
  const hits = await index().newest(ctx.tx, ctx.actor, asked.question, limit + 1, place)
  return { hits: hits.slice(0, limit), next: hits.length > limit ? placeAfter(hits[limit - 1]!) : null }
}

/** Relevance is counted from the top: each page asks for all before it again, up to `RELEVANCE_END`. */
async function bestPage(ctx: ReadContext, asked: Understood, after: string | undefined, limit: number): Promise<Page> {
  const from = after === undefined ? 0 : Number(/^\d{1,4}$/.exec(after)?.[0] ?? Number.NaN)
  if (Number.isNaN(from)) throw new AppError('SEARCH_CURSOR_INVALID')
  if (from >= RELEVANCE_END) throw new AppError('SEARCH_TOO_FAR', { facts: { most: RELEVANCE_END } })
  const hits = await index().best(ctx.tx, ctx.actor, asked.question, from + limit + 1)
  const isMore = hits.length > from + limit
  return {
    hits: hits.slice(from, from + limit),
    next: isMore && from + limit < RELEVANCE_END ? String(from + limit) : null,
  }
}

function whyOf(hit: Hit, asked: Understood, isNewest: boolean): Result['why'] {
  if (asked.plan.base === null) return 'filter'
  if (isNewest) return 'words'
  if (hit.score >= NUMBER_SCORE) return 'number'
  if (hit.score >= SYMBOL_SCORE) return 'symbol'
  return asked.plan.pairs.length > 0 && hit.score >= 2 * asked.plan.pairs.length ? 'phrase' : 'words'
}

export const inContent = read(search.inContent, async (ctx, { q, after, limit }) => {
  const asked = await understand(ctx, q)
  const place = after ? readPlace(after) : null
  if (after && !place) throw new AppError('SEARCH_CURSOR_INVALID')
  if (asked.isEmpty || asked.plan.base === null) return { items: [], next: null, marks: [] }
  const hits = await index().inContent(ctx.tx, ctx.actor, asked.question, limit + 1, place)
  const known = await cards(
    ctx.tx,
    ctx.actor,
    hits.map((hit) => hit.document_id),
  )
  return {
    items: hits.slice(0, limit).flatMap((hit) => {
      const card = known.get(hit.document_id)
      return card ? [resultView(card, 'content', hit.component_id)] : []
    }),
    next: hits.length > limit ? placeAfter(hits[limit - 1]!) : null,
    marks: [...asked.plan.marks],
  }
})

/** Case files: the words, those of `hồ-sơ:` too, in what a file is called. Other filters speak of documents alone. */
export const files = read(search.files, async (ctx, { q, limit }) => {
  const typed = readQuery(q)
  const named = typed.filters.filter((filter) => filter.key === 'file' && !filter.isNot).map((filter) => filter.value)
  const wanted = [...typed.texts.filter((one) => !one.isNot).map((one) => one.text), ...named].join(' ')
  if (wanted.trim() === '' || typed.filters.length > named.length) return { items: [], isMore: false, marks: [] }
  const rows = await filesNamed(ctx.tx, ctx.actor, wanted, limit + 1)
  return {
    items: rows.slice(0, limit).map((row) => ({
      id: row.id,
      symbol: row.symbol,
      title: row.title,
      period: row.period,
      state: row.state,
      makerName: row.maker_name,
      unit: row.unit_name,
      items: row.item_count,
    })),
    isMore: rows.length > limit,
    marks: [...planSearch(readQuery(wanted)).marks],
  }
})

/** A result as the screen shows it. */
export function resultView(card: CardRow, why: Result['why'], componentId: string | null): Result {
  return {
    validity: validities.filter((kind) => card.followed_by?.includes(kind)),
    id: card.document_id,
    direction: card.direction,
    typeName: card.type_name,
    symbol: card.symbol,
    issuedDate: card.issued_date,
    issuerName: card.issuer_name,
    subject: card.subject,
    signerName: card.signer_name,
    urgency: card.urgency,
    entry:
      card.arrival_number === null
        ? null
        : {
            arrivalNumber: card.arrival_number,
            arrivalSuffix: card.arrival_suffix ?? '',
            arrivalDate: card.arrival_date!,
            period: card.period!,
            state: card.state!,
            dueDate: card.due_date,
            holder: card.holder,
          },
    file: card.file,
    unit: card.unit,
    why,
    componentId,
  }
}

/** Most answers that are counted: beyond, the counts speak of the newest ones. */
const MOST_COUNTED = 10_000
const ISSUERS_SHOWN = 60

export const facets = read(search.facets, async (ctx, { q }) => {
  const none = { total: 0, isMore: false, types: [], issuers: [], places: [], elsewhere: 0, years: [], units: [] }
  const asked = await understand(ctx, q)
  if (asked.isEmpty) return none
  const counted = await index().tally(ctx.tx, ctx.actor, asked.question, MOST_COUNTED)
  if (!counted) return none
  const rules = await rulesOf(ctx.tx, ctx.actor.organizationId, ctx.today)
  const { counted: places, elsewhere } = countPlaces(await placesNow(ctx), counted.issuers)
  const names = new Map(incomingDocumentTypes(rules).map((type) => [type.code, ctx.lang === 'vi' ? type.vi : type.en]))
  const units = new Map((await unitNames(ctx.tx, ctx.actor.organizationId)).map((unit) => [unit.id, unit.name]))
  const view = (key: FilterKey, value: string, label: string, count: number): Facet => ({
    key: value,
    label,
    count,
    filter: filterText(key, value, ctx.lang),
  })
  return {
    total: counted.total,
    isMore: counted.is_more,
    types: counted.types.map((one) =>
      view('type', names.get(one.key) ?? one.key, names.get(one.key) ?? one.key, one.n),
    ),
    issuers: counted.issuers.slice(0, ISSUERS_SHOWN).map((one) => view('issuer', one.key, one.key, one.n)),
    places: places
      .map(({ place, own, all }) => ({
        ...view('under', place.body.name, place.body.name, all),
        key: place.body.id,
        above: place.above?.body.id ?? null,
        own,
      }))
      .sort((a, b) => b.count - a.count),
    elsewhere: elsewhere.reduce((sum, one) => sum + one.n, 0),
    years: counted.years.map((one) => view('year', String(one.key), String(one.key), one.n)),
    units: counted.units.map((one) => view('unit', units.get(one.key) ?? '?', units.get(one.key) ?? '?', one.n)),
  }
})

/** A filter as it is typed: the value in quotes where it holds a space. */
export function filterText(key: FilterKey, value: string, lang: 'vi' | 'en'): string {
  const plain = value.replaceAll('"', '')
  return `${filterWord(key, lang)}:${/\s/.test(plain) ? `"${plain}"` : plain}`
}

const PAGES_SHOWN = 5
const WORDS_AROUND = 12

/** Where the words stand in a file. The file must be one that the post may open; showing a part of it is on record. */
export const snippet = action(search.snippet, {
  async load({ tx, actor }, { componentId }) {
    const component = await findVisibleComponent(tx, actor, componentId)
    if (!component?.document_id) throw new AppError('PLATFORM_NOT_FOUND')
    return component
  },
  allow: () => true, // the scope is in the query of load
  async run(ctx, { q }, component) {
    ctx.record({
      kind: 'search.snippet',
      subject: { type: 'document', id: component.document_id, label: component.file_name },
      data: { componentId: component.id },
    })
    const text = component.derivatives?.['text']
    const reading = text ? await readReading(ctx.blobs, text.sha256) : null
    if (!reading) return { hits: [], pages: 0 }
    return {
      hits: hitsOn(reading, planSearch(readQuery(q)).marks, PAGES_SHOWN, WORDS_AROUND),
      pages: reading.pages.length,
    }
  },
})
