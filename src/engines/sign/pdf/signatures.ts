/** Signature fields of a PDF and what their dictionaries say. */
import type { PdfFile } from './file.ts'
import { type Dict, isDict, nameOf, PdfLimitError, type PdfObject, PdfString, Ref } from './objects.ts'
import { pagesOf } from './pages.ts'

export interface SignatureField {
  /** Full name: parts of the hierarchy joined by a dot. */
  readonly name: string
  /** Object number of the field. */
  readonly number: number
  readonly dict: Dict
  /** The signature dictionary; undefined for a field that nobody signed yet. */
  readonly value: Dict | undefined
  /** Object number of the dictionary, where it is an object of its own. */
  readonly valueNumber: number | undefined
  /** Offsets in its strings count in the file (it does not come out of an object stream). */
  readonly isInFile: boolean
}

const MAX_FIELDS = 20_000
const MAX_DEPTH = 32

/** A field of the form: terminal ones only. */
export interface Field {
  readonly name: string
  readonly number: number
  readonly dict: Dict
  /** Inherited from its parents where it says none itself. */
  readonly type: string | undefined
  readonly value: PdfObject
  /** Numbers of all objects that make it up: parents, itself, widgets. */
  readonly chain: readonly number[]
}

/**
 * Terminal fields of the form, in its order; then signature widgets on pages that the form does not list, because some programs write
 * such and viewers show them.
 * @throws PdfError
 */
export function fieldsOf(file: PdfFile): Field[] {
  const form = file.dict(file.root.get('AcroForm'))
  const found: Field[] = []
  const seen = new Set<number>()
  const walk = (
    list: PdfObject[],
    above: { name: string; type: string | undefined; value: PdfObject; chain: number[] },
  ): void => {
    if (above.chain.length > MAX_DEPTH) throw new PdfLimitError('form nested too deep')
    for (const ref of list) {
      if (!(ref instanceof Ref) || seen.has(ref.number)) continue
      seen.add(ref.number)
      if (seen.size > MAX_FIELDS) throw new PdfLimitError('too many form fields')
      const dict = file.dict(ref)
      if (!dict) continue
      const part = file.resolve(dict.get('T'))
      const name = part instanceof PdfString ? [above.name, part.text].filter(Boolean).join('.') : above.name
      const type = nameOf(file.resolve(dict.get('FT'))) ?? above.type
      const value = dict.get('V') ?? above.value
      const chain = [...above.chain, ref.number]
      const kids = file.array(dict.get('Kids'))
      // Kids without a name of their own are the field's widgets.
      const isField = (kid: PdfObject): boolean => file.dict(kid)?.has('T') ?? false
      if (kids.some(isField)) walk(kids, { name, type, value, chain })
      else {
        const widgets = kids.flatMap((kid) => (kid instanceof Ref ? [kid.number] : []))
        found.push({ name, number: ref.number, dict, type, value, chain: [...chain, ...widgets] })
      }
    }
  }
  const above = { name: '', type: undefined, value: null, chain: [] }
  if (form) walk(file.array(form.get('Fields')), above)
  const listed = new Set(found.flatMap((field) => field.chain))
  for (const page of pagesOf(file))
    for (const ref of file.array(file.dict(page)?.get('Annots'))) {
      if (!(ref instanceof Ref) || listed.has(ref.number)) continue
      const widget = file.dict(ref)
      if (!widget || nameOf(widget.get('Subtype')) !== 'Widget') continue
      const parent = widget.get('Parent')
      const type = nameOf(file.resolve(widget.get('FT') ?? file.dict(parent)?.get('FT')))
      if (type !== 'Sig') continue
      walk([widget.has('FT') || !(parent instanceof Ref) ? ref : parent], above)
    }
  return found
}

/** Signature fields in the form's order. @throws PdfError */
export function signatureFields(file: PdfFile): SignatureField[] {
  return fieldsOf(file)
    .filter((field) => field.type === 'Sig')
    .map(({ name, number, dict, value }) => {
      const holder = value instanceof Ref ? value.number : number
      const found = file.resolve(value)
      // A value that leads to no dictionary was a signature and is no empty field.
      const broken: Dict | undefined = value === null ? undefined : new Map()
      return {
        name,
        number,
        dict,
        value: isDict(found) ? found : broken,
        valueNumber: value instanceof Ref ? value.number : undefined,
        isInFile: file.entries.get(holder)?.kind === 'at',
      }
    })
}

/** What a signature covers. */
export interface Range {
  /** The hole with its angle brackets. */
  readonly hole: readonly [start: number, end: number]
  /** Where the covered revision ends. */
  readonly end: number
}

/**
 * The ByteRange, if it covers everything from the first octet to the end of a revision save the hexadecimal string of this very
 * dictionary's /Contents (ISO 32000, 12.8.1; EN 319 142-1, 5.3).
 * @param length of the file
 * @returns a reason in plain words where it does not
 */
export function rangeOf(field: SignatureField, length: number): Range | string {
  const range = field.value?.get('ByteRange')
  const contents = field.value?.get('Contents')
  if (!Array.isArray(range) || range.length !== 4) return 'ByteRange'
  if (!range.every((n): n is number => typeof n === 'number' && Number.isInteger(n) && n >= 0)) return 'ByteRange'
  const [start, first, second, rest] = range as [number, number, number, number]
  if (!(contents instanceof PdfString) || !contents.isHex || !field.isInFile || contents.bytes.length === 0)
    return 'Contents'
  if (start !== 0 || first === 0 || rest === 0 || second + rest > length) return 'ByteRange'
  // Exactly the string, bracket to bracket: anything else in the hole would be unsigned content.
  if (contents.start !== first || contents.end !== second) return 'ByteRange'
  return { hole: [first, second], end: second + rest }
}
