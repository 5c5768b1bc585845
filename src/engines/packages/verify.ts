/** `verify`: what a package is, and whether it is as it should be. */
import { verifyBag } from './bagit/verify.ts'
import { readXml, verifyCsip } from './csip/verify.ts'
import { Findings } from './findings.ts'
import { openSource, type PackageSource } from './source/index.ts'
import type { CodeOverrides, PackageKind } from './tt05/codes.ts'
import { fieldElements } from './tt05/records.ts'
import { verifyTt05 } from './tt05/verify.ts'
import { type Finding, LIMITS, type Limits, type PackageReport, type Profile, type Schemas } from './types.ts'
import { attribute, first } from './xml/tree.ts'
import { SchemaSet } from './xml/validate.ts'

export interface VerifyOptions {
  /** Default `auto`: told by what lies in the package. */
  readonly profile?: Profile | 'auto'
  /** The standards' schemas, where they are installed: METS, PREMIS and EAD files are then validated too. */
  readonly schemas?: Schemas
  readonly limits?: Limits
  /** Code lists of an installation in place of the shipped ones. */
  readonly codes?: CodeOverrides
}

/**
 * Judges a package: a folder, a .zip or a .tar. Nothing is unpacked, nothing fetched, nothing changed.
 * @throws AppError PACKAGE_UNREADABLE; the system's error when the path cannot be read
 */
export async function verifyPackage(path: string, options: VerifyOptions = {}): Promise<PackageReport> {
  const limits = options.limits ?? LIMITS
  const source = await openSource(path, limits)
  const schemas = options.schemas && options.schemas.size > 0 ? new SchemaSet(options.schemas) : null
  try {
    return await judge(source, options, limits, schemas)
  } finally {
    schemas?.dispose()
    await source.close()
  }
}

async function judge(
  source: PackageSource,
  options: VerifyOptions,
  limits: Limits,
  schemas: SchemaSet | null,
): Promise<PackageReport> {
  const findings = new Findings()
  for (const one of source.findings) findings.add(one.ruleId, one.level, one.path, one.said, one.facts)
  const asked = options.profile ?? 'auto'
  if (findings.hasErrors) {
    // hostile or broken as an archive: what is inside is not looked at
    return report(asked === 'auto' ? null : asked, null, true, findings)
  }
  const profile = asked === 'auto' ? await recognise(source, limits) : asked
  if (profile === null) {
    findings.error('PACKAGE-UNKNOWN', '', 'unknownPackage')
    return report(null, null, false, findings)
  }
  if (profile === 'bagit') {
    const { version, decided } = await verifyBag(source, limits, findings)
    return report(profile, version, decided, findings)
  }
  if (profile === 'csip') {
    const { version } = await verifyCsip(source, { limits, schemas }, findings)
    return report(profile, version === 'any' ? null : version, true, findings)
  }
  const kind = profile.slice(-3).toUpperCase() as PackageKind
  await verifyTt05(source, kind, { limits, schemas, ...(options.codes ? { codes: options.codes } : {}) }, findings)
  return report(profile, '2.0.4', true, findings)
}

/** Fields that only the circular's package files have. */
const MARKS = new Set(['fileCode', 'arcFileCode', 'requestID'])

const RECORD = /^representations\/[^/]+\/metadata\/descriptive\/ead_(doc|pic|media)_/i

const ORDER = { error: 0, warning: 1, info: 2 } as const

function report(profile: Profile | null, version: string | null, decided: boolean, findings: Findings): PackageReport {
  const key = (one: Finding) => `${ORDER[one.level]}\n${one.path}\n${one.ruleId}`
  const list = findings.all().toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
  return { profile, version, valid: decided && !findings.hasErrors, decided, findings: list }
}

/** What a package is by its own marks; null: by none. */
async function recognise(source: PackageSource, limits: Limits): Promise<Profile | null> {
  if (source.files.has('bagit.txt')) return 'bagit'
  if (!source.files.has('METS.xml')) {
    if (source.folders.has('representations') || source.folders.has('metadata')) return 'csip'
    return [...source.files.keys()].some((path) => /^manifest-\w+\.txt$/.test(path)) ? 'bagit' : null
  }
  const aside = new Findings()
  const mets = await readXml(source, 'METS.xml', limits, aside)
  const profile = attribute(mets?.root, 'PROFILE') ?? ''
  const kind = attribute(first(mets?.root, 'metsHdr'), 'csip:OAISPACKAGETYPE')
  const byProfile = profile.includes('www.ra.ee/METS') ? 'AIP' : null
  const path = [...source.files.keys()].find((one) => /^metadata\/descriptive\/ead\.xml$/i.test(one))
  const ead = path === undefined ? null : await readXml(source, path, limits, aside)
  // the circular's files hold its own fields; EAD proper has a namespace of its own
  const hasRecords = [...source.files.keys()].some((one) => RECORD.test(one))
  const isOurs =
    hasRecords ||
    (ead !== null &&
      !/ead3\.archivists|1-931666-22-9/.test(ead.root.namespace) &&
      fieldElements(ead.root).some((one) => MARKS.has(one.name)))
  if (!isOurs && byProfile === null) return 'csip'
  const found = kind === 'SIP' || kind === 'AIP' || kind === 'DIP' ? kind : (byProfile ?? 'SIP')
  return `tt05-${found.toLowerCase()}` as Profile
}
