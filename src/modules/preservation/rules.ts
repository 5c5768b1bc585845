/** A unit of the archive in the fields of TT 05/2025 (handbook 8.9), and everything we know of it as `vankho-unit.json`. Pure. */
import { CODES } from '#engines/packages/index.ts'
import type { KeptUnit } from '#modules/archive/index.ts'
import { copyFiles, migrations } from './rules-conversions.ts'

type Row = Readonly<Record<string, unknown>>

export interface KeptFile {
  readonly id: string
  readonly role: string
  readonly fileName: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
  readonly pages: number | null
  /** `lasting`: a copy made to last, beside its original. */
  readonly madeAs: string | null
  /** Its row in the records core, whole. */
  readonly row?: Row
  /** A copy in a format that lasts: the place of its original, and its row. */
  readonly copyOf?: { readonly path: string; readonly row: Row }
}

export interface KeptDocument {
  readonly document: Row
  /** Only those of its list see it. */
  readonly isNarrowed: boolean
  readonly grants: readonly Row[]
  /** The list that it is narrowed to or opened by. */
  readonly list: Row | null
  readonly files: readonly KeptFile[]
  /** Rows of copies in formats that last, made of these files; left out where there are none. */
  readonly copies?: readonly Row[]
}

/** What goes into a package of a unit. */
export interface Gathered {
  readonly organization: { readonly id: string; readonly name: string; readonly code: string | null }
  readonly kept: KeptUnit
  /** By id of the record. */
  readonly documents: ReadonlyMap<string, KeptDocument>
}

const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null)
const clip = (value: string | null, length: number): string | undefined =>
  value === null ? undefined : [...value.normalize('NFC').replace(/\s+/g, ' ')].slice(0, length).join('').trim()
const defined = (fields: Record<string, string | string[] | number | undefined>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''))

export const unitOf = (of: Gathered): Row => of.kept.units.findLast((unit) => unit['level'] !== 'item')!
const itemsOf = (of: Gathered): readonly Row[] => of.kept.units.filter((unit) => unit['level'] === 'item')
const ancestor = (of: Gathered, ...levels: string[]): Row | undefined =>
  of.kept.units.find((unit) => levels.includes(String(unit['level'])))

/** `[kho].[mã phông].[mục lục số].[hồ sơ số]`, as far as they are numbered (handbook 8.1). */
export function referenceCode(of: Gathered): string {
  const unit = unitOf(of)
  const parts = [
    text(of.kept.repository['code']),
    text(ancestor(of, 'fonds', 'collection')?.['number']),
    text(ancestor(of, 'inventory')?.['number']),
    unit['level'] === 'file' ? text(unit['number']) : null,
  ].filter((part) => part !== null)
  const code = parts.join('.').replace(/\s+/g, '')
  // What has no number yet must still have a name of its own.
  return unit['level'] === 'file' && text(unit['number']) === null ? `${code}.${String(unit['id']).slice(-12)}` : code
}

const YEARS: Readonly<Record<string, string>> = { vv: '01', '70': '02', '50': '03', '30': '04', '20': '05', '10': '06' }
export const maintenanceOf = (retention: unknown): string => YEARS[String(retention)] ?? '07'
const LANGUAGES: Readonly<Record<string, string>> = { vi: '01', en: '02', fr: '03', ru: '04', zh: '05' }
const languagesOf = (languages: unknown): string[] => {
  const given = Array.isArray(languages) ? languages : []
  const codes = [...new Set(given.map((one) => LANGUAGES[String(one)] ?? '11'))]
  return codes.length > 0 ? codes : ['01']
}
const ORIGINS: Readonly<Record<string, string>> = { electronic: '01', digitised: '02', mixed: '03' }
const confidenceOf = (unit: Row): string | undefined => ORIGINS[String(unit['origin'])]

/** `2010`, `2010-03`, `2010-03-05` as the circular writes dates. */
export const partialDay = (value: string | null): string | undefined => value?.split('-').toReversed().join('/')

const wholeDay = (value: unknown): string | undefined =>
  /^\d{4}-\d{2}-\d{2}$/.test(String(value ?? '')) ? partialDay(String(value)) : undefined

