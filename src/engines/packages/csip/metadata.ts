/** CSIP17–57: sections of descriptive and administrative metadata and the files that they name. */
import { all, attribute, type XmlElement } from '../xml/tree.ts'
import type { MetsContext } from './context.ts'
import { CHECKSUM, MDTYPE, STATUS } from './requirements.ts'

/** The requirements of one kind of section, in the order of the standard's table. */
interface SectionRules {
  readonly id: string
  readonly status: string
  readonly reference: string
  readonly locType: string
  readonly linkType: string
  readonly href: string
  readonly mdType: string
  readonly mime: string
  readonly size: string
  readonly created: string
  readonly checksum: string
  readonly checksumType: string
}

/** Requirements of a section are numbered in a row: `first` is that of its identifier. */
const rulesFrom = (first: number, reference: number): SectionRules => {
  const at = (offset: number) => `CSIP${reference + offset}`
  return {
    id: `CSIP${first}`,
    status: `CSIP${reference - 1}`,
    reference: at(0),
    locType: at(1),
    linkType: at(2),
    href: at(3),
    mdType: at(4),
    mime: at(5),
    size: at(6),
    created: at(7),
    checksum: at(8),
    checksumType: at(9),
  }
}

export const DESCRIPTIVE = rulesFrom(18, 21)
export const PROVENANCE = rulesFrom(33, 35)
export const RIGHTS = rulesFrom(46, 48)

export function checkMetadata(mets: MetsContext): void {
  const { root } = mets
  const under = (folder: string) =>
    [...mets.source.files.keys()].some((path) => path.startsWith(`${mets.base}metadata/${folder}/`))
  const sections = all(root, 'dmdSec')
  if (sections.length === 0 && under('descriptive')) mets.fault('CSIP17', 'elementMissing', { what: 'mets/dmdSec' })
  for (const section of sections) {
    checkSection(mets, section, DESCRIPTIVE)
    mets.dateTime('CSIP19', section, 'CREATED')
  }
  const administrative = all(root, 'amdSec')
  if (administrative.length > 1)
    mets.fault('CSIP31', 'count', { what: 'mets/amdSec', found: administrative.length, expected: '0–1' })
  if (administrative.length === 0 && under('preservation'))
    mets.fault('CSIP31', 'elementMissing', { what: 'mets/amdSec' })
  const provenance = administrative.flatMap((one) => all(one, 'digiprovMD'))
  if (administrative.length > 0 && provenance.length === 0 && under('preservation'))
    mets.fault('CSIP32', 'elementMissing', { what: 'mets/amdSec/digiprovMD' })
  for (const section of provenance) checkSection(mets, section, PROVENANCE)
  for (const section of administrative.flatMap((one) => all(one, 'rightsMD'))) checkSection(mets, section, RIGHTS)
}

function checkSection(mets: MetsContext, section: XmlElement, rules: SectionRules): void {
  mets.need(rules.id, section, 'ID')
  mets.listed(rules.status, section, 'STATUS', (value) => STATUS.has(value))
  const references = all(section, 'mdRef')
  if (references.length === 0 && all(section, 'mdWrap').length === 0)
    mets.fault(rules.reference, 'elementMissing', { what: `mets/${section.name}/mdRef` })
  for (const reference of references) {
    mets.fixed(rules.locType, reference, 'LOCTYPE', 'URL')
    mets.fixed(rules.linkType, reference, 'xlink:type', 'simple')
    mets.listed(rules.mdType, reference, 'MDTYPE', (value) => MDTYPE.has(value))
    checkPromises(mets, reference, reference, rules)
  }
}

/** What every reference to a file promises: place, type, size, time, digest. @param at element with the address */
export function checkPromises(
  mets: MetsContext,
  of: XmlElement,
  at: XmlElement,
  rules: Pick<SectionRules, 'href' | 'mime' | 'size' | 'created' | 'checksum' | 'checksumType'>,
): void {
  const href = mets.need(rules.href, at, 'xlink:href')
  const mime = mets.need(rules.mime, of, 'MIMETYPE')
  const size = mets.need(rules.size, of, 'SIZE')
  mets.dateTime(rules.created, of, 'CREATED')
  const checksum = mets.need(rules.checksum, of, 'CHECKSUM')
  const checksumType = mets.listed(rules.checksumType, of, 'CHECKSUMTYPE', (value) => value in CHECKSUM)
  if (href === null) return
  mets.references.push({
    href,
    size,
    checksum,
    checksumType,
    mime,
    rules: { href: rules.href, size: rules.size, checksum: rules.checksum, mime: rules.mime },
  })
}

/** Ids of administrative sections, by which a division may name them. */
export const administrativeIds = (root: XmlElement): string[] =>
  all(root, 'amdSec').flatMap((section) =>
    section.children.map((child) => attribute(child, 'ID')).filter((id): id is string => id !== null),
  )
