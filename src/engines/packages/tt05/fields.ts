/**
 * Fields of the circular's metadata files, one row each: TT 05/2025/TT-BNV PL I–V after handbook 8.9 (A2). Order is that of the annexes;
 * readers take any. The SIP file's table lists 17 fields, its frame 18, its schema 16: 18 are written, 16 are enough to be read.
 */
import type { CodeName, PackageKind } from './codes.ts'

export type FieldType =
  | { readonly is: 'text'; readonly length: number }
  | { readonly is: 'code'; readonly list: CodeName; readonly length: number; readonly isMany?: boolean }
  | { readonly is: 'number'; readonly length: number }
  | { readonly is: 'flag' }
  /** `DD/MM/YYYY`; the AIP of a file also `MM/YYYY` and `YYYY`. */
  | { readonly is: 'date'; readonly isPartial?: boolean }

export interface Field {
  readonly name: string
  readonly type: FieldType
  /** `must`: an error when it is missing or empty; `should`: a warning; `may`: left out freely. */
  readonly need: 'must' | 'should' | 'may'
}

/** `hoso`: a case file; `tailieu`: a batch of loose documents. */
export type Unit = 'hoso' | 'tailieu'
export type RecordKind = 'package' | 'doc' | 'pic' | 'media'

const text = (length: number): FieldType => ({ is: 'text', length })
const code = (list: CodeName, length: number): FieldType => ({ is: 'code', list, length })
const number = (length: number): FieldType => ({ is: 'number', length })
const flag: FieldType = { is: 'flag' }
const date: FieldType = { is: 'date' }
const must = (name: string, type: FieldType): Field => ({ name, type, need: 'must' })
const should = (name: string, type: FieldType): Field => ({ name, type, need: 'should' })
const may = (name: string, type: FieldType): Field => ({ name, type, need: 'may' })
const language: FieldType = { is: 'code', list: 'language', length: 100, isMany: true }
const risk = [may('riskRecovery', flag), may('riskRecoveryStatus', code('riskRecoveryStatus', 2))]

const file = (codeName: string, day: FieldType): readonly Field[] => [
  must(codeName, text(100)),
  must('title', text(1000)),
  must('maintenance', code('maintenance', 100)),
  must('mode', code('mode', 30)),
  must('language', language),
  must('startDate', day),
  must('endDate', day),
  may('keyword', text(100)),
  must('totalDoc', number(10)),
  may('numberOfPaper', number(10)),
  should('numberOfPage', number(10)),
  may('format', code('format', 50)),
  may('inforSign', text(30)),
  may('confidenceLevel', code('confidenceLevel', 40)),
  may('paperFileCode', text(100)),
  ...risk,
  may('description', text(2000)),
]

const batch = (codeName: string, total: readonly Field[]): readonly Field[] => [
  must(codeName, text(100)),
  must('title', text(1000)),
  must('source', code('source', 100)),
  ...total,
  may('description', text(2000)),
]

const request: readonly Field[] = [
  must('requestID', text(100)),
  must('requestDate', date),
  must('purpose', code('purpose', 100)),
  may('purposeContent', text(500)),
  should('feeObjectType', code('feeObjectType', 100)),
  may('researchTopic', text(250)),
  may('description', text(2000)),
]

const document = (codeName: string, hasOrgan: boolean): readonly Field[] => [
  must('docId', text(25)),
  must(codeName, text(100)),
  must('maintenance', code('maintenance', 100)),
  must('typeName', code('typeName', 10)),
  may('codeNumber', text(11)),
  may('codeNotation', text(30)),
  should('issuedDate', date),
  ...(hasOrgan ? [should('organName', text(200))] : []),
  must('subject', text(500)),
  must('language', language),
  should('numberOfPage', number(4)),
  may('inforSign', text(30)),
  may('keyword', text(100)),
  must('mode', code('mode', 20)),
  may('confidenceLevel', code('confidenceLevel', 30)),
  may('autograph', text(2000)),
  may('format', code('format', 50)),
  ...risk,
  may('process', flag),
  may('description', text(500)),
]

