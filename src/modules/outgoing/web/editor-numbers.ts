/** Numbers of blocks by where they stand, as they will be printed (NĐ 30/2020 PL I.II.6); pure. */
import { pointLetters, toRoman } from '#engines/vn-text/index.ts'
import type { BlockKind } from './editor-schema.ts'

type Level = 'part' | 'chapter' | 'section' | 'subsection' | 'roman' | 'article' | 'clause' | 'point'

/** What begins anew under a block; chapters run on through parts, articles through everything. */
const BELOW: Readonly<Record<Level, readonly Level[]>> = {
  part: ['section', 'subsection', 'roman', 'clause', 'point'],
  chapter: ['section', 'subsection', 'roman', 'clause', 'point'],
  section: ['subsection', 'roman', 'clause', 'point'],
  subsection: ['roman', 'clause', 'point'],
  roman: ['clause', 'point'],
  article: ['clause', 'point'],
  clause: ['point'],
  point: [],
}

const SAYS: Readonly<Record<Level, (value: number) => string>> = {
  part: (value) => `Phần ${toRoman(value)}`,
  chapter: (value) => `Chương ${toRoman(value)}`,
  section: (value) => `Mục ${value}`,
  subsection: (value) => `Tiểu mục ${value}`,
  roman: (value) => `${toRoman(value)}.`,
  article: (value) => `Điều ${value}.`,
  clause: (value) => `${value}.`,
  point: (value) => `${pointLetters[value - 1] ?? '?'})`,
}

const levelOf = (kind: BlockKind | 'table'): Level | null => {
  if (kind === 'article-title') return 'article'
  if (kind === 'clause-title') return 'clause'
  return kind in SAYS ? (kind as Level) : null
}

/**
 * The label of each block; '' where none is printed. An empty block counts nothing, since it is not printed, but shows what it would be.
 * @param blocks in the order of the text
 */
export function labelsOf(
  blocks: readonly { readonly kind: BlockKind | 'table'; readonly isEmpty: boolean }[],
): string[] {
  const count = { part: 0, chapter: 0, section: 0, subsection: 0, roman: 0, article: 0, clause: 0, point: 0 }
  return blocks.map(({ kind, isEmpty }) => {
    if (kind === 'list') return '-'
    const level = levelOf(kind)
    if (level === null) return ''
    const value = count[level] + 1
    if (!isEmpty) {
      count[level] = value
      for (const below of BELOW[level]) count[below] = 0
    }
    return SAYS[level](value)
  })
}

const TYPED: readonly (readonly [RegExp, BlockKind])[] = [
  [/^Điều\s+\d{1,3}\s*[.:]\s*/u, 'article'],
  [/^Chương\s+[IVXLC]+\s*[.:]?\s*/u, 'chapter'],
  [/^Mục\s+\d{1,2}\s*[.:]?\s+(?=\p{Lu}{2})/u, 'section'],
  [/^[IVXL]{1,6}\s*[.)]\s*(?=\p{Lu}{2})/u, 'roman'],
  [/^\d{1,2}\s*[.)]\s+/u, 'clause'],
  [/^[a-zđ]\s*\)\s+/u, 'point'],
  [/^[-–+•]\s+/u, 'list'],
]

/** What a typed or pasted number makes of a paragraph, and how many characters of it go, since the form writes them itself. */
export function typedKind(text: string): { readonly kind: BlockKind; readonly length: number } | null {
  for (const [pattern, kind] of TYPED) {
    const found = pattern.exec(text)
    if (found) return { kind, length: found[0].length }
  }
  return null
}
