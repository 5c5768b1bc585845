/** The metadata file of a package of TT 05/2025, read strictly: what the circular does not allow is refused before anything is written. */
import { z } from 'zod'
import { AppError } from '#platform/errors/index.ts'
import { instant, parseMetadata } from '../build/common.ts'
import type { CodeOverrides, PackageKind } from './codes.ts'
import { fieldsOf, type RecordKind, type Unit } from './fields.ts'
import { type Fault, faultOf, spanOf } from './values.ts'

const scalar = z.union([
  z.string(),
  z.number().int().nonnegative().transform(String),
  z.boolean().transform((yes) => (yes ? '1' : '0')),
])
const value = z.union([scalar, z.array(scalar).transform((many) => many.join(','))])
const fields = z.record(z.string(), value)
const path = z.string().min(1)

const link = z.strictObject({
  /** Id of the document, as it was handed over. */
  id: z.string().regex(/^\S+$/),
  /** Extension of the document's format. */
  format: z.string().regex(/^[a-z0-9]{1,10}$/i),
  /** For an AIP: UUID of the package that has it, the path in it, the size. */
  package: z
    .string()
    .regex(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/i)
    .optional(),
  path: z.string().regex(/^\S+$/).optional(),
  size: z.number().int().nonnegative().optional(),
})

const shape = z.strictObject({
  id: z.string().optional(),
  date: instant.optional(),
  unit: z.enum(['hoso', 'tailieu']).default('hoso'),
  /** Code of the fonds. */
  fonds: z
    .string()
    .regex(/^[\w.-]{1,60}$/)
    .optional(),
  recordStatus: z.enum(['NEW', 'SUPPLEMENT', 'REPLACEMENT', 'TEST', 'OTHER']).default('NEW'),
  organization: z.strictObject({ name: z.string().min(1), code: z.string().min(1).optional() }),
  submissionAgreement: z.string().min(1).optional(),
  /** AIP: `digitisation`; `system`: out of the system that keeps the records; or made from the SIP of this id. */
  origin: z.union([z.enum(['digitisation', 'system']), z.strictObject({ sip: z.string().min(1) })]).optional(),
  /** AIP: what was done with the file before, oldest first: events of its PREMIS beside that of the packing itself. */
  events: z
    .array(
      z.strictObject({
        type: z.string().min(1).max(100),
        date: instant,
        detail: z.string().min(1).max(2000).optional(),
        outcome: z.string().min(1).max(100).optional(),
      }),
    )
    .optional(),
  /** AIP: files that were made of others among them, so that they can be read for long: events of the representation's PREMIS. */
  migrations: z
    .array(
      z.strictObject({
        source: path,
        outcome: path,
        date: instant,
        detail: z.string().min(1).max(2000).optional(),
        program: z.strictObject({ name: z.string().min(1), version: z.string().min(1) }),
      }),
    )
    .optional(),
  metadata: fields,
  documents: z
    .array(
      z.strictObject({
        type: z.enum(['doc', 'pic', 'media']).default('doc'),
        file: path.optional(),
        attachments: z.array(path).optional(),
        link: link.optional(),
        metadata: fields,
      }),
    )
    .min(1),
  documentation: z.array(path).optional(),
})

export interface Tt05Document {
  readonly type: Exclude<RecordKind, 'package'>
  readonly file: string | null
  readonly attachments: readonly string[]
  readonly link: z.infer<typeof link> | null
  readonly values: ReadonlyMap<string, string>
  /** Name of its files in the package, without extension: file code and ordinal (Đ8). */
  readonly name: string
}

export interface Tt05Metadata extends Omit<z.infer<typeof shape>, 'metadata' | 'documents'> {
  readonly values: ReadonlyMap<string, string>
  readonly list: readonly Tt05Document[]
}

/** Reads and completes metadata: codes and counts that follow from others are filled in, everything is held against the circular. */
export function readTt05Metadata(metadata: unknown, kind: PackageKind, overrides?: CodeOverrides): Tt05Metadata {
  const given = parseMetadata(shape, metadata)
  const { unit } = given
  if (kind === 'DIP' && unit !== 'hoso') rule('unit', unit, 'hoso')
  const values = new Map(Object.entries(given.metadata))
  const codeName = kind === 'SIP' ? 'fileCode' : 'arcFileCode'
  const count = given.documents.length
  if (fieldsOf(kind, unit, 'package').some((field) => field.name === 'totalDoc')) {
    if (!values.has('totalDoc')) values.set('totalDoc', String(count))
    else if (values.get('totalDoc') !== String(count)) rule('metadata.totalDoc', values.get('totalDoc')!, String(count))
  }
  check(values, kind, unit, 'package', 'metadata', overrides)
  const fileCode = values.get(codeName) ?? ''
  const names = new Set<string>()
  const list = given.documents.map((one, i): Tt05Document => {
    const at = `documents[${i}]`
    if ((one.file === undefined) === (one.link === undefined)) rule(at, 'file, link', 'file | link')
    if (one.link && (kind === 'DIP' || unit === 'tailieu')) rule(`${at}.link`, '…', '–')
    if (one.link && kind === 'AIP' && !(one.link.package && one.link.path && one.link.size !== undefined))
      rule(`${at}.link`, '…', 'package, path, size')
    const own = new Map(Object.entries(one.metadata))
    complete(own, { kind, unit, type: one.type, fileCode, ordinal: i + 1, whole: values })
    check(own, kind, unit, one.type, `${at}.metadata`, overrides)
    checkCodes(own, `${at}.metadata`, { kind, unit, fileCode })
    const code = fileCode !== '' ? `${fileCode}.${i + 1}` : (own.get('arcDocCode') ?? `${i + 1}`)
    const name = code.normalize('NFC').replace(/[^\p{L}\p{N}._-]+/gu, '-')
    if (names.has(name.toLowerCase())) rule(`${at}.metadata`, name, 'unique')
    names.add(name.toLowerCase())
    return {
      type: one.type,
      file: one.file ?? null,
      attachments: one.attachments ?? [],
      link: one.link ?? null,
      values: own,
      name,
    }
  })
  const codes = list.map(
    (one) => one.values.get('docCode') ?? one.values.get('arcDocCode') ?? one.values.get('docOrdinal'),
  )
  const repeated = codes.findIndex((code, i) => code !== undefined && codes.indexOf(code) !== i)
  if (repeated >= 0) rule(`documents[${repeated}].metadata.docCode`, codes[repeated]!, 'unique')
  return { ...given, values, list }
}

