/** Good packages of TT 05/2025 by templates, after the annexes as the handbook tells them; shares nothing with the engine. */
import { digest, type Tree } from './kit.ts'

export type Kind = 'SIP' | 'AIP' | 'DIP'

export interface Spoil {
  kind?: Kind
  unit?: 'hoso' | 'tailieu'
  root?: (mets: string) => string
  rep?: (mets: string) => string
  ead?: (xml: string) => string
  /** Of the first document. */
  doc?: (xml: string) => string
  premis?: (xml: string) => string
  tree?: (tree: Tree) => Tree
  /** Further documents: name of the data file with its content. */
  links?: Record<string, string>
}

const T = '2026-06-12T11:45:37.690+07:00'
const NS = `xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:csip="https://DILCIS.eu/XML/METS/CSIPExtensionMETS"`
const UUID = '0F203B84-6641-4CDA-9F52-DAAE55FEF6B1'
const PROFILES = {
  SIP: 'https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml',
  AIP: 'http://www.ra.ee/METS/v01/IP.xml',
  DIP: 'https://earkdip.dilcis.eu/profile/E-ARK-DIP.xml',
}
let number = 0
const uuid = (prefix = 'uuid') => `${prefix}-00000000-0000-4000-8000-${String(++number).padStart(12, '0')}`

export const objectIdOf = (kind: Kind) => (kind === 'AIP' ? `urn:P_LG:uuid-${UUID}` : `uuid-${UUID}`)
export const folderOf = (kind: Kind) => objectIdOf(kind).replaceAll(':', '_')

const promise = (content: string | Uint8Array, mime: string) =>
  `MIMETYPE="${mime}" SIZE="${Buffer.from(content).length}" CREATED="${T}" CHECKSUMTYPE="SHA-256" CHECKSUM="${digest('sha256', content).toUpperCase()}"`
const mdRef = (href: string, content: string, type: string) =>
  `<mdRef LOCTYPE="URL" MDTYPE="${type}" MDTYPEVERSION="1.0.0" xlink:type="simple" xlink:href="${href}" ${promise(content, 'application/xml')}/>`
const fileOf = (id: string, href: string, content: string | Uint8Array, mime: string) =>
  `<file ID="${id}" ${promise(content, mime)}><FLocat LOCTYPE="URL" xlink:type="simple" xlink:href="${href}"/></file>`
const simpledc = (fields: Record<string, string>) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<simpledc>\n${Object.entries(fields)
    .map(([name, value]) => `  <${name}>${value}</${name}>`)
    .join('\n')}\n</simpledc>\n`

export const FILE_CODE = 'H99.64.33.2001.160'

function packageFields(kind: Kind, unit: 'hoso' | 'tailieu', documents: number): Record<string, string> {
  if (kind === 'DIP')
    return {
      requestID: 'YC.2026.01',
      requestDate: '10/06/2026',
      purpose: '01',
      purposeContent: 'Nghiên cứu',
      feeObjectType: '10',
      researchTopic: 'Hộ tịch',
      description: '',
    }
  const code = kind === 'SIP' ? 'fileCode' : 'arcFileCode'
  if (unit === 'tailieu')
    return {
      [code]: 'H99.2001.01.0000001',
      title: 'Tài liệu rời lẻ năm 2001',
      source: '1',
      ...(kind === 'SIP' ? { totalDoc: String(documents) } : {}),
      description: '',
    }
  // not in the annex's order: readers take any
  return {
    title: 'Tập tờ khai đăng ký năm 2001',
    [code]: FILE_CODE,
    maintenance: '01',
    mode: '01',
    language: '01,09',
    startDate: '02/01/2001',
    endDate: '28/12/2001',
    keyword: 'hộ tịch',
    totalDoc: String(documents),
    numberOfPaper: '12',
    numberOfPage: '24',
    format: '02',
    inforSign: '',
    confidenceLevel: '02',
    paperFileCode: 'LS.K1/G2/H3.160',
    riskRecovery: '1',
    riskRecoveryStatus: '01',
    description: '',
  }
}

function documentFields(kind: Kind, ordinal: number): Record<string, string> {
  const seven = String(ordinal).padStart(7, '0')
  const common = {
    typeName: '32',
    codeNumber: '',
    codeNotation: '',
    issuedDate: '05/02/2001',
    subject: `Tờ khai số ${ordinal}`,
    language: '01',
    numberOfPage: '2',
    inforSign: '',
    keyword: '',
    mode: '01',
    confidenceLevel: '02',
    autograph: '',
    format: '02',
    process: '',
    description: '',
  }
  if (kind === 'AIP')
    return {
      arcFileCode: FILE_CODE,
      docCode: `${FILE_CODE}.${seven}`,
      docOrdinal: seven,
      organName: 'UBND phường Hòa Lạc',
      ...common,
    }
  return {
    docId: `${FILE_CODE}.${ordinal}`,
    [kind === 'SIP' ? 'docCode' : 'arcDocCode']: `${FILE_CODE}.${seven}`,
    maintenance: '01',
    ...(kind === 'SIP' ? { organName: 'UBND phường Hòa Lạc' } : {}),
    ...common,
    riskRecovery: '0',
    riskRecoveryStatus: '',
  }
}

const premisOf = (
  id: string,
  event: string,
  file?: { path: string; content: string },
) => `<?xml version="1.0" encoding="UTF-8"?>
<premis xmlns="http://www.loc.gov/premis/v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.0">
  <object xsi:type="representation"><objectIdentifier><objectIdentifierType>local</objectIdentifierType><objectIdentifierValue>${id}</objectIdentifierValue></objectIdentifier></object>${
    file
      ? `
  <object xsi:type="file"><objectIdentifier><objectIdentifierType>local</objectIdentifierType><objectIdentifierValue>f1</objectIdentifierValue></objectIdentifier><objectCharacteristics><fixity><messageDigestAlgorithm>SHA-256</messageDigestAlgorithm><messageDigest>${digest('sha256', file.content)}</messageDigest></fixity><format><formatDesignation><formatName>PDF</formatName></formatDesignation></format></objectCharacteristics><storage><contentLocation><contentLocationType>path</contentLocationType><contentLocationValue>${file.path}</contentLocationValue></contentLocation></storage></object>`
      : ''
  }
  <event><eventIdentifier><eventIdentifierType>local</eventIdentifierType><eventIdentifierValue>e-${id}</eventIdentifierValue></eventIdentifier><eventType>${event}</eventType><eventDateTime>${T}</eventDateTime></event>
  <agent><agentIdentifier><agentIdentifierType>local</agentIdentifierType><agentIdentifierValue>a1</agentIdentifierValue></agentIdentifier><agentName>Máy số hóa</agentName></agent>
