/**
 * Packages of TT 05/2025: good ones as systems in use write them (with the deviations that the handbook lists), and one fault each. The
 * table of faults is written from handbook 8.9, apart from the rules.
 */
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verifyPackage } from '../index.ts'
import { fieldsOf } from '../tt05/fields.ts'
import { fondsOf } from '../tt05/links.ts'
import { faultOf, isDay, spanOf } from '../tt05/values.ts'
import { makeZip, rulesOf, workFolder, writeTree } from './kit.ts'
import { FILE_CODE, folderOf, type Kind, type Spoil, tt05Package } from './tt05-package.ts'

const folder = workFolder()
let count = 0
const judge = (spoil: Spoil, name = folderOf(spoil.kind ?? 'SIP')) =>
  verifyPackage(writeTree(join(folder, `p${++count}`, name), tt05Package(spoil)))

/** What packages in use do otherwise than CSIP: told as notes, never as faults. */
const NOTES = ['CSIP16', 'CSIP62', 'CSIP86', 'CSIP13', 'CSIP12']

describe('good packages', () => {
  it.each([
    ['SIP', 'hoso'],
    ['SIP', 'tailieu'],
    ['AIP', 'hoso'],
    ['DIP', 'hoso'],
  ] as const)('%s of %s', async (kind, unit) => {
    // documents of a batch carry its own code
    const found = await judge({ kind, unit })
    expect(found).toMatchObject({ profile: `tt05-${kind.toLowerCase()}`, valid: true })
    expect(found.findings.filter((one) => one.level !== 'info')).toEqual([])
    expect(rulesOf(found).filter((one) => !NOTES.includes(one))).toEqual([])
  })

  it('zipped, with names in other letters, and metadata named by the document alone', async () => {
    const tree = tt05Package({
      rep: (mets) => mets.replaceAll('EAD_doc_', 'EAD_DOC_'),
      tree: (made) =>
        Object.fromEntries(
          Object.entries(made).map(([path, content]) => [path.replace('EAD_doc_', 'EAD_DOC_'), content]),
        ),
    })
    const parts = Object.entries(tree).map(([name, content]) => ({ name: `${folderOf('SIP')}/${name}`, content }))
    const path = join(writeTree(folder, { 'b6acafed.zip': makeZip(parts) }), 'b6acafed.zip')
    expect((await verifyPackage(path)).findings.filter((one) => one.level !== 'info')).toEqual([])
  })

  it('links to documents handed over before', async () => {
    const sip = await judge({ links: { [`${FILE_CODE}.3.doc.fetch.txt`]: 'H99.64.33.2000.7.1' } })
    expect(rulesOf(sip, 'error')).toEqual([])
    const content = 'urn_P_LG_uuid-0F203B84-6641-4CDA-9F52-DAAE55FEF6B2 representations/rep1/data/x.pdf 1024 H99.1'
    const aip = await judge({ kind: 'AIP', links: { [`${FILE_CODE}.3.pdf.fetch.txt`]: content } })
    expect(rulesOf(aip, 'error')).toEqual([])
  })
})

const replace = (from: string | RegExp, to: string) => (text: string) => {
  const after = text.replace(from, to)
  if (after === text) throw new Error(`nothing to change: ${from}`)
  return after
}
const field = (name: string, value: string) =>
  replace(new RegExp(`<${name}>[^<]*</${name}>`), `<${name}>${value}</${name}>`)
const gone = (name: string) => replace(new RegExp(` *<${name}>[^<]*</${name}>\n`), '')

