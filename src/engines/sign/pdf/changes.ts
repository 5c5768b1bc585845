/**
 * What later revisions changed in a signed one. Both are read as documents of their own (the signed one is the file up to where the
 * signature's range ends), then every object that the whole file finds elsewhere must be explained by something that is allowed after
 * a signature: new signatures with their fields and widgets, timestamps, validation data, metadata. Whatever is not explained counts
 * as an attack: shadow attacks (hide, replace, hide-and-replace), appended pages and content, overlays, freed objects.
 */
import { docMdpOf, locksOf } from './certification.ts'
import { allowedInCatalog, allowedInField, allowedInForm, allowedInPage, type Compared } from './change-rules.ts'
import type { Entry, PdfFile } from './file.ts'
import {
  eachReference,
  isDict,
  isSame,
  nameOf,
  PdfError,
  PdfLimitError,
  type PdfObject,
  Ref,
  Stream,
} from './objects.ts'
import { pagesOf } from './pages.ts'
import { isSpace } from './parse.ts'
import { type Field, fieldsOf } from './signatures.ts'

export type ChangeKind =
  | 'signature'
  | 'field'
  | 'timestamp'
  | 'validation-data'
  | 'metadata'
  | 'form-filled'
  | 'structure'
  | 'content'
  | 'annotation'
  | 'overlay'
  | 'object'
  | 'removed'
  | 'catalog'
  | 'form'
  | 'trailing-bytes'
  | 'not-incremental'
  | 'certification'

/** One thing that changed. */
export interface Change {
  readonly kind: ChangeKind
  /** `allowed` leaves the signature as it was, `undecided` needs a person, `forbidden` ends it. */
  readonly weight: 'allowed' | 'undecided' | 'forbidden'
  /** Field name, page or object number, where there is one. */
  readonly what?: string
}

const MAX_SCANNED = 3_000_000

const differs = (a: Entry | undefined, b: Entry | undefined): boolean => {
  if (a === undefined || b === undefined || a.kind !== b.kind) return true
  if (a.kind === 'at') return b.kind !== 'at' || a.offset !== b.offset || a.generation !== b.generation
  if (a.kind === 'in') return b.kind !== 'in' || a.container !== b.container || a.index !== b.index
  return false
}

/**
 * @param signed the file up to the end of the signed revision
 * @param whole the file as it is
 * @param signatures numbers of the objects that hold signatures whose range and digest are right, with what they are
 * @throws PdfError where the later file cannot be read
 */
export function changesAfter(
  signed: PdfFile,
  whole: PdfFile,
  signatures: ReadonlyMap<number, 'signature' | 'timestamp'>,
): Change[] {
  const changes: Change[] = []
  const add = (weight: Change['weight'], kind: ChangeKind, what?: string): void => {
    if (!changes.some((one) => one.kind === kind && one.what === what))
      changes.push(what ? { kind, weight, what } : { kind, weight })
  }
  if (whole.bytes.subarray(whole.end).some((octet) => !isSpace(octet))) add('forbidden', 'trailing-bytes')
  if (signed.bytes.length === whole.bytes.length) return changes
  const tail = whole.sections.slice(-signed.sections.length).map((section) => section.offset)
  if (signed.sections.some((section, i) => section.offset !== tail[i])) add('forbidden', 'not-incremental')
  if (!isSame(signed.trailer.get('Root'), whole.trailer.get('Root'))) add('forbidden', 'catalog')

  const compared: Compared = { signed, whole, signatures, add, ...moved(signed, whole) }
  const { changed, added } = compared
  if (changed.size > 0 || added.size > 0) references(compared)

  const explained = new Set<number>()
  const fields = fieldsOf(signed)
  explainDocument(compared, fields, explained)
  for (const number of changed)
    if (!explained.has(number)) add('forbidden', isFreed(whole, number) ? 'removed' : 'object', String(number))
  // Something new that the signed revision already pointed at, into nothing: it would appear in what was signed.
  for (const number of added) if (compared.pointed.has(number)) add('forbidden', 'object', String(number))
  certified(compared, fields, changes)
  return changes
}

const isFreed = (file: PdfFile, number: number): boolean => (file.entries.get(number)?.kind ?? 'free') === 'free'