</premis>
`

/** A good package with two documents. */
export function tt05Package(spoil: Spoil = {}): Tree {
  const { kind = 'SIP', unit = 'hoso', links = {} } = spoil
  number = 0
  const objectId = objectIdOf(kind)
  const same = (text: string) => text
  const data: Record<string, string> = {
    [`${FILE_CODE}.1.pdf`]: '%PDF-1.7 một',
    [`${FILE_CODE}.2.pdf`]: '%PDF-1.7 hai',
    ...links,
  }
  const names = Object.keys(data)
  const records = names.map((name, i) => {
    const xml = simpledc(documentFields(kind, i + 1))
    return {
      path: `metadata/descriptive/EAD_doc_${name.replace(/\.[a-z]+(\.fetch\.txt)?$/, '')}.xml`,
      xml: i === 0 ? (spoil.doc ?? same)(xml) : xml,
    }
  })
  const ead = (spoil.ead ?? same)(simpledc(packageFields(kind, unit, names.length)))
  const repPremis = premisOf('rep1', 'message digest calculation', {
    path: `data/${names[0]}`,
    content: data[names[0]!]!,
  })
  const premis = (spoil.premis ?? same)(premisOf(objectId, 'transfer'))
  const isAip = kind === 'AIP'
  const header = (agent: string) =>
    `<metsHdr CREATEDATE="${T}" LASTMODDATE="${T}" RECORDSTATUS="NEW" csip:OAISPACKAGETYPE="${kind}">${agent}</metsHdr>`
  const attributes = (id: string, profile: string) =>
    `${NS} OBJID="${id}" LABEL="Tập tờ khai" TYPE="${kind === 'DIP' ? 'MIXED' : unit === 'tailieu' ? 'Collection' : 'Mixed'}" csip:CONTENTINFORMATIONTYPE="MIXED" PROFILE="${profile}"`
  const isLink = (name: string) => name.endsWith('.fetch.txt')
  const dmd = records.map(() => uuid())
  const ids = names.map(() => uuid('ID'))
  const [dataGroup, holeyGroup, repProv] = [uuid(), uuid(), uuid()]
  const files = (wanted: boolean) =>
    names
      .map((name, i) =>
        isLink(name) === wanted
          ? fileOf(ids[i]!, `data/${name}`, data[name]!, wanted ? 'text/plain' : 'application/pdf')
          : '',
      )
      .join('\n      ')
  const hasLinks = names.some(isLink)
  const repMets = (spoil.rep ?? same)(`<?xml version="1.0" encoding="UTF-8"?>
