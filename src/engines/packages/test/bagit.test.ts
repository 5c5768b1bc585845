/**
 * Bags judged against a table written from the standard (RFC 8493 and the drafts before it) and from the kinds of cases that the Library
 * of Congress' conformance suite is known to have. Bags are written by hand here.
 */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyPackage } from '../index.ts'
import { digest, makeTar, makeZip, rulesOf, type Tree, workFolder, writeTree } from './kit.ts'

const folder = workFolder()
let count = 0

interface Bag {
  version?: string
  encoding?: string
  algorithm?: string
  payload?: Record<string, string>
  info?: string
}

const declaration = (version: string, encoding = 'UTF-8') =>
  `BagIt-Version: ${version}\nTag-File-Character-Encoding: ${encoding}\n`
const manifest = (algorithm: string, files: Record<string, string>) =>
  Object.entries(files)
    .map(([path, content]) => `${digest(algorithm, content)}  ${path}\n`)
    .join('')

const PAYLOAD = { 'data/a.txt': 'một\n', 'data/thư mục/b c.txt': 'hai\n' }

/** A good bag. */
function bag({ version = '1.0', algorithm = 'sha256', payload = PAYLOAD, info }: Bag = {}): Tree {
  const tags: Record<string, string> = {
    'bagit.txt': declaration(version),
    [`manifest-${algorithm}.txt`]: manifest(algorithm, payload),
    ...(info === undefined ? {} : { 'bag-info.txt': info }),
  }
  return { ...payload, ...tags, [`tagmanifest-${algorithm}.txt`]: manifest(algorithm, tags) }
}

/** Without tag manifest, so that a test may change tags freely. */
function plain(options: Bag = {}): Tree {
  const tree = bag(options)
  for (const path of Object.keys(tree)) if (path.startsWith('tagmanifest')) delete tree[path]
  return tree
}

const judge = (tree: Tree) => verifyPackage(writeTree(join(folder, `bag-${++count}`), tree))

