/** CSIP80–112, 116, 118, 119: the structural map. */
import { all, attribute, type XmlElement } from '../xml/tree.ts'
import type { MetsContext } from './context.ts'
import { groupsOf, purposeOf } from './files.ts'
import { administrativeIds } from './metadata.ts'

/** The three divisions that gather file groups, with their requirements. */
const DIVISIONS = [
  {
    use: 'documentation',
    label: 'Documentation',
    is: 'CSIP93',
    id: 'CSIP94',
    name: 'CSIP95',
    fptr: 'CSIP96',
    fileId: 'CSIP116',
  },
  { use: 'schemas', label: 'Schemas', is: 'CSIP97', id: 'CSIP98', name: 'CSIP99', fptr: 'CSIP100', fileId: 'CSIP118' },
  {
    use: 'representations',
    label: 'Representations',
    is: 'CSIP101',
    id: 'CSIP102',
    name: 'CSIP103',
    fptr: 'CSIP104',
    fileId: 'CSIP119',
  },
] as const

/** @param representations folders that have a METS of their own, for the package's METS */
export function checkStructMap(
  mets: MetsContext,
  ids: ReadonlyMap<string, XmlElement>,
  representations: readonly string[],
): void {
  const maps = all(mets.root, 'structMap')
  if (maps.length === 0) {
    mets.fault('CSIP80', 'elementMissing', { what: 'mets/structMap' })
    return
  }
  const own = maps.filter((one) => attribute(one, 'LABEL') === 'CSIP')
  if (own.length !== 1)
    mets.fault('CSIP82', 'count', { what: "mets/structMap[@LABEL='CSIP']", found: own.length, expected: '1' })
  // when none bears the name, the first is the one that is meant: its other faults are told too
  const map = own[0] ?? maps[0]!
  mets.fixed('CSIP81', map, 'TYPE', 'PHYSICAL')
  mets.need('CSIP83', map, 'ID')
  const divisions = all(map, 'div')
  if (divisions.length !== 1) {
    mets.fault('CSIP84', 'count', { what: 'mets/structMap/div', found: divisions.length, expected: '1' })
    if (divisions.length === 0) return
  }
  const main = divisions[0]!
  mets.need('CSIP85', main, 'ID')
  const objectId = attribute(mets.root, 'OBJID')
  const label = attribute(main, 'LABEL')
  if (objectId !== null && label !== objectId)
    mets.oldFault('CSIP86', 'attributeValue', {
      what: 'div/@LABEL',
      line: main.line,
      found: label ?? '',
      expected: objectId,
    })
  const inner = all(main, 'div')
  checkMetadataDivision(mets, inner)
  for (const one of DIVISIONS) checkDivision(mets, inner, one, ids, representations.length > 0)
  if (!mets.isRepresentation) checkRepresentations(mets, inner, representations, ids)
}

const labelled = (divisions: readonly XmlElement[], label: string): XmlElement[] =>
  divisions.filter((one) => (attribute(one, 'LABEL') ?? '').toLowerCase() === label.toLowerCase())

/** The label as the vocabulary writes it, capitals included. */
function checkLabel(mets: MetsContext, id: string, division: XmlElement, label: string): void {
  mets.fixed(id, division, 'LABEL', label)
}

function checkMetadataDivision(mets: MetsContext, inner: readonly XmlElement[]): void {
  const found = labelled(inner, 'Metadata')
  if (found.length !== 1) {
    mets.fault('CSIP88', 'count', { what: "structMap/div/div[@LABEL='Metadata']", found: found.length, expected: '1' })
    if (found.length === 0) return
  }
  const division = found[0]!
  mets.need('CSIP89', division, 'ID')
  checkLabel(mets, 'CSIP90', division, 'Metadata')
  const named = (name: string) => new Set((attribute(division, name) ?? '').split(/\s+/).filter((one) => one !== ''))
  const current = (section: XmlElement) => attribute(section, 'STATUS') !== 'SUPERSEDED'
  const admId = named('ADMID')
  const whole = all(mets.root, 'amdSec').map((one) => attribute(one, 'ID'))
  // an amdSec may be named itself, or its sections one by one
  const left = whole.some((id) => id !== null && admId.has(id))
    ? []
    : administrativeIds(mets.root).filter((id) => !admId.has(id))
  if (left.length > 0) mets.fault('CSIP91', 'notReferenced', { what: 'div/@ADMID', id: left[0]!, count: left.length })
  const dmdId = named('DMDID')
  const leftOut = all(mets.root, 'dmdSec')
    .filter(current)
    .map((one) => attribute(one, 'ID'))
    .filter((id): id is string => id !== null && !dmdId.has(id))
  if (leftOut.length > 0)
    mets.fault('CSIP92', 'notReferenced', { what: 'div/@DMDID', id: leftOut[0]!, count: leftOut.length })
}

