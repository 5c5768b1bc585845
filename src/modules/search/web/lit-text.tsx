import { alikeSyllable } from '#engines/vn-text/search/index.ts'

const WORD = /([\p{L}\p{M}\p{N}]+)/u

/** A text in which the syllables that were looked for are lit, marks aside. */
export function LitText({ text, marks }: { text: string; marks: readonly string[] }) {
  if (marks.length === 0) return text
  return text.split(WORD).map((piece, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one fixed text
    i % 2 === 1 && marks.some((mark) => alikeSyllable(mark, piece)) ? <mark key={i}>{piece}</mark> : piece,
  )
}
