/** Archives and folders that mean harm or are broken, made byte by byte; each is refused with its name and nothing is unpacked. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyPackage } from '../index.ts'
import { openSource } from '../source/index.ts'
import { LIMITS } from '../types.ts'
import { digest, makeTar, makeZip, rulesOf, type TarPart, workFolder, writeTree, type ZipPart } from './kit.ts'

const folder = workFolder()
let count = 0
const file = (extension: string, bytes: Uint8Array) => {
  const path = join(folder, `${++count}.${extension}`)
  writeFileSync(path, bytes)
  return path
}
const head = { name: 'b/bagit.txt', content: 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' }
const good = (content = 'x') => [
  head,
  { name: 'b/manifest-sha256.txt', content: `${digest('sha256', content)}  data/a.txt\n` },
  { name: 'b/data/a.txt', content },
]

describe('zip', () => {
  const zeros = Buffer.alloc(200 * 1024 * 1024)
  const table: readonly [name: string, parts: () => ZipPart[], rules: string[]][] = [
    ['zip slip', () => [...good(), { name: '../../etc/x' }], ['PACKAGE-PATH-TRAVERSAL']],
    ['zip slip with backslashes', () => [...good(), { name: 'b\\..\\..\\x' }], ['PACKAGE-PATH-TRAVERSAL']],
    ['absolute', () => [...good(), { name: '/etc/x' }], ['PACKAGE-PATH-ABSOLUTE']],
    ['absolute of Windows', () => [...good(), { name: 'C:/x' }], ['PACKAGE-PATH-ABSOLUTE']],
    ['a path with empty parts', () => [...good(), { name: 'b//x' }], ['PACKAGE-PATH-ODD']],
    ['a symlink', () => [...good(), { name: 'b/l', content: '/etc/passwd', mode: 0o120777 }], ['PACKAGE-LINK']],
    ['a device', () => [...good(), { name: 'b/d', mode: 0o020666 }], ['PACKAGE-SPECIAL']],
    ['the same name twice', () => [...good(), { name: 'b/data/a.txt', content: 'y' }], ['PACKAGE-DUPLICATE']],
    ['a file that is a folder too', () => [...good(), { name: 'b/data', content: 'y' }], ['PACKAGE-DUPLICATE']],
    ['names that differ by capitals', () => [...good(), { name: 'b/data/A.txt', content: 'x' }], ['PACKAGE-NAME-CASE']],
    [
      'names that differ by the coding of accents',
      () => [...good(), { name: 'b/ệ'.normalize('NFC') }, { name: 'b/ệ'.normalize('NFD') }],
      ['PACKAGE-NAME-UNICODE'],
    ],
    ['control characters', () => [...good(), { name: 'b/x\u0007y' }], ['PACKAGE-NAME-CONTROL']],
    ['marks that turn the writing', () => [...good(), { name: 'b/x\u202efdp.exe' }], ['PACKAGE-NAME-CONTROL']],
    ['a NUL', () => [...good(), { name: 'b/x\0.txt' }], ['PACKAGE-NAME-CONTROL']],
    [
      'a name that is not the UTF-8 it says',
      () => [...good(), { name: Buffer.from([0x62, 0x2f, 0xff]) }],
      ['PACKAGE-NAME-ENCODING'],
    ],
    ['a very long name', () => [...good(), { name: `b/${'x'.repeat(300)}` }], ['PACKAGE-NAME-LONG']],
    ['encrypted', () => [...good(), { name: 'b/e', content: 'y', lie: { flags: 0x0801 } }], ['PACKAGE-ENCRYPTED']],
    ['strongly encrypted', () => [{ name: 'b/e', content: 'y', lie: { flags: 0x0841 } }], ['PACKAGE-ENCRYPTED']],
    [
      'a method nobody knows',
      () => [...good(), { name: 'b/m', content: 'y', lie: { method: 99 } }],
      ['PACKAGE-ZIP-METHOD'],
    ],
    [
      'a stored entry of another size',
      () => [...good(), { name: 'b/s', content: 'y', lie: { size: 9 } }],
      ['PACKAGE-ENTRY-SIZE'],
    ],
    ['a bomb', () => [...good(), { name: 'b/z', content: zeros, deflate: true }], ['PACKAGE-BOMB']],
    [
      'entries that share their bytes',
      () => [...good(), { name: 'b/data/c.txt', content: 'x', lie: { at: 0 } }],
      ['PACKAGE-ZIP-OVERLAP'],
    ],
  ]
  it.each(table)('%s', async (_, parts, rules) => {
    const found = await verifyPackage(file('zip', makeZip(parts())))
    expect(rulesOf(found, 'error')).toEqual(rules)
    expect(found).toMatchObject({ valid: false, profile: null })
  })

  const inside: readonly [name: string, part: ZipPart, rule: string][] = [
    ['a wrong CRC', { name: 'b/data/a.txt', content: 'x', lie: { crc: 1 } }, 'PACKAGE-ENTRY-CRC'],
    [
      'deflated to more than it says',
      { name: 'b/data/a.txt', content: 'xxxx', deflate: true, lie: { size: 1 } },
      'PACKAGE-ENTRY-SIZE',
    ],
    [
      'deflated to less than it says',
      { name: 'b/data/a.txt', content: 'x', deflate: true, lie: { size: 5 } },
      'PACKAGE-ENTRY-SIZE',
    ],
    [
      'no deflate at all',
      { name: 'b/data/a.txt', content: '\xff\xff\xff', lie: { method: 8, size: 5 } },
      'PACKAGE-ENTRY-BROKEN',
    ],
    [
      'another name in the local header',
      { name: 'b/data/a.txt', content: 'x', lie: { localName: 'b/data/q.txt' } },
      'PACKAGE-ZIP-HEADERS',
    ],
  ]
  it.each(inside)('%s is told when the entry is read', async (_, part, rule) => {
    const found = await verifyPackage(file('zip', makeZip([...good().slice(0, 2), part])))
    expect(rulesOf(found, 'error')).toEqual([rule])
  })

  it('large entries are held to their promises too', async () => {
    const content = Buffer.alloc(3 * 1024 * 1024, 'abcdefg')
    const manifest = { name: 'b/manifest-sha256.txt', content: `${digest('sha256', content)}  data/a.txt\n` }
    const judge = async (lie: ZipPart['lie'], deflate: boolean) =>
      rulesOf(
        await verifyPackage(
          file('zip', makeZip([head, manifest, { name: 'b/data/a.txt', content, deflate, ...(lie ? { lie } : {}) }])),
        ),
      )
    expect(await judge(undefined, true)).toEqual([])
    expect(await judge(undefined, false)).toEqual([])
    expect(await judge({ crc: 7 }, true)).toEqual(['PACKAGE-ENTRY-CRC'])
    expect(await judge({ size: content.length - 1 }, true)).toEqual(['PACKAGE-ENTRY-SIZE'])
    expect(await judge({ size: content.length + 1 }, true)).toEqual(['PACKAGE-ENTRY-SIZE'])
  })

  it('a truncated or overwritten file is unreadable', async () => {
    const whole = makeZip(good())
    for (const bytes of [whole.subarray(0, -30), Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(100)])])
      await expect(verifyPackage(file('zip', bytes))).rejects.toMatchObject({ code: 'PACKAGE_UNREADABLE' })
  })
})

describe('tar', () => {
  const table: readonly [name: string, parts: () => TarPart[], rules: string[]][] = [
    ['traversal', () => [...good(), { name: 'b/../../x' }], ['PACKAGE-PATH-TRAVERSAL']],
    ['absolute', () => [...good(), { name: '/x' }], ['PACKAGE-PATH-ABSOLUTE']],
    ['a symlink', () => [...good(), { name: 'b/l', type: '2', link: '/etc/passwd' }], ['PACKAGE-LINK']],
    ['a hard link', () => [...good(), { name: 'b/l', type: '1', link: 'b/data/a.txt' }], ['PACKAGE-LINK']],
    ['a device', () => [...good(), { name: 'b/d', type: '3' }], ['PACKAGE-SPECIAL']],
    ['a FIFO', () => [...good(), { name: 'b/d', type: '6' }], ['PACKAGE-SPECIAL']],
    ['a sparse file', () => [...good(), { name: 'b/d', type: 'S' }], ['PACKAGE-SPECIAL']],
    ['the same name twice', () => [...good(), { name: 'b/data/a.txt', content: 'y' }], ['PACKAGE-DUPLICATE']],
    ['a size beyond the end', () => [...good(), { name: 'b/e', content: 'y', size: 99_999 }], ['PACKAGE-ENTRY-BROKEN']],
  ]
  it.each(table)('%s', async (_, parts, rules) => {
    const found = await verifyPackage(file('tar', makeTar(parts())))
    expect(rulesOf(found, 'error')).toEqual(rules)
  })

  it('a name in a pax header counts, also when it leads out', async () => {
    const record = (text: string) => `${text.length + 4} ${text}\n`
    const pax = (name: string) => [
      ...good(),
      { name: 'PaxHeader', type: 'x', content: record(`path=${name}`) },
      { name: 'b/harmless', content: 'x' },
    ]
    expect(rulesOf(await verifyPackage(file('tar', makeTar(pax('b/../../evil')))), 'error')).toEqual([
      'PACKAGE-PATH-TRAVERSAL',
    ])
    const source = await openSource(file('tar', makeTar(pax('b/other-name'))))
    expect([...source.files.keys()]).toContain('other-name')
    await source.close()
  })

  it('a damaged header is unreadable', async () => {
    const bytes = makeTar(good())
    bytes[1024] = 0x21
    await expect(verifyPackage(file('tar', bytes))).rejects.toMatchObject({ code: 'PACKAGE_UNREADABLE' })
  })
})

describe('folders', () => {
  it('links are not followed', async () => {
    const bag = writeTree(
      join(folder, 'linked'),
      Object.fromEntries(good().map(({ name, content }) => [name.slice(2), content])),
    )
    symlinkSync('/etc/passwd', join(bag, 'data', 'link'))
    symlinkSync('/', join(bag, 'root'))
    expect(rulesOf(await verifyPackage(bag), 'error')).toEqual(['PACKAGE-LINK'])
  })

  it('names that are not UTF-8', async () => {
    const bag = writeTree(join(folder, 'bytes'), { 'bagit.txt': 'x' })
    mkdirSync(Buffer.concat([Buffer.from(`${bag}/`), Buffer.from([0xff, 0xfe])]))
    expect(rulesOf(await verifyPackage(bag), 'error')).toEqual(['PACKAGE-NAME-ENCODING'])
  })
})

describe('limits', () => {
  it('entries and bytes in all', async () => {
    const path = file('zip', makeZip(good('xxxxx')))
    const judge = async (limits: Partial<typeof LIMITS>) =>
      rulesOf(await verifyPackage(path, { limits: { ...LIMITS, ...limits } }), 'error')
    expect(await judge({ entries: 2 })).toEqual(['PACKAGE-TOO-MANY'])
    expect(await judge({ total: 100 })).toEqual(['PACKAGE-TOO-LARGE'])
    expect(await judge({ text: 20 })).toContain('PACKAGE-ENTRY-LARGE')
    expect(await judge({})).toEqual([])
  })

  it('what is no package at all', async () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('hello'), Buffer.alloc(5000)])
      await expect(verifyPackage(file('bin', bytes))).rejects.toMatchObject({ code: 'PACKAGE_UNREADABLE' })
    await expect(verifyPackage(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await verifyPackage(writeTree(join(folder, 'plain'), { 'a.txt': 'x' }))).toMatchObject({
      profile: null,
      valid: false,
      decided: false,
    })
  })
})
