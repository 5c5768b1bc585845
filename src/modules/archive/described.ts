import type { Unit, UnitLine } from './contract.ts'

/** What a row of `archive.unit` says of what it describes, wherever that lies. */
export interface DescribedRow {
  readonly id: string
  readonly level: UnitLine['level']
  readonly number: string | null
  readonly title: string
  readonly starts: string | null
  readonly ends: string | null
  readonly is_closed: boolean | null
  readonly creator_id: string | null
  readonly retention: string | null
  readonly access: UnitLine['access']
  readonly medium: Unit['medium']
  readonly language: Unit['language']
  readonly sheets: number | null
  readonly pages: number | null
  readonly box: string | null
  readonly origin: Unit['origin']
  readonly condition: Unit['condition']
  readonly keywords: string | null
  readonly description: Unit['description']
  readonly document_id: string | null
}
