/** From what was typed to a question for the index: filters find their values among the office's own names. */
import { fold, parseVietnameseDate, partialRange, readPartialDate, shortDay } from '#engines/vn-text/index.ts'
import {
  lexeme,
  nameKey,
  planSearch,
  readQuery,
  type SearchPlan,
  type TypedFilter,
  words,
} from '#engines/vn-text/search/index.ts'
import { filesNamed } from '#modules/casefiles/index.ts'
import { incomingStates } from '#modules/incoming/contract.ts'
import { rulesOf } from '#modules/people/index.ts'
import type { ReadContext } from '#platform/action/index.ts'
import { type DocumentType, documentType, findRuleSet, type RuleSet } from '#regimes/index.ts'
import type { Chip } from './contract.ts'
import { eachMinute } from './each-minute.ts'
import { placesNamed, placesNow, withAllBelow } from './places.ts'
import { allOf, anyOf, token } from './rules.ts'
import { bookNames, type Named, ownAbbreviations, postNames, succeededNames, unitNames } from './store-names.ts'
import type { Question } from './types.ts'
import { mergeAbbreviations, sameForms } from './words.ts'

export interface Understood {
  readonly question: Question
  readonly plan: SearchPlan
  readonly chips: readonly Chip[]
  /** Nothing was asked, or a filter speaks of something that does not exist: there is nothing to find. */
  readonly isEmpty: boolean
}

/** Words for states of incoming documents, as people type them without marks. */
const STATE_WORDS: Readonly<Record<string, { states: readonly string[] | 'overdue'; vi: string; en: string }>> = {
  'moi den': { states: ['registered'], vi: 'Mới đến', en: 'New' },
  'cho trinh': { states: ['registered'], vi: 'Mới đến', en: 'New' },
  'da trinh': { states: ['submitted'], vi: 'Đã trình', en: 'Submitted' },
  'dang xu ly': { states: ['assigned', 'in_progress'], vi: 'Đang xử lý', en: 'In progress' },
  'qua han': { states: 'overdue', vi: 'Quá hạn', en: 'Overdue' },
  xong: { states: ['completed'], vi: 'Đã xong', en: 'Done' },
  'da xong': { states: ['completed'], vi: 'Đã xong', en: 'Done' },
  'hoan thanh': { states: ['completed'], vi: 'Đã xong', en: 'Done' },
  'tra lai': { states: ['returned'], vi: 'Đã trả lại', en: 'Returned' },
  'huy so': { states: ['cancelled'], vi: 'Hủy số', en: 'Cancelled' },
  'khuyet so': { states: ['cancelled'], vi: 'Hủy số', en: 'Cancelled' },
}
const STATES: typeof STATE_WORDS = {
  ...Object.fromEntries(Object.values(STATE_WORDS).map((one) => [one.en.toLowerCase(), one])),
  ...STATE_WORDS,
}
const URGENCY: readonly (readonly string[])[] = [
  ['thuong', 'khong', 'normal'],
  ['khan', 'urgent'],
  ['thuong khan', 'very urgent'],
  ['hoa toc', 'most urgent'],
]
const URGENCY_SHOWN = ['Thường', 'Khẩn', 'Thượng khẩn', 'Hỏa tốc']
const URGENCY_SHOWN_EN = ['Normal', 'Urgent', 'Very urgent', 'Most urgent']
const DIRECTIONS: Readonly<Record<string, 'incoming' | 'outgoing' | 'internal'>> = {
  den: 'incoming',
  incoming: 'incoming',
  di: 'outgoing',
  outgoing: 'outgoing',
  'noi bo': 'internal',
  internal: 'internal',
}
const DIRECTION_SHOWN = { incoming: 'Văn bản đến', outgoing: 'Văn bản đi', internal: 'Văn bản nội bộ' } as const
const DIRECTION_SHOWN_EN = { incoming: 'Incoming', outgoing: 'Outgoing', internal: 'Internal' } as const

type Meaning = NonNullable<Chip['meaning']>
/** Names, numbers and days say the same in both languages. */
const alike = (text: string): Meaning => ({ vi: text, en: text })

/** Words that filters complete with, in the order they are offered. */
export const filterValues = {
  states: [...new Map(Object.values(STATE_WORDS).map((one) => [one.vi, one])).values()],
  urgency: URGENCY_SHOWN,
  directions: Object.values(DIRECTION_SHOWN).map((name) => name.replace('Văn bản ', '')),
} as const

/** Asks for everything that the post may see. */
export const anything: Question = {
  base: null,
  exact: null,
  pairs: [],
  levels: [],
  symbols: [],
  arrival: null,
  content: null,
  marks: null,
  from: null,
  to: null,
  issuers: [],
  signers: [],
  given: [],
  states: null,
  overdue_on: null,
  number: null,
  files: [],
}

