/** CSIP1–16, 117: the root element and its header. */
import { all, attribute, first, type XmlElement } from '../xml/tree.ts'
import { isDateTime, type MetsContext } from './context.ts'
import { CONTENT_CATEGORY, CONTENT_INFORMATION_TYPE, fold, OAIS_TYPE } from './requirements.ts'

/** A folder's name for an identifier: what systems do not allow in names is written `_` (CSIP1, TT 05/2025 for `:`). */
export const folderOf = (objectId: string): string => objectId.replace(/[:/\\*?"<>|]/g, '_')

export function checkRoot(mets: MetsContext, folder: string | null): void {
  const { root } = mets
  const objectId = mets.need('CSIP1', root, 'OBJID')
  if (objectId !== null && folder !== null && objectId !== folder && folderOf(objectId) !== folder) {
    // both "should": the package's folder by CSIPSTR2, a representation's by the text of CSIP1
    const facts = { found: objectId, folder }
    if (mets.isRepresentation) mets.fault('CSIP1', 'objectIdFolder', facts, mets.path, 'warning')
    else mets.fault('CSIPSTR2', 'objectIdFolder', facts)
  }
  const type = mets.listed('CSIP2', root, 'TYPE', (value) => CONTENT_CATEGORY.has(fold(value)))
  if (type !== null && fold(type) === 'other') mets.need('CSIP3', root, 'csip:OTHERTYPE')
  const information = mets.listed('CSIP4', root, 'csip:CONTENTINFORMATIONTYPE', (value) =>
    CONTENT_INFORMATION_TYPE.has(fold(value)),
  )
  if (information !== null && fold(information) === 'other')
    mets.need('CSIP5', root, 'csip:OTHERCONTENTINFORMATIONTYPE')
  const profile = mets.need('CSIP6', root, 'PROFILE')
  if (profile !== null && !/^https?:\/\/\S+$/.test(profile))
    mets.fault('CSIP6', 'attributeValue', { what: 'mets/@PROFILE', line: root.line, found: profile, expected: 'URL' })
  const headers = all(root, 'metsHdr')
  if (headers.length !== 1)
    mets.fault('CSIP117', 'count', { what: 'mets/metsHdr', found: headers.length, expected: '1' })
  if (headers[0]) checkHeader(mets, headers[0])
}

function checkHeader(mets: MetsContext, header: XmlElement): void {
  mets.dateTime('CSIP7', header, 'CREATEDATE')
  const modified = attribute(header, 'LASTMODDATE')
  if (modified !== null && !isDateTime(modified))
    mets.fault('CSIP8', 'attributeDate', { what: 'metsHdr/@LASTMODDATE', line: header.line, found: modified })
  mets.listed('CSIP9', header, 'csip:OAISPACKAGETYPE', (value) => OAIS_TYPE.has(value))
  const agents = all(header, 'agent')
  if (agents.length === 0) {
    mets.fault('CSIP10', 'elementMissing', { what: 'mets/metsHdr/agent' })
    return
  }
  const asked = [
    ['CSIP11', 'ROLE', 'CREATOR'],
    ['CSIP12', 'TYPE', 'OTHER'],
    ['CSIP13', 'OTHERTYPE', 'SOFTWARE'],
  ] as const
  const score = (agent: XmlElement) => asked.filter(([, name, value]) => attribute(agent, name) === value).length
  // the agent that is meant to be the software: the one that comes nearest
  const software = agents.reduce((best, one) => (score(one) > score(best) ? one : best))
  for (const [id, name, value] of asked) mets.fixed(id, software, name, value)
  const name = all(software, 'name')
  if (name.length !== 1 || name[0]!.text.trim() === '')
    mets.fault('CSIP14', 'elementMissing', { what: 'mets/metsHdr/agent/name' })
  const notes = all(software, 'note')
  const versions = notes.filter((note) => attribute(note, 'csip:NOTETYPE') === 'SOFTWARE VERSION')
  const note = versions[0] ?? first(software, 'note')
  if (note === null || note.text.trim() === '')
    mets.fault('CSIP15', 'elementMissing', { what: 'mets/metsHdr/agent/note' })
  if (note !== null) mets.fixed('CSIP16', note, 'csip:NOTETYPE', 'SOFTWARE VERSION')
}
