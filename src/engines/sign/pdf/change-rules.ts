/** Which changes of catalog, form, field and page are allowed after a signature. */
import type { Change, ChangeKind } from './changes.ts'
import type { PdfFile } from './file.ts'
import { type Dict, isDict, isSame, nameOf, type PdfObject, PdfString, Ref, Stream } from './objects.ts'
import { pagesOf } from './pages.ts'
import type { Field } from './signatures.ts'

/** Two readings of one file and what is known about their differences. */
export interface Compared {
  readonly signed: PdfFile
  readonly whole: PdfFile
  readonly signatures: ReadonlyMap<number, 'signature' | 'timestamp'>
  readonly changed: ReadonlySet<number>
  readonly added: ReadonlySet<number>
  /** References to changed objects in the signed revision; from 0 is the trailer. */
  readonly inbound: Map<number, { from: number; key: string }[]>
  /** New objects that the signed revision already referred to. */
  readonly pointed: Set<number>
  add(weight: Change['weight'], kind: ChangeKind, what?: string): void
}

interface Fields {
  readonly old: readonly Field[]
  readonly now: readonly Field[]
}

/** Keys whose values are not alike. */
function differences(old: Dict, now: Dict): string[] {
  return [...new Set([...old.keys(), ...now.keys()])].filter(
    (key) => !isSame(old.get(key) ?? null, now.get(key) ?? null),
  )
}

export function allowedInCatalog(compared: Compared, fields: Fields): boolean {
  const { signed, whole, add } = compared
  let isAllowed = true
  for (const key of differences(signed.root, whole.root)) {
    if (key === 'AcroForm') isAllowed = allowedInForm(compared, fields) && isAllowed
    else if (key === 'DSS') add('allowed', 'validation-data')
    else if (key === 'Metadata') add('allowed', 'metadata')
    else if (key === 'Extensions' || key === 'Version') continue
    else if (key === 'StructTreeRoot' || key === 'MarkInfo') add('undecided', 'structure')
    else if (key === 'Perms' && !signed.root.has('Perms')) continue
    else {
      add('forbidden', 'catalog', key)
      isAllowed = false
    }
  }
  return isAllowed
}

/** The form may gain signature fields and the fonts of their texts; everything else stays. */
export function allowedInForm(compared: Compared, fields: Fields): boolean {
  const { signed, whole, added, add } = compared
  const old = signed.dict(signed.root.get('AcroForm')) ?? new Map()
  const now = whole.dict(whole.root.get('AcroForm')) ?? new Map()
  let isAllowed = true
  const refuse = (what: string): void => {
    add('forbidden', 'form', what)
    isAllowed = false
  }
  for (const key of differences(old, now)) {
    if (key === 'SigFlags' || key === 'Fields') continue
    // Appearances stay what they are; only `true` would have them made anew.
    if (key === 'NeedAppearances' && whole.resolve(now.get(key)) !== true) continue
    if (key === 'DA' && !old.has('DA')) continue
    if (key === 'DR' && grows(signed.resolve(old.get('DR')), whole.resolve(now.get('DR')), compared, 0)) continue
    refuse(key)
  }
  const [before, after] = [signed.array(old.get('Fields')), whole.array(now.get('Fields'))]
  if (before.some((one) => !after.some((other) => isSame(one, other)))) refuse('Fields')
  for (const one of after) {
    if (before.some((other) => isSame(one, other))) continue
    const isNew = one instanceof Ref && added.has(one.number)
    const made = isNew ? fields.now.filter((field) => field.chain.includes(one.number)) : []
    if (made.length === 0 || made.some((field) => field.type !== 'Sig')) refuse('Fields')
    for (const field of made) noteSignature(compared, field)
  }
  return isAllowed
}

function noteSignature({ whole, signatures, add }: Compared, field: Field): void {
  const { value, name } = field
  if (whole.resolve(value) === null) add('allowed', 'field', name)
  else {
    const kind = value instanceof Ref ? signatures.get(value.number) : signatures.get(field.number)
    if (kind) add('allowed', kind, name)
    else add('undecided', 'field', name)
  }
}

/** Resources may gain entries; those that were there stay. */
function grows(old: PdfObject, now: PdfObject, compared: Compared, depth: number): boolean {
  if (old === null) return isDict(now)
  if (isSame(old, now)) return true
  if (!isDict(old) || !isDict(now) || depth > 3) return false
  return [...old].every(
    ([key, value]) =>
      isSame(value, now.get(key)) ||
      (isDict(compared.signed.resolve(value)) &&
        grows(compared.signed.resolve(value), compared.whole.resolve(now.get(key)), compared, depth + 1)),
  )
}

const SIGNED_KEYS = new Set(['V', 'AP', 'MK', 'F', 'M', 'DA', 'AS', 'NM', 'DR', 'Border', 'BS', 'P', 'Type', 'Subtype'])
const FILLED_KEYS = new Set(['V', 'AP', 'AS', 'M', 'MK', 'RV', 'I'])

