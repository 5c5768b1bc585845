import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  installStandard,
  listStandards,
  readStandard,
  recogniseStandard,
  STANDARDS,
  type StandardKind,
  standardPath,
  standardsFolder,
} from '../index.ts'
import { LOOK_ALIKES } from './look-alikes.ts'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vankho-standards-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

const bytes = (text: string) => Buffer.from(text)
const code = (name: string, text: string | Uint8Array) => {
  try {
    recogniseStandard(name, typeof text === 'string' ? bytes(text) : text)
  } catch (error) {
    return (error as { code: string }).code
  }
  return null
}

/** What each look-alike says of itself, written here apart from the rules. */
const TRUTH: Record<StandardKind, string | null> = {
  'pronom-signatures': '7',
  'pronom-containers': '3',
  mets: '1.2',
  premis: '3.0',
  'ead-2002': '200201',
  ead3: '1.0.0',
  xlink: '2',
  'csip-extension': null,
  'csip-profile': '2.0.0',
}

describe('recognising', () => {
  it.each(Object.entries(TRUTH) as [StandardKind, string | null][])('%s, version %s', (kind, version) => {
    // the name says something else
    const found = recogniseStandard('holiday.txt', bytes(LOOK_ALIKES[kind]()))
    expect({ kind: found.standard.kind, version: found.version }).toEqual({ kind, version })
  })

  it('refuses what is something else, cut off, hostile, or only shares a namespace', () => {
    expect(code('a.txt', 'hello')).toBe('STANDARDS_NOT_XML')
    expect(code('a.txt', '')).toBe('STANDARDS_NOT_XML')
    expect(code('a.xml', Uint8Array.of(0xff, 0xfe, 0x3c, 0))).toBe('STANDARDS_NOT_XML')
    expect(code('a.xml', '<invoice/>')).toBe('STANDARDS_UNKNOWN')
    expect(code('a.xsd', LOOK_ALIKES.mets().replace('METS/', 'METS/v2'))).toBe('STANDARDS_UNKNOWN')
    expect(code('a.xsd', LOOK_ALIKES.mets().slice(0, -5))).toBe('STANDARDS_NOT_XML')
    expect(code('a.xml', `<!DOCTYPE a [<!ENTITY b "c">]>${LOOK_ALIKES['pronom-containers']()}`)).toBe(
      'STANDARDS_NOT_XML',
    )
    // the W3C's own XLink schema has the namespace but not the groups that METS refers to
    expect(code('xlink.xsd', LOOK_ALIKES.xlink().replace('simpleLink', 'simpleAttrs'))).toBe('STANDARDS_INCOMPLETE')
  })
})

describe('installing', () => {
  it('keeps the bytes under the fixed name; a younger one replaces, an older one does not, the same changes nothing', async () => {
    const put = async (text: string) => (await installStandard(home, 'x.xml', bytes(text))).outcome
    expect(await standardPath(home, 'pronom-signatures')).toBeNull()
    expect(await readStandard(home, 'pronom-signatures')).toBeNull()
    expect(await listStandards(home)).toEqual([])
    expect(await put(LOOK_ALIKES['pronom-signatures']('9'))).toBe('installed')
    expect(await put(LOOK_ALIKES['pronom-signatures']('9'))).toBe('unchanged')
    expect(await put(LOOK_ALIKES['pronom-signatures']('10'))).toBe('replaced')
    expect(await put(LOOK_ALIKES['pronom-signatures']('9'))).toBe('older')
    expect((await readStandard(home, 'pronom-signatures'))?.toString()).toBe(LOOK_ALIKES['pronom-signatures']('10'))
    expect(await standardPath(home, 'pronom-signatures')).toBe(join(home, 'standards', 'pronom-signatures.xml'))
    expect((await listStandards(home)).map((one) => [one.kind, one.version])).toEqual([['pronom-signatures', '10']])
    expect(await readdir(standardsFolder(home))).toEqual(['pronom-signatures.xml'])
  })

  it('a damaged file in the folder is named by the list, and gives way to a good one, even an older one', async () => {
    await installStandard(home, 'm.xsd', bytes(LOOK_ALIKES.mets('1.9')))
    await writeFile(join(standardsFolder(home), 'mets.xsd'), 'rubbish')
    await expect(listStandards(home)).rejects.toMatchObject({ code: 'STANDARDS_NOT_XML', facts: { name: 'mets.xsd' } })
    expect(await installStandard(home, 'm.xsd', bytes(LOOK_ALIKES.mets('1.8')))).toMatchObject({ outcome: 'replaced' })
  })

  it('what is refused leaves nothing behind', async () => {
    await expect(installStandard(home, 'a.xml', bytes('<a/>'))).rejects.toMatchObject({ code: 'STANDARDS_UNKNOWN' })
    expect(existsSync(standardsFolder(home))).toBe(false)
  })
})

const shared = join(import.meta.dirname, '../../../../../shared')
if (!existsSync(shared)) console.warn('bỏ qua: không có ../shared | skipped: no ../shared')
/** The real files, where they are at hand: what each is, from its publisher. */
const REAL: readonly [string, StandardKind, string | null][] = [
  ['pronom/DROID_SignatureFile_V122.xml', 'pronom-signatures', '122'],
  ['pronom/container-signature-20260119.xml', 'pronom-containers', '40'],
  ['schemas/mets-1.12.1.xsd', 'mets', '1.12.1'],
  ['schemas/premis-v3.xsd', 'premis', '3.0'],
  ['schemas/ead-2002.xsd', 'ead-2002', '200804'],
  ['schemas/ead3.xsd', 'ead3', '1.1.1'],
  ['schemas/xlink.xsd', 'xlink', '2'],
  ['schemas/dilcis-extension-mets.xsd', 'csip-extension', null],
  ['schemas/e-ark-csip-profile-v2-0-4.xml', 'csip-profile', '2.0.4'],
  ['schemas/e-ark-csip-profile-v2-2-0.xml', 'csip-profile', '2.2.0'],
]
describe('the real files', () => {
  for (const [path, kind, version] of REAL) {
    const place = join(shared, path)
    it.skipIf(!existsSync(place))(`${path}`, async () => {
      expect(await installStandard(home, 'x', await readFile(place))).toMatchObject({ kind, version })
    })
  }
  it('every kind has a row above', () => {
    expect(new Set(REAL.map(([, kind]) => kind))).toEqual(new Set(STANDARDS.map((one) => one.kind)))
  })
})
