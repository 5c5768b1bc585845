/** Shapes of the law as data. Every row says from when to when it stands and on what it rests. */

/** A calendar day in Vietnam, `YYYY-MM-DD`. Days compare as text. */
export type Day = string

/** Which body of rules an organisation follows. Mass organisations follow the State's "as suitable" (NĐ 30/2020 Đ2.2). */
export type Regime = 'state' | 'party'

/**
 * How sure we are: A read in the text itself; A2 detailed secondary notes or working software; B known without a text at
 * hand; C unsure. `organization`: an administrator's dated override with its own basis.
 */
export type Confidence = 'A' | 'A2' | 'B' | 'C' | 'organization'

export interface Source {
  /** The text, as it is cited: `NĐ 30/2020/NĐ-CP`. */
  readonly text: string
  /** Article, clause or annex: `Đ22.1`, `PL IV.VI`. */
  readonly article: string | null
  readonly confidence: Confidence
}

/** What every row of a rule set has. */
export interface Rule {
  /** Stable name of the row inside its collection; overrides point to it. */
  readonly id: string
  readonly validFrom: Day
  /** Last day on which the row stands; null: until further notice. */
  readonly validTo: Day | null
  readonly source: Source
  /** An administrator may override the row although its source is marked A (the text itself leaves it to the head). */
  readonly isOverridable?: boolean
}

/** A sentence or word in both languages of the screens. */
export interface Words {
  readonly vi: string
  readonly en: string
}

/**
 * `legal` legal-normative documents, `administrative` the named types, `paper` papers (giấy, phiếu), `copy` forms of
 * copies, `founding` texts of the whole Party.
 */
export type DocumentTypeGroup = 'legal' | 'administrative' | 'paper' | 'copy' | 'founding'

export interface DocumentType extends Rule {
  /** Stable ASCII code: `quyet-dinh`. */
  readonly code: string
  readonly vi: string
  readonly en: string
  /** Abbreviation in the notation (QĐ); null where the law gives none. */
  readonly abbreviation: string | null
  readonly group: DocumentTypeGroup
  /** May this regime's own organisations number and issue it? False: only met among incoming documents. */
  readonly isIssued: boolean
}

export type Direction = 'incoming' | 'outgoing' | 'internal'
export type PeriodKind = 'calendar-year' | 'term' | 'event'

export interface RegisterBookRule extends Rule {
  readonly direction: Direction
  readonly vi: string
  readonly en: string
  readonly period: PeriodKind
  /** Which number series the book draws from. Books of one series share numbers whatever they show. */
  readonly series: string
  /** One series for all types (`shared`) or one for each document type (`per-type`). */
  readonly types: 'shared' | 'per-type'
  /** Groups of document types that belong to the book; null: all. */
  readonly groups: readonly DocumentTypeGroup[] | null
  /** Types of its own (`cong-van`); null: by group. */
  readonly onlyTypes: readonly string[] | null
  readonly origin: 'any' | 'party' | 'non-party' | 'citizen'
  readonly secrecy: 'normal' | 'secret'
  /** `isolated`: only in an installation without any network (handbook section 14). */
  readonly installation: 'networked' | 'isolated'
  /** Opened by itself with a new period. */
  readonly isDefault: boolean
  /** Opened by the registry for one issuing body by its name (a council, a congress), and chosen by the drafter: each its own series. */
  readonly isNamed?: boolean
  /** Which printed layout the book has. */
  readonly printedAs: string
}

/** A form of copies: what is printed on it, how it is numbered, and from which to which kind of document it may be made. */
export interface CopyForm extends Rule {
  readonly vi: string
  readonly en: string
  /** Words of the form on the copy, in capitals. */
  readonly words: string
  /** The document type under which it is numbered. */
  readonly typeCode: string
  /** `paper-electronic`: a copy on paper turned into a file. */
  readonly ways: readonly CopyWay[]
  /** Only a part of the document, presented anew. */
  readonly isExtract: boolean
}
export type CopyWay = `${'paper' | 'electronic'}-${'paper' | 'electronic'}`

export interface NumberFormat extends Rule {
  readonly regime: Regime
  /** What stands before the number on the document: `Số: ` or `Số `. */
  readonly label: string
  readonly minimumDigits: number
  /** Between number and the rest: `/` (State) or `-` (Party). */
  readonly afterNumber: '/' | '-'
  /** Pattern of the whole line as printed, as the source of a RegExp. */
  readonly pattern: string
}

export interface MetadataField extends Rule {
  /** Printed name, with the path of its group: `FileCode.OrganId`. */
  readonly name: string
  readonly kind: 'string' | 'number' | 'date' | 'text' | 'group'
  /** Characters or digits; null for long text and groups. */
  readonly length: number | null
  readonly no: string
  readonly vi: string
  readonly en: string
  /** Filled by the system (PL VI III.1). */
  readonly isAutomatic: boolean
}

export interface Urgency extends Rule {
  readonly level: 0 | 1 | 2 | 3
  readonly code: 'normal' | 'urgent' | 'very-urgent' | 'express'
  readonly vi: string
  readonly en: string
  /** Words of the stamp; null: no stamp. */
  readonly stamp: string | null
  /** Size of the stamp's box in millimetres. */
  readonly boxMm: { readonly width: number; readonly height: number } | null
}

export interface SecrecyLevel extends Rule {
  readonly code: 'none' | 'confidential' | 'secret' | 'top-secret'
  readonly vi: string
  readonly en: string
  /** Words of the stamp, in capitals; null: none. */
  readonly stamp: string | null
  /** Letter on the envelope. */
  readonly envelope: 'A' | 'B' | 'C' | null
  readonly isRefused: boolean
}

