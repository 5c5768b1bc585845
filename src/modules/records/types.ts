/** Metadata of a document (NĐ 30/2020 PL VI Part II). */
export interface DocumentFields {
  readonly typeCode?: string | null
  readonly typeName: string
  readonly codeNumber?: string | null
  readonly codeNotation?: string | null
  /** May be partial: `2010`, `2010-03`. */
  readonly issuedDate?: string | null
  readonly place?: string | null
  readonly issuerName: string
  readonly issuerOrganId?: string | null
  readonly subject: string
  readonly language?: string | null
  readonly pageAmount?: number | null
  readonly copyAmount?: number | null
  readonly description?: string | null
  readonly signerName?: string | null
  readonly signerPosition?: string | null
  readonly urgency: number
  readonly circulation: string[]
  readonly toPlaces?: string | null
}

export interface Finding {
  readonly code: string
  readonly vi: string
  readonly en: string
}

export interface NewComponent {
  readonly organizationId: string
  readonly id: string
  readonly documentId?: string | null
  /** `copy`: one that the office made of the document, apart from what the document consists of. */
  readonly role: 'main' | 'attachment' | 'copy'
  readonly position?: number
  readonly fileName: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
  readonly pageCount: number | null
  readonly findings: readonly Finding[]
  readonly derivedFrom?: string | null
  /** The unit in whose tray a file waits that is not registered yet; null: the agency registry's. */
  readonly waitingUnitId?: string | null
  readonly derivation?: Record<string, unknown> | null
  readonly now: Date
  readonly createdBy: string
}

export interface ComponentRow {
  readonly id: string
  readonly document_id: string | null
  readonly role: 'main' | 'attachment' | 'copy'
  readonly position: number
  readonly file_name: string
  readonly media_type: string
  readonly size: number
  readonly sha256: string
  readonly page_count: number | null
  readonly findings: Finding[]
  readonly derived_from: string | null
  /** How it was made of the other, where it was: `rendered`, `sealed`, `lasting` … */
  readonly derivation: { readonly kind?: string } | null
  readonly created_at: Date
  readonly derivatives: Record<string, { sha256: string; size: number; mediaType: string }> | null
}
