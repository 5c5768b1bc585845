/** The circular's metadata files read: `EAD.xml` and `EAD_doc_*`, `EAD_pic_*`, `EAD_media_*`. Any root, any order, any namespace. */
import type { Findings } from '../findings.ts'
import type { Said } from '../sentences.ts'
import type { XmlElement } from '../xml/tree.ts'
import type { CodeOverrides, PackageKind } from './codes.ts'
import { ALL_NAMES, fieldsOf, type RecordKind, twinOf, type Unit } from './fields.ts'
import { type Fault, faultOf, spanOf } from './values.ts'

/** Values by the circular's name of the field. */
export type Values = ReadonlyMap<string, string>

/** What an `EAD…` file describes by its name: real packages write it in any case, and leave the kind out (`EAD_{docId}.xml`). */
export function recordOf(path: string): RecordKind | null {
  const name = /([^/]+)\.xml$/i.exec(path)?.[1]
  if (name === undefined || !/^ead(_|$)/i.test(name)) return null
  if (/^ead$/i.test(name)) return 'package'
  return /^ead_pic(_|$)/i.test(name) ? 'pic' : /^ead_media(_|$)/i.test(name) ? 'media' : 'doc'
}

/** The part of an `EAD_doc_…` name that names the file. */
export const subjectOf = (path: string): string =>
  /(?:^|\/)ead_(?:doc_|pic_|media_)?([^/]+)\.xml$/i.exec(path)?.[1] ?? ''

/** The file that holds the fields: they may lie in a wrapper below the root. */
export function fieldElements(root: XmlElement): readonly XmlElement[] {
  for (let at = root; ; at = at.children[0]!) {
    if (at.children.some((one) => ALL_NAMES.has(one.name))) return at.children
    if (at.children.length !== 1) return at.children
  }
}

const RULE: Readonly<Record<Fault['what'], readonly [ruleId: string, said: Said]>> = {
  missing: ['TT05-FIELD-MISSING', 'fieldMissing'],
  length: ['TT05-FIELD-LENGTH', 'fieldLength'],
  code: ['TT05-FIELD-CODE', 'fieldCode'],
  number: ['TT05-FIELD-NUMBER', 'fieldNumber'],
  flag: ['TT05-FIELD-FLAG', 'fieldFlag'],
  date: ['TT05-FIELD-DATE', 'fieldDate'],
}

/** Reads and judges one file. */
export function readRecord(
  path: string,
  root: XmlElement,
  of: { kind: PackageKind; unit: Unit; record: RecordKind },
  findings: Findings,
  overrides?: CodeOverrides,
): Values {
  const fields = new Map(fieldsOf(of.kind, of.unit, of.record).map((field) => [field.name, field]))
  const values = new Map<string, string>()
  for (const element of fieldElements(root)) {
    const field = fields.get(element.name)
    const value = element.text.normalize('NFC').trim()
    const known = values.get(element.name)
    if (known !== undefined) {
      const isMany = field !== undefined && field.type.is === 'code' && field.type.isMany
      if (!isMany)
        findings.error('TT05-FIELD-REPEATED', path, 'fieldRepeated', { field: element.name, line: element.line })
      else if (value !== '') values.set(element.name, known === '' ? value : `${known},${value}`)
      continue
    }
    values.set(element.name, value)
    if (field) continue
    const twin = twinOf(element.name)
    if (twin !== null && fields.has(twin) && !values.has(twin)) {
      // the name of another kind of package for the same thing: read, and told
      findings.warning('TT05-FIELD-NAME', path, 'fieldName', {
        field: element.name,
        expected: twin,
        line: element.line,
      })
      values.set(twin, value)
    } else if (ALL_NAMES.has(element.name))
      findings.info('TT05-FIELD-FOREIGN', path, 'fieldForeign', { field: element.name, line: element.line })
    else findings.warning('TT05-FIELD-UNKNOWN', path, 'fieldUnknown', { field: element.name, line: element.line })
  }
  for (const field of fields.values()) {
    const fault = faultOf(field, values.get(field.name) ?? '', overrides)
    if (fault === null) continue
    const [ruleId, said] = RULE[fault.what]
    const level = fault.what === 'missing' && field.need === 'should' ? 'warning' : 'error'
    findings.add(ruleId, level, path, said, { field: field.name, ...fault })
  }
  checkTogether(path, values, fields, findings)
  return values
}

/** Rules between fields of one file. */
function checkTogether(path: string, values: Values, fields: ReadonlyMap<string, unknown>, findings: Findings): void {
  const of = (name: string) => values.get(name) ?? ''
  if (fields.has('paperFileCode') && of('confidenceLevel') === '02' && of('paperFileCode') === '')
    findings.error('TT05-PAPER-CODE', path, 'paperCode')
  if (fields.has('riskRecoveryStatus') && of('riskRecovery') === '1' && of('riskRecoveryStatus') === '')
    findings.warning('TT05-RISK-STATUS', path, 'riskStatus')
  const [start, end] = [spanOf(of('startDate')), spanOf(of('endDate'))]
  if (start && end && start[0] > end[1])
    findings.error('TT05-DATE-ORDER', path, 'dateOrder', { found: of('startDate'), other: of('endDate') })
}

/** A document's code: the file's code and an ordinal of seven digits. */
export function checkDocumentCode(path: string, code: string, fileCode: string | null, findings: Findings): void {
  const digits = /(\d{7})$/.exec(code)?.[1]
  if (digits === undefined) findings.error('TT05-DOC-CODE', path, 'docCodeForm', { found: code })
  else if (fileCode !== null && fileCode !== '' && code.slice(0, -7).replace(/[.\-_]$/, '') !== fileCode)
    findings.error('TT05-DOC-CODE', path, 'docCodeFile', { found: code, expected: fileCode })
}