/** Objects of the signed revision that are found elsewhere now and are not written alike, and objects that are new. */
function moved(signed: PdfFile, whole: PdfFile): Pick<Compared, 'changed' | 'added' | 'inbound' | 'pointed'> {
  const changed = new Set<number>()
  const added = new Set<number>()
  const relocated = new Set<number>()
  for (const [number, entry] of whole.entries)
    if (entry.kind === 'at' && differs(signed.entries.get(number), entry)) relocated.add(number)
  for (const [number, entry] of whole.entries) {
    const old = signed.entries.get(number)
    const isMoved = differs(old, entry) || (entry.kind === 'in' && relocated.has(entry.container))
    if (!isMoved) continue
    if (!old || old.kind === 'free') {
      if (entry.kind !== 'free') added.add(number)
      continue
    }
    if (entry.kind === 'free') changed.add(number)
    else if (old.kind === 'at' && entry.kind === 'at' && old.generation !== entry.generation) changed.add(number)
    else if (!isSame(signed.object(number), whole.object(number))) changed.add(number)
  }
  for (const [number, entry] of signed.entries)
    if (entry.kind !== 'free' && !whole.entries.has(number)) changed.add(number)
  return { changed, added, inbound: new Map(), pointed: new Set() }
}

function readable(file: PdfFile, number: number): PdfObject | undefined {
  try {
    return file.object(number)
  } catch (error) {
    if (error instanceof PdfLimitError || !(error instanceof PdfError)) throw error
    return undefined
  }
}

/** Who pointed, in the signed revision, at objects that changed or are new, and under which key. */
function references({ signed, changed, added, inbound, pointed, add }: Compared): void {
  let left = MAX_SCANNED
  const note = (from: number) => (ref: Ref, key: string) => {
    if (--left < 0) throw new PdfLimitError('too many references')
    if (added.has(ref.number)) pointed.add(ref.number)
    if (!changed.has(ref.number)) return
    const known = inbound.get(ref.number) ?? []
    known.push({ from, key })
    inbound.set(ref.number, known)
  }
  for (const [number, entry] of signed.entries) {
    if (entry.kind === 'free') continue
    const value = readable(signed, number)
    if (value === undefined) {
      // What cannot be read strictly may be read by others, and point at what is new.
      add('undecided', 'object', String(number))
      continue
    }
    // A cross-reference stream is a trailer: its references are those of the trailer below.
    if (!(value instanceof Stream && nameOf(value.dict.get('Type')) === 'XRef')) eachReference(value, note(number))
  }
  for (const [key, value] of signed.trailer) eachReference(value, note(0), key)
}

function explainDocument(compared: Compared, fields: readonly Field[], explained: Set<number>): void {
  const { signed, whole, changed, add } = compared
  const rootRef = signed.trailer.get('Root')
  const rootNumber = rootRef instanceof Ref ? rootRef.number : -1
  /** Only these keys of these objects (any, where none are given) may have pointed at it. */
  const isOnlyFrom = (number: number, keys: readonly string[], from?: ReadonlySet<number>): boolean =>
    (compared.inbound.get(number) ?? []).every((one) => keys.includes(one.key) && (!from || from.has(one.from)))
  const explain = (number: number, isAllowed: boolean): void => {
    if (changed.has(number) && isAllowed) explained.add(number)
  }

  const formFields = { old: fields, now: fieldsOf(whole) }
  const isRootSound = allowedInCatalog(compared, formFields)
  explain(rootNumber, isRootSound && isOnlyFrom(rootNumber, ['Root'], new Set([0])))

  const form = signed.root.get('AcroForm')
  const formNumber = form instanceof Ref ? form.number : rootNumber
  if (form instanceof Ref)
    explain(
      form.number,
      allowedInForm(compared, formFields) && isOnlyFrom(form.number, ['AcroForm'], new Set([rootNumber])),
    )
  const list = signed.dict(form)?.get('Fields')
  if (list instanceof Ref)
    explain(
      list.number,
      allowedInForm(compared, formFields) && isOnlyFrom(list.number, ['Fields'], new Set([formNumber])),
    )

  for (const field of fields)
    for (const number of field.chain)
      if (changed.has(number))
        explain(
          number,
          isOnlyFrom(number, ['Fields', 'Kids', 'Annots', 'Parent', 'Obj', 'Popup']) &&
            allowedInField(compared, field, number),
        )

  for (const [i, page] of pagesOf(signed).entries()) {
    const annotations = signed.dict(page)?.get('Annots')
    const hasChanged = changed.has(page.number) || (annotations instanceof Ref && changed.has(annotations.number))
    if (!hasChanged) continue
    const isAllowed = allowedInPage(compared, page, i + 1)
    explain(
      page.number,
      isAllowed &&
        isOnlyFrom(page.number, [
          'Kids',
          'P',
          'Pg',
          'D',
          'Dest',
          'A',
          'Names',
          'First',
          'Last',
          'Prev',
          'Next',
          'Parent',
          'OpenAction',
          'Nums',
          'K',
          'Obj',
          'SD',
        ]),
    )
    if (annotations instanceof Ref)
      explain(annotations.number, isAllowed && isOnlyFrom(annotations.number, ['Annots'], new Set([page.number])))
  }

  const info = signed.trailer.get('Info')
  if (info instanceof Ref && changed.has(info.number) && isOnlyFrom(info.number, ['Info'], new Set([0]))) {
    add('allowed', 'metadata')
    explained.add(info.number)
  }
  const metadata = signed.root.get('Metadata')
  if (metadata instanceof Ref && changed.has(metadata.number)) {
    const now = whole.resolve(metadata)
    const isMetadata = now instanceof Stream && nameOf(now.dict.get('Type')) === 'Metadata'
    if (isMetadata && isOnlyFrom(metadata.number, ['Metadata'], new Set([rootNumber]))) {
      add('allowed', 'metadata')
      explained.add(metadata.number)
    }
  }
  explainStore(compared, rootNumber, isOnlyFrom, explained)
  for (const number of changed) {
    // A container of objects is none itself; those inside have been compared one by one.
    const [old, now] = [signed.object(number), isFreed(whole, number) ? null : whole.object(number)]
    const isContainer = (value: PdfObject): boolean =>
      value instanceof Stream && ['ObjStm', 'XRef'].includes(nameOf(value.dict.get('Type')) ?? '')
    if (isContainer(old) && (now === null || isContainer(now)) && isOnlyFrom(number, ['Extends'])) explained.add(number)
  }
}