const archivedDocument: readonly Field[] = [
  must('arcFileCode', text(100)),
  must('mode', code('mode', 20)),
  must('language', language),
  may('keyword', text(100)),
  should('numberOfPage', number(4)),
  may('format', code('format', 50)),
  may('inforSign', text(30)),
  may('confidenceLevel', code('confidenceLevel', 30)),
  may('description', text(500)),
  should('docCode', text(100)),
  must('docOrdinal', number(7)),
  must('typeName', code('typeName', 10)),
  may('codeNumber', text(11)),
  may('codeNotation', text(30)),
  should('issuedDate', date),
  should('organName', text(200)),
  must('subject', text(500)),
  may('autograph', text(2000)),
  may('process', flag),
]

/** How pictures and recordings are named, by kind of package: the annexes differ (AIP of a file by its code and an ordinal). */
const naming = (kind: PackageKind, unit: Unit): { head: readonly Field[]; tail: readonly Field[] } =>
  kind === 'AIP' && unit === 'hoso'
    ? { head: [must('arcFileCode', text(100)), must('docOrdinal', number(7))], tail: [] }
    : {
        head: [
          must(kind === 'SIP' ? 'docCode' : 'arcDocCode', text(100)),
          must('maintenance', code('maintenance', 100)),
        ],
        tail: risk,
      }

const picture = (kind: PackageKind, unit: Unit): readonly Field[] => [
  ...naming(kind, unit).head,
  must('typePic', code('typePic', 10)),
  may('archivesNumber', text(50)),
  may('inforSign', text(30)),
  may('eventName', text(500)),
  must('imageTitle', text(500)),
  may('photographer', text(300)),
  may('photoPlace', text(300)),
  may('photoTime', date),
  may('colour', code('colour', 10)),
  may('filmSize', text(30)),
  may('docAttached', flag),
  should('mode', code('mode', 20)),
  may('format', code('format', 50)),
  ...naming(kind, unit).tail,
  may('description', text(500)),
]

const recording = (kind: PackageKind, unit: Unit): readonly Field[] => [
  ...naming(kind, unit).head,
  must('typeMedia', code('typeMedia', 10)),
  may('archivesNumber', text(50)),
  may('inforSign', text(30)),
  may('eventName', text(500)),
  must('movieTitle', text(500)),
  may('recorder', text(300)),
  may('recordPlace', text(300)),
  may('recordDate', date),
  should('language', language),
  may('playTime', text(8)),
  may('docAttached', flag),
  should('mode', code('mode', 20)),
  may('quality', text(50)),
  may('format', code('format', 50)),
  ...naming(kind, unit).tail,
  may('description', text(500)),
]

/** The fields of a metadata file of a package. */
export function fieldsOf(kind: PackageKind, unit: Unit, record: RecordKind): readonly Field[] {
  if (record === 'pic') return picture(kind, unit)
  if (record === 'media') return recording(kind, unit)
  if (record === 'doc') {
    if (kind === 'AIP') return archivedDocument
    return kind === 'SIP' ? document('docCode', true) : document('arcDocCode', false)
  }
  if (kind === 'DIP') return request
  if (unit === 'tailieu')
    return kind === 'SIP' ? batch('fileCode', [must('totalDoc', number(10))]) : batch('arcFileCode', [])
  return kind === 'SIP' ? file('fileCode', date) : file('arcFileCode', { is: 'date', isPartial: true })
}

/** Names that mean the same in another kind of package; real packages mix them up. */
const TWINS: readonly (readonly string[])[] = [
  ['fileCode', 'arcFileCode'],
  ['docCode', 'arcDocCode'],
]
export const twinOf = (name: string): string | null =>
  TWINS.find((one) => one.includes(name))?.find((one) => one !== name) ?? null

/** Every name that any of the circular's files knows. */
export const ALL_NAMES: ReadonlySet<string> = new Set(
  (['SIP', 'AIP', 'DIP'] as const).flatMap((kind) =>
    (['hoso', 'tailieu'] as const).flatMap((unit) =>
      (['package', 'doc', 'pic', 'media'] as const).flatMap((record) =>
        fieldsOf(kind, unit, record).map((field) => field.name),
      ),
    ),
  ),
)
