/** Packages that we make: judged by ourselves, by sha256sum, unzip, tar and xmllint, the same bytes each time, never half there. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildPackage, type Profile, verifyPackage } from '../index.ts'
import { rulesOf, type Tree, workFolder, writeTree } from './kit.ts'

const folder = workFolder()
let count = 0
const NOW = new Date('2026-11-28T03:00:00.000Z')
const software = { name: 'Văn Khố', version: '0.1.0' }
const ID = '0F203B84-6641-4CDA-9F52-DAAE55FEF6B1'

const input = writeTree(join(folder, 'in'), {
  'a.pdf': '%PDF-1.7 một',
  'thư mục con/b c#d 50%.pdf': '%PDF-1.7 hai',
  'phụ lục.xlsx': 'x',
  'huong-dan/đọc trước.txt': 'y',
  'lớn.mp4': Buffer.alloc(9 * 1024 * 1024, 'abc'),
})

const doc = {
  typeName: '02',
  issuedDate: '02/03/2021',
  organName: 'Sở Nội vụ',
  subject: 'Về việc bổ nhiệm <&> "quyết định"',
  numberOfPage: 2,
}
const file = {
  title: 'Tập quyết định năm 2021',
  maintenance: '01',
  mode: '01',
  language: ['01', '09'],
  startDate: '01/01/2021',
  endDate: '31/12/2021',
  numberOfPage: 10,
}
const organization = { name: 'Sở Nội vụ tỉnh Lam Giang', code: 'H99.03' }
const head = { id: ID, date: '2026-11-28T10:00:00+07:00', organization }
const files = { documentation: ['huong-dan/đọc trước.txt'] }
const documents = (extra: object = {}) => [
  { file: 'a.pdf', metadata: { ...doc, ...extra } },
  { file: 'thư mục con/b c#d 50%.pdf', attachments: ['phụ lục.xlsx'], metadata: { ...doc, ...extra } },
]
const video = {
  type: 'media',
  file: 'lớn.mp4',
  metadata: { typeMedia: '02', movieTitle: 'Lễ khánh thành', mode: '01', language: '01' },
}
const dip = (n: number) => ({
  docId: `X.${n}`,
  arcDocCode: `LS.X.000000${n}`,
  maintenance: '01',
  mode: '01',
  language: '01',
})

const METADATA: Record<string, readonly [Profile, object]> = {
  bagit: [
    'bagit',
    {
      id: 'TUI-01',
      date: head.date,
      algorithms: ['sha256', 'sha512', 'md5'],
      'Source-Organization': organization.name,
      bagInfo: { 'Contact-Name': ['An', 'Bình'] },
    },
  ],
  csip: [
    'csip',
    {
      ...head,
      id: 'goi-01',
      title: 'Gói',
      documentation: 'huong-dan',
      dublinCore: { creator: ['An', 'Bình'], language: 'vi' },
    },
  ],
  sip: [
    'tt05-sip',
    {
      ...head,
      ...files,
      fonds: 'P_LG',
      submissionAgreement: 'DK-01',
      metadata: { ...file, fileCode: 'H99.03.2021.160' },
      documents: [...documents(), video],
    },
  ],
  'sip of a batch': [
    'tt05-sip',
    {
      ...head,
      ...files,
      unit: 'tailieu',
      metadata: { fileCode: 'H99.03.2021.01.0000001', title: 'Lô', source: 1 },
      documents: [
        ...documents({ maintenance: '01', mode: '01', language: '01', docId: 'L' }).map((one, i) => ({
          ...one,
          metadata: { ...one.metadata, docId: `L${i}` },
        })),
        { ...video, metadata: { ...video.metadata, maintenance: '01' } },
      ],
    },
  ],
  aip: [
    'tt05-aip',
    {
      ...head,
      ...files,
      fonds: 'P_LG',
      origin: { sip: `uuid-${ID}` },
      metadata: { ...file, arcFileCode: 'LS.H99.03.2021.160', startDate: '2021', endDate: '12/2021' },
      documents: [...documents(), video],
    },
  ],
  'aip of a batch': [
    'tt05-aip',
    {
      ...head,
      ...files,
      unit: 'tailieu',
      metadata: { arcFileCode: 'LS.H99.2021.01.001', title: 'Lô', source: '0' },
      documents: [
        ...documents({ mode: '01', language: '01', arcFileCode: 'LS.H99.2021.01.001' }),
        { ...video, metadata: { ...video.metadata, maintenance: '01' } },
      ],
    },
  ],
  dip: [
    'tt05-dip',
    {
      ...head,
      ...files,
      metadata: { requestID: 'YC-1', requestDate: '01/02/2026', purpose: '01', feeObjectType: '10' },
      documents: [
        ...documents().map((one, i) => ({ ...one, metadata: { ...dip(i + 1), ...doc, organName: undefined } })),
        { ...video, metadata: { ...video.metadata, arcDocCode: 'LS.X.0000003', maintenance: '01' } },
      ],
    },
  ],
}

const plain = (value: unknown) => JSON.parse(JSON.stringify(value))
const build = (profile: Profile, metadata: unknown, out: string, from = input) =>
  buildPackage({ profile, metadata: plain(metadata), files: from, out, now: NOW, software })

describe('every kind, as folder, zip and tar', () => {
  const cases = Object.keys(METADATA).flatMap((name) => ['', '.zip', '.tar'].map((ending) => [name, ending] as const))
  it.each(cases)('%s%s is whole, valid, and the same bytes again', async (name, ending) => {
    const [profile, metadata] = METADATA[name]!
    const out = join(folder, `out-${++count}${ending}`)
    const made = await build(profile, metadata, out)
    const found = await verifyPackage(out)
    expect({ profile: found.profile, valid: found.valid, errors: rulesOf(found, 'error') }).toEqual({
      profile,
      valid: true,
      errors: [],
    })
    // without the standards' schemas a METS package says so, and nothing else
    const missing = profile === 'bagit' ? [] : profile === 'csip' ? ['CSIPSTR15'] : ['TT05-SCHEMAS']
    expect(rulesOf(found).filter((one) => !missing.includes(one))).toEqual([])
    const again = await build(profile, metadata, join(folder, `out-${++count}${ending}`))
    expect({ ...again, path: '' }).toEqual({ ...made, path: '' })
    if (ending !== '') {
      const [sum] = execFileSync('sha256sum', [out], { encoding: 'utf8' }).split(' ')
      expect(made).toMatchObject({ sha256: sum, bytes: readFileSync(out).length, path: out })
    }
    expect(existsSync(made.path)).toBe(true)
  })
})

describe('others judge what we make', () => {
  it('sha256sum -c passes on a bag, unzip and tar on archives', async () => {
    const [profile, metadata] = METADATA['bagit']!
    const from = writeTree(join(folder, 'no-percent'), { 'a b.txt': '1', 'ệ/c.txt': '2' })
    const out = join(folder, 'bag-for-sums')
    await build(profile, metadata, out, from)
    for (const list of ['manifest-sha256.txt', 'tagmanifest-sha256.txt'])
      expect(execFileSync('sha256sum', ['-c', '--strict', list], { cwd: out, encoding: 'utf8' })).toMatch(/: OK\n$/)
    expect(execFileSync('md5sum', ['-c', 'manifest-md5.txt'], { cwd: out, encoding: 'utf8' })).toMatch(/OK/)
    for (const ending of ['.zip', '.tar']) await build(profile, metadata, `${out}${ending}`, from)
    execFileSync('tar', ['-xf', `${out}.tar`, '-C', writeTree(join(folder, 'untar'), {})])
    expect(readFileSync(join(folder, 'untar', 'TUI-01', 'data', 'ệ', 'c.txt'), 'utf8')).toBe('2')
    expect(execFileSync('python3', ['-m', 'zipfile', '-t', `${out}.zip`], { encoding: 'utf8' })).toMatch(/Done testing/)
  })

  it('xmllint finds the circular’s files valid against the schemas that the package carries', async () => {
    for (const name of ['sip', 'sip of a batch', 'aip', 'aip of a batch', 'dip']) {
      const { path } = await build(...METADATA[name]!, join(folder, `lint-${++count}`))
      const lint = (schema: string, xml: string) =>
        execFileSync('xmllint', ['--noout', '--nonet', '--schema', join(path, 'schemas', schema), join(path, xml)], {
          stdio: 'pipe',
        })
      lint('EAD.xsd', 'metadata/descriptive/EAD.xml')
      const records = 'representations/rep1/metadata/descriptive'
      for (const one of readdirSync(join(path, records)))
        lint(one.startsWith('EAD_media') ? 'EAD_media.xsd' : 'EAD_doc.xsd', join(records, one))
      const spoilt = join(folder, 'spoilt.xml')
      writeFileSync(spoilt, readFileSync(join(path, 'metadata/descriptive/EAD.xml'), 'utf8').replace('>01<', '>99<'))
      if (name === 'sip') expect(() => lint('EAD.xsd', `../../${'spoilt.xml'}`)).toThrow()
    }
  })

  const shared = join(import.meta.dirname, '../../../../../shared/schemas')
  it.skipIf(!existsSync(shared))(
    'xmllint and we find METS and PREMIS valid (skipped without ../shared/schemas)',
    async () => {
      const schemas = new Map(
        readdirSync(shared)
          .filter((name) => name.endsWith('.xsd'))
          .map((name) => [name, readFileSync(join(shared, name))]),
      )
      for (const name of ['csip', 'sip', 'aip', 'dip']) {
        const [profile, metadata] = METADATA[name]!
        const made = await buildPackage({
          profile,
          metadata: plain(metadata),
          files: input,
          out: join(folder, `xsd-${name}`),
          now: NOW,
          software,
          schemas,
        })
        expect(made.hasSchemas).toBe(true)
        expect((await verifyPackage(made.path, { schemas })).findings).toEqual([])
        const lint = (schema: string, xml: string) =>
          execFileSync(
            'xmllint',
            ['--noout', '--nonet', '--schema', join(made.path, 'schemas', schema), join(made.path, xml)],
            { stdio: 'pipe' },
          )
        for (const mets of ['METS.xml', 'representations/rep1/METS.xml']) lint('METS.xsd', mets)
        if (existsSync(join(made.path, 'metadata/preservation')))
          for (const base of ['', 'representations/rep1/'])
            for (const one of readdirSync(join(made.path, base, 'metadata/preservation')))
              lint('premis.xsd', join(base, 'metadata/preservation', one))
      }
    },
  )
})

describe('what is refused, with its field', () => {
  const sip = () => plain(METADATA['sip']![1])
  const change = (path: string, value: unknown) => {
    const metadata = sip()
    const parts = path.split('.')
    const last = parts.pop()!
    const at = parts.reduce((from, part) => from[part], metadata)
    if (value === undefined) delete at[last]
    else at[last] = value
    return metadata
  }
  it.each([
    ['metadata.title', undefined, 'PACKAGE_FIELD_MISSING', 'metadata.title'],
    ['metadata.title', 'x'.repeat(1001), 'PACKAGE_FIELD_LENGTH', 'metadata.title'],
    ['metadata.maintenance', '09', 'PACKAGE_FIELD_CODE', 'metadata.maintenance'],
    ['metadata.startDate', '2021-01-01', 'PACKAGE_FIELD_DATE', 'metadata.startDate'],
    ['metadata.endDate', '31/12/2020', 'PACKAGE_FIELD_RULE', 'metadata.endDate'],
    ['metadata.numberOfPage', 'mười', 'PACKAGE_FIELD_NUMBER', 'metadata.numberOfPage'],
    ['metadata.riskRecovery', 'có', 'PACKAGE_FIELD_FLAG', 'metadata.riskRecovery'],
    ['metadata.riskRecovery', true, 'PACKAGE_FIELD_MISSING', 'metadata.riskRecoveryStatus'],
    ['metadata.confidenceLevel', '02', 'PACKAGE_FIELD_MISSING', 'metadata.paperFileCode'],
    ['metadata.totalDoc', 5, 'PACKAGE_FIELD_RULE', 'metadata.totalDoc'],
    ['metadata.arcFileCode', 'x', 'PACKAGE_FIELD_UNKNOWN', 'metadata.arcFileCode'],
    ['documents.1.metadata.subject', 'x'.repeat(501), 'PACKAGE_FIELD_LENGTH', 'documents[1].metadata.subject'],
    ['documents.1.metadata.docCode', 'H99.1.0000002', 'PACKAGE_FIELD_RULE', 'documents[1].metadata.docCode'],
    ['documents.1.metadata.docCode', 'H99.03.2021.160.0000001', 'PACKAGE_FIELD_RULE', 'documents[1].metadata.docCode'],
    ['documents.0.file', undefined, 'PACKAGE_FIELD_RULE', 'documents[0]'],
    ['documents.0.file', 'z.pdf', 'PACKAGE_FILE_NOT_THERE', 'documents[0].file'],
    ['documents.0.type', 'map', 'PACKAGE_METADATA', 'documents[0].type'],
    ['documents', [], 'PACKAGE_METADATA', 'documents'],
    ['organization', undefined, 'PACKAGE_METADATA', 'organization'],
    ['nonsense', 1, 'PACKAGE_METADATA', 'nonsense'],
    ['date', '28/11/2026', 'PACKAGE_METADATA', 'date'],
    ['id', 'x', 'PACKAGE_FIELD_RULE', 'id'],
  ])('%s = %j', async (path, value, code, field) => {
    const out = join(folder, `refused-${++count}`)
    await expect(build('tt05-sip', change(path, value), out)).rejects.toMatchObject({ code, facts: { field } })
    expect(existsSync(out)).toBe(false)
  })

  it('a file that the metadata do not name', async () => {
    const metadata = sip()
    metadata.documents.pop()
    metadata.metadata.totalDoc = undefined
    await expect(build('tt05-sip', metadata, join(folder, 'left.zip'))).rejects.toMatchObject({
      code: 'PACKAGE_FILE_NOT_NAMED',
      facts: { path: 'lớn.mp4' },
    })
  })

  it('links, empty folders, what is not there, what is there already', async () => {
    const [profile, metadata] = METADATA['bagit']!
    const linked = writeTree(join(folder, 'linked'), { 'a.txt': 'x' })
    symlinkSync('/etc/passwd', join(linked, 'b.txt'))
    await expect(build(profile, metadata, join(folder, 'l'), linked)).rejects.toMatchObject({ code: 'PACKAGE_FILES' })
    mkdirSync(join(folder, 'empty'))
    await expect(build(profile, metadata, join(folder, 'e'), join(folder, 'empty'))).rejects.toMatchObject({
      code: 'PACKAGE_NO_FILES',
    })
    await expect(build(profile, metadata, join(folder, 'n'), join(folder, 'nowhere'))).rejects.toMatchObject({
      code: 'ENOENT',
    })
    for (const ending of ['', '.zip', '.tar']) {
      const out = writeTree(folder, { [`taken${ending}`]: 'mine' } as Tree)
      await expect(build(profile, metadata, join(out, `taken${ending}`))).rejects.toMatchObject({
        code: 'PACKAGE_EXISTS',
      })
      expect(readFileSync(join(out, `taken${ending}`), 'utf8')).toBe('mine')
    }
    await expect(build(profile, { 'Payload-Oxum': '1.1' }, join(folder, 'o'))).rejects.toMatchObject({
      facts: { field: 'Payload-Oxum' },
    })
    expect(readdirSync(folder).filter((name) => name.includes('.partial'))).toEqual([])
  })
})
