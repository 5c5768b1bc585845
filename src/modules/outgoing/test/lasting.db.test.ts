/** What was issued is made to last and renewed in time, without a hand. */

import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyPdf } from '#engines/sign/index.ts'
import { askLasting } from '#modules/signatures/index.ts'
import {
  enterKeys,
  type Infrastructure,
  makeInfrastructure,
  PASS,
  removeInfrastructure,
  startTsa,
  type Tsa,
} from '#modules/signatures/test/build.ts'
import { configuredTrust } from '#modules/signatures/trust-folder.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { signing } from '../signing-contract.ts'
import { drafts } from './build.ts'

let t: TestApp
let o: Office
let d: ReturnType<typeof drafts>
let pki: Infrastructure
let tsa: Tsa
beforeAll(async () => {
  pki = await makeInfrastructure()
  tsa = await startTsa(pki, () => t.clock.now())
  t = await testApp({ env: { VANKHO_TRUST: pki.trustDir, VANKHO_TSA_URL: tsa.url, VANKHO_SIGN_WAIT: '2' } })
  o = await makeOffice(t)
  d = drafts(t, o)
})
afterAll(async () => {
  await t?.close()
  await tsa?.close()
  removeInfrastructure(pki)
})

it('an issued file gets an archive timestamp over all that proves it, once, and a further one before the first ends', async () => {
  const keys = await enterKeys(t, o, pki)
  const id = await d.approved()
  const at = { params: { documentId: id } }
  const version = async () => (await d.get(id)).version
  const body = { passphrase: PASS }
  await t.run(signing.sign, o.actors.leader, { ...at, body: { ...body, version: await version(), keyId: keys.leader } })
  await t.run(signing.seal, o.actors.registry, {
    ...at,
    body: { ...body, version: await version(), keyId: keys.agency },
  })
  await d.step('issue', id, o.actors.registry)
  await t.drain()
  // Asked again, by two at once: it is made once.
  const sealedId = (await d.get(id)).sealed!.id
  await t.as(o.organizationId, async (ctx) => {
    askLasting(ctx, [sealedId])
    askLasting(ctx, [sealedId])
  })
  await Promise.all([t.drain(), t.drain()])
  const made = await t.admin(
    `select from records.component where document_id = $1 and derivation->>'kind' = 'lasting'`,
    [id],
  )
  expect(made).toHaveLength(1)

  const seen = await d.get(id)
  const bytesOf = async (componentId: string): Promise<Uint8Array> => {
    const [row] = await t.admin<{ sha256: string }>('select sha256 from records.component where id = $1', [componentId])
    return t.blobs.read(row!.sha256)
  }
  const sealed = await bytesOf(seen.sealed!.id)
  const lasting = await bytesOf(seen.lasting!.id)
  // An increment: what was issued stays as it is, to the byte.
  expect(Buffer.compare(lasting.subarray(0, sealed.length), sealed)).toBe(0)
  const { list } = await configuredTrust(pki.trustDir)
  const report = verifyPdf(lasting, { trust: list, now: t.clock.now() })
  expect(report).toMatchObject({ verdict: 'TOTAL-PASSED', documentTimestamps: [{ verdict: 'TOTAL-PASSED' }] })
  expect(report.signatures).toHaveLength(2)
  expect(report.signatures.map((one) => one.level)).toEqual(['B-LTA', 'B-LTA'])

  // Years later the night's job renews it, and a further night finds nothing to do.
  const [kept] = await t.admin<{ renew_by: Date }>(
    'select renew_by from signatures.report where component_id = $1 and renew_by is not null',
    [seen.lasting!.id],
  )
  t.clock.set(new Date(kept!.renew_by.getTime() - 30 * 86_400_000))
  const renew = async () => {
    const { default: run } = await t.kernel.jobs.get('signatures.renew-timestamps')!.load()
    let told: unknown
    await run(
      {
        now: t.clock.now(),
        config: t.config,
        blobs: t.blobs,
        log: { warn: () => {} },
        signal: new AbortController().signal,
        report: (found: unknown) => {
          told = found
        },
        transactionIn: (organizationId: string, work: never) => t.as(organizationId, work),
      } as never,
      {},
    )
    return told
  }
  expect(await renew()).toMatchObject({ renewed: 1, left: 0, failed: 0 })
  const later = await d.get(id)
  expect(later.lasting!.id).not.toBe(seen.lasting!.id)
  expect(later.sealed!.id).toBe(seen.sealed!.id)
})