/** Why a networked installation takes no state secret; shown word for word with the refusal. */
export interface SecretRefusal extends Rule {
  readonly quote: Words
}

export interface CirculationMark extends Rule {
  readonly vi: string
  readonly en: string
  /** A mark used only on state-secret documents: seen on a page it is a reason to look again. */
  readonly isSecretOnly: boolean
}

export interface RegisterColumn {
  readonly no: number
  /** Stable key that the printing room fills. */
  readonly key: string
  readonly vi: string
  readonly en: string
}

export interface PrintedRegister extends Rule {
  readonly vi: string
  readonly en: string
  readonly columns: readonly RegisterColumn[]
  /** Lines of cover and first page, in order, by key. */
  readonly cover: readonly { readonly key: string; readonly vi: string; readonly en: string }[]
}

export interface ArrivalStamp extends Rule {
  readonly widthMm: number
  readonly heightMm: number
  readonly word: string
  readonly fields: readonly { readonly key: string; readonly vi: string; readonly en: string }[]
}

export type Right = 'R' | 'W' | 'A'

export interface Role extends Rule {
  readonly vi: string
  readonly en: string
  /** Does work on documents (true) or runs the system (false): never both in one post (QCVN 12 3.7). */
  readonly isBusiness: boolean
  /** Only in an isolated installation. */
  readonly isIsolatedOnly: boolean
}

export interface PermissionRow extends Rule {
  readonly vi: string
  readonly en: string
  /** Rights of each role at this step: R read in own scope, W do, A approve; a missing role has none. */
  readonly rights: Readonly<Record<string, readonly Right[]>>
}

export interface DeadlineRule extends Rule {
  /** Null: any urgency. */
  readonly urgency: Urgency['code'] | null
  /** Null: any type. */
  readonly documentType: string | null
  /** 0: the same working day. */
  readonly workingDays: number
}

/** One day off, or one day worked in its stead. */
export interface HolidayRule extends Rule {
  readonly vi: string
  readonly en: string
  /** `MM-DD` of the solar calendar, every year. */
  readonly yearly: string | null
  /** One dated day. */
  readonly day: Day | null
  /** `make-up`: a Saturday or Sunday worked for a swapped day. */
  readonly kind: 'holiday' | 'in-lieu' | 'swapped' | 'make-up'
}

export interface TermRule extends Rule {
  readonly years: number
  readonly begins: Words
  readonly ends: Words
}

export interface PolicyRow extends Rule {
  readonly value: number | boolean
  /** Unit of the value. */
  readonly unit: 'days' | 'months' | 'characters' | 'classes' | 'count' | 'yes-no'
  readonly vi: string
  readonly en: string
}

/** Elements of a package's header that a network may ask for (QCVN 102:2016/BTTTT). */
export const HEADER_FIELDS = [
  'PromulgationDate',
  'CodeNumber',
  'CodeNotation',
  'Subject',
  'Place',
  'TypeName',
  'FullName',
  'Position',
  'PageAmount',
] as const
export type HeaderField = (typeof HEADER_FIELDS)[number]

/** What a network asks of packages that go by it; chosen for each partner gateway. */
export interface GatewayProfile extends Rule {
  readonly vi: string
  readonly en: string
  /** Codes of sender and receiver: `new` as QĐ 20/2020 forms them (`H49.64.33`), `old` as TT 10/2016 (`000.00.00.H41`). */
  readonly codes: 'any' | 'new' | 'old' | 'new-or-old'
  /** Without these nothing is sent. */
  readonly needs: readonly HeaderField[]
  /** Path of its door; null: none is published, the administrator enters what the network's keeper says. */
  readonly path: string | null
  /** Largest signed package, in MB of 1,048,576 bytes. */
  readonly packageMb: number
  /** Tries until a message is given up; null: as long as seven days allow. */
  readonly tries: number | null
  /** Ids of the marks of circulation that may leave by it, where the body lets them leave at all. */
  readonly marks: readonly string[]
}

/** Everything that stands for one regime on one day. Immutable. */
export interface RuleSet {
  readonly regime: Regime
  /** Name and day of the youngest change: `state-2020-03-05`. */
  readonly id: string
  readonly day: Day
  readonly documentTypes: readonly DocumentType[]
  readonly registerBooks: readonly RegisterBookRule[]
  readonly numberFormats: readonly NumberFormat[]
  readonly copyForms: readonly CopyForm[]
  readonly incomingFields: readonly MetadataField[]
  readonly urgencies: readonly Urgency[]
  readonly secrecyLevels: readonly SecrecyLevel[]
  readonly secretRefusals: readonly SecretRefusal[]
  readonly circulationMarks: readonly CirculationMark[]
  readonly printedRegisters: readonly PrintedRegister[]
  readonly arrivalStamps: readonly ArrivalStamp[]
  readonly roles: readonly Role[]
  readonly permissions: readonly PermissionRow[]
  readonly deadlines: readonly DeadlineRule[]
  readonly holidays: readonly HolidayRule[]
  readonly terms: readonly TermRule[]
  readonly policies: readonly PolicyRow[]
  readonly gatewayProfiles: readonly GatewayProfile[]
}

/** Names of the collections that hold rows. */
export type Collection = Exclude<keyof RuleSet, 'regime' | 'id' | 'day'>
export type RowOf<C extends Collection> = RuleSet[C][number]