/** Reads a query in the light of the office: its types, books, units, people and abbreviations. */
export async function understand(ctx: ReadContext, text: string): Promise<Understood> {
  const { tx, actor, today } = ctx
  const typed = readQuery(text)
  const same = sameForms(mergeAbbreviations(await ownAbbreviations(tx, actor.organizationId)), await bodies(ctx))
  const plan = planSearch(typed, same)
  const asked: {
    marks: string[]
    issuers: string[]
    signers: string[]
    given: string[][]
    states: string[] | null
    isOverdue: boolean
    from: string | null
    to: string | null
    number: number | null
    files: Question['files'][number][]
  } = {
    marks: [],
    issuers: [],
    signers: [],
    given: [],
    states: null,
    isOverdue: false,
    from: null,
    to: null,
    number: null,
    files: [],
  }
  const chips: Chip[] = []
  const lists = namesOnce(ctx)
  for (const filter of typed.filters) {
    const meaning = await apply(filter)
    chips.push({
      key: filter.key,
      value: filter.value,
      isNot: filter.isNot,
      start: filter.start,
      end: filter.end,
      meaning,
    })
  }

  async function apply({ key, value, isNot }: TypedFilter): Promise<Meaning | null> {
    switch (key) {
      case 'type': {
        const type = typeOf(await lists.rules(), value)
        if (type) asked.marks.push(anyOf([token.type(type.code)], isNot))
        return type ? { vi: type.vi, en: type.en } : null
      }
      case 'year': {
        const years = /^(\d{4})(?:\s*[-–]\s*(\d{4}))?$/.exec(value)
        if (!years) return null
        const [first, last] = [Number(years[1]), Number(years[2] ?? years[1])].sort((a, b) => a - b) as [number, number]
        if (last - first > 80) return null
        asked.marks.push(
          anyOf(
            Array.from({ length: last - first + 1 }, (_, i) => token.year(first + i)),
            isNot,
          ),
        )
        return alike(first === last ? String(first) : `${first}–${last}`)
      }
      case 'from':
      case 'to': {
        const range = isNot ? null : rangeOf(value, today)
        if (!range) return null
        if (key === 'from') asked.from = range.first
        else asked.to = range.last
        const day = key === 'from' ? range.first : range.last
        return alike(shortDay(day))
      }
      case 'issuer':
      case 'signer': {
        const parts = words(value).map((one) => one.folded)
        if (parts.length === 0) return null
        if (isNot) asked.marks.push(anyOf([`${parts.join(' ')}`], true))
        else {
          asked[key === 'issuer' ? 'issuers' : 'signers'].push(nameKey(value))
          asked.marks.push(...parts.map(lexeme), ...parts.slice(1).map((part, i) => lexeme(`${parts[i]} ${part}`)))
        }
        return alike(value)
      }
      case 'under': {
        const named = placesNamed(await placesNow(ctx), value)
        const names = new Set(named.flatMap(withAllBelow).flatMap((place) => place.body.names))
        if (names.size > 0) asked.marks.push(anyOf([...new Set([...names].map(token.issuer))], isNot))
        return shown(named.map(({ body }) => ({ id: body.id, name: body.name, more: null })))
      }
      case 'book': {
        const found = matching(await lists.books(), value)
        if (found.length > 0)
          asked.marks.push(
            anyOf(
              found.map((book) => token.book(book.id)),
              isNot,
            ),
          )
        return shown(found)
      }
      case 'unit':
      case 'handler': {
        const found = isNot ? [] : matching(await (key === 'unit' ? lists.units() : lists.posts()), value)
        if (found.length > 0) asked.given.push(found.map((one) => one.id))
        return shown(found)
      }
      case 'state': {
        const state = STATES[fold(value).trim()]
        const known = state ? state.states : incomingStates.filter((one) => one === value)
        if (isNot || known.length === 0) return null
        if (known === 'overdue') asked.isOverdue = true
        else asked.states = [...(asked.states ?? []), ...known]
        return state ? { vi: state.vi, en: state.en } : alike(value)
      }
      case 'urgency': {
        const level = URGENCY.findIndex((names) => names.includes(fold(value).trim()))
        if (level < 0) return null
        asked.marks.push(anyOf([token.urgency(level)], isNot))
        return { vi: URGENCY_SHOWN[level]!, en: URGENCY_SHOWN_EN[level]! }
      }
      case 'direction': {
        const direction = DIRECTIONS[fold(value).trim()]
        if (direction) asked.marks.push(anyOf([token.direction(direction)], isNot))
        return direction ? { vi: DIRECTION_SHOWN[direction], en: DIRECTION_SHOWN_EN[direction] } : null
      }
      case 'file': {
        const files = (await filesNamed(tx, actor, value, MOST_FILES)).map(namedFile)
        const found = matching(files, value)
        if (found.length > 0) asked.files.push({ ids: found.map((file) => file.id), isNot })
        return shown(found)
      }
      case 'number': {
        const number = /^\d{1,7}$/.test(value) && !isNot ? Number(value) : null
        asked.number = number
        return number === null ? null : alike(String(number))
      }
    }
  }

  const marks = allOf(asked.marks)
  const and = (query: string | null): string | null => (query && marks ? `(${query}) & ${marks}` : query)
  const hasWords = plan.base !== null
  const hasFilters = chips.length > 0
  const question: Question = {
    ...anything,
    base: hasWords ? and(plan.base) : marks,
    exact: plan.exact,
    pairs: plan.pairs,
    levels: plan.levels.map((level) => ({ score: level.score, query: and(level.query)!, exact: and(level.exact) })),
    symbols: plan.symbols.map((symbol) => and(symbol)!),
    arrival: typed.number,
    content: plan.content,
    marks,
    from: asked.from,
    to: asked.to,
    issuers: asked.issuers,
    signers: asked.signers,
    given: asked.given,
    states: asked.states,
    overdue_on: asked.isOverdue ? today : null,
    number: asked.number,
    files: asked.files,
  }
  return { question, plan, chips, isEmpty: (!hasWords && !hasFilters) || chips.some((chip) => chip.meaning === null) }
}