/** The circular's code of a type of document; 32 (other) for what it does not list. */
export function typeCode(name: string): string {
  const folded = name.normalize('NFC').trim().toLowerCase()
  const found = Object.entries(CODES.typeName.codes).find(([, title]) => title.toLowerCase() === folded)
  return found?.[0] ?? '32'
}

export interface Listed {
  readonly item: Row
  readonly kept: KeptDocument
  readonly files: readonly (KeptFile & { readonly path: string })[]
}

const safe = (name: string): string =>
  [...name.normalize('NFC').replace(/[\\/:*?"<>|\p{Cc}]+/gu, '_')]
    .slice(-120)
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '') || 'tep'

/** Items with files and the copies made of them, in order, and where their files lie in the folder that is packed: the name they came with stays. */
export function listed(of: Gathered): Listed[] {
  const found = itemsOf(of).flatMap((item) => {
    const kept = of.documents.get(String(item['document_id']))
    return kept && kept.files.length > 0 ? [{ item, kept }] : []
  })
  return found.map(({ item, kept }, i) => {
    const place = (file: KeptFile, n: number) => ({ ...file, path: `${i + 1}/${n + 1}/${safe(file.fileName)}` })
    const files = kept.files.map(place)
    const copies = copyFiles(kept.copies, files).map((copy, n) => place(copy, files.length + n))
    return { item, kept, files: [...files, ...copies] }
  })
}

/** First and last day of a unit: its own, else those of its documents. */
function span(of: Gathered): { starts: string | null; ends: string | null } {
  const unit = unitOf(of)
  const days = [...of.documents.values()].flatMap((one) => text(one.document['issued_date']) ?? []).sort()
  const starts = text(unit['starts']) ?? text(unit['starts_on']) ?? days[0] ?? null
  return { starts, ends: text(unit['ends']) ?? text(unit['ends_on']) ?? days.at(-1) ?? starts }
}

function fileFields(of: Gathered, codeName: 'arcFileCode' | 'fileCode', days: { start?: string; end?: string }) {
  const unit = unitOf(of)
  const code = referenceCode(of)
  const pages = Number(unit['pages'] ?? 0) || listed(of).reduce((sum, one) => sum + pagesOf(one), 0)
  const confidence = confidenceOf(unit)
  return defined({
    [codeName]: clip(code, 100),
    title: clip(text(unit['title']), 1000),
    maintenance: maintenanceOf(unit['retention']),
    mode: unit['access'] === 'conditional' ? '02' : '01',
    language: languagesOf(unit['language']),
    startDate: days.start,
    endDate: days.end,
    keyword: clip(text(unit['keywords']), 100),
    numberOfPaper: unit['sheets'] === null ? undefined : Number(unit['sheets']),
    numberOfPage: pages > 0 ? pages : undefined,
    confidenceLevel: confidence,
    paperFileCode:
      confidence === '02' || confidence === '03'
        ? clip([of.kept.repository['code'], text(unit['box']) ?? '0', text(unit['number']) ?? '0'].join('.'), 100)
        : undefined,
    description: clip(text((unit['description'] as Row | null)?.['scope']), 2000),
  })
}

const pagesOf = ({ item, files }: Listed): number =>
  Number(item['pages'] ?? 0) ||
  files.reduce((sum, file) => sum + (file.madeAs === 'lasting' ? 0 : (file.pages ?? 0)), 0)

function documentFields(of: Gathered, one: Listed): Record<string, string | string[] | number | undefined> {
  const { document, isNarrowed } = one.kept
  const pages = pagesOf(one)
  return {
    mode: one.item['access'] === 'conditional' || isNarrowed ? '02' : '01',
    language: languagesOf(one.item['language']),
    keyword: clip(text(one.item['keywords']), 100),
    numberOfPage: pages > 0 && pages < 10_000 ? pages : undefined,
    confidenceLevel: confidenceOf(one.item) ?? confidenceOf(unitOf(of)),
    typeName: typeCode(String(document['type_name'] ?? '')),
    codeNumber: clip(text(document['code_number']), 11),
    codeNotation: clip(text(document['code_notation']), 30),
    issuedDate: wholeDay(document['issued_date']),
    organName: clip(text(document['issuer_name']), 200),
    subject: clip(text(document['subject']) ?? text(one.item['title']), 500),
  }
}

const filesOf = (one: Listed) => ({
  file: one.files[0]!.path,
  attachments: one.files.slice(1).map((file) => file.path),
})

/** Identifier of at most 25 letters that follows from the record's own. */
export const shortId = (id: string): string => BigInt(`0x${id.replaceAll('-', '')}`).toString(36)

export const UNIT_FILE = 'vankho-unit.json'

const fondsCode = (of: Gathered): string | undefined => {
  const code = text(ancestor(of, 'fonds', 'collection')?.['number'])
  return code !== null && /^[\w.-]{1,60}$/.test(code) ? code : undefined
}
const agencyOf = (of: Gathered) => ({
  name: of.organization.name,
  ...(of.organization.code ? { code: of.organization.code } : {}),
})

export interface PastEvent {
  readonly type: string
  readonly date: string
  readonly detail?: string
  readonly outcome: string
}

/** Metadata of the AIP; null when the circular's dates are not known. */
export function aipMetadata(
  of: Gathered,
  as: { recordStatus: string; date: string; events: readonly PastEvent[] },
): object | null {
  const { starts, ends } = span(of)
  if (starts === null || ends === null) return null
  const fonds = fondsCode(of)
  const made = migrations(listed(of))
  return {
    id: String(unitOf(of)['id']).toUpperCase(),
    date: as.date,
    ...(fonds ? { fonds } : {}),
    recordStatus: as.recordStatus,
    organization: agencyOf(of),
    origin: 'system',
    events: as.events,
    ...(made.length > 0 ? { migrations: made } : {}),
    metadata: fileFields(of, 'arcFileCode', { start: partialDay(starts)!, end: partialDay(ends)! }),
    documents: listed(of).map((one) => ({ ...filesOf(one), metadata: defined(documentFields(of, one)) })),
    documentation: [UNIT_FILE],
  }
}

/** Metadata of the SIP that is handed to another archive; null when the days, which it wants whole, are not known. */
export function sipMetadata(
  of: Gathered,
  as: { id: string; date: string; agreement: string | undefined },
): object | null {
  const unit = unitOf(of)
  const { starts, ends } = span(of)
  const start = wholeDay(text(unit['starts_on']) ?? starts)
  const end = wholeDay(text(unit['ends_on']) ?? ends)
  if (!start || !end) return null
  return {
    id: as.id,
    date: as.date,
    organization: agencyOf(of),
    ...(as.agreement ? { submissionAgreement: as.agreement } : {}),
    metadata: fileFields(of, 'fileCode', { start, end }),
    documents: listed(of).map((one) => ({
      ...filesOf(one),
      metadata: defined({ docId: shortId(String(one.kept.document['id'])), ...documentFields(of, one) }),
    })),
  }
}

/** Metadata of the DIP that a reader takes. */
export function dipMetadata(
  of: Gathered,
  as: {
    id: string
    date: string
    day: string
    request: {
      requestId: string
      purpose: string
      purposeContent?: string | undefined
      researchTopic?: string | undefined
    }
  },
): object {
  const unit = unitOf(of)
  return {
    id: as.id,
    date: as.date,
    organization: agencyOf(of),
    metadata: defined({
      requestID: as.request.requestId,
      requestDate: partialDay(as.day),
      purpose: as.request.purpose,
      purposeContent: as.request.purposeContent,
      researchTopic: as.request.researchTopic,
      description: clip(text(unit['title']), 2000),
    }),
    documents: listed(of).map((one, i) => {
      const { organName: _, ...fields } = documentFields(of, one)
      return {
        ...filesOf(one),
        metadata: defined({
          docId: shortId(String(one.kept.document['id'])),
          arcDocCode: `${referenceCode(of)}.${String(i + 1).padStart(7, '0')}`,
          maintenance: maintenanceOf(unit['retention']),
          ...fields,
        }),
      }
    }),
  }
}

/** Metadata of the package of a unit without electronic files: E-ARK CSIP with the description alone. */
export const descriptionMetadata = (of: Gathered, as: { recordStatus: string; date: string }): object => ({
  id: `uuid-${String(unitOf(of)['id']).toUpperCase()}`,
  date: as.date,
  title: String(unitOf(of)['title']),
  packageType: 'AIP',
  recordStatus: as.recordStatus,
  organization: agencyOf(of),
  dublinCore: { title: String(unitOf(of)['title']), identifier: referenceCode(of) },
})

/** As the builder makes it of the unit's id. */
function objectIdOf(of: Gathered, kind: 'aip' | 'description'): string {
  const uuid = String(unitOf(of)['id']).toUpperCase()
  const fonds = fondsCode(of)
  if (kind === 'description') return `uuid-${uuid}`
  return fonds === undefined ? `urn:uuid:${uuid}` : `urn:${fonds}:uuid-${uuid}`
}

export interface UnitFile extends KeptUnit {
  readonly format: 'vankho-unit'
  readonly formatVersion: 1
  readonly madeAt: string
  readonly package: {
    readonly version: number
    readonly recordStatus: 'NEW' | 'REPLACEMENT'
    readonly kind: 'aip' | 'description'
    readonly objectId: string
    readonly code: string
  }
  readonly organization: Gathered['organization']
  readonly documents: readonly (KeptDocument & { readonly itemId: string })[]
}

/** Everything that is known of the unit (docs/packages.md, `vankho-unit.json`). */
export const unitFile = (
  of: Gathered,
  as: { version: number; recordStatus: 'NEW' | 'REPLACEMENT'; date: string; kind: 'aip' | 'description' },
): UnitFile => ({
  format: 'vankho-unit',
  formatVersion: 1,
  madeAt: as.date,
  package: {
    version: as.version,
    recordStatus: as.recordStatus,
    kind: as.kind,
    objectId: objectIdOf(of, as.kind),
    code: referenceCode(of),
  },
  organization: of.organization,
  ...of.kept,
  documents: itemsOf(of).flatMap((item) => {
    const kept = of.documents.get(String(item['document_id']))
    if (!kept) return []
    const files = listed(of).find((one) => one.item === item)?.files ?? []
    const copies = files.flatMap(({ path, copyOf }) => (copyOf ? [{ ...copyOf.row, path }] : []))
    const rest = { files: files.filter((file) => !file.copyOf), ...(copies.length > 0 ? { copies } : {}) }
    return [{ itemId: String(item['id']), ...kept, ...rest }]
  }),
})

/** What changes by itself, without the unit being another. */
const VOLATILE = new Set(['children', 'version', 'changed_at', 'harvest_at', 'folded', 'position'])

/** The newest change of the unit, of what lies directly in it, or of the copies made of that, as the database writes it, to the microsecond. */
export function changesTo(of: Gathered): string {
  const own = String(unitOf(of)['id'])
  const units = of.kept.units.filter((unit) => unit['id'] === own || unit['parent_id'] === own)
  const copies = [...of.documents.values()].flatMap((one) => one.copies ?? [])
  return [...units.map((unit) => String(unit['changed_at'])), ...copies.map((copy) => String(copy['made_at']))]
    .toSorted()
    .at(-1)!
}

/** The text whose digest tells whether a unit is still what was packed. */
export function fingerprintText(of: Gathered): string {
  const own = String(unitOf(of)['id'])
  const plain = (row: Row, isOwn: boolean) =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([name]) =>
          isOwn ? name !== 'version' && name !== 'changed_at' && name !== 'harvest_at' : !VOLATILE.has(name),
        )
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    )
  return JSON.stringify({
    organization: of.organization,
    ...of.kept,
    traces: of.kept.traces.length,
    units: of.kept.units.map((unit) => plain(unit, unit['id'] === own || unit['parent_id'] === own)),
    documents: [...of.documents].sort(([a], [b]) => (a < b ? -1 : 1)),
  })
}