/** A field that nobody had signed may be signed; another one may be filled in, which a person must judge. */
export function allowedInField(compared: Compared, field: Field, number: number): boolean {
  const { signed, whole, signatures, add } = compared
  const [old, now] = [signed.object(number), whole.object(number)]
  if (!isDict(old) || !isDict(now)) return false
  const keys = differences(old, now)
  if (field.type !== 'Sig') {
    if (!keys.every((key) => FILLED_KEYS.has(key))) return false
    add('undecided', 'form-filled', field.name)
    return true
  }
  if (signed.resolve(field.value) !== null || !keys.every((key) => SIGNED_KEYS.has(key))) return false
  const value = now.get('V') ?? null
  if (value === null) return keys.every((key) => key !== 'AP')
  const kind = value instanceof Ref ? signatures.get(value.number) : signatures.get(number)
  if (!kind) return false
  // A field laid out over the page beforehand and filled with a picture later.
  if (now.has('AP') && !(areaOf(whole, now) <= MAX_SHARE * smallestPage(whole))) add('forbidden', 'overlay', field.name)
  add('allowed', kind, field.name)
  return true
}

const WIDGET_KEYS = new Set([
  'Type',
  'Subtype',
  'FT',
  'T',
  'TU',
  'TM',
  'V',
  'Rect',
  'P',
  'F',
  'Ff',
  'AP',
  'AS',
  'MK',
  'DA',
  'DR',
  'Lock',
  'SV',
  'Parent',
  'BS',
  'Border',
  'M',
  'NM',
  'StructParent',
  'Q',
])

/** A later signature that shows more than this share of the page hides content rather than signing it. */
const MAX_SHARE = 1 / 8

/** A page may gain the widgets of new signatures. */
export function allowedInPage(compared: Compared, page: Ref, pageNumber: number): boolean {
  const { signed, whole, add } = compared
  const [old, now] = [signed.dict(page), whole.dict(page)]
  const what = String(pageNumber)
  if (!old || !now) return false
  let isAllowed = true
  for (const key of differences(old, now)) {
    if (key === 'Annots' || key === 'Tabs' || key === 'LastModified') continue
    if (key === 'StructParents') add('undecided', 'structure')
    else {
      add('forbidden', 'content', what)
      isAllowed = false
    }
  }
  const [before, after] = [signed.array(old.get('Annots')), whole.array(now.get('Annots'))]
  if (before.some((one) => !after.some((other) => isSame(one, other)))) {
    add('forbidden', 'annotation', what)
    isAllowed = false
  }
  for (const one of after) {
    if (before.some((other) => isSame(one, other)) || isSignatureWidget(compared, one, now, what)) continue
    add('forbidden', 'annotation', what)
    isAllowed = false
  }
  return isAllowed
}

function isSignatureWidget(
  { whole, added, add, signatures }: Compared,
  ref: PdfObject,
  page: Dict,
  what: string,
): boolean {
  if (!(ref instanceof Ref) || !added.has(ref.number)) return false
  const widget = whole.dict(ref)
  if (!widget || nameOf(widget.get('Subtype')) !== 'Widget') return false
  const field = widget.has('FT') ? widget : whole.dict(widget.get('Parent'))
  if (nameOf(whole.resolve(field?.get('FT'))) !== 'Sig' || [...widget.keys()].some((key) => !WIDGET_KEYS.has(key)))
    return false
  const value = field?.get('V')
  const kind = (value instanceof Ref ? signatures.get(value.number) : undefined) ?? signatures.get(ref.number)
  const isSigned = kind !== undefined
  const look = whole.dict(widget.get('AP'))
  // An appearance without a sound signature behind it is a picture laid over the page.
  const area = areaOf(whole, widget)
  if (!isSigned && look && area > 0) return false
  if (look && !(area <= MAX_SHARE * pageArea(whole, page))) add('forbidden', 'overlay', what)
  const title = whole.resolve(field?.get('T'))
  add(
    isSigned || value === undefined ? 'allowed' : 'undecided',
    kind ?? 'field',
    title instanceof PdfString ? title.text : what,
  )
  return !look || whole.resolve(look.get('N')) instanceof Stream || area === 0
}

/** Of a widget's rectangle; not a number where it is none. */
function areaOf(file: PdfFile, widget: Dict): number {
  const rect = file.array(widget.get('Rect')).map((n) => (typeof n === 'number' ? n : Number.NaN))
  return Math.abs((rect[2]! - rect[0]!) * (rect[3]! - rect[1]!))
}

const smallestPage = (file: PdfFile): number =>
  Math.min(
    ...pagesOf(file)
      .slice(0, 1000)
      .map((ref) => pageArea(file, file.dict(ref) ?? new Map())),
  )

function pageArea(file: PdfFile, page: Dict): number {
  let at: Dict | undefined = page
  for (let i = 0; at && i < 64; i++) {
    const box = file.array(at.get('CropBox') ?? at.get('MediaBox')).map((n) => file.resolve(n))
    if (box.length === 4 && box.every((n): n is number => typeof n === 'number'))
      return Math.abs((box[2]! - box[0]!) * (box[3]! - box[1]!))
    at = file.dict(at.get('Parent'))
  }
  return 0
}