/** A filter means so many files at most, the last worked on first. */
const MOST_FILES = 500
/** A case file as filters speak of it: its title, and its symbol. */
export const namedFile = (file: { id: string; symbol: string; title: string }): Named => ({
  id: file.id,
  name: file.title,
  more: file.symbol,
})

/** Names of bodies that followed one another. */
const bodies = eachMinute(({ tx }) => succeededNames(tx))

/** A type of the own regime, else of the other one: the State gives Công văn no abbreviation, yet everybody types CV. */
function typeOf(rules: RuleSet, text: string): DocumentType | null {
  const other = findRuleSet(rules.regime === 'party' ? 'state' : 'party', rules.day)
  return documentType(rules, text) ?? (other ? documentType(other, text) : null)
}

/** Each list is read once a query, and only when a filter asks for it. */
function namesOnce({ tx, actor, today }: ReadContext) {
  const once = <T>(load: () => Promise<T>): (() => Promise<T>) => {
    let loaded: Promise<T> | null = null
    return () => {
      loaded ??= load()
      return loaded
    }
  }
  const { organizationId } = actor
  return {
    rules: once<RuleSet>(() => rulesOf(tx, organizationId, today)),
    units: once(() => unitNames(tx, organizationId)),
    posts: once(() => postNames(tx, organizationId)),
    books: once(() => bookNames(tx, organizationId)),
  }
}

/** Those whose name, or name and more, holds the words side by side; a name that is the value exactly wins alone. */
function matching(names: readonly Named[], value: string): Named[] {
  const key = nameKey(value)
  if (key.trim() === '') return []
  const whole = names.filter((one) => nameKey(one.name) === key || (one.more !== null && nameKey(one.more) === key))
  if (whole.length > 0) return whole
  return names.filter((one) => nameKey(`${one.name} ${one.more ?? ''}`).includes(key))
}

function shown(found: readonly Named[]): Meaning | null {
  const names = [...new Set(found.map((one) => one.name))]
  if (names.length === 0) return null
  return alike(names.length <= 2 ? names.join(', ') : `${names.slice(0, 2).join(', ')} +${names.length - 2}`)
}

/** First and last day of what was typed: `01/03` of this year, `3/2025`, `2025`, `hôm nay`, `tháng này`, `quý 2`, dates in words. */
export function rangeOf(value: string, today: string): { first: string; last: string } | null {
  const text = fold(value).replace(/[-_]/g, ' ').trim()
  const year = today.slice(0, 4)
  const back = (days: number): string => new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10)
  if (text === 'hom nay' || text === 'today') return { first: today, last: today }
  if (text === 'hom qua' || text === 'yesterday') return { first: back(1), last: back(1) }
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7
  if (text === 'tuan nay') return { first: back(weekday), last: back(weekday - 6) }
  if (text === 'tuan truoc') return { first: back(weekday + 7), last: back(weekday + 1) }
  if (text === 'thang nay') return partialRange(today.slice(0, 7))
  if (text === 'thang truoc') return partialRange(back(Number(today.slice(8, 10))).slice(0, 7))
  if (text === 'nam nay') return partialRange(year)
  if (text === 'nam truoc' || text === 'nam ngoai') return partialRange(String(Number(year) - 1))
  const quarter = /^quy ([1-4]|iv|i{1,3})(?:(?: nam)? (\d{4}))?$/.exec(text)
  if (quarter) {
    const n = { i: 1, ii: 2, iii: 3, iv: 4 }[quarter[1]!] ?? Number(quarter[1])
    const of = quarter[2] ?? year
    const month = (m: number): string => `${of}-${String(m).padStart(2, '0')}`
    return { first: `${month(3 * n - 2)}-01`, last: partialRange(month(3 * n))!.last }
  }
  const month = /^thang (\d{1,2})$/.exec(text)
  if (month) return partialRange(`${year}-${month[1]!.padStart(2, '0')}`)
  const short = /^(\d{1,2})[/.\s](\d{1,2})$/.exec(value.trim().replaceAll('-', '/'))
  if (short) return partialRange(`${year}-${short[2]!.padStart(2, '0')}-${short[1]!.padStart(2, '0')}`)
  if (readPartialDate(value.trim())) return partialRange(value.trim())
  const read = parseVietnameseDate(value)
  return read ? partialRange(read) : null
}
