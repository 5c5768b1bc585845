/** Units of description as finding aids need them; no database. */
export interface DescribedUnit {
  readonly id: string
  /** 0 for the unit that is taken out, 1 for what lies directly in it. Units come in document order. */
  readonly depth: number
  readonly level: 'fonds' | 'collection' | 'group' | 'inventory' | 'file' | 'item'
  /** `P.12 – ML.03 – HS.145`; empty where nothing has a number. */
  readonly reference: string
  readonly title: string
  /** Partial dates: 2010, 2010-03, 2010-03-26. */
  readonly starts: string | null
  readonly ends: string | null
  readonly creator: { readonly kind: 'body' | 'person' | 'family'; readonly name: string } | null
  readonly languages: readonly string[]
  readonly sheets: number | null
  readonly pages: number | null
  readonly box: string | null
  /** In words: "Vĩnh viễn", "20 năm". */
  readonly retention: string | null
  readonly access: 'open' | 'conditional'
  readonly keywords: string | null
  /** Elements of ISAD(G) that are texts, by the names of the archive's contract. */
  readonly description: Readonly<Record<string, string | null | undefined>>
}

export interface FindingAidHead {
  readonly repository: { readonly code: string; readonly name: string }
  readonly title: string
  readonly recordId: string
  /** ISO instant. */
  readonly createdAt: string
}
