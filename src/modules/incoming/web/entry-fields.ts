/** The register form: its values, how they come from a suggestion or a stored entry, and how they go to the server. */
import { parseSymbol, parseVietnameseDate, tidySpace } from '#engines/vn-text/index.ts'
import type { Suggestion } from '#modules/intake/contract.ts'
import { type DocumentType, documentType, incomingDocumentTypes, type RuleSet } from '#regimes/index.ts'
import { readDate } from '#web/kit/date-text.ts'
import { fits, fold } from '#web/kit/fold.ts'
import type { PickerItem } from '#web/kit/picker.tsx'
import type { FormValue, FormValues, Trust } from '#web/kit/record-form.tsx'
import type { EntryFields, IncomingDetail } from '../contract.ts'

/** Below this confidence a value is shown dotted: to be compared with the page. */
export const SURE = 0.6

/** Channels by which a document arrives, in the order in which they are met. */
export const channels = ['hand', 'post', 'email', 'axis', 'party-wan', 'local', 'other'] as const

const text = (value: FormValue | undefined): string =>
  (typeof value === 'string' ? value : (value?.name ?? '')).normalize('NFC').trim()

const orNull = (value: FormValue | undefined): string | null => text(value) || null

const whole = (value: FormValue | undefined): number | null => {
  const digits = text(value)
  return /^\d+$/.test(digits) ? Number(digits) : null
}

/** Fields of the form that a suggestion speaks of: form name -> name in the suggestion. */
const suggested: Readonly<Record<string, keyof Suggestion>> = {
  typeName: 'typeName',
  codeNumber: 'codeNumber',
  codeNotation: 'codeNotation',
  issuedDate: 'issuedDate',
  issuerName: 'issuerName',
  subject: 'subject',
  place: 'place',
  signerName: 'signerName',
  signerPosition: 'signerPosition',
  toPlaces: 'toPlaces',
}

/** The form's field for a field of the suggestion, as highlights on the page need it. */
export const formNameOf: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(suggested).map(([form, read]) => [read, form])),
  urgency: 'urgency',
}

/** What the form starts with: everything empty but urgency and what the clerk chose last. */
export function emptyValues(more: Readonly<Record<string, FormValue>> = {}): FormValues {
  return {
    typeName: null,
    codeNumber: '',
    codeNotation: '',
    issuedDate: '',
    issuerName: '',
    subject: '',
    urgency: '0',
    submitTo: '',
    dueDate: '',
    signerName: '',
    signerPosition: '',
    place: '',
    toPlaces: '',
    pageAmount: '',
    copyAmount: '',
    arrivalDate: '',
    channel: 'other',
    description: '',
    ...more,
  }
}

/** Values out of what was read. A kind of document known by code carries its code. */
export function suggestedValues(read: Suggestion, more: Readonly<Record<string, FormValue>> = {}): FormValues {
  const values: Record<string, FormValue> = { ...emptyValues(more) }
  for (const [form, name] of Object.entries(suggested)) values[form] = (read[name] as string | null) ?? ''
  values['typeName'] = read.typeName ? { id: read.typeCode ?? '', name: read.typeName } : null
  values['urgency'] = String(read.urgency)
  values['pageAmount'] = read.pageAmount ? String(read.pageAmount) : ''
  return values
}

/** How far each suggested value can be trusted; what is not said here is empty by its nature and stays calm. */
export function trustIn(read: Suggestion | null): Record<string, Trust> {
  const trust: Record<string, Trust> = {}
  for (const form of ['typeName', 'codeNumber', 'codeNotation', 'issuedDate', 'issuerName', 'subject'] as const) {
    const name = suggested[form]!
    const found = read?.fields[name]
    if (!read?.[name]) trust[form] = 'unknown'
    else trust[form] = (found?.confidence ?? 0) >= SURE ? 'sure' : 'uncertain'
  }
  // A month or a year alone mostly means that the day was written by hand: the page knows more than we read.
  if (trust['issuedDate'] === 'sure' && (read?.issuedDate?.length ?? 0) < 10) trust['issuedDate'] = 'uncertain'
  // A letter carries no name of its type on the page and often no notation: empty there is no doubt to stop at.
  if (read?.codeNumber && !read.codeNotation) delete trust['codeNotation']
  return trust
}

