/** Endings for the word at the cursor: filters, their values among the office's names, documents by symbol. */
import { fold } from '#engines/vn-text/index.ts'
import { type FilterKey, filterKeys, filterOf, filterWord, nameKey } from '#engines/vn-text/search/index.ts'
import { filesNamed } from '#modules/casefiles/index.ts'
import { rulesOf } from '#modules/people/index.ts'
import { type ReadContext, read } from '#platform/action/index.ts'
import { incomingDocumentTypes } from '#regimes/index.ts'
import { search } from './contract.ts'
import { index } from './in-use.ts'
import { type Places, placesNow, withAllBelow } from './places.ts'
import { filterText } from './queries.ts'
import { cards } from './store.ts'
import { bookNames, postNames, unitNames } from './store-names.ts'
import { anything, filterValues, understand } from './understand.ts'

const MOST = 8
/** Issuers are offered from the newest so many documents that the post may see: names alone would tell of others. */
const LOOKED_AT = 3000

interface Ending {
  text: string
  label: string
  hint: string | null
  kind: 'filter' | 'value' | 'document'
  documentId: string | null
  /** Of a document: which page it has. */
  direction: 'incoming' | 'outgoing' | 'internal' | null
}

export const complete = read(search.complete, async (ctx, { q, at }) => {
  const before = q.slice(0, at)
  // The piece at the cursor: `-key:"value` or a word.
  const piece = /(?:^|\s)(-?)(?:([\p{L}\p{M}][\p{L}\p{M}-]*):("?)([^"]*)|(\S*))$/u.exec(before)
  const minus = piece?.[1] ?? ''
  const key = piece?.[2] ? filterOf(piece[2]) : null
  const start = before.length - (piece ? piece[0].trimStart().length : 0)
  const isOpenQuote = piece?.[3] === '"'
  if (key && (isOpenQuote || !/\s/.test(piece![4]!))) {
    const items = (await valuesOf(ctx, key, piece![4]!)).map(
      (one): Ending => ({
        text: minus + filterText(key, one.value, ctx.lang),
        label: one.value,
        hint: one.hint,
        kind: 'value',
        documentId: null,
        direction: null,
      }),
    )
    return { start, end: at, items }
  }
  const word = fold(piece?.[5] ?? '')
  const filters = filterKeys
    .map((one) => filterWord(one, ctx.lang))
    .filter((name) => word !== '' && fold(name).startsWith(word))
    .map(
      (name): Ending => ({
        text: `${minus}${name}:`,
        label: `${name}:`,
        hint: null,
        kind: 'filter',
        documentId: null,
        direction: null,
      }),
    )
  const documents = /\d/.test(q) ? await documentsOf(ctx, q) : []
  return { start, end: at, items: [...filters.slice(0, MOST), ...documents].slice(0, MOST) }
})

/** Documents that bear the symbol that is being typed. */
async function documentsOf(ctx: ReadContext, q: string): Promise<Ending[]> {
  const asked = await understand(ctx, q)
  if (asked.question.symbols.length === 0 || asked.isEmpty) return []
  const hits = (await index().best(ctx.tx, ctx.actor, { ...asked.question, base: null, levels: [] }, 5)).map(
    (hit) => hit.document_id,
  )
  const known = await cards(ctx.tx, ctx.actor, hits)
  return hits.flatMap((id): Ending[] => {
    const card = known.get(id)
    return card
      ? [
          {
            text: card.symbol ?? '',
            label: `${card.symbol} · ${card.subject}`,
            hint: card.issuer_name,
            kind: 'document',
            documentId: id,
            direction: card.direction,
          },
        ]
      : []
  })
}

async function valuesOf(
  ctx: ReadContext,
  key: FilterKey,
  typed: string,
): Promise<{ value: string; hint: string | null }[]> {
  const all = await allValues(ctx, key, typed)
  const wanted = nameKey(typed).trim()
  const rank = (value: string): number => {
    const name = nameKey(value).trim()
    return wanted === '' ? 1 : name.startsWith(wanted) ? 0 : name.includes(wanted) ? 1 : 2
  }
  return all
    .map((one) => ({ ...one, rank: Math.min(rank(one.value), one.hint ? rank(one.hint) + 0.5 : 2) }))
    .filter((one) => one.rank < 2)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ value, hint }) => ({ value, hint }))
}

async function allValues(
  ctx: ReadContext,
  key: FilterKey,
  typed: string,
): Promise<{ value: string; hint: string | null }[]> {
  const { tx, actor, today } = ctx
  const plain = (values: readonly string[]) => values.map((value) => ({ value, hint: null }))
  switch (key) {
    case 'type':
      return incomingDocumentTypes(await rulesOf(tx, actor.organizationId, today)).map((type) => ({
        value: ctx.lang === 'vi' ? type.vi : type.en,
        hint: type.abbreviation,
      }))
    case 'year': {
      const year = Number(today.slice(0, 4))
      return plain(Array.from({ length: 12 }, (_, i) => String(year - i)))
    }
    case 'from':
    case 'to':
      return plain([
        'hôm nay',
        'tuần này',
        'tháng này',
        'tháng trước',
        'quý 1',
        'quý 2',
        'quý 3',
        'quý 4',
        'năm nay',
        'năm trước',
      ])
    case 'unit':
      return (await unitNames(tx, actor.organizationId)).map((one) => ({ value: one.name, hint: one.more }))
    case 'handler':
      return (await postNames(tx, actor.organizationId)).map((one) => ({ value: one.name, hint: one.more }))
    case 'book':
      return (await bookNames(tx, actor.organizationId)).map((one) => ({
        value: `${one.name} ${one.more ?? ''}`.trim(),
        hint: null,
      }))
    case 'state':
      return filterValues.states.map((one) => ({ value: one.vi, hint: ctx.lang === 'vi' ? null : one.en }))
    case 'urgency':
      return plain(filterValues.urgency)
    case 'direction':
      return plain(filterValues.directions)
    case 'issuer': {
      const counted = await index().tally(tx, actor, anything, LOOKED_AT)
      return (counted?.issuers ?? []).map((one) => ({ value: one.key, hint: null }))
    }
    case 'file':
      return (await filesNamed(tx, actor, typed, MOST)).map((file) => ({ value: file.title, hint: file.symbol }))
    case 'under':
      return bodiesWithMore(await placesNow(ctx))
    default:
      return []
  }
}

/** Bodies that have others under them: asking for what is under the rest would say no more than their name. */
function bodiesWithMore(places: Places): { value: string; hint: string | null }[] {
  const all = places.tops.flatMap(withAllBelow)
  return all
    .filter((place) => place.below.length > 0)
    .map((place) => ({ value: place.body.name, hint: place.above?.body.name ?? null }))
}
