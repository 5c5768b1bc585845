/** A good E-ARK package by templates, with places to spoil it; shares nothing with the engine. */
import { digest, type Tree } from './kit.ts'

export interface Spoil {
  /** Changes of the METS texts, after digests are in them. */
  root?: (mets: string) => string
  rep?: (mets: string) => string
  /** Changes of the finished tree. */
  tree?: (tree: Tree) => Tree
  profile?: string
}

const NS = `xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:csip="https://DILCIS.eu/XML/METS/CSIPExtensionMETS"`
const T = '2026-11-28T10:00:00.000+07:00'
export const NAME = 'goi-mau-01'

const size = (content: string | Uint8Array) => Buffer.from(content).length
const promise = (content: string | Uint8Array, mime: string) =>
  `MIMETYPE="${mime}" SIZE="${size(content)}" CREATED="${T}" CHECKSUM="${digest('sha256', content)}" CHECKSUMTYPE="SHA-256"`
const mdRef = (href: string, content: string, type: string) =>
  `<mdRef LOCTYPE="URL" xlink:type="simple" xlink:href="${href}" MDTYPE="${type}" ${promise(content, 'application/xml')}/>`
const file = (id: string, href: string, content: string | Uint8Array, mime: string, more = '') =>
  `<file ID="${id}" ${promise(content, mime)}${more}><FLocat LOCTYPE="URL" xlink:type="simple" xlink:href="${href}"/></file>`
const header = `<metsHdr CREATEDATE="${T}" LASTMODDATE="${T}" RECORDSTATUS="NEW" csip:OAISPACKAGETYPE="SIP">
    <agent ROLE="CREATOR" TYPE="OTHER" OTHERTYPE="SOFTWARE"><name>Máy đóng gói</name><note csip:NOTETYPE="SOFTWARE VERSION">1.0</note></agent>
  </metsHdr>`

export function csipPackage({
  root,
  rep,
  tree,
  profile = 'https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml',
}: Spoil = {}): Tree {
  const pdf = '%PDF-1.4 một'
  const csv = 'a,b\n1,2\n'
  const dc = '<dc xmlns="http://purl.org/dc/elements/1.1/"><title>Gói mẫu</title></dc>'
  const premis = `<premis xmlns="http://www.loc.gov/premis/v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.0"><object xsi:type="intellectualEntity"><objectIdentifier><objectIdentifierType>local</objectIdentifierType><objectIdentifierValue>${NAME}</objectIdentifierValue></objectIdentifier></object></premis>`
  const guide = 'Hướng dẫn'
  const xsd = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>'
  const attributes = (id: string, label: string) =>
    `${NS} OBJID="${id}" LABEL="${label}" TYPE="Mixed" csip:CONTENTINFORMATIONTYPE="MIXED" PROFILE="${profile}"`
  let repMets = `<?xml version="1.0" encoding="UTF-8"?>
<mets ${attributes('rep1', 'Bản đại diện')}>
  ${header}
  <fileSec ID="rep-files">
    <fileGrp ID="rep-data" USE="Representations/rep1/data" csip:CONTENTINFORMATIONTYPE="MIXED">
      ${file('rep-a', 'data/a.pdf', pdf, 'application/pdf', ' OWNERID="a"')}
      ${file('rep-b', 'data/b%20c.csv', csv, 'text/csv')}
    </fileGrp>
  </fileSec>
  <structMap ID="rep-map" TYPE="PHYSICAL" LABEL="CSIP">
    <div ID="rep-div" LABEL="rep1">
      <div ID="rep-div-metadata" LABEL="Metadata"/>
      <div ID="rep-div-data" LABEL="Representations"><fptr FILEID="rep-data"/></div>
    </div>
  </structMap>
</mets>
`
  if (rep) repMets = rep(repMets)
  let rootMets = `<?xml version="1.0" encoding="UTF-8"?>
<mets ${attributes(NAME, 'Gói mẫu')}>
  ${header}
  <dmdSec ID="dmd-1" CREATED="${T}" STATUS="CURRENT">${mdRef('metadata/descriptive/dc.xml', dc, 'DC')}</dmdSec>
  <amdSec>
    <rightsMD ID="rights-1" STATUS="CURRENT">${mdRef('metadata/other/rights.xml', dc, 'OTHER')}</rightsMD>
    <digiprovMD ID="prov-1" STATUS="CURRENT">${mdRef('metadata/preservation/premis.xml', premis, 'PREMIS')}</digiprovMD>
  </amdSec>
  <fileSec ID="files">
    <fileGrp ID="grp-doc" USE="Documentation">${file('doc-1', 'documentation/guide.txt', guide, 'text/plain')}</fileGrp>
    <fileGrp ID="grp-xsd" USE="Schemas">${file('xsd-1', 'schemas/x.xsd', xsd, 'application/xml')}</fileGrp>
    <fileGrp ID="grp-rep" USE="Representations/rep1" csip:CONTENTINFORMATIONTYPE="MIXED">${file('rep-1', 'representations/rep1/METS.xml', repMets, 'application/xml', ' ADMID="prov-1" DMDID="dmd-1"')}</fileGrp>
  </fileSec>
  <structMap ID="map" TYPE="PHYSICAL" LABEL="CSIP">
    <div ID="div" LABEL="${NAME}">
      <div ID="div-metadata" LABEL="Metadata" ADMID="prov-1 rights-1" DMDID="dmd-1"/>
      <div ID="div-doc" LABEL="Documentation"><fptr FILEID="grp-doc"/></div>
      <div ID="div-xsd" LABEL="Schemas"><fptr FILEID="grp-xsd"/></div>
      <div ID="div-rep" LABEL="Representations/rep1"><mptr LOCTYPE="URL" xlink:type="simple" xlink:href="representations/rep1/METS.xml" xlink:title="grp-rep"/></div>
    </div>
  </structMap>
</mets>
`
  if (root) rootMets = root(rootMets)
  const made: Tree = {
    'METS.xml': rootMets,
    'metadata/descriptive/dc.xml': dc,
    'metadata/preservation/premis.xml': premis,
    'metadata/other/rights.xml': dc,
    'documentation/guide.txt': guide,
    'schemas/x.xsd': xsd,
    'representations/rep1/METS.xml': repMets,
    'representations/rep1/metadata/': '',
    'representations/rep1/data/a.pdf': pdf,
    'representations/rep1/data/b c.csv': csv,
  }
  return tree ? tree(made) : made
}

/** The same with the content named in the package's own METS, without one for the representation. */
export function flatPackage(root: (mets: string) => string = (mets) => mets): Tree {
  const { 'representations/rep1/METS.xml': rep, ...rest } = csipPackage()
  const groups = /<fileGrp ID="rep-data"[\s\S]*<\/fileGrp>/
    .exec(String(rep))![0]
    .replaceAll('href="data/', 'href="representations/rep1/data/')
  const mets = String(rest['METS.xml'])
    .replace(/<fileGrp ID="grp-rep"[\s\S]*?<\/fileGrp>/, groups)
    .replace(
      /<div ID="div-rep"[\s\S]*?<\/div>/,
      '<div ID="div-rep" LABEL="Representations"><fptr FILEID="rep-data"/></div>',
    )
  return { ...rest, 'METS.xml': root(mets) }
}