describe('good bags', () => {
  const versions = ['0.93', '0.94', '0.95', '0.96', '0.97', '1.0']
  it.each(versions)('of version %s', async (version) => {
    expect(await judge(bag({ version }))).toMatchObject({ profile: 'bagit', version, valid: true, findings: [] })
  })

  it.each(['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'])('with %s', async (algorithm) => {
    expect(await judge(bag({ algorithm }))).toMatchObject({ valid: true, findings: [] })
  })

  const good: Record<string, () => Tree> = {
    'line ends CRLF': () => ({
      ...plain(),
      'manifest-sha256.txt': manifest('sha256', PAYLOAD).replaceAll('\n', '\r\n'),
    }),
    'line ends CR': () => ({ ...plain(), 'manifest-sha256.txt': manifest('sha256', PAYLOAD).replaceAll('\n', '\r') }),
    'no line end at the end': () => ({ ...plain(), 'manifest-sha256.txt': manifest('sha256', PAYLOAD).trimEnd() }),
    'digests in capitals': () => ({
      ...plain(),
      'manifest-sha256.txt': manifest('sha256', PAYLOAD).replace(/^[0-9a-f]+/gm, (hex) => hex.toUpperCase()),
    }),
    'tabs between digest and path': () => ({
      ...plain(),
      'manifest-sha256.txt': manifest('sha256', PAYLOAD).replaceAll('  ', '\t'),
    }),
    'tag files in UTF-16 big-endian': () => ({
      ...PAYLOAD,
      'bagit.txt': declaration('0.97', 'UTF-16BE'),
      'manifest-md5.txt': Buffer.from(manifest('md5', PAYLOAD), 'utf16le').swap16(),
    }),
    'tag files in UTF-16 with its mark': () => ({
      ...PAYLOAD,
      'bagit.txt': declaration('1.0', 'UTF-16'),
      'manifest-md5.txt': Buffer.from(`\ufeff${manifest('md5', PAYLOAD)}`, 'utf16le'),
    }),
    'tag files in ISO-8859-1': () => ({
      'data/é.txt': 'x',
      'bagit.txt': declaration('0.97', 'ISO-8859-1'),
      'manifest-md5.txt': Buffer.from(manifest('md5', { 'data/é.txt': 'x' }), 'latin1'),
    }),
    'labels that come again, values over several lines': () =>
      bag({ info: 'Contact-Name: A\nContact-Name: B\nExternal-Description: một\n  hai\n\tba\nPayload-Oxum: 10.2\n' }),
    'no payload': () => ({ 'bagit.txt': declaration('1.0'), 'manifest-sha256.txt': '', 'data/': '' }),
    'fetch.txt whose files are there': () => ({
      ...plain(),
      'fetch.txt': 'https://example.org/a.txt 6 data/a.txt\n',
    }),
    'package-info.txt of old bags': () => ({
      ...plain({ version: '0.93' }),
      'package-info.txt': 'Source-Organization: X\n',
    }),
    'two manifests that list the same': () => ({ ...plain(), 'manifest-md5.txt': manifest('md5', PAYLOAD) }),
    'before 1.0, two manifests that list different files': () => ({
      ...PAYLOAD,
      'bagit.txt': declaration('0.97'),
      'manifest-md5.txt': manifest('md5', { 'data/a.txt': PAYLOAD['data/a.txt'] }),
      'manifest-sha1.txt': manifest('sha1', { 'data/thư mục/b c.txt': PAYLOAD['data/thư mục/b c.txt'] }),
    }),
    'tag files that no tag manifest lists': () => ({ ...bag(), 'notes/thêm.txt': 'x' }),
    'names with line feed, carriage return, percent (Linux)': () => {
      const files = { 'data/a\nb.txt': '1', 'data/c\rd.txt': '2', 'data/100%25.txt': '3' }
      return {
        ...files,
        'bagit.txt': declaration('1.0'),
        'manifest-sha256.txt': manifest('sha256', files)
          .replace('data/100%25', 'data/100%2525')
          .replace('a\nb', 'a%0Ab')
          .replace('c\rd', 'c%0dd'),
      }
    },
    'before 1.0, a percent sign as it stands': () => plain({ version: '0.97', payload: { 'data/100%25.txt': 'x' } }),
  }
  // names with control characters are told besides, in a folder as a warning
  const told: Record<string, string[]> = {
    'names with line feed, carriage return, percent (Linux)': ['PACKAGE-NAME-CONTROL'],
  }
  it.each(Object.keys(good))('%s', async (name) => {
    const found = await judge(good[name]!())
    expect({ valid: found.valid, rules: rulesOf(found) }).toEqual({ valid: true, rules: told[name] ?? [] })
  })
})

