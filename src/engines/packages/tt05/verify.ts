/** A package judged after TT 05/2025/TT-BNV: E-ARK CSIP 2.0.4 with the circular's own reading of it, then the circular's rules. */
import type { MetsContext, Tolerance } from '../csip/context.ts'
import { filesOf, groupsOf } from '../csip/files.ts'
import { folderOf } from '../csip/header.ts'
import { resolveHref } from '../csip/references.ts'
import { readXml, validateXml, verifyCsip } from '../csip/verify.ts'
import type { Findings } from '../findings.ts'
import { isListedFormat } from '../mime.ts'
import { EntryError, type PackageSource } from '../source/index.ts'
import type { Limits } from '../types.ts'
import { all, attribute, first, walk } from '../xml/tree.ts'
import type { SchemaSet } from '../xml/validate.ts'
import { type CodeOverrides, codesOf, KINDS, type PackageKind, REPRESENTATION_PROFILE } from './codes.ts'
import type { Unit } from './fields.ts'
import { checkLink, isLink, LINK_LIMIT } from './links.ts'
import { checkPremis } from './premis.ts'
import { checkDocumentCode, readRecord, recordOf, subjectOf, type Values } from './records.ts'

/**
 * Where packages in use, or the circular's own examples, differ from CSIP: told softly or not at all. A representation's OBJID is an
 * identifier of its own; its agent is a person or an office; its divisions link metadata and files instead of listing metadata.
 */
const TOLERANCE: Tolerance = {
  CSIPSTR2: null,
  CSIPSTR4: 'error',
  CSIPSTR15: null,
  'CSIP1@rep': null,
  'CSIP12@rep': 'info',
  'CSIP13@rep': 'info',
  'CSIP14@rep': 'info',
  CSIP15: 'info',
  CSIP16: 'info',
  CSIP20: 'info',
  CSIP34: 'info',
  CSIP62: 'info',
  CSIP86: 'info',
  'CSIP82@rep': 'info',
  'CSIP88@rep': null,
  'CSIP91@rep': null,
  'CSIP92@rep': null,
  'CSIP101@rep': null,
  'CSIP104@rep': 'info',
  'CSIP79-BASE': 'info',
}

export interface Tt05Options {
  readonly limits: Limits
  readonly schemas: SchemaSet | null
  readonly codes?: CodeOverrides
}

/** Judges a package as SIP, AIP or DIP. */
export async function verifyTt05(
  source: PackageSource,
  kind: PackageKind,
  options: Tt05Options,
  findings: Findings,
): Promise<void> {
  const { root, representations } = await verifyCsip(
    source,
    {
      limits: options.limits,
      schemas: options.schemas,
      tolerance: TOLERANCE,
      resolution: { fromPackage: true },
      version: '2.0.4',
      unreferencedRule: 'TT05-FILE-UNREFERENCED',
    },
    findings,
  )
  if (root === null) return
  const unit: Unit = kind !== 'DIP' && /^collection$/i.test(attribute(root.root, 'TYPE') ?? '') ? 'tailieu' : 'hoso'
  const objectId = checkIdentity(source, root, kind, unit, findings)
  for (const one of representations) {
    const profile = attribute(one.root, 'PROFILE')
    if (profile !== null && profile !== REPRESENTATION_PROFILE)
      findings.warning('TT05-PROFILE', one.path, 'attributeValue', {
        what: 'mets/@PROFILE',
        line: one.root.line,
        found: profile,
        expected: REPRESENTATION_PROFILE,
      })
  }
  for (const mets of [root, ...representations]) checkHeader(mets, kind, options, findings)
  checkTree(source, kind, findings)
  await checkPreservation(source, kind, options, findings)
  const records = await readRecords(source, kind, unit, options, findings)
  checkRecords(kind, unit, records, findings)
  for (const one of representations) checkPairs(one, records, findings)
  await checkLinks(source, { kind, unit, objectId }, findings)
}

