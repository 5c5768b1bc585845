/**
 * E-ARK CSIP: a good package, and one change a requirement. The table is written from the requirements' texts (CSIP 2.0.4 and 2.2.0),
 * before and apart from the rules: what is changed, and which requirement speaks of it at which level.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyPackage } from '../index.ts'
import type { Level, Schemas } from '../types.ts'
import { csipPackage, flatPackage, NAME, type Spoil } from './csip-package.ts'
import { makeTar, makeZip, rulesOf, type Tree, workFolder, writeTree } from './kit.ts'

const folder = workFolder()
let count = 0
const judge = (tree: Tree, schemas?: Schemas) =>
  verifyPackage(writeTree(join(folder, `p${++count}`, NAME), tree), { ...(schemas ? { schemas } : {}) })

/** A change of the package's METS that must change something. */
const root = (from: string | RegExp, to: string): Spoil => ({ root: (mets) => changed(mets, from, to) })
const rep = (from: string | RegExp, to: string): Spoil => ({ rep: (mets) => changed(mets, from, to) })
function changed(text: string, from: string | RegExp, to: string): string {
  const after = text.replace(from, to)
  if (after === text) throw new Error(`nothing to change: ${from}`)
  return after
}
const without = (path: string): Spoil => ({
  tree: (tree) => Object.fromEntries(Object.entries(tree).filter(([name]) => !name.startsWith(path))),
})

const error = (id: string) => [id, 'error'] as const
const warning = (id: string) => [id, 'warning'] as const
const info = (id: string) => [id, 'info'] as const

const V204 = { profile: 'https://earkcsip.dilcis.eu/profile/E-ARK-CSIP-v2-0-4.xml' }
const V220 = { profile: 'https://earkcsip.dilcis.eu/profile/E-ARK-CSIP-v2-2-0.xml' }

