/** CSIP58–79, 113, 114: the file section. */
import { all, attribute, type XmlElement } from '../xml/tree.ts'
import type { MetsContext } from './context.ts'
import { checkPromises } from './metadata.ts'
import { CONTENT_INFORMATION_TYPE, fold } from './requirements.ts'

const FILE = {
  href: 'CSIP79',
  mime: 'CSIP68',
  size: 'CSIP69',
  created: 'CSIP70',
  checksum: 'CSIP71',
  checksumType: 'CSIP72',
} as const

/** What a file group is for by its `USE`: the circular of Vietnam writes `Data` inside a representation. */
export function purposeOf(group: XmlElement): 'documentation' | 'schemas' | 'representations' | 'other' {
  const use = attribute(group, 'USE') ?? attribute(group, 'USER') ?? ''
  if (/^documentation(\/|$)/i.test(use)) return 'documentation'
  if (/^schemas(\/|$)/i.test(use)) return 'schemas'
  return /^(representations?|data)(\/|$)/i.test(use) ? 'representations' : 'other'
}

/** The file groups right below the file section. */
export const groupsOf = (root: XmlElement): XmlElement[] =>
  all(root, 'fileSec').flatMap((section) => all(section, 'fileGrp'))

export function checkFiles(mets: MetsContext): void {
  const { root, source, base } = mets
  const sections = all(root, 'fileSec')
  const has = (folder: string) => [...source.files.keys()].some((path) => path.startsWith(`${base}${folder}/`))
  const isMetadataOnly = !has('representations') && !has('data') && !has('documentation') && !has('schemas')
  if (sections.length > 1)
    mets.fault('CSIP58', 'count', { what: 'mets/fileSec', found: sections.length, expected: '0–1' })
  if (sections.length === 0) {
    if (!isMetadataOnly) mets.fault('CSIP58', 'elementMissing', { what: 'mets/fileSec' })
    return
  }
  for (const section of sections) mets.need('CSIP59', section, 'ID')
  const groups = groupsOf(root)
  const uses = new Set(groups.map(purposeOf))
  const missing = (use: string) => ({ what: `mets/fileSec/fileGrp[@USE='${use}']` })
  if (has('documentation') && !uses.has('documentation'))
    mets.fault('CSIP60', 'elementMissing', missing('Documentation'))
  if (has('schemas') && !uses.has('schemas')) mets.fault('CSIP113', 'elementMissing', missing('Schemas'))
  if ((has('representations') || has('data')) && !uses.has('representations'))
    mets.fault('CSIP114', 'elementMissing', missing('Representations'))
  for (const group of groups) checkGroup(mets, group)
}

function checkGroup(mets: MetsContext, group: XmlElement): void {
  mets.need('CSIP64', group, 'USE')
  mets.need('CSIP65', group, 'ID')
  const information = attribute(group, 'csip:CONTENTINFORMATIONTYPE')
  if (information === null) {
    const isAsked = purposeOf(group) === 'representations' && !mets.isRepresentation
    if (isAsked)
      mets.fault('CSIP62', 'attributeMissing', { what: 'fileGrp/@csip:CONTENTINFORMATIONTYPE', line: group.line })
  } else if (!CONTENT_INFORMATION_TYPE.has(fold(information)))
    mets.fault('CSIP62', 'attributeUnknown', {
      what: 'fileGrp/@csip:CONTENTINFORMATIONTYPE',
      line: group.line,
      found: information,
    })
  else if (fold(information) === 'other') mets.need('CSIP63', group, 'csip:OTHERCONTENTINFORMATIONTYPE')
  const files = filesOf(group)
  if (files.length === 0)
    mets.fault('CSIP66', 'elementMissing', {
      what: `mets/fileSec/fileGrp[@USE='${attribute(group, 'USE') ?? ''}']/file`,
    })
  for (const file of files) checkFile(mets, file)
}

/** Files of a group and of the groups and files inside it. */
export const filesOf = (group: XmlElement): XmlElement[] =>
  group.children.flatMap((child) =>
    child.name === 'file' ? [child, ...filesOf(child)] : child.name === 'fileGrp' ? filesOf(child) : [],
  )

function checkFile(mets: MetsContext, file: XmlElement): void {
  mets.need('CSIP67', file, 'ID')
  const locators = all(file, 'FLocat')
  if (locators.length !== 1) {
    mets.fault('CSIP76', 'count', { what: 'file/FLocat', found: locators.length, expected: '1', line: file.line })
    if (locators.length === 0) return
  }
  for (const locator of locators) {
    mets.fixed('CSIP77', locator, 'LOCTYPE', 'URL')
    mets.fixed('CSIP78', locator, 'xlink:type', 'simple')
    checkPromises(mets, file, locator, FILE)
  }
}
