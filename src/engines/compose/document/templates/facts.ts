/** What a starting document knows of the body that will issue it. Universal. */
import type { DocumentType, Regime } from '#regimes/types.ts'
import { type OfficialDocumentInput, words } from '../content.ts'

export interface TemplateFacts {
  regime: Regime
  superior: string | null
  /** `Ủy ban nhân dân xã Sông Mây`; a line feed says where the name breaks. */
  issuer: string
  /** In notations: `UBND`, `TU`. */
  abbreviation: string
  place: string
  /** Collective leadership that documents are signed on behalf of (`Ủy ban nhân dân`, `Ban Thường vụ`); null: the head signs. */
  collective: string | null
  /** Title of the head: `Chủ tịch`, `Bí thư`. */
  head: string
  /** Drafting unit in notations and the line `Lưu: VT, …` (State), the office that keeps the archive copy (Party). */
  unit: string
}

export type TemplateType = Pick<DocumentType, 'code' | 'vi' | 'abbreviation'>
export type BlockInput = OfficialDocumentInput['body'][number]
/** What a type has of its own; the rest is the same for all. */
export type Part = Pick<OfficialDocumentInput, 'body'> & Partial<OfficialDocumentInput>

/** A place that a person fills. */
export const GAP = '………………'
export const DAY = 'ngày …… tháng …… năm ……'

export const text = (line: string): BlockInput => ({ kind: 'paragraph', runs: words(line) })
export const texts = (...lines: string[]): BlockInput[] => lines.map(text)
export const article = (line: string): BlockInput => ({ kind: 'article', runs: words(line) })
export const clause = (line: string): BlockInput => ({ kind: 'clause', runs: words(line) })

/** `I. MỤC ĐÍCH, YÊU CẦU` with its clauses, or a free line. */
export const section = (title: string, ...clauses: string[]): BlockInput[] => [
  { kind: 'heading', level: 'roman', title },
  ...(clauses.length === 0
    ? [text(`${GAP}.`)]
    : clauses.flatMap((name): BlockInput[] => [{ kind: 'clause', title: name, runs: words(`${GAP}.`) }])),
]

export const chapter = (title: string, ...articles: string[]): BlockInput[] => [
  { kind: 'heading', level: 'chapter', title },
  ...articles.flatMap((name): BlockInput[] => [{ kind: 'article', title: name }, clause(`${GAP}.`), clause(`${GAP}.`)]),
]

export const oneLine = (name: string): string => name.replace(/\s*\n\s*/g, ' ')