describe('bags with a fault', () => {
  const other = digest('sha256', 'x')
  const table: readonly [name: string, tree: () => Tree, errors: string[]][] = [
    ['no bagit.txt', () => without(plain(), 'bagit.txt'), ['BAGIT-DECLARATION-MISSING']],
    [
      'bagit.txt with BOM',
      () => ({ ...plain(), 'bagit.txt': `\ufeff${declaration('1.0')}` }),
      ['BAGIT-DECLARATION-BOM'],
    ],
    [
      'bagit.txt with a blank before the colon',
      () => ({ ...plain(), 'bagit.txt': declaration('0.97').replaceAll(':', ' :') }),
      ['BAGIT-DECLARATION'],
    ],
    ['bagit.txt without encoding', () => ({ ...plain(), 'bagit.txt': 'BagIt-Version: 1.0\n' }), ['BAGIT-DECLARATION']],
    [
      'bagit.txt with a third line',
      () => ({ ...plain(), 'bagit.txt': `${declaration('1.0')}X: y\n` }),
      ['BAGIT-DECLARATION'],
    ],
    [
      'bagit.txt with its lines changed about',
      () => ({ ...plain(), 'bagit.txt': declaration('1.0').split('\n').reverse().join('\n').trimStart() }),
      ['BAGIT-DECLARATION'],
    ],
    ['a version that is no number', () => ({ ...plain(), 'bagit.txt': declaration('.97') }), ['BAGIT-DECLARATION']],
    ['no manifest', () => without(plain(), 'manifest-sha256.txt'), ['BAGIT-MANIFEST-MISSING']],
    [
      'no data folder',
      () => ({ 'bagit.txt': declaration('1.0'), 'manifest-sha256.txt': '' }),
      ['BAGIT-PAYLOAD-MISSING'],
    ],
    ['a changed file', () => ({ ...plain(), 'data/a.txt': 'một!' }), ['BAGIT-CHECKSUM']],
    ['a changed tag file', () => ({ ...bag({ info: 'A: b\n' }), 'bag-info.txt': 'A: c\n' }), ['BAGIT-CHECKSUM']],
    ['a missing file', () => without(plain(), 'data/a.txt'), ['BAGIT-FILE-MISSING']],
    ['a missing tag file', () => without(bag({ info: 'A: b\n' }), 'bag-info.txt'), ['BAGIT-FILE-MISSING']],
    ['a file that nobody listed', () => ({ ...plain(), 'data/c.txt': 'x' }), ['BAGIT-FILE-UNLISTED']],
    [
      'in 1.0, a manifest that lists less',
      () => ({ ...plain(), 'manifest-md5.txt': manifest('md5', { 'data/a.txt': PAYLOAD['data/a.txt'] }) }),
      ['BAGIT-MANIFESTS-DIFFER'],
    ],
    [
      'a line that is none',
      () => ({ ...plain(), 'manifest-sha256.txt': `${manifest('sha256', PAYLOAD)}xyz\n` }),
      ['BAGIT-MANIFEST-LINE'],
    ],
    [
      'a digest of another length',
      () => ({ ...plain(), 'manifest-sha256.txt': manifest('sha256', PAYLOAD).replace(/^./, '') }),
      ['BAGIT-FILE-UNLISTED', 'BAGIT-MANIFEST-LINE'],
    ],
    [
      'in 1.0, a file listed twice',
      () => ({ ...plain(), 'manifest-sha256.txt': manifest('sha256', PAYLOAD).repeat(2) }),
      ['BAGIT-MANIFEST-DUPLICATE'],
    ],
    [
      'before 1.0, a file listed twice with two digests',
      () => ({
        ...plain({ version: '0.97' }),
        'manifest-sha256.txt': `${other}  data/a.txt\n${manifest('sha256', PAYLOAD)}`,
      }),
      ['BAGIT-MANIFEST-DUPLICATE'],
    ],
    ...['../../../etc/passwd', '/etc/passwd', '~/x', 'data/../../x', 'C:\\x', 'data\\..\\..\\x'].map(
      (path) =>
        [
          `a path out of the bag: ${path}`,
          () => ({ ...plain(), 'manifest-sha256.txt': `${manifest('sha256', PAYLOAD)}${other}  ${path}\n` }),
          ['BAGIT-PATH-SCOPE'],
        ] as [string, () => Tree, string[]],
    ),
    [
      'fetch.txt out of the bag',
      () => ({ ...plain(), 'fetch.txt': 'https://example.org/x 5 ../../x\n' }),
      ['BAGIT-PATH-SCOPE'],
    ],
    [
      'a payload manifest that lists a tag file',
      () => ({
        ...plain(),
        'manifest-sha256.txt': `${manifest('sha256', { ...PAYLOAD, 'bagit.txt': declaration('1.0') })}`,
      }),
      ['BAGIT-PATH-NOT-PAYLOAD'],
    ],
    [
      'a tag manifest that lists payload',
      () => ({
        ...plain(),
        'tagmanifest-sha256.txt': manifest('sha256', { ...PAYLOAD, ...(tagsOf() as Record<string, string>) }),
      }),
      ['BAGIT-TAGMANIFEST-ENTRY'],
    ],
    [
      'in 1.0, a tag manifest without the payload manifest',
      () => ({ ...plain(), 'tagmanifest-sha256.txt': manifest('sha256', { 'bagit.txt': declaration('1.0') }) }),
      ['BAGIT-TAGMANIFEST-INCOMPLETE'],
    ],
    ['a wrong Payload-Oxum', () => bag({ info: 'Payload-Oxum: 10.3\n' }), ['BAGIT-OXUM']],
    ['a Payload-Oxum that is none', () => bag({ info: 'Payload-Oxum: 10\n' }), ['BAGIT-OXUM']],
    [
      'in 1.0, Payload-Oxum twice',
      () => bag({ info: 'Payload-Oxum: 10.2\nPayload-Oxum: 10.2\n' }),
      ['BAGIT-OXUM-REPEATED'],
    ],
    ['bag-info.txt with a line that is none', () => bag({ info: 'không có gì\n' }), ['BAGIT-INFO-LINE']],
    [
      'files still to be fetched',
      () => ({ ...without(plain(), 'data/a.txt'), 'fetch.txt': 'https://example.org/a 6 data/a.txt\n' }),
      ['BAGIT-FETCH-PENDING'],
    ],
    [
      'fetch.txt with a line that is none',
      () => ({ ...plain(), 'fetch.txt': 'a.txt 6 data/a.txt\n' }),
      ['BAGIT-FETCH-LINE'],
    ],
    [
      'fetch.txt with another length than the file’s',
      () => ({ ...plain(), 'fetch.txt': 'https://example.org/a.txt 7 data/a.txt\n' }),
      ['BAGIT-FETCH-LENGTH'],
    ],
    [
      'in 1.0, fetch.txt with a file that no manifest lists',
      () => ({ ...plain(), 'fetch.txt': 'https://example.org/a.txt - data/z.txt\n' }),
      ['BAGIT-FETCH-UNLISTED'],
    ],
    [
      'in 1.0, fetch.txt with a tag file',
      () => ({ ...plain(), 'fetch.txt': 'https://example.org/a.txt - z.txt\n' }),
      ['BAGIT-FETCH-NOT-PAYLOAD'],
    ],
    [
      'tag files in another encoding than said',
      () => ({ ...plain(), 'manifest-sha256.txt': Buffer.from([0xff, 0xfe, 0xfd]) }),
      ['BAGIT-MANIFEST-MISSING', 'BAGIT-TAG-ENCODING'],
    ],
  ]
  it.each(table)('%s', async (_, tree, errors) => {
    const found = await judge(tree())
    expect(rulesOf(found, 'error')).toEqual(errors)
    expect(found).toMatchObject({ valid: false, decided: true })
  })

  const tagsOf = (): Tree => {
    const { 'bagit.txt': head, 'manifest-sha256.txt': list } = plain()
    return { 'bagit.txt': head!, 'manifest-sha256.txt': list! }
  }
})