/** What follows from the file's own metadata need not be written again. */
function complete(
  own: Map<string, string>,
  of: {
    kind: PackageKind
    unit: Unit
    type: RecordKind
    fileCode: string
    ordinal: number
    whole: ReadonlyMap<string, string>
  },
): void {
  const seven = String(of.ordinal).padStart(7, '0')
  const fill = (name: string, text: string | undefined) => {
    const isField = fieldsOf(of.kind, of.unit, of.type).some((field) => field.name === name)
    if (isField && text !== undefined && text !== '' && !own.has(name)) own.set(name, text)
  }
  if (of.fileCode !== '') {
    const id = `${of.fileCode}.${of.ordinal}`
    if (id.length <= 25) fill('docId', id)
    fill('docCode', `${of.fileCode}.${seven}`)
    if (of.unit === 'hoso') fill('arcFileCode', of.fileCode)
    else fill('arcDocCode', `${of.fileCode}.${seven}`)
  }
  fill('docOrdinal', seven)
  for (const name of ['maintenance', 'mode', 'language']) fill(name, of.whole.get(name))
}

const CODES: Readonly<Record<Fault['what'], string>> = {
  missing: 'PACKAGE_FIELD_MISSING',
  length: 'PACKAGE_FIELD_LENGTH',
  code: 'PACKAGE_FIELD_CODE',
  number: 'PACKAGE_FIELD_NUMBER',
  flag: 'PACKAGE_FIELD_FLAG',
  date: 'PACKAGE_FIELD_DATE',
}

function check(
  values: Map<string, string>,
  kind: PackageKind,
  unit: Unit,
  record: RecordKind,
  at: string,
  overrides?: CodeOverrides,
): void {
  const known = new Map(fieldsOf(kind, unit, record).map((field) => [field.name, field]))
  for (const name of values.keys())
    if (!known.has(name)) throw new AppError('PACKAGE_FIELD_UNKNOWN', { facts: { field: `${at}.${name}` } })
  for (const field of known.values()) {
    const fault = faultOf(field, values.get(field.name) ?? '', overrides)
    // what the circular only wants where it is known may stay empty
    if (fault === null || (fault.what === 'missing' && field.need !== 'must')) continue
    throw new AppError(CODES[fault.what], { facts: { field: `${at}.${field.name}`, ...fault } })
  }
  const of = (name: string) => values.get(name) ?? ''
  if (known.has('paperFileCode') && of('confidenceLevel') === '02' && of('paperFileCode') === '')
    throw new AppError('PACKAGE_FIELD_MISSING', { facts: { field: `${at}.paperFileCode` } })
  if (known.has('riskRecoveryStatus') && of('riskRecovery') === '1' && of('riskRecoveryStatus') === '')
    throw new AppError('PACKAGE_FIELD_MISSING', { facts: { field: `${at}.riskRecoveryStatus` } })
  const [start, end] = [spanOf(of('startDate')), spanOf(of('endDate'))]
  if (start && end && start[0] > end[1]) rule(`${at}.endDate`, of('endDate'), `≥ ${of('startDate')}`)
}

/** A document's code: the file's code and seven digits. */
function checkCodes(
  own: ReadonlyMap<string, string>,
  at: string,
  of: { kind: PackageKind; unit: Unit; fileCode: string },
): void {
  for (const name of ['docCode', 'arcDocCode']) {
    const code = own.get(name)
    if (code === undefined || code === '') continue
    const begins = of.kind === 'SIP' && of.unit === 'hoso' ? of.fileCode : null
    const head = code.slice(0, -7).replace(/[.\-_]$/, '')
    if (!/\d{7}$/.test(code) || (begins !== null && head !== begins))
      rule(`${at}.${name}`, code, `${begins ?? 'mã hồ sơ'}.0000001`)
  }
  const arc = own.get('arcFileCode')
  if (arc !== undefined && of.fileCode !== '' && arc !== of.fileCode) rule(`${at}.arcFileCode`, arc, of.fileCode)
}

function rule(field: string, found: string, expected: string): never {
  throw new AppError('PACKAGE_FIELD_RULE', { facts: { field, found, expected } })
}
