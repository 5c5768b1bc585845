/** PREMIS 3 files of a package: what the circular asks of them, and that the digests they keep are those of the files. */
import type { Findings } from '../findings.ts'
import { EntryError, type PackageSource } from '../source/index.ts'
import { all, attribute, first, PREMIS, type XmlElement } from '../xml/tree.ts'
import { EVENT_TYPES } from './codes.ts'

const textOf = (of: XmlElement | null | undefined, ...path: string[]): string => {
  let at: XmlElement | null = of ?? null
  for (const name of path) at = first(at, name)
  return at?.text.trim() ?? ''
}

/** Algorithms by the names in use. */
const algorithmOf = (name: string): string | null => {
  const folded = name.toLowerCase().replace(/[^a-z0-9]/g, '')
  return ['md5', 'sha1', 'sha256', 'sha384', 'sha512'].find((one) => one === folded) ?? null
}

/** Judges one PREMIS file. @param base folder of the package or representation it speaks of */
export async function checkPremis(
  source: PackageSource,
  path: string,
  base: string,
  root: XmlElement,
  isAip: boolean,
  findings: Findings,
): Promise<void> {
  if (root.name !== 'premis' || root.namespace !== PREMIS) {
    findings.error('TT05-PREMIS-VERSION', path, 'premisVersion', { found: root.namespace })
    return
  }
  const objects = all(root, 'object')
  const events = all(root, 'event')
  const missing = (what: string, of?: XmlElement) =>
    findings.error('TT05-PREMIS-PART', path, 'premisPart', { what, line: of?.line ?? root.line })
  if (objects.length === 0) missing('object')
  if (events.length === 0) missing('event')
  if (all(root, 'agent').length === 0) missing('agent')
  for (const one of objects) {
    if (textOf(one, 'objectIdentifier', 'objectIdentifierType') === '') missing('objectIdentifierType', one)
    if (textOf(one, 'objectIdentifier', 'objectIdentifierValue') === '') missing('objectIdentifierValue', one)
    if (attribute(one, 'xsi:type') === null && textOf(one, 'objectCategory') === '') missing('objectCategory', one)
  }
  for (const one of events)
    for (const name of ['eventType', 'eventDateTime']) if (textOf(one, name) === '') missing(name, one)
  for (const one of all(root, 'agent')) if (textOf(one, 'agentName') === '') missing('agentName', one)
  const types: readonly string[] = EVENT_TYPES
  if (isAip && events.length > 0 && !events.some((one) => types.includes(textOf(one, 'eventType'))))
    findings.warning('TT05-PREMIS-EVENT', path, 'premisEvent', { expected: types.join(', ') })
  for (const one of objects) await checkFixity(source, path, base, one, findings)
}

async function checkFixity(
  source: PackageSource,
  path: string,
  base: string,
  object: XmlElement,
  findings: Findings,
): Promise<void> {
  const fixity = first(first(object, 'objectCharacteristics'), 'fixity')
  const algorithm = algorithmOf(textOf(fixity, 'messageDigestAlgorithm'))
  const digest = textOf(fixity, 'messageDigest').toLowerCase()
  if (algorithm === null || digest === '') return
  const place = textOf(object, 'storage', 'contentLocation', 'contentLocationValue')
  const target = [`${base}${place}`, place].find((one) => one !== '' && source.files.has(one))
  if (target === undefined) return
  try {
    const { hex } = await source.digest(target, [algorithm])
    if (hex[algorithm] !== digest) findings.error('TT05-PREMIS-FIXITY', target, 'checksum', { algorithm, what: path })
  } catch (error) {
    if (!(error instanceof EntryError)) throw error
    findings.error(error.ruleId, target, 'entryBroken', { reason: error.message })
  }
}