describe('bags that are good and odd', () => {
  const nfc = 'data/tài liệu.txt'
  const table: readonly [name: string, tree: () => Tree, warnings: string[]][] = [
    [
      'the asterisk of md5sum',
      () => ({ ...plain(), 'manifest-sha256.txt': manifest('sha256', PAYLOAD).replaceAll('  ', ' *') }),
      ['BAGIT-ASTERISK'],
    ],
    [
      'paths that begin with ./',
      () => ({ ...plain(), 'manifest-sha256.txt': manifest('sha256', PAYLOAD).replaceAll('  ', '  ./') }),
      ['BAGIT-DOT-SLASH'],
    ],
    [
      'a manifest with BOM',
      () => ({ ...plain(), 'manifest-sha256.txt': `\ufeff${manifest('sha256', PAYLOAD)}` }),
      ['BAGIT-BOM'],
    ],
    [
      'a name whose accents are coded otherwise in the manifest',
      () => ({
        ...plain({ payload: { [nfc]: 'x' } }),
        'manifest-sha256.txt': manifest('sha256', { [nfc.normalize('NFD')]: 'x' }),
      }),
      ['BAGIT-NORMALIZATION'],
    ],
    [
      'a name listed in both codings, one file there',
      () => ({
        ...plain({ payload: { [nfc]: 'x' } }),
        'manifest-sha256.txt': manifest('sha256', { [nfc]: 'x', [nfc.normalize('NFD')]: 'x' }),
      }),
      ['BAGIT-LOOKALIKE', 'BAGIT-NORMALIZATION'],
    ],
    [
      'names that differ by capitals (Linux)',
      () => plain({ payload: { 'data/a.txt': '1', 'data/A.txt': '2' } }),
      ['BAGIT-LOOKALIKE', 'PACKAGE-NAME-CASE'],
    ],
    [
      'files that systems leave behind',
      () => plain({ payload: { ...PAYLOAD, 'data/.DS_Store': 'x' } }),
      ['BAGIT-SYSTEM-FILE'],
    ],
    [
      'before 1.0, a file listed twice with one digest',
      () => ({ ...plain({ version: '0.97' }), 'manifest-sha256.txt': manifest('sha256', PAYLOAD).repeat(2) }),
      ['BAGIT-MANIFEST-DUPLICATE'],
    ],
    [
      'before 1.0, Payload-Oxum twice',
      () => bag({ version: '0.97', info: 'Payload-Oxum: 10.2\nPayload-Oxum: 10.2\n' }),
      ['BAGIT-OXUM-REPEATED'],
    ],
    ['a Bagging-Date that is none', () => bag({ info: 'Bagging-Date: 1/2/2026\n' }), ['BAGIT-DATE']],
    [
      'an algorithm that nobody knows beside one that we do',
      () => ({ ...plain(), 'manifest-whirlpool.txt': 'abc  data/a.txt\n' }),
      ['BAGIT-ALGORITHM'],
    ],
    [
      'a name that Windows cannot have',
      () => plain({ payload: { 'data/con.txt': 'x', 'data/a:b': 'y' } }),
      ['PACKAGE-NAME-UNPORTABLE'],
    ],
  ]
  it.each(table)('%s', async (_, tree, warnings) => {
    const found = await judge(tree())
    expect({ valid: found.valid, errors: rulesOf(found, 'error') }).toEqual({ valid: true, errors: [] })
    expect(rulesOf(found, 'warning')).toEqual(warnings)
  })
})

