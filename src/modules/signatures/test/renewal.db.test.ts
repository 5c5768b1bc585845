/** Archive timestamps renewed in time: files that this house made to last alone, once, and what was signed stays verifiable long after. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { signPdf, timestampPdf, verifyPdf } from '#engines/sign/index.ts'
import { authorityOf, EKU, issue } from '#engines/sign/test/authority.ts'
import { signerOf } from '#engines/sign/test/kit.ts'
import { insertComponent } from '#modules/records/index.ts'
import { newId } from '#platform/ids/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { askVerification } from '../index.ts'
import { configuredTrust } from '../trust-folder.ts'
import { type Infrastructure, makeInfrastructure, paper, removeInfrastructure, startTsa, type Tsa } from './build.ts'

let t: TestApp
let o: Office
let pki: Infrastructure
let tsa: Tsa
beforeAll(async () => {
  pki = await makeInfrastructure()
  tsa = await startTsa(pki, () => t.clock.now())
  t = await testApp({ env: { VANKHO_TRUST: pki.trustDir, VANKHO_TSA_URL: tsa.url, VANKHO_SIGN_WAIT: '2' } })
  o = await makeOffice(t)
})
afterAll(async () => {
  await t?.close()
  await tsa?.close()
  removeInfrastructure(pki)
})

async function keep(bytes: Uint8Array): Promise<string> {
  const { sha256, size } = await t.blobs.put(bytes)
  const id = newId()
  await t.kernel.transact(o.actors.registry, 'test', async (ctx) => {
    insertComponent(ctx.tx, {
      organizationId: o.organizationId,
      id,
      role: 'main',
      fileName: 'lưu trữ.pdf',
      mediaType: 'application/pdf',
      size,
      sha256,
      pageCount: 2,
      findings: [],
      now: ctx.now,
      createdBy: o.actors.registry.postId!,
    })
    askVerification(ctx, { componentId: id, mediaType: 'application/pdf' })
  })
  await t.drain()
  return id
}

async function renew(): Promise<Record<string, number> | undefined> {
  let report: Record<string, number> | undefined
  const { default: run } = await t.kernel.jobs.get('signatures.renew-timestamps')!.load()
  await run(
    {
      now: t.clock.now(),
      config: t.config,
      blobs: t.blobs,
      log: { warn: () => {} },
      signal: new AbortController().signal,
      report: (found: Record<string, number>) => {
        report = found
      },
      transactionIn: (organizationId: string, work: never) => t.as(organizationId, work),
    } as never,
    {},
  )
  return report
}

const reports = () =>
  t.admin<{ component_id: string; cause: string; verdict: string; renew_by: Date | null; renews: string | null }>(
    'select component_id, cause, verdict, renew_by, renews from signatures.report order by at, id',
  )

it('a timestamp that ends soon is renewed once, of files that were made to last here', async () => {
  const short = await issue({
    name: 'Lâm Hà TSA cũ',
    issuer: pki.root,
    extended: [EKU.timeStamping],
    extendedCritical: true,
    notAfter: '2027-01-15T00:00:00Z',
  })
  const time = new Date('2026-11-22T02:00:00Z')
  const stamp = authorityOf(short, () => '2026-11-22T02:00:05Z', { chain: [pki.root] })
  const signed = await signPdf(await paper(), signerOf(pki.leader, [pki.middle]), { time, timestamp: stamp })
  const lasting = await timestampPdf(signed, stamp)
  const old = await keep(lasting)
  await keep(signed) // no document timestamp: nothing to renew
  expect((await reports()).map((one) => [one.verdict, one.renew_by?.toISOString() ?? null])).toEqual([
    ['TOTAL-PASSED', '2027-01-15T00:00:00.000Z'],
    ['TOTAL-PASSED', null],
  ])

  // It came so from outside: nothing is given to any document of this house's own accord.
  expect(await renew()).toEqual({ renewed: 0, left: 1, failed: 0 })

  await t.admin(`update records.component set derivation = '{"kind": "lasting"}' where id = $1`, [old])
  tsa.mode = 'refuses'
  expect(await renew()).toEqual({ renewed: 0, left: 0, failed: 1 })
  tsa.mode = 'good'
  expect(await renew()).toEqual({ renewed: 1, left: 0, failed: 0 })
  const made = (await reports()).at(-1)!.component_id
  expect((await reports()).at(-1)).toMatchObject({
    cause: 'renewed',
    verdict: 'TOTAL-PASSED',
    renews: old,
    renew_by: new Date('2031-01-01T00:00:00Z'),
  })
  expect(await renew()).toEqual({ renewed: 0, left: 0, failed: 0 })

  // Years later, when the first timestamp's certificate has long ended.
  const [row] = await t.admin<{ sha256: string }>('select sha256 from records.component where id = $1', [made])
  const bytes = await t.blobs.read(row!.sha256)
  expect(Buffer.compare(bytes.subarray(0, lasting.length), lasting)).toBe(0)
  const { list } = await configuredTrust(pki.trustDir)
  const later = { trust: list, now: new Date('2029-06-01T00:00:00Z') }
  expect(verifyPdf(bytes, later).verdict).toBe('TOTAL-PASSED')
  expect(verifyPdf(lasting, later).documentTimestamps[0]!.verdict).not.toBe('TOTAL-PASSED')
})
