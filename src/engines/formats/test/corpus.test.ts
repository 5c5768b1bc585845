import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { builtinSet, bytesSource, compileSet, identify, readDroidFiles, type SignatureSet } from '../index.ts'
import { corpus } from './corpus.ts'

const shared = join(import.meta.dirname, '../../../../../shared')
const newest = (pattern: RegExp): Buffer | null => {
  const folder = join(shared, 'pronom')
  const name = existsSync(folder)
    ? readdirSync(folder)
        .filter((one) => pattern.test(one))
        .sort()
        .at(-1)
    : undefined
  return name === undefined ? null : readFileSync(join(folder, name))
}
const binary = newest(/^DROID_SignatureFile/)
const containers = newest(/^container-signature/)
const pronom = binary && containers ? compileSet(readDroidFiles(binary, containers)) : null
if (!pronom) console.warn('bỏ qua: không có ../shared/pronom | skipped: no ../shared/pronom')

const samples = await corpus()
const told = async (set: SignatureSet, name: string, bytes: Uint8Array) => {
  const { puid, method } = await identify(bytesSource(bytes), name, set)
  return { name, puid, method }
}
const wanted = samples.map(({ name, puid, method }) => ({ name, puid, method }))

describe('one file of each format', () => {
  it('the built-in table tells each', async () => {
    const found = []
    for (const { name, bytes } of samples) found.push(await told(builtinSet(), name, bytes))
    expect(found).toEqual(wanted)
  })

  it.skipIf(!pronom)('PRONOM’s own signatures tell the same', async () => {
    const found = []
    for (const { name, bytes } of samples) found.push(await told(pronom!, name, bytes))
    expect(found).toEqual(wanted)
  })

  it('a right extension earns no warning, a wrong one does, whatever its case', async () => {
    const set = builtinSet()
    for (const { name, bytes, method } of samples) {
      if (method !== 'signature' && method !== 'container') continue
      const right = await identify(bytesSource(bytes), name.toUpperCase(), set)
      expect(right.warnings, name).toEqual([])
      const wrong = await identify(bytesSource(bytes), `${name}.qqq`, set)
      expect(
        wrong.warnings.map((one) => one.code),
        name,
      ).toEqual(['extension-mismatch'])
    }
  })
})

describe('real files', () => {
  const folders = ['samples/scans', 'samples/legal', 'schemas'].map((one) => join(shared, one))
  it.skipIf(!pronom)('the built-in table and PRONOM agree, and say what the files are', async () => {
    const seen: Record<string, string | null> = {}
    for (const folder of folders)
      for (const name of readdirSync(folder)) {
        if (!/\.(pdf|docx?|xlsx|csv|xml)$/.test(name)) continue
        const bytes = readFileSync(join(folder, name))
        const found = await told(pronom!, name, bytes)
        expect(await told(builtinSet(), name, bytes)).toEqual(found)
        const kind = name.split('.').at(-1)!
        if (seen[kind] !== undefined) expect(found.puid, name).toBe(seen[kind])
        seen[kind] = found.puid
      }
    expect(seen).toEqual({
      pdf: 'fmt/477',
      docx: 'fmt/412',
      doc: 'fmt/40',
      xlsx: 'fmt/214',
      csv: 'x-fmt/18',
      xml: 'fmt/101',
    })
  })
})
