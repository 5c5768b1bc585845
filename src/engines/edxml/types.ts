/** Messages of QCVN 102:2016/BTTTT as the product knows them. Texts are plain; empty ones are null. */

export interface Party {
  /** Mã định danh: `H49.64.33`, `000.00.00.G22`. */
  readonly organId: string
  readonly name: string | null
  readonly inCharge?: string | null
  readonly address?: string | null
  readonly email?: string | null
  readonly telephone?: string | null
  readonly fax?: string | null
  readonly website?: string | null
}

/** Another document, by what identifies it. */
export interface DocumentRef {
  readonly organId: string | null
  /** Number and notation as one text. */
  readonly code: string | null
  /** `YYYY-MM-DD` */
  readonly date: string | null
  readonly documentId: string | null
}

export interface Staff {
  readonly department: string | null
  readonly staff: string | null
  readonly mobile: string | null
  readonly email: string | null
}

/** BussinessDocType 0, 1, 2, 3: what the message does. */
export const businesses = ['new', 'recall', 'update', 'replacement'] as const
export type Business = (typeof businesses)[number]

export interface Attachment {
  /** Without `cid:`. */
  readonly contentId: string
  readonly name: string
  readonly mediaType: string
  readonly description: string | null
  readonly bytes: Uint8Array
}

export interface DocumentMessage {
  readonly kind: 'document'
  readonly from: Party
  readonly to: readonly Party[]
  /** `000.00.00.G22,2018/09/20,7816/VPCP-TTĐT`; other shapes of other systems are taken as they are. */
  readonly documentId: string
  readonly codeNumber: string | null
  readonly codeNotation: string | null
  readonly place: string | null
  /** `YYYY-MM-DD` */
  readonly date: string | null
  readonly type: { readonly type: string | null; readonly detail: string | null; readonly name: string | null }
  readonly subject: string | null
  readonly content: string | null
  readonly signer: {
    readonly competence: string | null
    readonly position: string | null
    readonly name: string | null
  }
  readonly responseFor: readonly DocumentRef[]
  readonly dueDate: string | null
  readonly toPlaces: readonly string[]
  readonly other: {
    /** 0 to 3, ascending. */
    readonly priority: number | null
    readonly sphere: string | null
    readonly typerNotation: string | null
    readonly copies: number | null
    readonly pages: number | null
    readonly direction: string | null
    readonly appendixes: readonly string[]
  }
  readonly steeringType: string | null
  /** The way of the message, first the sender. ISO 8601 in Vietnam's zone. */
  readonly trace: readonly { readonly organId: string; readonly at: string | null }[]
  readonly business: Business
  readonly reason: string | null
  /** BussinessDocumentInfo: what an update changes. */
  readonly changes: {
    readonly documentInfo: string | null
    readonly documentReceiver: string | null
    readonly receivers: readonly { readonly type: string | null; readonly organId: string }[]
  } | null
  /** The document that a recall, an update or a replacement is about. */
  readonly aboutDocumentId: string | null
  readonly replaces: readonly { readonly documentId: string; readonly organIds: readonly string[] }[]
  /** A copy on paper follows. */
  readonly isPaper: boolean
  readonly staff: Staff | null
  readonly attachments: readonly Attachment[]
}

export const statusCodes = ['01', '02', '03', '04', '05', '06', '13', '15', '16'] as const
/** 01 arrived, 02 refused, 03 accepted, 04 assigned, 05 handled, 06 done, 13 taken back, 15/16 receiver agrees/refuses. */
export type StatusCode = (typeof statusCodes)[number]

export interface StatusMessage {
  readonly kind: 'status'
  /** The document that is answered for; its organisation is the addressee. */
  readonly responseFor: DocumentRef
  readonly from: Party
  readonly code: StatusCode
  /** The reason of a refusal stands here (at most 1,000 characters). */
  readonly description: string | null
  readonly at: string | null
  readonly staff: Staff | null
}

export type Message = DocumentMessage | StatusMessage

export interface Limits {
  /** Bytes of the whole package. */
  readonly size: number
  readonly attachments: number
  /** Bytes of all files together, unpacked. */
  readonly unpacked: number
  readonly elements: number
  readonly depth: number
}

export const LIMITS: Limits = {
  size: 96 * 1024 * 1024,
  attachments: 50,
  unpacked: 256 * 1024 * 1024,
  elements: 20_000,
  depth: 32,
}

/** Why a signature is not sound. */
export type SignatureFault =
  | 'changed' // the content is not what was signed
  | 'wrong-value' // the signature does not belong to key and content
  | 'weak' // algorithm or key too weak
  | 'not-understood' // a shape or algorithm that is not read
  | 'several' // more than one signature

export interface PackageSignature {
  readonly isSound: boolean
  readonly fault: SignatureFault | null
  readonly detail: string | null
  /** The certificate that the signature carries (PEM); it proves nothing until somebody trusts it. */
  readonly certificate: string | null
  /** SHA-256 of the certificate, lower-case hexadecimal without colons. */
  readonly fingerprint: string | null
}

export interface ReadPackage {
  readonly message: Message
  /** SHA-256 over the canonical content without its signature, hexadecimal: what the package says, whoever repeats it. */
  readonly digest: string
  readonly signature: PackageSignature | null
}