const UUID = '[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}'
const OBJECT_ID: Readonly<Record<PackageKind, RegExp>> = {
  SIP: new RegExp(`^uuid-${UUID}$`),
  // the annexes write `uuid:` and `uuid-` after the fonds
  AIP: new RegExp(`^urn:(uuid:|[^:/\\\\\\s]+:uuid[-:])${UUID}$`),
  DIP: new RegExp(`^uuid-${UUID}$`),
}
const OBJECT_ID_WORDS: Readonly<Record<PackageKind, string>> = {
  SIP: 'uuid-{UUID}',
  AIP: 'urn:uuid:{UUID}, urn:{mã phông}:uuid-{UUID}',
  DIP: 'uuid-{UUID}',
}

function checkIdentity(
  source: PackageSource,
  root: MetsContext,
  kind: PackageKind,
  unit: Unit,
  findings: Findings,
): string | null {
  const at = (what: string) => ({ what, line: root.root.line })
  const objectId = attribute(root.root, 'OBJID')
  if (objectId !== null) {
    if (!OBJECT_ID[kind].test(objectId))
      findings.error('TT05-OBJID', 'METS.xml', 'attributeValue', {
        ...at('mets/@OBJID'),
        found: objectId,
        expected: OBJECT_ID_WORDS[kind],
      })
    else if (/[a-f]/.test(new RegExp(`${UUID}$`).exec(objectId)![0]))
      findings.warning('TT05-OBJID-CASE', 'METS.xml', 'uuidCase', { found: objectId })
    if (source.root !== null && source.root !== folderOf(objectId))
      findings.error('TT05-FOLDER', '', 'objectIdFolder', { found: objectId, folder: source.root })
  }
  const profile = attribute(root.root, 'PROFILE')
  if (profile !== null && profile !== KINDS[kind].profile)
    findings.error('TT05-PROFILE', 'METS.xml', 'attributeValue', {
      ...at('mets/@PROFILE'),
      found: profile,
      expected: KINDS[kind].profile,
    })
  const type = attribute(root.root, 'TYPE')
  const expected = kind === 'DIP' ? 'MIXED' : unit === 'tailieu' ? 'Collection' : 'Mixed'
  if (type !== null && type !== expected)
    findings.add(
      'TT05-TYPE',
      type.toLowerCase() === expected.toLowerCase() ? 'info' : 'error',
      'METS.xml',
      'attributeValue',
      { ...at('mets/@TYPE'), found: type, expected },
    )
  return objectId
}

function checkHeader(mets: MetsContext, kind: PackageKind, options: Tt05Options, findings: Findings): void {
  const header = first(mets.root, 'metsHdr')
  const oais = attribute(header, 'csip:OAISPACKAGETYPE')
  const at = (what: string) => ({ what, line: header?.line ?? 0 })
  if (oais !== null && oais !== kind)
    findings.error('TT05-OAISTYPE', mets.path, 'attributeValue', {
      ...at('metsHdr/@csip:OAISPACKAGETYPE'),
      found: oais,
      expected: kind,
    })
  const status = attribute(header, 'RECORDSTATUS')
  const known = Object.keys(codesOf('recordStatus', options.codes))
  if (status === null && !mets.isRepresentation)
    findings.warning('TT05-RECORDSTATUS', mets.path, 'attributeMissing', at('metsHdr/@RECORDSTATUS'))
  else if (status !== null && !known.includes(status))
    findings.error('TT05-RECORDSTATUS', mets.path, 'attributeValue', {
      ...at('metsHdr/@RECORDSTATUS'),
      found: status,
      expected: known.join(', '),
    })
  let isForeignId = false
  for (const element of walk(mets.root)) {
    const algorithm = attribute(element, 'CHECKSUMTYPE')
    if (algorithm !== null && algorithm !== 'SHA-256')
      findings.warning('TT05-CHECKSUMTYPE', mets.path, 'attributeValue', {
        what: `${element.name}/@CHECKSUMTYPE`,
        line: element.line,
        found: algorithm,
        expected: 'SHA-256',
      })
    const id = attribute(element, 'ID')
    const form = element.name === 'file' ? 'ID-' : 'uuid-'
    if (id !== null && !isForeignId && !new RegExp(`^${form}${UUID}$`).test(id)) {
      isForeignId = true
      findings.warning('TT05-ID-FORM', mets.path, 'idFormTt05', { id, expected: `${form}{UUID}`, line: element.line })
    }
  }
}

