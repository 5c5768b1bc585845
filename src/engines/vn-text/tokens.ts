/** Cutting text into what a search indexes. Spaces part syllables, not words (handbook 11.5). */
import { fold, nfc } from './normalize.ts'
import { findSymbols } from './symbol.ts'
import { canonicalForm } from './tone.ts'

export type TokenKind = 'syllable' | 'number' | 'symbol'

export interface Token {
  kind: TokenKind
  /** NFC, lower case, canonical spelling; for a symbol its joined key. */
  text: string
  /** Without marks. */
  folded: string
  /** UTF-16 offsets in the NFC of the input. */
  start: number
  end: number
}

type Form = Pick<Token, 'kind' | 'text' | 'folded'>
/** Vietnamese has some 7,000 syllables: their forms are made once. What is met beyond is no language and is not kept. */
const forms = new Map<string, Form>()
const MOST_FORMS = 30_000

function formOf(word: string): Form {
  const known = forms.get(word)
  if (known) return known
  const text = canonicalForm(word.toLowerCase())
  const form: Form = { kind: /^\d/.test(word) ? 'number' : 'syllable', text, folded: fold(text) }
  if (forms.size < MOST_FORMS && word.length < 20 && form.kind === 'syllable') forms.set(word, form)
  return form
}

/** Syllables, numbers (1.121.000 is one) and symbols (as one token, and again as their parts), in order of place. */
export function tokenize(input: string): Token[] {
  const text = nfc(input)
  const tokens: Token[] = findSymbols(text).map(({ symbol, start, end }) => ({
    kind: 'symbol',
    text: symbol.key,
    folded: symbol.key,
    start,
    end,
  }))
  for (const match of text.matchAll(/\d+(?:[.,]\d+)*|[\p{L}\p{M}]+/gu)) {
    tokens.push({ ...formOf(match[0]), start: match.index, end: match.index + match[0].length })
  }
  return tokens.sort((a, b) => a.start - b.start || b.end - a.end)
}

/** Lower-case canonical syllables of a text. */
export function syllables(text: string): string[] {
  return tokenize(text)
    .filter((token) => token.kind === 'syllable')
    .map((token) => token.text)
}

/** Pairs of neighbouring syllables (`lưu trữ`), the stand-in for words in an index. */
export function bigrams(text: string): string[] {
  const all = syllables(text)
  return all.slice(1).map((syllable, i) => `${all[i]} ${syllable}`)
}
