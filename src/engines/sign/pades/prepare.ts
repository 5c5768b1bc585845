/** A place for a signature in a PDF, added as an incremental update: field, widget, dictionary with a hole. */
import { AppError } from '#platform/errors/index.ts'
import type { HashName } from '../cms/algorithms.ts'
import { docMdpOf } from '../pdf/certification.ts'
import type { PdfFile } from '../pdf/file.ts'
import { type Dict, isDict, Name, type PdfObject, PdfString, Ref, textString, writeText } from '../pdf/objects.ts'
import { pagesOf } from '../pdf/pages.ts'
import { fieldsOf, type Range } from '../pdf/signatures.ts'
import { guarded, openForUpdate, Update } from '../pdf/write.ts'
import { rangeDigest } from '../verify/document.ts'

/** What a signature looks like: made by `appearance.ts`, drawn when its place is known. */
export interface Appearance {
  /** Page, from 1. */
  readonly page: number
  /** Adds what is drawn to the update. @returns the widget's rectangle in the page's own space and its form XObject */
  draw(update: Update, page: Dict): { rect: readonly [number, number, number, number]; form: Ref }
}

export interface PrepareOptions {
  readonly kind?: 'signature' | 'timestamp'
  /** Name of an empty signature field to fill, or of the field that is made; without one the next free name. */
  readonly field?: string | undefined
  /** Nothing is shown without one. */
  readonly appearance?: Appearance | undefined
  /** When the signer says it is: /M. Timestamps have none. */
  readonly time?: Date | undefined
  readonly name?: string | undefined
  readonly reason?: string | undefined
  readonly location?: string | undefined
  /** Certifies the document: what may be changed after (1 nothing, 2 filling in and signing, 3 also comments). */
  readonly certify?: 1 | 2 | 3 | undefined
  /** Octets kept free for the CMS. */
  readonly size: number
}

/** A file with a hole, to be signed in a second step (maybe elsewhere and later). */
export interface Prepared {
  readonly bytes: Uint8Array
  readonly range: Range
  /** Digest of everything but the hole. */
  digest(hash: HashName): Uint8Array
}

/**
 * Adds the hole. Earlier signatures stay valid.
 * @throws AppError SIGN_PDF_…, SIGN_FIELD_TAKEN, SIGN_PAGE_MISSING, SIGN_CERTIFIED
 */
export function prepareSignature(pdf: Uint8Array, options: PrepareOptions): Prepared {
  const file = openForUpdate(pdf)
  return guarded(() => prepare(file, options))
}

function prepare(file: PdfFile, options: PrepareOptions): Prepared {
  if (docMdpOf(file) === 1 && options.kind !== 'timestamp') throw new AppError('SIGN_CERTIFIED')
  if (options.certify && fieldsOf(file).some((field) => field.type === 'Sig' && file.resolve(field.value) !== null))
    throw new AppError('SIGN_CERTIFIED')
  const update = new Update(file)
  const { body, rangeAt, holeAt } = dictionary(options)
  const value = update.add({ body })
  const root = new Map(file.root)
  const form = placeField(file, update, value, options, root)
  if (options.certify) root.set('Perms', new Map([...(file.dict(root.get('Perms')) ?? []), ['DocMDP', value]]))
  const formRef = root.get('AcroForm')
  if (formRef instanceof Ref) update.replace(formRef, form)
  else root.set('AcroForm', form)
  const rootRef = file.trailer.get('Root') as Ref
  if (!(formRef instanceof Ref) || options.certify) update.replace(rootRef, root)
  const { bytes, at } = update.write(value)
  const hole = [at + holeAt, at + holeAt + options.size * 2 + 2] as const
  const range: Range = { hole, end: bytes.length }
  const words = `[0 ${hole[0]} ${hole[1]} ${bytes.length - hole[1]}]`
  bytes.write(words.padEnd(RANGE_WIDTH), at + rangeAt, 'latin1')
  return preparedFrom(bytes, range)
}

/** A prepared file taken up again: its bytes and range were kept while the signature was made elsewhere. */
export function preparedFrom(bytes: Uint8Array, range: Range): Prepared {
  return { bytes, range, digest: (hash) => rangeDigest(bytes, range, hash) }
}

/** Puts the CMS into the hole of a copy. @throws AppError SIGN_TOO_LARGE when it does not fit */
export function embedSignature(prepared: Prepared, cms: Uint8Array): Uint8Array {
  return fillHole({ ...prepared, bytes: Buffer.from(prepared.bytes) }, cms)
}

/** The same in place, for whoever prepared it and gives it to nobody else. */
export function fillHole({ bytes, range }: Prepared, cms: Uint8Array): Uint8Array {
  const room = range.hole[1] - range.hole[0] - 2
  if (cms.length * 2 > room) throw new AppError('SIGN_TOO_LARGE', { facts: { needed: cms.length, room: room / 2 } })
  const hex = Buffer.from(cms.buffer, cms.byteOffset, cms.length).toString('hex')
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).write(hex, range.hole[0] + 1, 'latin1')
  return bytes
}