const FAULTS: readonly [what: string, spoil: Spoil, errors: string[], warnings?: string[]][] = [
  // identity
  ['OBJID with urn: in a SIP', { root: replace('OBJID="uuid-', 'OBJID="urn:uuid-') }, ['TT05-FOLDER', 'TT05-OBJID']],
  [
    'OBJID of a SIP in an AIP',
    { kind: 'AIP', root: replace('OBJID="urn:P_LG:uuid-', 'OBJID="uuid-') },
    ['TT05-FOLDER', 'TT05-OBJID'],
  ],
  [
    'PROFILE of a SIP in an AIP',
    {
      kind: 'AIP',
      root: replace('http://www.ra.ee/METS/v01/IP.xml', 'https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml'),
    },
    ['TT05-PROFILE'],
  ],
  ['TYPE that is neither', { root: replace('TYPE="Mixed"', 'TYPE="Datasets"') }, ['TT05-TYPE']],
  ['RECORDSTATUS nobody knows', { root: replace('RECORDSTATUS="NEW"', 'RECORDSTATUS="OLD"') }, ['TT05-RECORDSTATUS']],
  [
    'the representation says another kind',
    { rep: replace('OAISPACKAGETYPE="SIP"', 'OAISPACKAGETYPE="DIP"') },
    ['TT05-OAISTYPE'],
  ],
  [
    'MD5 in place of SHA-256',
    { root: (text) => text.replace(/CHECKSUMTYPE="SHA-256" CHECKSUM="[^"]*"/, 'CHECKSUMTYPE="MD5" CHECKSUM="00"') },
    ['CSIP29'],
    ['TT05-CHECKSUMTYPE'],
  ],
  [
    'an ID of another form',
    { root: replace(/ID="uuid-[^"]*" TYPE="PHYSICAL"/, 'ID="map" TYPE="PHYSICAL"') },
    [],
    ['TT05-ID-FORM'],
  ],
  // tree
  [
    'no EAD.xml',
    { tree: ({ 'metadata/descriptive/EAD.xml': _, ...rest }) => rest },
    ['CSIP24', 'TT05-TREE'],
    ['CSIPSTR5'],
  ],
  [
    'no documents',
    { tree: (tree) => Object.fromEntries(Object.entries(tree).filter(([path]) => !path.includes('/data/'))) },
    ['CSIP79', 'TT05-METADATA-UNUSED', 'TT05-TREE'],
    ['CSIPSTR11'],
  ],
  [
    'a document without metadata',
    { tree: (tree) => ({ ...tree, 'representations/rep1/data/them.pdf': 'x' }) },
    ['TT05-FILE-UNDESCRIBED', 'TT05-FILE-UNREFERENCED'],
  ],
  [
    'a format outside the list',
    { tree: (tree) => ({ ...tree, 'representations/rep1/data/them.exe': 'x' }) },
    ['TT05-FILE-UNDESCRIBED', 'TT05-FILE-UNREFERENCED'],
    ['TT05-MIME'],
  ],
  [
    'a changed document',
    { tree: (tree) => ({ ...tree, [`representations/rep1/data/${FILE_CODE}.1.pdf`]: '%PDF-1.7 mọt' }) },
    ['CSIP71'],
  ],
  [
    'no schemas',
    {
      root: replace(/<fileGrp ID="[^"]*" USE="Schemas">[\s\S]*?<\/fileGrp>/, ''),
      tree: (tree) => Object.fromEntries(Object.entries(tree).filter(([path]) => !path.startsWith('schemas'))),
    },
    ['CSIP118'],
    ['TT05-SCHEMAS'],
  ],
  // PREMIS
  [
    'an AIP without PREMIS',
    { kind: 'AIP', tree: ({ 'metadata/preservation/PREMIS.xml': _, ...rest }) => rest },
    ['CSIP38', 'TT05-PREMIS-MISSING'],
  ],
  [
    'an AIP without PREMIS of the representation',
    { kind: 'AIP', tree: ({ 'representations/rep1/metadata/preservation/PREMIS_rep1.xml': _, ...rest }) => rest },
    ['CSIP38', 'TT05-PREMIS-MISSING'],
  ],
  [
    'PREMIS 2',
    { kind: 'AIP', premis: replace('http://www.loc.gov/premis/v3', 'info:lc/xmlns/premis-v2') },
    ['TT05-PREMIS-VERSION'],
  ],
  ['PREMIS without events', { kind: 'AIP', premis: replace(/<event>[\s\S]*<\/event>/, '') }, ['TT05-PREMIS-PART']],
  [
    'PREMIS with an event without type',
    { kind: 'AIP', premis: replace('<eventType>transfer</eventType>', '') },
    ['TT05-PREMIS-PART'],
    ['TT05-PREMIS-EVENT'],
  ],
  [
    'PREMIS with another event only',
    { kind: 'AIP', premis: replace('transfer', 'validation') },
    [],
    ['TT05-PREMIS-EVENT'],
  ],
  // fields of the file
  ['no title', { ead: gone('title') }, ['TT05-FIELD-MISSING']],
  ['an empty title', { ead: field('title', '') }, ['TT05-FIELD-MISSING']],
  ['a title of 1001 characters', { ead: field('title', 'ề'.repeat(1001)) }, ['TT05-FIELD-LENGTH']],
  ['a keyword of 101 characters', { ead: field('keyword', 'x'.repeat(101)) }, ['TT05-FIELD-LENGTH']],
  ['maintenance 08', { ead: field('maintenance', '08') }, ['TT05-FIELD-CODE']],
  ['maintenance in words', { ead: field('maintenance', 'Vĩnh viễn') }, ['TT05-FIELD-CODE']],
  ['mode 04', { ead: field('mode', '04') }, ['TT05-FIELD-CODE']],
  ['language 12 beside 01', { ead: field('language', '01,12') }, ['TT05-FIELD-CODE']],
  ['a date of another form', { ead: field('startDate', '2001-01-02') }, ['TT05-FIELD-DATE']],
  ['a day that does not exist', { ead: field('endDate', '31/11/2001') }, ['TT05-FIELD-DATE']],
  ['a year alone in a SIP', { ead: field('startDate', '2001') }, ['TT05-FIELD-DATE']],
  ['an end before the start', { ead: field('endDate', '01/01/2001') }, ['TT05-DATE-ORDER']],
  ['a number that is none', { ead: field('numberOfPage', 'hai mươi') }, ['TT05-FIELD-NUMBER']],
  ['another number of documents', { ead: field('totalDoc', '3') }, ['TT05-TOTAL-DOC']],
  ['confidenceLevel 04', { ead: field('confidenceLevel', '04') }, ['TT05-FIELD-CODE']],
  ['format 04', { ead: field('format', '04') }, ['TT05-FIELD-CODE']],
  ['digitised without the paper’s code', { ead: field('paperFileCode', '') }, ['TT05-PAPER-CODE']],
  ['riskRecovery 2', { ead: field('riskRecovery', '2') }, ['TT05-FIELD-FLAG']],
  ['a state of recovery missing', { ead: field('riskRecoveryStatus', '') }, [], ['TT05-RISK-STATUS']],
  ['a field twice', { ead: replace('<title>', '<title>x</title><title>') }, ['TT05-FIELD-REPEATED']],
  ['a field nobody knows', { ead: replace('<title>', '<shelf>x</shelf><title>') }, [], ['TT05-FIELD-UNKNOWN']],
  [
    'the AIP’s name for the code in a SIP',
    { ead: (xml) => xml.replaceAll('fileCode', 'arcFileCode') },
    [],
    ['TT05-FIELD-NAME'],
  ],
  // fields of documents
  ['typeName 33', { doc: field('typeName', '33') }, ['TT05-FIELD-CODE']],
  ['a number of 12 characters', { doc: field('codeNumber', '123456789012') }, ['TT05-FIELD-LENGTH']],
  ['a subject of 501 characters', { doc: field('subject', 'x'.repeat(501)) }, ['TT05-FIELD-LENGTH']],
  ['no subject', { doc: gone('subject') }, ['TT05-FIELD-MISSING']],
  ['no date of issue', { doc: gone('issuedDate') }, [], ['TT05-FIELD-MISSING']],
  ['five digits of pages', { doc: field('numberOfPage', '12345') }, ['TT05-FIELD-LENGTH']],
  ['process 2', { doc: field('process', '2') }, ['TT05-FIELD-FLAG']],
  ['a code with six digits', { doc: field('docCode', `${FILE_CODE}.000001`) }, ['TT05-DOC-CODE']],
  ['a code of another file', { doc: field('docCode', 'H99.64.33.1994.160.0000001') }, ['TT05-DOC-CODE']],
  ['the code of another document', { doc: field('docCode', `${FILE_CODE}.0000002`) }, ['TT05-DOC-CODE-REPEATED']],
  ['AIP: the code of another file', { kind: 'AIP', doc: field('arcFileCode', 'H99.1') }, ['TT05-ARC-FILE-CODE']],
  ['AIP: no ordinal', { kind: 'AIP', doc: gone('docOrdinal') }, ['TT05-FIELD-MISSING']],
  // request of a DIP
  ['DIP: purpose 04', { kind: 'DIP', ead: field('purpose', '04') }, ['TT05-FIELD-CODE']],
  ['DIP: feeObjectType 11', { kind: 'DIP', ead: field('feeObjectType', '11') }, ['TT05-FIELD-CODE']],
  ['DIP: no request id', { kind: 'DIP', ead: field('requestID', '') }, ['TT05-FIELD-MISSING']],
  // batches
  ['batch: source 2', { unit: 'tailieu', ead: field('source', '2') }, ['TT05-FIELD-CODE']],
  ['batch: no source', { unit: 'tailieu', ead: gone('source') }, ['TT05-FIELD-MISSING']],
  // links
  ['SIP: a link of two lines', { links: { [`${FILE_CODE}.3.doc.fetch.txt`]: 'a\nb' } }, ['TT05-FETCH-FORM']],
  [
    'AIP: a link that is an id only',
    { kind: 'AIP', links: { [`${FILE_CODE}.3.doc.fetch.txt`]: 'H99.1' } },
    ['TT05-FETCH-FORM'],
  ],
  [
    'AIP: a link to another fonds',
    {
      kind: 'AIP',
      links: {
        [`${FILE_CODE}.3.doc.fetch.txt`]: 'urn_P_X_uuid-0F203B84-6641-4CDA-9F52-DAAE55FEF6B2 data/x.pdf 1 H99.1',
      },
    },
    ['TT05-FETCH-FONDS'],
  ],
  ['DIP: a link', { kind: 'DIP', links: { [`${FILE_CODE}.3.doc.fetch.txt`]: 'H99.1' } }, ['TT05-FETCH-FORBIDDEN']],
  [
    'batch: a link',
    { unit: 'tailieu', links: { [`${FILE_CODE}.3.doc.fetch.txt`]: 'H99.1' } },
    ['TT05-FETCH-FORBIDDEN'],
  ],
]

describe('one fault', () => {
  it.each(FAULTS)('%s', async (_, spoil, errors, warnings = []) => {
    const found = await judge(spoil)
    expect(rulesOf(found, 'error')).toEqual(errors)
    expect(rulesOf(found, 'warning')).toEqual(warnings)
    expect(found.valid).toBe(errors.length === 0)
  })

  it('a package in a folder of another name', async () => {
    expect(rulesOf(await judge({}, 'hồ-sơ'), 'error')).toEqual(['TT05-FOLDER'])
  })

  it('a UUID in small letters', async () => {
    const lower = folderOf('SIP').toLowerCase()
    const found = await judge({ root: replace(/OBJID="[^"]*"/, `OBJID="${lower}"`) }, lower)
    expect({ valid: found.valid, warnings: rulesOf(found, 'warning') }).toEqual({
      valid: true,
      warnings: ['TT05-OBJID-CASE'],
    })
  })

  it('PREMIS that keeps another digest than the file’s', async () => {
    const path = 'representations/rep1/metadata/preservation/PREMIS_rep1.xml'
    const found = await judge({
      kind: 'AIP',
      tree: (tree) => ({ ...tree, [path]: String(tree[path]).replace(/<messageDigest>./, '<messageDigest>z') }),
    })
    expect(rulesOf(found, 'error')).toEqual(['CSIP43', 'TT05-PREMIS-FIXITY'])
  })

  it('one kind judged as another', async () => {
    const path = writeTree(join(folder, 'as', folderOf('SIP')), tt05Package())
    const found = await verifyPackage(path, { profile: 'tt05-aip' })
    expect(rulesOf(found, 'error')).toEqual(
      expect.arrayContaining(['TT05-OAISTYPE', 'TT05-OBJID', 'TT05-PREMIS-MISSING', 'TT05-PROFILE']),
    )
    expect(await verifyPackage(path, { profile: 'csip' })).toMatchObject({ profile: 'csip' })
  })
})

describe('the table of fields', () => {
  it.each([
    ['SIP', 'hoso', 'package', 18],
    ['AIP', 'hoso', 'package', 18],
    ['SIP', 'tailieu', 'package', 5],
    ['AIP', 'tailieu', 'package', 4],
    ['DIP', 'hoso', 'package', 7],
    ['SIP', 'hoso', 'doc', 21],
    ['AIP', 'hoso', 'doc', 19],
    ['DIP', 'hoso', 'doc', 20],
    ['SIP', 'hoso', 'pic', 18],
  ] as const)('%s %s %s has %i fields, none twice', (kind: Kind, unit, record, expected) => {
    const names = fieldsOf(kind, unit, record).map((one) => one.name)
    expect({ count: names.length, unique: new Set(names).size }).toEqual({ count: expected, unique: expected })
  })

  it('lengths: what is as long as allowed passes, one more does not, in any coding of accents', () => {
    for (const one of fieldsOf('SIP', 'hoso', 'doc')) {
      if (one.type.is !== 'text') continue
      const { length } = one.type
      expect(faultOf(one, 'ế'.repeat(length).normalize('NFD'))).toBeNull()
      expect(faultOf(one, 'ế'.repeat(length + 1))).toEqual({ what: 'length', limit: length, found: length + 1 })
    }
  })

  it('every day of the calendar is one, no other is', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1800-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }), (day) => {
        const [year, month, date] = day.toISOString().slice(0, 10).split('-')
        expect(isDay(`${date}/${month}/${year}`, false)).toBe(true)
        expect(spanOf(`${month}/${year}`)![0]).toBeLessThanOrEqual(spanOf(`${date}/${month}/${year}`)![0])
        expect(spanOf(`${year}`)![1]).toBeGreaterThanOrEqual(spanOf(`${date}/${month}/${year}`)![1])
      }),
    )
    for (const wrong of ['29/02/2023', '31/04/2020', '00/01/2020', '01/13/2020', '1/1/2020', '2020-01-01', ''])
      expect(isDay(wrong, true)).toBe(false)
    for (const partial of ['01/2020', '2020'])
      expect([isDay(partial, false), isDay(partial, true)]).toEqual([false, true])
  })

  it('the fonds of an identifier, in both ways of writing it', () => {
    expect(fondsOf('urn:P_LG:uuid-0F20')).toBe('P_LG')
    expect(fondsOf('urn_P_LG_uuid-0F20')).toBe('P_LG')
    expect(fondsOf('urn:uuid:0F20')).toBeNull()
  })
})
