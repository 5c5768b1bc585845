/** A package judged after E-ARK CSIP. */
import type { Findings } from '../findings.ts'
import { EntryError, type PackageSource } from '../source/index.ts'
import type { Limits } from '../types.ts'
import { attribute, METS, parseXml, type XmlElement, XmlFault } from '../xml/tree.ts'
import type { SchemaSet } from '../xml/validate.ts'
import { MetsContext, type Tolerance } from './context.ts'
import { checkFiles } from './files.ts'
import { checkRoot } from './header.ts'
import { checkIds } from './ids.ts'
import { checkMetadata } from './metadata.ts'
import { checkReferences, checkUnreferenced, type Resolution } from './references.ts'
import { type CsipVersion, levelOf, versionOf } from './requirements.ts'
import { checkStructMap } from './struct-map.ts'
import { checkStructure, representationsOf } from './structure.ts'

export interface CsipOptions {
  readonly limits: Limits
  readonly schemas: SchemaSet | null
  readonly tolerance?: Tolerance
  readonly resolution?: Resolution
  /** Version whose levels count; by default the one that the package names. */
  readonly version?: CsipVersion
  /** Rule for files that no METS names, where a profile has one of its own. */
  readonly unreferencedRule?: string
}

export interface CsipVerdict {
  readonly version: CsipVersion | null
  readonly root: MetsContext | null
  readonly representations: readonly MetsContext[]
  /** Files that no METS names. */
  readonly unreferenced: readonly string[]
}

/** Reads and parses one XML file; what is wrong with it becomes a finding. */
export async function readXml(
  source: PackageSource,
  path: string,
  limits: Limits,
  findings: Findings,
): Promise<{ root: XmlElement; bytes: Buffer } | null> {
  try {
    const bytes = await source.read(path, limits.text)
    return { root: parseXml(bytes), bytes }
  } catch (error) {
    if (error instanceof EntryError) findings.error(error.ruleId, path, 'entryBroken', { reason: error.message })
    else if (error instanceof XmlFault)
      findings.error(error.ruleId, path, SAID[error.ruleId], { reason: error.message })
    else throw error
    return null
  }
}

const SAID = {
  'XML-BROKEN': 'xmlBroken',
  'XML-DTD': 'xmlDtd',
  'XML-ENCODING': 'xmlEncoding',
  'XML-TOO-LARGE': 'xmlTooLarge',
} as const

/** Faults by the installed schemas; nothing when they are not installed. */
export function validateXml(
  path: string,
  bytes: Buffer,
  root: XmlElement,
  schemas: SchemaSet | null,
  findings: Findings,
): void {
  for (const { line, message } of schemas?.validate(bytes, root.namespace) ?? [])
    findings.error('XSD', path, 'xsd', { line, reason: message })
}

/** Judges a package. */
export async function verifyCsip(
  source: PackageSource,
  options: CsipOptions,
  findings: Findings,
): Promise<CsipVerdict> {
  const { limits, schemas, tolerance = {}, resolution = { fromPackage: false } } = options
  const none = { version: null, root: null, representations: [], unreferenced: [] }
  if (!source.files.has('METS.xml')) {
    findings.error('CSIPSTR4', 'METS.xml', 'fileMissing')
    return none
  }
  const head = await readXml(source, 'METS.xml', limits, findings)
  if (head === null) return none
  const version = options.version ?? versionOf(attribute(head.root, 'PROFILE'))
  const contextOf = ({ root }: { root: XmlElement }, path: string) =>
    new MetsContext(source, root, path, version, findings, tolerance)
  const isMets = (root: XmlElement, path: string) => {
    if (root.name === 'mets' && root.namespace === METS) return true
    findings.error('METS-ROOT', path, 'metsRoot', { found: `{${root.namespace}}${root.name}` })
    return false
  }
  if (!isMets(head.root, 'METS.xml')) return { ...none, version }
  const root = contextOf(head, 'METS.xml')
  validateXml('METS.xml', head.bytes, head.root, schemas, findings)
  checkStructure(source, (id, said, facts, path) => {
    const level = id in tolerance ? tolerance[id] : levelOf(id, version)
    if (level) findings.add(id, level, path ?? '', said, facts)
  })
  const representations: MetsContext[] = []
  for (const name of representationsOf(source)) {
    const path = `representations/${name}/METS.xml`
    if (!source.files.has(path)) continue
    const one = await readXml(source, path, limits, findings)
    if (one === null || !isMets(one.root, path)) continue
    validateXml(path, one.bytes, one.root, schemas, findings)
    representations.push(contextOf(one, path))
  }
  const known = new Map<string, string>()
  const names = representations.map((one) => one.base.split('/')[1]!)
  for (const mets of [root, ...representations]) {
    checkRoot(mets, mets === root ? source.root : names[representations.indexOf(mets)]!)
    checkMetadata(mets)
    checkFiles(mets)
    checkStructMap(mets, checkIds(mets, known), mets === root ? names : [])
  }
  const files = [root, ...representations]
  const named = await checkReferences(files, resolution)
  const unreferenced = checkUnreferenced(root, files, named, options.unreferencedRule)
  return { version, root, representations, unreferenced }
}
