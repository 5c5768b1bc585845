/** Real scans of an office (not part of the product): none is signed; each can be signed twice and stays what it was. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { signPdf, verifyPdf } from '../index.ts'
import { type Kit, makeKit, NOW, SIGNED_AT } from './kit.ts'

const folder = join(import.meta.dirname, '../../../../../shared/samples/scans')
const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.pdf')) : []
if (names.length === 0) console.warn('bỏ qua: không có ../shared/samples/scans | skipped: no ../shared/samples/scans')

let kit: Kit
beforeAll(async () => {
  kit = await makeKit()
})

describe.skipIf(names.length === 0)('real scans', () => {
  it.each(names.length > 0 ? names : ['none'])('%s', async (name) => {
    const scan = readFileSync(join(folder, name))
    expect(verifyPdf(scan, { now: NOW })).toMatchObject({ verdict: 'INDETERMINATE', signatures: [] })
    const once = await signPdf(scan, kit.signer, { time: SIGNED_AT })
    const twice = await signPdf(once, kit.seal, { time: SIGNED_AT, timestamp: kit.timestamp })
    expect(Buffer.compare(Buffer.from(twice.subarray(0, scan.length)), scan)).toBe(0)
    expect(verifyPdf(twice, { trust: kit.trust, now: NOW }).signatures.map((one) => one.verdict)).toEqual([
      'TOTAL-PASSED',
      'TOTAL-PASSED',
    ])
    const altered = Buffer.from(twice)
    altered[Math.floor(scan.length / 2)]! ^= 1
    expect(verifyPdf(altered, { trust: kit.trust, now: NOW }).verdict).toBe('TOTAL-FAILED')
  })
})