<mets ${attributes('rep1', PROFILES.SIP)}>
  ${header(`<agent ROLE="CREATOR" TYPE="ORGANIZATION"><name>UBND phường Hòa Lạc</name><note csip:NOTETYPE="IDENTIFICATIONCODE">P_LG</note></agent>`)}
  ${records.map((one, i) => `<dmdSec ID="${dmd[i]}" CREATED="${T}" STATUS="CURRENT">${mdRef(one.path, one.xml, 'DC')}</dmdSec>`).join('\n  ')}
  <amdSec ID="${uuid()}">${isAip ? `<digiprovMD ID="${repProv}" STATUS="CURRENT">${mdRef('metadata/preservation/PREMIS_rep1.xml', repPremis, 'PREMIS')}</digiprovMD>` : ''}</amdSec>
  <fileSec ID="${uuid()}">
    <fileGrp ID="${dataGroup}" USE="Data">
      ${files(false)}
    </fileGrp>${hasLinks ? `\n    <fileGrp ID="${holeyGroup}" USE="Holeyfile">${files(true)}</fileGrp>` : ''}
  </fileSec>
  <structMap ID="${uuid()}" TYPE="PHYSICAL" LABEL="CSIP">
    <div ID="${uuid()}" LABEL="rep1" TYPE="ORIGINAL">
      <div ID="${uuid()}" LABEL="Data"><fptr FILEID="${dataGroup}"/></div>
      <div ID="${uuid()}" LABEL="MetadataLink">
        ${names
          .map(
            (name, i) =>
              `<div ID="${uuid()}" LABEL="MetadataLink/${isLink(name) ? 'Holey' : 'File'}" DMDID="${dmd[i]}"><fptr FILEID="${ids[i]}"/></div>`,
          )
          .join('\n        ')}
      </div>
    </div>
  </structMap>
</mets>
`)
  const [rootDmd, rootProv, schemaGroup, repGroup] = [uuid(), uuid(), uuid(), uuid()]
  const schemas = { 'schemas/mets1_12.xsd': '<x/>', 'schemas/ead.xsd': '<x/>', 'schemas/ead_doc.xsd': '<x/>' }
  const rootMets = (spoil.root ?? same)(`<?xml version="1.0" encoding="UTF-8"?>
<mets ${attributes(objectId, PROFILES[kind])}>
  ${header(`<agent ROLE="CREATOR" TYPE="OTHER" OTHERTYPE="SOFTWARE"><name>Máy đóng gói</name><note csip:NOTETYPE="IDENTIFICATIONCODE">P_LG</note></agent><altRecordID TYPE="SUBMISSIONAGREEMENT">${FILE_CODE}</altRecordID>`)}
  <dmdSec ID="${rootDmd}" CREATED="${T}" STATUS="CURRENT">${mdRef('metadata/descriptive/EAD.xml', ead, 'DC')}</dmdSec>
  <amdSec ID="${uuid()}">${isAip ? `<digiprovMD ID="${rootProv}" STATUS="CURRENT">${mdRef('metadata/preservation/PREMIS.xml', premis, 'PREMIS')}</digiprovMD>` : ''}</amdSec>
  <fileSec ID="${uuid()}">
    <fileGrp ID="${schemaGroup}" USE="Schemas">${Object.entries(schemas)
      .map(([path, content]) => fileOf(uuid('ID'), path, content, 'application/octet-stream'))
      .join('')}</fileGrp>
    <fileGrp ID="${repGroup}" USE="Representations/rep1">${fileOf(uuid('ID'), 'representations/rep1/METS.xml', repMets, 'application/xml')}</fileGrp>
  </fileSec>
  <structMap ID="${uuid()}" TYPE="PHYSICAL" LABEL="CSIP">
    <div ID="${uuid()}" LABEL="Gói">
      <div ID="${uuid()}" LABEL="Metadata" DMDID="${rootDmd}"${isAip ? ` ADMID="${rootProv}"` : ''}/>
      <div ID="${uuid()}" LABEL="Schemas"><fptr FILEID="${schemaGroup}"/></div>
      <div ID="${uuid()}" LABEL="Representations/rep1"><mptr LOCTYPE="URL" xlink:type="simple" xlink:href="representations/rep1/METS.xml" xlink:title="${repGroup}"/></div>
    </div>
  </structMap>
</mets>
`)
  const made: Tree = {
    'METS.xml': rootMets,
    'metadata/descriptive/EAD.xml': ead,
    ...schemas,
    'representations/rep1/METS.xml': repMets,
    ...Object.fromEntries(records.map((one) => [`representations/rep1/${one.path}`, one.xml])),
    ...Object.fromEntries(names.map((name) => [`representations/rep1/data/${name}`, data[name]!])),
    ...(isAip
      ? {
          'metadata/preservation/PREMIS.xml': premis,
          'representations/rep1/metadata/preservation/PREMIS_rep1.xml': repPremis,
        }
      : {}),
  }
  return spoil.tree ? spoil.tree(made) : made
}
