/** The real sample scans, where they are at hand; the drawn look-alikes in extract.test.ts always run. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { extractFile } from '../index.ts'

vi.setConfig({ testTimeout: 180_000 })

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../../../../shared/samples/scans')
const present = existsSync(join(folder, 'catalogue.csv'))
if (!present) console.log(`skipped: the sample scans are not at ${folder}; bench/extract/run.ts says the same`)

const rows = present
  ? readFileSync(join(folder, 'catalogue.csv'), 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(',') as [string, string, string, string, string])
  : []

describe.skipIf(!present)('sample scans', () => {
  // a few stand for all here; the whole table is in the bench
  it.each(rows.filter((_, i) => i % 6 === 5))('%s', async (file, type, number, _notation, date) => {
    const result = await extractFile(join(folder, file))
    expect(result.typeName).toBe(type)
    expect([null, number]).toContain(result.codeNumber)
    expect(result.issuedDate === null || date.startsWith(result.issuedDate)).toBe(true)
    expect(result.fields.codeNumber.box).not.toBeNull()
  })
})
