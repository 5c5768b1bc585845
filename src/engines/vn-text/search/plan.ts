/**
 * From words to questions that an index can answer, and to a ranking that can be explained and proved.
 *
 * A document is found when it has every word (an abbreviation also by its long form). It ranks by how many neighbouring
 * words of the query are neighbours in it, marks as typed before marks that differ, and within that the newer first.
 * So the score is a small whole number, and "the ten best" can be asked of the index score by score, the newest first:
 * an early stop is the true top ten.
 */
import { fold } from '../normalize.ts'
import { canonicalForm } from '../tone.ts'
import type { TypedQuery, TypedText } from './query.ts'
import { lexeme, pairOf, words } from './tokens.ts'

/** Forms that mean the same, short and long: `['UBND', 'Ủy ban nhân dân']`. */
export type SameForms = readonly (readonly string[])[]

/** One step of the ranking: a tsquery that every document of this score answers, better ones too. */
export interface Level {
  /** Twice the number of neighbouring pairs. */
  readonly score: number
  readonly query: string
  /** The same with the marks as typed (one more point); null: none were typed. */
  readonly exact: string | null
}

export interface SearchPlan {
  /** tsquery of what every found document has; null: the query has no words (filters alone). */
  readonly base: string | null
  /** tsquery that holds when the marks are as typed; null: none were typed. */
  readonly exact: string | null
  /** One tsquery for each pair of neighbouring words; each that holds adds two to the score. */
  readonly pairs: readonly string[]
  /** Scores that can be asked for singly, best first. */
  readonly levels: readonly Level[]
  /** tsquery of what a file's text must have, without marks; null: no words. */
  readonly content: string | null
  /** tsqueries of the document's own symbol, whole before beginning: such a document comes before all others. */
  readonly symbols: readonly string[]
  /** Words to light up in what was found: syllables as typed, canonical and lower case. */
  readonly marks: readonly string[]
}

interface Word {
  /** Each way to write it: syllables with and without marks. */
  readonly ways: readonly (readonly { text: string; folded: string }[])[]
}

const and = (parts: readonly string[]): string => parts.join(' & ')
const or = (parts: readonly string[]): string => (parts.length === 1 ? parts[0]! : `(${parts.join(' | ')})`)

/** More combinations of pairs than this are not asked for singly. */
const MOST_COMBINATIONS = 12
const MOST_WORDS = 24

/**
 * Plans a typed query.
 * @param same abbreviations and names that stand for each other; the longest match wins
 */
