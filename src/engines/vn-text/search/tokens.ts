/**
 * What an index holds of a text, and how tokens are written for PostgreSQL. Tokens are made here and never by the
 * database: its parser tears `123/QĐ-UBND`, dates and decomposed letters apart.
 *
 *   `ke`            a syllable without marks (form: canonical tone seat, i for y)
 *   `=kế`           the same with its marks, where it has any
 *   `ke hoach`      two neighbouring syllables without marks, the stand-in for words
 *   `#15-qd-ubnd`   the document's own symbol
 *   `~15-qd-ubnd`   a symbol that the text cites
 */
import { fold } from '../normalize.ts'
import { symbolKey } from '../symbol.ts'
import { type Token, tokenize } from '../tokens.ts'

/** Longest token; what is longer is no word of a language and is cut. */
const LONGEST = 60

/** Syllables and numbers of a text in their order; symbols stand as their parts. */
export function words(text: string): Token[] {
  return tokenize(text).filter((token) => token.kind !== 'symbol')
}

export interface IndexedText {
  /** Stretches of text: neighbours are counted inside each, never across. */
  readonly texts: readonly string[]
  /** The document's own symbols as written (`15/QĐ-UBND`). */
  readonly symbols?: readonly string[]
  /** Keep the forms with marks (metadata yes, long text no: marks are compared on the page that is found). */
  readonly hasMarks: boolean
  /** Further tokens as they are (whose document it is). */
  readonly also?: readonly string[]
}

/** All tokens of a document's metadata or of a file's text, each once, in no order. */
export function indexTokens({ texts, symbols = [], hasMarks, also = [] }: IndexedText): string[] {
  const found = new Set<string>(also)
  const add = (token: string): unknown => found.add(token.slice(0, LONGEST))
  for (const text of texts) {
    let before: Token | null = null
    for (const token of tokenize(text)) {
      if (token.kind === 'symbol') {
        add(`~${token.text}`)
        continue
      }
      add(token.folded)
      if (hasMarks && token.text !== token.folded) add(`=${token.text}`)
      if (before) add(pairOf(before.folded, token.folded))
      before = token
    }
  }
  for (const symbol of symbols) {
    const key = symbolKey(symbol)
    if (!key) continue
    add(`#${key}`)
    const parts = key.split('-')
    parts.forEach((part, i) => {
      add(part)
      if (i > 0) add(pairOf(parts[i - 1]!, part))
    })
  }
  return [...found]
}

/** The token of two neighbouring syllables without marks. */
export function pairOf(first: string, second: string): string {
  return `${first} ${second}`.slice(0, LONGEST)
}

/** A lexeme inside a literal of tsvector or tsquery: quoted, so that nothing in it is an operator. */
export function lexeme(token: string): string {
  return /['\\]/.test(token) ? `'${token.replaceAll('\\', '\\\\').replaceAll("'", "''")}'` : `'${token}'`
}

/** Text form of a tsvector without positions. */
export function vectorText(tokens: readonly string[]): string {
  return tokens.map(lexeme).join(' ')
}

/** Key under which a filter compares names of bodies: no marks, canonical, single spaces, a space at both ends. */
export function nameKey(name: string): string {
  return ` ${words(name)
    .map((token) => fold(token.text))
    .join(' ')} `
}