/** Values of an entry that stands in the register. */
export function storedValues(detail: IncomingDetail): FormValues {
  const { fields } = detail
  return emptyValues({
    typeName: { id: fields.typeCode ?? '', name: fields.typeName },
    codeNumber: fields.codeNumber ?? '',
    codeNotation: fields.codeNotation ?? '',
    issuedDate: fields.issuedDate ?? '',
    issuerName: fields.issuerName,
    subject: fields.subject,
    urgency: String(fields.urgency),
    signerName: fields.signerName ?? '',
    signerPosition: fields.signerPosition ?? '',
    place: fields.place ?? '',
    toPlaces: fields.toPlaces ?? '',
    pageAmount: fields.pageAmount === null ? '' : String(fields.pageAmount),
    copyAmount: fields.copyAmount === null ? '' : String(fields.copyAmount),
    description: fields.description ?? '',
    arrivalDate: detail.arrivalDate,
  })
}

/** The type that was chosen or typed: an abbreviation or a name without marks finds the type, other words stand. */
export function typeOf(
  value: FormValue | undefined,
  rules: RuleSet | null,
): { typeName: string; typeCode: string | null } {
  const name = text(value)
  const code = value && typeof value !== 'string' && value.id ? value.id : null
  if (code || !rules) return { typeName: name, typeCode: code }
  const known = documentType(rules, name) ?? incomingDocumentTypes(rules).find((type) => fold(type.vi) === fold(name))
  return known ? { typeName: known.vi, typeCode: known.code } : { typeName: name, typeCode: null }
}

/**
 * Body of a registration or correction out of the form. What the form does not show (identifier of the issuer, language,
 * circulation marks) is kept from `before`.
 */
export function toFields(values: FormValues, rules: RuleSet | null, before?: IncomingDetail['fields']): EntryFields {
  return {
    ...typeOf(values['typeName'], rules),
    codeNumber: orNull(values['codeNumber']),
    codeNotation: orNull(values['codeNotation']),
    issuedDate: orNull(values['issuedDate']),
    issuerName: tidySpace(text(values['issuerName'])),
    issuerOrganId: before && before.issuerName === text(values['issuerName']) ? before.issuerOrganId : null,
    place: orNull(values['place']),
    subject: tidySpace(text(values['subject'])),
    language: before?.language ?? null,
    pageAmount: whole(values['pageAmount']),
    copyAmount: whole(values['copyAmount']),
    description: orNull(values['description']),
    signerName: orNull(values['signerName']),
    signerPosition: orNull(values['signerPosition']),
    urgency: whole(values['urgency']) ?? 0,
    circulation: before?.circulation ?? [],
    toPlaces: orNull(values['toPlaces']),
  }
}

/** Types for the picker: exact abbreviation first (`qd` too), then every type whose words begin as typed. */
export function findTypes(rules: RuleSet, words: string, isEnglish: boolean): PickerItem[] {
  const types = incomingDocumentTypes(rules)
  const wanted = words.normalize('NFC').trim()
  const item = (type: DocumentType): PickerItem => ({
    id: type.code,
    name: type.vi,
    note: [type.abbreviation, isEnglish ? type.en : null].filter(Boolean).join(' · ') || null,
  })
  if (!wanted) return types.map(item)
  const rank = (type: DocumentType): number => {
    if (type.abbreviation === wanted) return 0
    if (type.abbreviation && fold(type.abbreviation) === fold(wanted)) return 1
    if (fold(type.vi).startsWith(fold(wanted))) return 2
    // First letters of the syllables: `cv` is Công văn, which has no abbreviation of its own.
    if (initials(type.vi) === fold(wanted)) return 3
    return fits(type.vi, wanted) || fits(type.en, wanted) ? 4 : 9
  }
  return types
    .map((type) => ({ type, at: rank(type) }))
    .filter(({ at }) => at < 9)
    .toSorted((a, b) => a.at - b.at)
    .map(({ type }) => item(type))
}

function initials(name: string): string {
  return fold(name)
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .join('')
}

/** What was read inside a drawn box, made fit for the field that gets it. */
export function readInto(name: string, read: string): string {
  const words = tidySpace(read.normalize('NFC'))
  if (name === 'codeNumber') return parseSymbol(words)?.number ?? /\d{1,6}/.exec(words)?.[0] ?? ''
  if (name === 'codeNotation') return parseSymbol(words)?.notation ?? words.slice(0, 30)
  if (name === 'issuedDate' || name === 'dueDate' || name === 'arrivalDate') {
    return parseVietnameseDate(words) ?? readDate(words, 'partial') ?? ''
  }
  if (name === 'subject') return words.slice(0, 500)
  return words.slice(0, 200)
}