export function planSearch(query: TypedQuery, same: SameForms = []): SearchPlan {
  const base: string[] = []
  const inText: string[] = []
  const exact: string[] = []
  const pairs: string[] = []
  const marks: string[] = []
  const without: string[] = []
  const known = formsByFirst(same)
  for (const part of query.texts) {
    const found = groupWords(part, known).slice(0, MOST_WORDS)
    if (found.length === 0) continue
    const all = found.map(wordQuery)
    const near = found.slice(1).map((word, i) => neighbours(found[i]!, word))
    if (part.isNot) {
      without.push(`!(${and([...all, ...near])})`)
      continue
    }
    base.push(...all)
    inText.push(...all, ...(part.isPhrase ? near : []))
    for (const word of found) for (const way of word.ways) marks.push(...way.map((one) => one.text))
    const marked = found.flatMap((word) => exactQuery(word) ?? [])
    if (part.isPhrase) base.push(...near, ...marked)
    else {
      pairs.push(...near)
      exact.push(...marked)
    }
  }
  const symbols = query.symbols.flatMap((key) => [lexeme(`#${key}`), `${lexeme(`#${key}`)}:*`])
  if (base.length === 0) return { base: null, exact: null, pairs: [], levels: [], content: null, symbols, marks: [] }
  const whole = and([...new Set([...base, ...without])])
  const exactAll = exact.length > 0 ? and([...new Set(exact)]) : null
  const distinct = [...new Set(pairs)]
  const levels: Level[] = []
  for (let count = distinct.length; count >= 0; count--) {
    const chosen = combinations(distinct, count)
    if (!chosen) continue
    // A pair says more than its words, and is much rarer: it goes first, and words that it implies are not asked again.
    const implied = (one: string, by: readonly string[]): boolean => by.some((pair) => impliesWord(pair, one))
    const some = chosen.map((pair) => and([...pair, ...new Set(base.filter((one) => !implied(one, pair))), ...without]))
    const query = some.length === 1 ? some[0]! : some.map((one) => `(${one})`).join(' | ')
    levels.push({ score: 2 * count, query, exact: exactAll ? `(${query}) & ${exactAll}` : null })
  }
  return {
    base: whole,
    exact: exactAll,
    pairs: distinct,
    levels,
    content: and([...new Set([...inText, ...without])]),
    symbols,
    marks: [...new Set(marks)],
  }
}

/** `'ke hoach'` says `'ke'` and `'hoach'`; pairs of words with several ways to write them say nothing for sure. */
function impliesWord(pair: string, word: string): boolean {
  const syllables = /^'([^' ]+) ([^' ]+)'$/.exec(pair)
  return syllables !== null && (word === `'${syllables[1]}'` || word === `'${syllables[2]}'`)
}

/** Every choice of `count` out of `all`; null when there are too many to ask for. */
function combinations(all: readonly string[], count: number): string[][] | null {
  let many = 1
  for (let i = 0; i < count; i++) many = (many * (all.length - i)) / (i + 1)
  if (many > MOST_COMBINATIONS) return null
  const choose = (from: number, left: number): string[][] =>
    left === 0
      ? [[]]
      : Array.from({ length: all.length - from - left + 1 }, (_, i) => from + i).flatMap((i) =>
          choose(i + 1, left - 1).map((rest) => [all[i]!, ...rest]),
        )
  return choose(0, count)
}

type Forms = ReadonlyMap<string, readonly { readonly ways: Word['ways']; readonly key: readonly string[] }[]>

function formsByFirst(same: SameForms): Forms {
  const found = new Map<string, { ways: Word['ways']; key: readonly string[] }[]>()
  for (const forms of same) {
    const ways = forms
      .map((form) => words(form).map(({ text, folded }) => ({ text, folded })))
      .filter((way) => way.length > 0)
    if (ways.length < 2) continue
    for (const way of ways) {
      const first = way[0]!.folded
      found.set(first, [...(found.get(first) ?? []), { ways, key: way.map((one) => one.folded) }])
    }
  }
  for (const list of found.values()) list.sort((a, b) => b.key.length - a.key.length)
  return found
}

/** Words of a stretch of text; what is an abbreviation or a long form of one becomes one word with all its ways. */
function groupWords(part: TypedText, known: Forms): Word[] {
  const all = words(part.text)
  const found: Word[] = []
  for (let i = 0; i < all.length; ) {
    const form = known.get(all[i]!.folded)?.find(({ key }) => key.every((folded, j) => all[i + j]?.folded === folded))
    if (form) {
      const typed = all.slice(i, i + form.key.length).map(({ text, folded }) => ({ text, folded }))
      const others = form.ways.filter((way) => way.some((one, j) => one.folded !== typed[j]?.folded))
      found.push({ ways: [typed, ...others] })
      i += form.key.length
    } else {
      found.push({ ways: [[{ text: all[i]!.text, folded: all[i]!.folded }]] })
      i++
    }
  }
  return found
}

function wordQuery({ ways }: Word): string {
  return or(
    ways.map((way) => {
      const parts = [
        ...new Set([
          ...way.map((one) => one.folded),
          ...way.slice(1).map((one, i) => pairOf(way[i]!.folded, one.folded)),
        ]),
      ].map(lexeme)
      return parts.length > 1 && ways.length > 1 ? `(${and(parts)})` : and(parts)
    }),
  )
}

/** Marks as typed; a long form that stands in for an abbreviation counts as right. */
function exactQuery({ ways }: Word): string | null {
  const typed = ways[0]!.filter((one) => one.text !== one.folded)
  if (typed.length === 0) return null
  const own = and([...new Set(typed.map((one) => lexeme(`=${one.text}`)))])
  const others = ways.slice(1).map((way) => and([...new Set(way.map((one) => lexeme(one.folded)))]))
  return others.length === 0 ? own : or([own, ...others].map((one) => `(${one})`))
}

function neighbours(before: Word, after: Word): string {
  const tokens = new Set<string>()
  for (const a of before.ways) for (const b of after.ways) tokens.add(pairOf(a.at(-1)!.folded, b[0]!.folded))
  return or([...tokens].map(lexeme))
}

/** True when two syllables are the same but for tone seat, i/y and case; marks count. For lighting up hits. */
export function sameSyllable(a: string, b: string): boolean {
  return canonicalForm(a.toLowerCase()) === canonicalForm(b.toLowerCase())
}

/** True when two syllables are the same without marks. */
export function alikeSyllable(a: string, b: string): boolean {
  return fold(canonicalForm(a)) === fold(canonicalForm(b))
}