function checkDivision(
  mets: MetsContext,
  inner: readonly XmlElement[],
  rule: (typeof DIVISIONS)[number],
  ids: ReadonlyMap<string, XmlElement>,
  hasRepresentations: boolean,
): void {
  const groups = groupsOf(mets.root).filter((one) => purposeOf(one) === rule.use)
  const found = labelled(inner, rule.label)
  const isContent = rule.use === 'representations'
  // the content division stands in for representations that have no METS of their own
  const isAsked = groups.length > 0 && !(isContent && (hasRepresentations || mets.isRepresentation))
  if (found.length === 0) {
    if (isAsked) mets.fault(rule.is, 'elementMissing', { what: `structMap/div/div[@LABEL='${rule.label}']` })
    return
  }
  if (found.length > 1)
    mets.fault(rule.is, 'count', {
      what: `structMap/div/div[@LABEL='${rule.label}']`,
      found: found.length,
      expected: '0–1',
    })
  const division = found[0]!
  mets.need(rule.id, division, 'ID')
  checkLabel(mets, rule.name, division, rule.label)
  const pointed = new Set<string>()
  for (const pointer of all(division, 'fptr')) {
    const id = mets.need(rule.fileId, pointer, 'FILEID')
    if (id === null) continue
    pointed.add(id)
    const target = ids.get(id)
    if (target?.name !== 'fileGrp' && target?.name !== 'file')
      mets.fault(rule.fileId, 'idDangling', { what: 'fptr/@FILEID', id, line: pointer.line })
  }
  const left = groups.map((one) => attribute(one, 'ID')).filter((id): id is string => id !== null && !pointed.has(id))
  const byFile = left.length > 0 && pointed.size > 0 && [...pointed].every((id) => ids.get(id)?.name === 'file')
  if (left.length > 0 && !byFile)
    mets.fault(rule.fptr, 'notReferenced', {
      what: `div[@LABEL='${rule.label}']/fptr`,
      id: left[0]!,
      count: left.length,
    })
}

function checkRepresentations(
  mets: MetsContext,
  inner: readonly XmlElement[],
  representations: readonly string[],
  ids: ReadonlyMap<string, XmlElement>,
): void {
  const divisions = inner.filter(
    (one) => /^representations\//i.test(attribute(one, 'LABEL') ?? '') || all(one, 'mptr').length > 0,
  )
  const pointed = new Set<string>()
  for (const division of divisions) {
    mets.need('CSIP106', division, 'ID')
    const label = mets.need('CSIP107', division, 'LABEL')
    const name = label === null ? null : (/^Representations\/([^/]+)/.exec(label)?.[1] ?? null)
    if (label !== null && name === null)
      mets.fault('CSIP107', 'attributeValue', {
        what: 'div/@LABEL',
        line: division.line,
        found: label,
        expected: 'Representations/…',
      })
    const pointers = all(division, 'mptr')
    if (pointers.length !== 1)
      mets.fault('CSIP109', 'count', {
        what: `div[@LABEL='${label ?? ''}']/mptr`,
        found: pointers.length,
        expected: '1',
      })
    for (const pointer of pointers) {
      mets.fixed('CSIP111', pointer, 'xlink:type', 'simple')
      mets.fixed('CSIP112', pointer, 'LOCTYPE', 'URL')
      const title = mets.need('CSIP108', pointer, 'xlink:title')
      if (title !== null && ids.get(title)?.name !== 'fileGrp')
        mets.fault('CSIP108', 'idDangling', { what: 'mptr/@xlink:title', id: title, line: pointer.line })
      const href = mets.need('CSIP110', pointer, 'xlink:href')
      if (href === null) continue
      const path = decodeSafely(href).replace(/^(file:)?(\.\/)*/, '')
      const folder = /^representations\/([^/]+)\/METS\.xml$/i.exec(path)?.[1]
      if (folder === undefined || !mets.source.files.has(path))
        mets.fault('CSIP110', 'hrefMissing', { href, what: 'mptr' })
      else {
        pointed.add(folder)
        if (name !== null && name !== folder)
          mets.fault('CSIP107', 'attributeValue', {
            what: 'div/@LABEL',
            line: division.line,
            found: label,
            expected: `Representations/${folder}`,
          })
      }
    }
  }
  for (const folder of representations)
    if (!pointed.has(folder) && !divisions.some((one) => attribute(one, 'LABEL') === `Representations/${folder}`))
      mets.fault('CSIP105', 'elementMissing', { what: `structMap/div/div[@LABEL='Representations/${folder}']` })
}

/** An address with its escapes undone, or as it stands when they are not escapes. */
export function decodeSafely(href: string): string {
  try {
    return decodeURIComponent(href)
  } catch {
    return href
  }
}