/** Dictionaries and arrays of the document security store may grow; the data in it may not be exchanged. */
function explainStore(
  compared: Compared,
  rootNumber: number,
  isOnlyFrom: (number: number, keys: string[], from: Set<number>) => boolean,
  explained: Set<number>,
): void {
  const { signed, whole, changed, add } = compared
  if (!isSame(signed.root.get('DSS') ?? null, whole.root.get('DSS') ?? null)) add('allowed', 'validation-data')
  const store = new Set<number>([rootNumber])
  const keys = ['DSS', 'Certs', 'CRLs', 'OCSPs', 'VRI', 'Cert', 'CRL', 'OCSP', 'TS', 'TU']
  const walk = (value: PdfObject, depth: number): void => {
    if (depth > 8 || store.size > 100_000) return
    if (value instanceof Ref) {
      if (store.has(value.number)) return
      store.add(value.number)
      const found = signed.resolve(value)
      if (!(found instanceof Stream)) walk(found, depth + 1)
    } else if (Array.isArray(value)) for (const one of value) walk(one, depth + 1)
    else if (isDict(value)) for (const one of value.values()) walk(one, depth + 1)
  }
  walk(signed.root.get('DSS') ?? null, 0)
  store.delete(rootNumber)
  for (const number of store) {
    if (!changed.has(number) || signed.object(number) instanceof Stream) continue
    // VRI's keys are hashes of signatures: whatever is inside VRI is told by who points at it.
    const parents = new Set([...store, rootNumber])
    const isFromStore = (compared.inbound.get(number) ?? []).every(
      (one) =>
        parents.has(one.from) &&
        (one.from !== rootNumber || one.key === 'DSS') &&
        (keys.includes(one.key) || /^[0-9A-F]{40}$/i.test(one.key)),
    )
    if (isFromStore || isOnlyFrom(number, keys, parents)) {
      add('allowed', 'validation-data')
      explained.add(number)
    }
  }
}

/** What the certifying signature of the signed revision forbids (DocMDP), and fields that a signature locked (FieldMDP). */
function certified({ signed, signatures, add }: Compared, fields: readonly Field[], changes: Change[]): void {
  const permission = docMdpOf(signed)
  // Only a sound signature can allow anything; an entry that merely says so may have been put there for what comes after.
  const certifier = signed.dict(signed.root.get('Perms'))?.get('DocMDP')
  const isCertified = certifier instanceof Ref && signatures.get(certifier.number) === 'signature'
  const locks = locksOf(signed, fields)
  for (const [i, change] of changes.entries()) {
    if (change.kind !== 'form-filled') continue
    if (locks(change.what ?? '')) changes[i] = { ...change, weight: 'forbidden' }
    else if (isCertified && (permission === 2 || permission === 3)) changes[i] = { ...change, weight: 'allowed' }
  }
  if (permission === 1 && changes.some((change) => ['signature', 'field', 'form-filled'].includes(change.kind)))
    add('forbidden', 'certification')
}