function checkTree(source: PackageSource, kind: PackageKind, findings: Findings): void {
  const names = [...source.files.keys()]
  const needed: readonly (readonly [path: string, found: boolean])[] = [
    ['metadata/descriptive/EAD.xml', names.some((path) => /^metadata\/descriptive\/ead\.xml$/i.test(path))],
    ['representations/rep1/METS.xml', names.some((path) => /^representations\/[^/]+\/METS\.xml$/.test(path))],
    ['representations/rep1/data/…', names.some((path) => /^representations\/[^/]+\/data\/./.test(path))],
    [
      'representations/rep1/metadata/descriptive/EAD_doc_….xml',
      names.some((path) => path.startsWith('representations/') && recordOf(path) !== null),
    ],
  ]
  for (const [path, isThere] of needed) if (!isThere) findings.error('TT05-TREE', path, 'fileMissing')
  if (!names.some((path) => /^schemas\/mets[^/]*\.xsd$/i.test(path)))
    findings.warning('TT05-SCHEMAS', 'schemas/METS.xsd', 'fileMissing')
  if (!names.some((path) => /^schemas\/ead[^/]*\.xsd$/i.test(path)))
    findings.warning('TT05-SCHEMAS', 'schemas/EAD.xsd', 'fileMissing')
  for (const path of names)
    if (/^representations\/[^/]+\/data\//.test(path) && !isLink(path) && !isListedFormat(path))
      findings.warning('TT05-MIME', path, 'formatUnlisted')
  if (KINDS[kind].premis === 'none')
    for (const path of names)
      if (/(^|\/)metadata\/preservation\//.test(path)) findings.warning('TT05-PREMIS-SIP', path, 'premisSip')
}

async function checkPreservation(
  source: PackageSource,
  kind: PackageKind,
  { limits, schemas }: Tt05Options,
  findings: Findings,
): Promise<void> {
  const names = [...source.files.keys()].filter((path) =>
    /(^|\/)metadata\/preservation\/[^/]*premis[^/]*\.xml$/i.test(path),
  )
  if (KINDS[kind].premis === 'must') {
    if (!names.some((path) => path.startsWith('metadata/')))
      findings.error('TT05-PREMIS-MISSING', 'metadata/preservation/PREMIS.xml', 'fileMissing')
    if (!names.some((path) => path.startsWith('representations/')))
      findings.error('TT05-PREMIS-MISSING', 'representations/rep1/metadata/preservation/PREMIS_rep1.xml', 'fileMissing')
  }
  for (const path of names) {
    const one = await readXml(source, path, limits, findings)
    if (one === null) continue
    validateXml(path, one.bytes, one.root, schemas, findings)
    const base = path.slice(0, path.indexOf('metadata/'))
    await checkPremis(source, path, base, one.root, kind === 'AIP' && base === '', findings)
  }
}

/** Metadata files by path. */
type Records = ReadonlyMap<string, Values>

async function readRecords(
  source: PackageSource,
  kind: PackageKind,
  unit: Unit,
  { limits, codes }: Tt05Options,
  findings: Findings,
): Promise<Records> {
  const records = new Map<string, Values>()
  for (const path of source.files.keys()) {
    const record = recordOf(path)
    const place = record === 'package' ? /^metadata\/descriptive\// : /^representations\/[^/]+\/metadata\/descriptive\//
    if (record === null || !place.test(path)) continue
    const one = await readXml(source, path, limits, findings)
    if (one !== null) records.set(path, readRecord(path, one.root, { kind, unit, record }, findings, codes))
  }
  return records
}

function checkRecords(kind: PackageKind, unit: Unit, records: Records, findings: Findings): void {
  const [packagePath, whole] = [...records].find(([path]) => recordOf(path) === 'package') ?? []
  const documents = [...records].filter(([path]) => recordOf(path) !== 'package')
  const fileCode = whole?.get(kind === 'SIP' ? 'fileCode' : 'arcFileCode') ?? null
  const total = whole?.get('totalDoc')
  if (packagePath !== undefined && total !== undefined && /^\d+$/.test(total) && Number(total) !== documents.length)
    findings.error('TT05-TOTAL-DOC', packagePath, 'totalDoc', { found: total, expected: documents.length })
  const codes = new Map<string, string>()
  for (const [path, values] of documents) {
    const code = values.get(kind === 'SIP' || kind === 'AIP' ? 'docCode' : 'arcDocCode') || values.get('arcDocCode')
    // a batch's own code carries the number of the delivery; only a file's documents repeat it
    if (code) checkDocumentCode(path, code, unit === 'hoso' && kind === 'SIP' ? fileCode : null, findings)
    const arc = values.get('arcFileCode')
    if (kind === 'AIP' && arc && fileCode && arc !== fileCode)
      findings.error('TT05-ARC-FILE-CODE', path, 'arcFileCode', { found: arc, expected: fileCode })
    const key = code || values.get('docOrdinal')
    if (!key) continue
    if (codes.has(key))
      findings.error('TT05-DOC-CODE-REPEATED', path, 'docCodeRepeated', { found: key, other: codes.get(key)! })
    codes.set(key, path)
  }
}

/** Every document has its metadata and the other way round: by the links of the structural map, else by the names. */
function checkPairs(mets: MetsContext, records: Records, findings: Findings): void {
  const byId = new Map<string, string>()
  for (const section of all(mets.root, 'dmdSec')) {
    const href = attribute(first(section, 'mdRef'), 'xlink:href')
    const found = href === null ? null : resolveHref(mets, href, { fromPackage: true })
    if (found) byId.set(attribute(section, 'ID') ?? '', found.path)
  }
  for (const file of groupsOf(mets.root).flatMap(filesOf)) {
    const href = attribute(first(file, 'FLocat'), 'xlink:href')
    const found = href === null ? null : resolveHref(mets, href, { fromPackage: true })
    if (found) byId.set(attribute(file, 'ID') ?? '', found.path)
  }
  const described = new Set<string>()
  const describing = new Set<string>()
  for (const division of walk(mets.root)) {
    if (division.name !== 'div' || !/^metadatalink\//i.test(attribute(division, 'LABEL') ?? '')) continue
    const metadata = (attribute(division, 'DMDID') ?? '').split(/\s+/).map((id) => byId.get(id))
    const files = [...walk(division)]
      .filter((one) => one.name === 'fptr')
      .map((one) => byId.get(attribute(one, 'FILEID') ?? ''))
    for (const path of metadata) if (path !== undefined && files.some((one) => one !== undefined)) describing.add(path)
    for (const path of files) if (path !== undefined) described.add(path)
  }
  const bare = (path: string) =>
    path
      .replace(/^.*\//, '')
      .replace(/\.fetch\.txt$/i, '')
      .replace(/\.[^.]+$/, '')
      .toLowerCase()
  const data = [...mets.source.files.keys()].filter((path) => path.startsWith(`${mets.base}data/`))
  const metadata = [...records.keys()].filter((path) => path.startsWith(mets.base) && recordOf(path) !== 'package')
  const names = new Set(data.map(bare))
  const subjects = new Set(metadata.map((path) => subjectOf(path).toLowerCase()))
  for (const path of data)
    if (!described.has(path) && !subjects.has(bare(path)))
      findings.error('TT05-FILE-UNDESCRIBED', path, 'fileUndescribed')
  for (const path of metadata)
    if (!describing.has(path) && !names.has(subjectOf(path).toLowerCase()))
      findings.error('TT05-METADATA-UNUSED', path, 'metadataUnused')
}

async function checkLinks(
  source: PackageSource,
  of: { kind: PackageKind; unit: Unit; objectId: string | null },
  findings: Findings,
): Promise<void> {
  for (const path of source.files.keys()) {
    if (!isLink(path) || !/^representations\/[^/]+\/data\//.test(path)) continue
    try {
      checkLink(path, (await source.read(path, LINK_LIMIT)).toString('utf8'), of, findings)
    } catch (error) {
      if (!(error instanceof EntryError)) throw error
      findings.error(error.ruleId, path, 'entryBroken', { reason: error.message })
    }
  }
}