const TABLE: readonly [what: string, spoil: Spoil, expected: readonly [id: string, level: Level]][] = [
  ['no OBJID', root(` OBJID="${NAME}"`, ''), error('CSIP1')],
  ['an empty OBJID', root(`OBJID="${NAME}"`, 'OBJID=""'), error('CSIP1')],
  ['a representation’s OBJID that is not its folder', rep('OBJID="rep1"', 'OBJID="rep2"'), warning('CSIP1')],
  ['no TYPE', root(' TYPE="Mixed"', ''), error('CSIP2')],
  ['a TYPE outside the vocabulary', root('TYPE="Mixed"', 'TYPE="Papers"'), error('CSIP2')],
  ['OTHER without OTHERTYPE', root('TYPE="Mixed"', 'TYPE="OTHER"'), warning('CSIP3')],
  ['no content information type', root(' csip:CONTENTINFORMATIONTYPE="MIXED" PROFILE', ' PROFILE'), warning('CSIP4')],
  ['a content information type nobody knows', root('TYPE="MIXED" PROFILE', 'TYPE="XYZ" PROFILE'), warning('CSIP4')],
  ['OTHER content without its name', root('TYPE="MIXED" PROFILE', 'TYPE="OTHER" PROFILE'), info('CSIP5')],
  ['no PROFILE', root(/ PROFILE="[^"]*"/, ''), error('CSIP6')],
  ['no header', root(/<metsHdr[\s\S]*<\/metsHdr>/, ''), error('CSIP117')],
  ['no CREATEDATE', root(/CREATEDATE="[^"]*"/, ''), error('CSIP7')],
  ['a CREATEDATE that is a day', root(/CREATEDATE="[^"]*"/, 'CREATEDATE="2026-11-28"'), error('CSIP7')],
  ['a day that does not exist', root(/CREATEDATE="[^"]*"/, 'CREATEDATE="2026-02-30T10:00:00"'), error('CSIP7')],
  ['a LASTMODDATE that is none', root(/LASTMODDATE="[^"]*"/, 'LASTMODDATE="hôm qua"'), warning('CSIP8')],
  ['no package type', root(' csip:OAISPACKAGETYPE="SIP"', ''), error('CSIP9')],
  ['a package type nobody knows', root('OAISPACKAGETYPE="SIP"', 'OAISPACKAGETYPE="ZIP"'), error('CSIP9')],
  ['no agent', root(/<agent[\s\S]*?<\/agent>/, ''), error('CSIP10')],
  ['an agent that is no creator', root('ROLE="CREATOR"', 'ROLE="EDITOR"'), error('CSIP11')],
  ['an agent of another type', root('TYPE="OTHER" OTHERTYPE', 'TYPE="INDIVIDUAL" OTHERTYPE'), error('CSIP12')],
  ['an agent that is no software', root('OTHERTYPE="SOFTWARE"', 'OTHERTYPE="TOOL"'), error('CSIP13')],
  ['an agent without name', root('<name>Máy đóng gói</name>', ''), error('CSIP14')],
  ['an agent without note', root(/<note[\s\S]*?<\/note>/, ''), error('CSIP15')],
  ['a note of another type', root('NOTETYPE="SOFTWARE VERSION"', 'NOTETYPE="IDENTIFICATIONCODE"'), error('CSIP16')],
  ['no dmdSec for descriptive metadata', root(/<dmdSec[\s\S]*?<\/dmdSec>/, ''), warning('CSIP17')],
  ['a dmdSec without ID', root('<dmdSec ID="dmd-1" ', '<dmdSec '), error('CSIP18')],
  ['an ID twice', root('<dmdSec ID="dmd-1"', '<dmdSec ID="prov-1"'), error('CSIP33')],
  ['an ID that is no xml:id', root(/dmd-1/g, '1-dmd'), error('CSIP18')],
  ['a dmdSec without CREATED', root(/(<dmdSec ID="dmd-1") CREATED="[^"]*"/, '$1'), error('CSIP19')],
  ['a dmdSec without STATUS', root(/(<dmdSec [^>]*) STATUS="CURRENT"/, '$1'), warning('CSIP20')],
  ['a STATUS nobody knows', root(/(<dmdSec [^>]*)STATUS="CURRENT"/, '$1STATUS="NEW"'), warning('CSIP20')],
  ['a dmdSec without mdRef', root(/(<dmdSec [^>]*>)<mdRef[^>]*>/, '$1'), warning('CSIP21')],
  ['mdRef: another LOCTYPE', root('<mdRef LOCTYPE="URL"', '<mdRef LOCTYPE="URN"'), error('CSIP22')],
  ['mdRef: no xlink:type', root('<mdRef LOCTYPE="URL" xlink:type="simple"', '<mdRef LOCTYPE="URL"'), error('CSIP23')],
  ['mdRef: no address', root(' xlink:href="metadata/descriptive/dc.xml"', ''), error('CSIP24')],
  ['mdRef: an address without file', root('descriptive/dc.xml', 'descriptive/dd.xml'), error('CSIP24')],
  ['mdRef: an address out of the package', root('metadata/descriptive/dc.xml', '../../../etc/passwd'), error('CSIP24')],
  ['mdRef: no MDTYPE', root(' MDTYPE="DC"', ''), error('CSIP25')],
  ['mdRef: an MDTYPE nobody knows', root('MDTYPE="DC"', 'MDTYPE="TT05"'), error('CSIP25')],
  ['mdRef: no media type', root(/(MDTYPE="DC") MIMETYPE="[^"]*"/, '$1'), error('CSIP26')],
  ['mdRef: what is no media type', root(/(MDTYPE="DC") MIMETYPE="[^"]*"/, '$1 MIMETYPE="xml"'), error('CSIP26')],
  ['mdRef: no size', root(/(MDTYPE="DC" MIMETYPE="[^"]*") SIZE="\d+"/, '$1'), error('CSIP27')],
  ['mdRef: another size', root(/(MDTYPE="DC" MIMETYPE="[^"]*") SIZE="\d+"/, '$1 SIZE="7"'), error('CSIP27')],
  ['mdRef: no CREATED', root(/(MDTYPE="DC"[^>]*) CREATED="[^"]*"/, '$1'), error('CSIP28')],
  ['mdRef: no digest', root(/(MDTYPE="DC"[^>]*) CHECKSUM="[^"]*"/, '$1'), error('CSIP29')],
  ['mdRef: another digest', root(/(MDTYPE="DC"[^>]*) CHECKSUM="./, '$1 CHECKSUM="z'), error('CSIP29')],
  ['mdRef: no algorithm', root(/(MDTYPE="DC"[^>]*) CHECKSUMTYPE="[^"]*"/, '$1'), error('CSIP30')],
  [
    'mdRef: an algorithm METS does not know',
    root(/(MDTYPE="DC"[^>]*) CHECKSUMTYPE="[^"]*"/, '$1 CHECKSUMTYPE="SHA256"'),
    error('CSIP30'),
  ],
  ['a digiprovMD without ID', root('<digiprovMD ID="prov-1" ', '<digiprovMD '), error('CSIP33')],
  [
    'a digiprovMD without STATUS',
    root('<digiprovMD ID="prov-1" STATUS="CURRENT"', '<digiprovMD ID="prov-1"'),
    warning('CSIP34'),
  ],
  ['digiprovMD: another LOCTYPE', root(/(digiprovMD[^>]*><mdRef )LOCTYPE="URL"/, '$1LOCTYPE="OTHER"'), error('CSIP36')],
  ['digiprovMD: an address without file', root('preservation/premis.xml', 'preservation/none.xml'), error('CSIP38')],
  ['digiprovMD: no MDTYPE', root(' MDTYPE="PREMIS"', ''), error('CSIP39')],
  ['digiprovMD: another size', root(/(MDTYPE="PREMIS" MIMETYPE="[^"]*") SIZE="\d+"/, '$1 SIZE="7"'), error('CSIP41')],
  ['digiprovMD: another digest', root(/(MDTYPE="PREMIS"[^>]*) CHECKSUM="./, '$1 CHECKSUM="z'), error('CSIP43')],
  ['a rightsMD without ID', root('<rightsMD ID="rights-1" ', '<rightsMD '), error('CSIP46')],
  ['rightsMD: no xlink:type', root(/(rightsMD[^>]*><mdRef LOCTYPE="URL") xlink:type="simple"/, '$1'), error('CSIP50')],
  ['rightsMD: another digest', root(/(MDTYPE="OTHER"[^>]*) CHECKSUM="./, '$1 CHECKSUM="z'), error('CSIP56')],
  ['no file section', root(/<fileSec[\s\S]*<\/fileSec>/, ''), warning('CSIP58')],
  ['a file section without ID', root('<fileSec ID="files">', '<fileSec>'), error('CSIP59')],
  ['no group for documentation', root(/<fileGrp ID="grp-doc"[\s\S]*?<\/fileGrp>/, ''), error('CSIP60')],
  ['no group for schemas', root(/<fileGrp ID="grp-xsd"[\s\S]*?<\/fileGrp>/, ''), error('CSIP113')],
  ['no group for representations', root(/<fileGrp ID="grp-rep"[\s\S]*?<\/fileGrp>/, ''), error('CSIP114')],
  [
    'a group with a section that is not there',
    root('<fileGrp ID="grp-doc"', '<fileGrp ADMID="nowhere" ID="grp-doc"'),
    info('CSIP61'),
  ],
  ['a representation’s group without type', root(/ csip:CONTENTINFORMATIONTYPE="MIXED">/, '>'), warning('CSIP62')],
  ['a group without USE', root(' USE="Documentation"', ''), error('CSIP64')],
  ['a group without ID', root('<fileGrp ID="grp-doc" ', '<fileGrp '), error('CSIP65')],
  ['a group without files', root(/(<fileGrp ID="grp-doc"[^>]*>)[\s\S]*?(<\/fileGrp>)/, '$1$2'), error('CSIP66')],
  ['a file without ID', root('<file ID="doc-1" ', '<file '), error('CSIP67')],
  ['a file without media type', rep(/(<file ID="rep-a") MIMETYPE="[^"]*"/, '$1'), error('CSIP68')],
  [
    'a media type that the name contradicts',
    rep(/(<file ID="rep-a") MIMETYPE="[^"]*"/, '$1 MIMETYPE="image/png"'),
    error('CSIP68'),
  ],
  ['a file without size', rep(/(<file ID="rep-a"[^>]*) SIZE="\d+"/, '$1'), error('CSIP69')],
  ['a file of another size', rep(/(<file ID="rep-a"[^>]*) SIZE="\d+"/, '$1 SIZE="99"'), error('CSIP69')],
  ['a file without CREATED', rep(/(<file ID="rep-a"[^>]*) CREATED="[^"]*"/, '$1'), error('CSIP70')],
  ['a file without digest', rep(/(<file ID="rep-a"[^>]*) CHECKSUM="[^"]*"/, '$1'), error('CSIP71')],
  ['a file with another digest', rep(/(<file ID="rep-a"[^>]*) CHECKSUM="./, '$1 CHECKSUM="z'), error('CSIP71')],
  ['a file without algorithm', rep(/(<file ID="rep-a"[^>]*) CHECKSUMTYPE="[^"]*"/, '$1'), error('CSIP72')],
  [
    'a file with a section that is not there',
    root('ADMID="prov-1" DMDID="dmd-1">', 'ADMID="nowhere" DMDID="dmd-1">'),
    info('CSIP74'),
  ],
  [
    'a file with metadata that are not there',
    root('ADMID="prov-1" DMDID="dmd-1">', 'ADMID="prov-1" DMDID="nowhere">'),
    info('CSIP75'),
  ],
  ['a file without locator', rep(/(<file ID="rep-a"[^>]*>)<FLocat[^>]*>/, '$1'), error('CSIP76')],
  ['a locator of another type', rep('<FLocat LOCTYPE="URL"', '<FLocat LOCTYPE="HANDLE"'), error('CSIP77')],
  [
    'a locator without xlink:type',
    rep('<FLocat LOCTYPE="URL" xlink:type="simple"', '<FLocat LOCTYPE="URL"'),
    error('CSIP78'),
  ],
  ['a locator without address', rep(' xlink:href="data/a.pdf"', ''), error('CSIP79')],
  ['a locator without file', rep('data/a.pdf', 'data/z.pdf'), error('CSIP79')],
  ['no structural map', root(/<structMap[\s\S]*<\/structMap>/, ''), error('CSIP80')],
  [
    'a map of another type',
    root('<structMap ID="map" TYPE="PHYSICAL"', '<structMap ID="map" TYPE="LOGICAL"'),
    error('CSIP81'),
  ],
  ['no map of the name CSIP', root('LABEL="CSIP"', 'LABEL="Own"'), error('CSIP82')],
  ['a map without ID', root('<structMap ID="map" ', '<structMap '), error('CSIP83')],
  ['a map with two divisions', root('</structMap>', '<div ID="div-2" LABEL="x"/></structMap>'), error('CSIP84')],
  ['a main division without ID', root('<div ID="div" ', '<div '), error('CSIP85')],
  [
    '2.0.4: another label of the main division',
    { ...root(`LABEL="${NAME}">\n      <div`, 'LABEL="x">\n      <div'), ...V204 },
    error('CSIP86'),
  ],
  [
    'no version: another label of the main division',
    root(`LABEL="${NAME}">\n      <div`, 'LABEL="x">\n      <div'),
    warning('CSIP86'),
  ],
  ['no metadata division', root(/<div ID="div-metadata"[^>]*>/, ''), error('CSIP88')],
  ['a metadata division without ID', root('<div ID="div-metadata" ', '<div '), error('CSIP89')],
  ['a metadata division in small letters', root('LABEL="Metadata"', 'LABEL="metadata"'), error('CSIP90')],
  [
    'a section that the metadata division leaves out',
    root('ADMID="prov-1 rights-1"', 'ADMID="prov-1"'),
    warning('CSIP91'),
  ],
  [
    'a section in the metadata division that is not there',
    root('ADMID="prov-1 rights-1"', 'ADMID="prov-1 rights-1 x"'),
    warning('CSIP91'),
  ],
  ['metadata that the metadata division leaves out', root('rights-1" DMDID="dmd-1"', 'rights-1"'), warning('CSIP92')],
  ['no documentation division', root(/<div ID="div-doc"[\s\S]*?<\/div>/, ''), warning('CSIP93')],
  ['a documentation division without ID', root('<div ID="div-doc" ', '<div '), error('CSIP94')],
  [
    'a documentation division in small letters',
    root('LABEL="Documentation"', 'LABEL="documentation"'),
    error('CSIP95'),
  ],
  [
    '2.0.4: a documentation division that points to nothing',
    { ...root('<fptr FILEID="grp-doc"/>', ''), ...V204 },
    error('CSIP96'),
  ],
  [
    '2.2.0: a documentation division that points to nothing',
    { ...root('<fptr FILEID="grp-doc"/>', ''), ...V220 },
    warning('CSIP96'),
  ],
  [
    'a documentation pointer without target',
    root('<fptr FILEID="grp-doc"/>', '<fptr FILEID="grp-doc"/><fptr FILEID="x"/>'),
    error('CSIP116'),
  ],
  ['no schemas division', root(/<div ID="div-xsd"[\s\S]*?<\/div>/, ''), warning('CSIP97')],
  ['a schemas division without ID', root('<div ID="div-xsd" ', '<div '), error('CSIP98')],
  ['a schemas division in capitals', root('LABEL="Schemas"', 'LABEL="SCHEMAS"'), error('CSIP99')],
  [
    '2.2.0: a schemas division that points to nothing',
    { ...root('<fptr FILEID="grp-xsd"/>', ''), ...V220 },
    warning('CSIP100'),
  ],
  [
    'a schemas pointer without FILEID',
    root('<fptr FILEID="grp-xsd"/>', '<fptr FILEID="grp-xsd"/><fptr/>'),
    error('CSIP118'),
  ],
  ['a representation without division', root(/<div ID="div-rep"[\s\S]*?<\/div>/, ''), warning('CSIP105')],
  ['a representation’s division without ID', root('<div ID="div-rep" ', '<div '), error('CSIP106')],
  [
    'a representation’s division of another name',
    root('LABEL="Representations/rep1"', 'LABEL="Representations/rep2"'),
    error('CSIP107'),
  ],
  ['mptr: no title', root(' xlink:title="grp-rep"', ''), error('CSIP108')],
  ['mptr: a title that is no group', root('xlink:title="grp-rep"', 'xlink:title="grp-x"'), error('CSIP108')],
  ['a representation’s division without mptr', root(/<mptr[^>]*>/, ''), error('CSIP109')],
  ['mptr: no address', root(/(<mptr [^>]*) xlink:href="[^"]*"/, '$1'), error('CSIP110')],
  [
    'mptr: a METS that is not there',
    root(/(<mptr [^>]*xlink:href="representations\/)rep1/, '$1rep9'),
    error('CSIP110'),
  ],
  ['mptr: no xlink:type', root('<mptr LOCTYPE="URL" xlink:type="simple"', '<mptr LOCTYPE="URL"'), error('CSIP111')],
  ['mptr: another LOCTYPE', root('<mptr LOCTYPE="URL"', '<mptr LOCTYPE="PURL"'), error('CSIP112')],
  ['2.0.4: an ID that another METS has', { ...rep(/rep-a/, 'doc-1'), ...V204 }, error('CSIP67')],
  ['no METS.xml', without('METS.xml'), error('CSIPSTR4')],
  [
    'no schemas folder',
    {
      tree: (tree) => ({ ...without('schemas').tree!(tree) }),
      root: (mets) => mets.replace(/<fileGrp ID="grp-xsd"[\s\S]*?<\/fileGrp>|<div ID="div-xsd"[\s\S]*?<\/div>/g, ''),
    },
    warning('CSIPSTR15'),
  ],
  ['a representation without metadata folder', without('representations/rep1/metadata/'), warning('CSIPSTR13')],
  [
    'a file beside the representations',
    { tree: (tree) => ({ ...tree, 'representations/x.txt': 'x' }) },
    warning('CSIPSTR10'),
  ],
  ['PREMIS outside its folder', { tree: (tree) => ({ ...tree, 'metadata/premis2.xml': '<x/>' }) }, warning('CSIPSTR6')],
  [
    'descriptive metadata outside their folder',
    { tree: (tree) => ({ ...tree, 'metadata/ead.xml': '<x/>' }) },
    warning('CSIPSTR7'),
  ],
  [
    'a document that nobody names',
    { tree: (tree) => ({ ...tree, 'representations/rep1/data/x.txt': 'x' }) },
    warning('CSIP58'),
  ],
  ['a schema that nobody names', { tree: (tree) => ({ ...tree, 'schemas/y.xsd': 'x' }) }, error('CSIP113')],
  ['documentation that nobody names', { tree: (tree) => ({ ...tree, 'documentation/y.txt': 'x' }) }, error('CSIP60')],
  [
    'a changed document',
    { tree: (tree) => ({ ...tree, 'representations/rep1/data/a.pdf': '%PDF-1.4 mội' }) },
    error('CSIP71'),
  ],
  ['a missing document', without('representations/rep1/data/a.pdf'), error('CSIP79')],
]

/** Requirements whose faults bring others with them: a section that is gone leaves its pointers and files behind. */
const MORE: Readonly<Record<string, string[]>> = {
  'a representation’s OBJID that is not its folder': ['CSIP86'],
  'an ID twice': ['CSIP92', 'CSIP75'],
  'an ID that is no xml:id': [],
  'no dmdSec for descriptive metadata': ['CSIP75', 'CSIP92'],
  'a dmdSec without ID': ['CSIP75', 'CSIP92'],
  'a digiprovMD without ID': ['CSIP74', 'CSIP91'],
  'a rightsMD without ID': ['CSIP91'],
  'a dmdSec without mdRef': ['CSIP17'],
  'mdRef: no address': ['CSIP17'],
  'mdRef: an address without file': ['CSIP17'],
  'mdRef: an address out of the package': ['CSIP17'],
  'digiprovMD: an address without file': ['CSIP32'],
  'no file section': ['CSIP60', 'CSIP113', 'CSIP108', 'CSIP116', 'CSIP118'],
  'no group for documentation': ['CSIP116'],
  'no group for schemas': ['CSIP118'],
  'no group for representations': ['CSIP108'],
  'a group without USE': ['CSIP60'],
  'a group without ID': ['CSIP116'],
  'a group without files': ['CSIP60'],
  'a file without locator': ['CSIP58'],
  'a locator without address': ['CSIP58'],
  'a locator without file': ['CSIP58'],
  'PREMIS outside its folder': ['CSIP32'],
  'descriptive metadata outside their folder': ['CSIP32'],
  'a file beside the representations': ['CSIP58'],
  'no METS.xml': [],
}

describe('a good package', () => {
  it('gives no findings, by any of its versions, in a folder, a zip and a tar', async () => {
    for (const spoil of [{}, V204, V220]) expect((await judge(csipPackage(spoil))).findings).toEqual([])
    expect(await judge(csipPackage(V220))).toMatchObject({ profile: 'csip', version: '2.2.0', valid: true })
    const parts = Object.entries(csipPackage()).map(([name, content]) => ({ name: `${NAME}/${name}`, content }))
    const files = writeTree(folder, {
      'good.zip': makeZip(parts),
      'good.tar': makeTar(parts.map((one) => (one.name.endsWith('/') ? { ...one, type: '5' } : one))),
    })
    for (const name of ['good.zip', 'good.tar'])
      expect(await verifyPackage(join(files, name))).toMatchObject({ valid: true, findings: [] })
  })

  it('may name its content without a METS for the representation', async () => {
    const found = await judge(flatPackage())
    expect({ valid: found.valid, rules: rulesOf(found) }).toEqual({ valid: true, rules: ['CSIPSTR12'] })
    const spoilt: readonly [from: RegExp | string, to: string, rule: string][] = [
      [/<div ID="div-rep"[\s\S]*?<\/div>/, '', 'CSIP101'],
      ['<div ID="div-rep" ', '<div ', 'CSIP102'],
      ['LABEL="Representations"', 'LABEL="representations"', 'CSIP103'],
      ['<fptr FILEID="rep-data"/>', '', 'CSIP104'],
      ['FILEID="rep-data"', 'FILEID="nothing"', 'CSIP119'],
    ]
    for (const [from, to, rule] of spoilt)
      expect(rulesOf(await judge(flatPackage((mets) => changed(mets, from, to))))).toContain(rule)
  })
})

describe('one change, one requirement', () => {
  it.each(TABLE)('%s', async (what, spoil, [id, level]) => {
    const found = await judge(csipPackage(spoil))
    expect(found.findings.filter((one) => one.ruleId === id).map((one) => one.level)).toContain(level)
    const more = new Set([id, ...(MORE[what] ?? [])])
    expect(rulesOf(found).filter((one) => !more.has(one))).toEqual([])
    expect(found.valid).toBe(!found.findings.some((one) => one.level === 'error'))
  })
})

describe('folders and archives', () => {
  it('a folder of another name than OBJID is a warning, an archive without its folder an error', async () => {
    const other = await verifyPackage(writeTree(join(folder, 'another-name'), csipPackage()))
    expect(other).toMatchObject({ valid: true, findings: [{ ruleId: 'CSIPSTR2', level: 'warning' }] })
    const parts = Object.entries(csipPackage()).map(([name, content]) => ({ name, content }))
    const path = join(writeTree(folder, { 'flat.zip': makeZip(parts) }), 'flat.zip')
    expect(rulesOf(await verifyPackage(path), 'error')).toEqual(['CSIPSTR1'])
  })

  it('a folder that holds nothing but the package stands for it', async () => {
    writeTree(join(folder, 'outer', NAME), csipPackage())
    expect(await verifyPackage(join(folder, 'outer'))).toMatchObject({ profile: 'csip', findings: [] })
  })
})

describe('hostile XML', () => {
  const lol = `<!DOCTYPE mets [<!ENTITY a "x">${Array.from({ length: 20 }, (_, i) => `<!ENTITY a${i} "${`&a${i - 1};`.repeat(10)}">`).join('')}]>`
  it.each([
    ['entities that swell', (mets: string) => mets.replace('<mets ', `${lol}<mets `), 'XML-DTD'],
    [
      'an entity from outside',
      (mets: string) =>
        mets
          .replace('<mets ', '<!DOCTYPE mets [<!ENTITY x SYSTEM "file:///etc/passwd">]><mets ')
          .replace('Gói mẫu', '&x;'),
      'XML-DTD',
    ],
    ['an entity that is not there', (mets: string) => mets.replace('Máy', '&x;'), 'XML-BROKEN'],
    ['not well-formed', (mets: string) => mets.replace('</mets>', ''), 'XML-BROKEN'],
    [
      'too deep',
      (mets: string) => mets.replace('</mets>', `${'<div>'.repeat(300)}${'</div>'.repeat(300)}</mets>`),
      'XML-TOO-LARGE',
    ],
    ['another encoding', (mets: string) => mets.replace('UTF-8', 'windows-1258'), 'XML-ENCODING'],
    ['another root', (mets: string) => mets.replaceAll('http://www.loc.gov/METS/', 'urn:x'), 'METS-ROOT'],
  ])('%s', async (_, root, rule) => {
    expect(rulesOf(await judge(csipPackage({ root })))).toEqual([rule])
  })
})

describe('schemas of the standards', () => {
  const shared = join(import.meta.dirname, '../../../../../shared/schemas')
  const place = [shared].find((one) => {
    try {
      return readdirSync(one).length > 0
    } catch {
      return false
    }
  })
  it.skipIf(place === undefined)(
    'judge METS and PREMIS where they are installed (skipped without ../shared/schemas)',
    async () => {
      const schemas = new Map(
        readdirSync(place!)
          .filter((name) => name.endsWith('.xsd'))
          .map((name) => [name, readFileSync(join(place!, name))]),
      )
      expect((await judge(csipPackage(), schemas)).findings).toEqual([])
      const wrong = await judge(csipPackage(root('<fileSec ID="files">', '<fileSec ID="files"><x/>')), schemas)
      expect(wrong.findings).toMatchObject([{ ruleId: 'XSD', level: 'error', path: 'METS.xml', facts: { line: 11 } }])
    },
  )
})
