/** What a question to the index holds: the keys that `search.condition` and `search.best` know. */
export interface Question {
  readonly base: string | null
  readonly exact: string | null
  readonly pairs: readonly string[]
  readonly levels: readonly { readonly score: number; readonly query: string; readonly exact: string | null }[]
  readonly symbols: readonly string[]
  /** The whole text is a number: documents of this number of arrival come first. */
  readonly arrival: number | null
  /** Words of a file's text that must be there; null: none were asked. */
  readonly content: string | null
  /** tsquery of what the filters ask of the document itself. */
  readonly marks: string | null
  readonly from: string | null
  readonly to: string | null
  readonly issuers: readonly string[]
  readonly signers: readonly string[]
  /** Posts and units: given to any of each group. */
  readonly given: readonly (readonly string[])[]
  readonly states: readonly string[] | null
  readonly overdue_on: string | null
  readonly number: number | null
  /** Lies in any of these case files; one for each filter. The actor's right to see the files is decided before. */
  readonly files: readonly { readonly ids: readonly string[]; readonly isNot: boolean }[]
}

/** One document as the projection keeps it, before its readers are known. */
export interface IndexRow {
  readonly document_id: string
  readonly at: string
  readonly day: string | null
  readonly direction: string
  readonly type_code: string | null
  readonly issuer_name: string
  readonly issuer_key: string
  readonly signer_key: string
  readonly tokens: string
}

/** What the projection is made of: the owners' published views. */
export interface SourceRow {
  readonly document_id: string
  readonly direction: string
  readonly type_code: string | null
  readonly type_name: string
  readonly code_number: string | null
  readonly code_notation: string | null
  readonly issued_date: string | null
  readonly place: string | null
  readonly issuer_name: string
  /** Bodies that issue it too. */
  readonly joint_issuers?: readonly string[] | null
  readonly subject: string
  readonly description: string | null
  readonly signer_name: string | null
  readonly urgency: number
  readonly created_at: Date
  readonly registered_at: Date | null
  readonly arrival_date: string | null
  readonly book_id: string | null
}