describe('what cannot be decided', () => {
  it.each([
    ['a version to come', { ...plain(), 'bagit.txt': declaration('2.0') }],
    ['an encoding that nobody knows', { ...plain(), 'bagit.txt': declaration('1.0', 'KLINGON') }],
    [
      'only an algorithm that nobody knows',
      { ...PAYLOAD, 'bagit.txt': declaration('1.0'), 'manifest-whirlpool.txt': 'ab  data/a.txt\n' },
    ],
  ])('%s', async (_, tree) => {
    expect(await judge(tree)).toMatchObject({ valid: false, decided: false })
  })
})

describe('bags in one file', () => {
  it('zip and tar with one folder are judged like the folder, without it they are not bags', async () => {
    const tree = bag()
    const parts = (root: string) => Object.entries(tree).map(([name, content]) => ({ name: `${root}${name}`, content }))
    const at = (name: string, bytes: Uint8Array) => join(writeTree(folder, { [name]: bytes }), name)
    expect(await verifyPackage(at('one.zip', makeZip(parts('túi/'))))).toMatchObject({ valid: true, findings: [] })
    expect(await verifyPackage(at('one.tar', makeTar(parts('bag/'))))).toMatchObject({ valid: true, findings: [] })
    const flat = await verifyPackage(at('flat.zip', makeZip(parts(''))))
    expect(rulesOf(flat)).toEqual(['BAGIT-SERIALIZATION'])
  })
})

function without(tree: Tree, path: string): Tree {
  const { [path]: _, ...rest } = tree
  return rest
}