const RANGE_WIDTH = 48

/** The signature dictionary as bytes, with where its ByteRange and its hole begin. */
function dictionary(options: PrepareOptions): { body: string; rangeAt: number; holeAt: number } {
  const isTimestamp = options.kind === 'timestamp'
  const entries: Dict = new Map<string, PdfObject>([
    ['Type', new Name(isTimestamp ? 'DocTimeStamp' : 'Sig')],
    ['Filter', new Name('Adobe.PPKLite')],
    ['SubFilter', new Name(isTimestamp ? 'ETSI.RFC3161' : 'ETSI.CAdES.detached')],
  ])
  if (options.time && !isTimestamp) entries.set('M', new PdfString(Buffer.from(pdfTime(options.time))))
  for (const [key, text] of [
    ['Name', options.name],
    ['Reason', options.reason],
    ['Location', options.location],
  ] as const)
    if (text) entries.set(key, textString(text))
  if (options.certify) {
    const parameters: Dict = new Map<string, PdfObject>([
      ['Type', new Name('TransformParams')],
      ['P', options.certify],
      ['V', new Name('1.2')],
    ])
    entries.set('Reference', [
      new Map<string, PdfObject>([
        ['Type', new Name('SigRef')],
        ['TransformMethod', new Name('DocMDP')],
        ['TransformParams', parameters],
      ]),
    ])
  }
  const head = writeText(entries).slice(0, -2)
  const range = `\n/ByteRange ${' '.repeat(RANGE_WIDTH)}\n/Contents `
  return {
    body: `${head}${range}<${'0'.repeat(options.size * 2)}>>>`,
    rangeAt: head.length + '\n/ByteRange '.length,
    holeAt: head.length + range.length,
  }
}

/** `D:20261122204101+07'00'` */
export function pdfTime(time: Date): string {
  const local = new Date(time.getTime() + 7 * 3_600_000).toISOString().replace(/[-:T]/g, '').slice(0, 14)
  return `D:${local}+07'00'`
}

/** Fills the named empty field, or adds a new one with its widget. @returns the form */
function placeField(file: PdfFile, update: Update, value: Ref, options: PrepareOptions, root: Dict): Dict {
  const form: Dict = new Map(file.dict(root.get('AcroForm')) ?? [])
  form.set('SigFlags', 3)
  const fields = fieldsOf(file)
  const known = fields.find((field) => field.name === options.field)
  if (known) {
    if (known.type !== 'Sig' || file.resolve(known.value) !== null)
      throw new AppError('SIGN_FIELD_TAKEN', { facts: { field: known.name } })
    const filled = new Map(known.dict).set('V', value)
    const widget = file.dict(file.array(known.dict.get('Kids'))[0])
    if (options.appearance && !widget) {
      const page = pageOf(file, options.appearance.page)
      const { rect, form: look } = options.appearance.draw(update, page.dict)
      filled
        .set('Rect', [...rect])
        .set('AP', new Map([['N', look]]))
        .set('F', 132)
    }
    update.replace(new Ref(known.number, generationOf(file, known.number)), filled)
    return form
  }
  const page = pageOf(file, options.appearance?.page ?? 1)
  const drawn = options.appearance?.draw(update, page.dict)
  const taken = new Set(fields.map((field) => field.name))
  const stem = options.kind === 'timestamp' ? 'Timestamp' : 'Signature'
  let n = 1
  while (taken.has(`${stem}${n}`)) n++
  const field: Dict = new Map<string, PdfObject>([
    ['Type', new Name('Annot')],
    ['Subtype', new Name('Widget')],
    ['FT', new Name('Sig')],
    ['T', textString(options.field ?? `${stem}${n}`)],
    ['V', value],
    ['P', page.ref],
    // Printed, locked; a signature that shows nothing is hidden as well.
    ['F', 132],
    ['Rect', drawn ? [...drawn.rect] : [0, 0, 0, 0]],
  ])
  if (drawn) field.set('AP', new Map([['N', drawn.form]]))
  const ref = update.add(field)
  const list = form.get('Fields')
  if (list instanceof Ref && Array.isArray(file.resolve(list))) update.replace(list, [...file.array(list), ref])
  else form.set('Fields', [...file.array(list), ref])
  const annotations = page.dict.get('Annots')
  if (annotations instanceof Ref && Array.isArray(file.resolve(annotations)))
    update.replace(annotations, [...file.array(annotations), ref])
  else update.replace(page.ref, new Map(page.dict).set('Annots', [...file.array(annotations), ref]))
  return form
}

function pageOf(file: PdfFile, page: number): { ref: Ref; dict: Dict } {
  const pages = pagesOf(file)
  const ref = pages[page - 1]
  const dict = ref && file.resolve(ref)
  if (!ref || !isDict(dict ?? null)) throw new AppError('SIGN_PAGE_MISSING', { facts: { page, pages: pages.length } })
  return { ref, dict: dict as Dict }
}

function generationOf(file: PdfFile, number: number): number {
  const entry = file.entries.get(number)
  return entry?.kind === 'at' ? entry.generation : 0
}
