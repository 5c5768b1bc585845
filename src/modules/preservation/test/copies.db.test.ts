/** Copies: the second store, disks taken out of the machine, and what the page says of 3-2-1. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { INSTALLATION_ID } from '#platform/action/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { incidents } from '../incidents-contract.ts'
import { fixityJob, replicateJob } from '../jobs.ts'
import { checkOffline, copyOffline, noteCheck } from '../offline.ts'
import { type CopyFacts, judgeCopies } from '../rules-copies.ts'
import { PDF, preserving } from './build.ts'

let t: TestApp
let o: Office
let p: ReturnType<typeof preserving>
const outside = mkdtempSync(join(tmpdir(), 'vankho-outside-'))
const replica = join(outside, 'replica')
beforeAll(async () => {
  t = await testApp({ env: { VANKHO_REPLICA: replica, VANKHO_FIXITY_MB_S: '500' } })
  o = await makeOffice(t)
  p = preserving(t, o)
})
afterAll(async () => {
  await t?.close()
  rmSync(outside, { recursive: true, force: true })
})

const place = (sha256: string) => join(replica, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
const run = async (job: typeof replicateJob | typeof fixityJob) => {
  await t.as(INSTALLATION_ID, async (ctx) => void ctx.enqueue(job as typeof fixityJob, { isForced: true }))
  await t.drain()
}
const see = () => t.run(incidents.status, o.actors.sysadmin, {})
const copy = (label: string, where = 'Kho huyện') =>
  copyOffline(t.kernel, { to: outside, label, place: where, signal: new AbortController().signal, tell: () => {} })

describe('3 copies, 2 places, 1 off line', () => {
  it('are what they are: the replica follows, the disk is verified and looked at again, the page says what is missing', async () => {
    const { id } = await p.file(await p.fonds(), [[{ name: 'a.pdf', bytes: PDF('ba bản') }]])
    await p.pack(id)
    const { sha256 } = (await p.see(id)).packages[0]!

    // A disk that is not mounted: nothing is written in its place.
    await run(replicateJob)
    expect((await see()).replica).toMatchObject({ isGood: false, fault: { vi: expect.stringContaining('chưa gắn') } })
    expect(readdirSync(outside)).toEqual([])
    mkdirSync(replica)
    await t.admin(`delete from operations.check_result where name = 'replica'`)
    await run(replicateJob)
    expect(readFileSync(place(sha256)).equals(Buffer.from(await t.blobs.read(sha256)))).toBe(true)
    expect((await see()).replica).toMatchObject({ isGood: true, missing: 0, fault: null })
    // Again: nothing to do. The mark gone: another disk.
    await run(replicateJob)
    const [kept] = await t.admin<{ report: { copied: number } }>(
      `select report from operations.check_result where name = 'replica'`,
    )
    expect(kept!.report.copied).toBe(0)
    // What rots in the replica is found by the pass, too.
    writeFileSync(place(sha256), 'hỏng')
    await run(fixityJob)
    expect(readFileSync(place(sha256)).equals(Buffer.from(await t.blobs.read(sha256)))).toBe(true)

    expect((await see()).verdict).toMatchObject({ copies: 2, places: 1, offline: 0, isWhole: false })
    const [made] = await copy('Đĩa A')
    expect(made).toMatchObject({ packages: 1, isGood: true })
    const whole = await see()
    expect(whole.verdict).toEqual({ copies: 3, places: 2, offline: 1, isWhole: true, todo: [] })
    expect(whole.offline).toMatchObject([{ label: 'Đĩa A', place: 'Kho huyện', packages: 1 }])
    expect(
      (await p.see(id)).events
        .filter((one) => one.kind === 'replication')
        .map((one) => one.detail)
        .toSorted(),
    ).toEqual(['VANKHO_REPLICA', 'Đĩa A, Kho huyện'].toSorted())

    const folder = made!.path
    const good = await checkOffline(folder)
    expect([good.report.valid, good.label]).toEqual([true, 'Đĩa A'])
    const [zip] = readdirSync(join(folder, 'data', 'packages'))
    const bytes = readFileSync(join(folder, 'data', 'packages', zip!))
    bytes[100]! ^= 1
    writeFileSync(join(folder, 'data', 'packages', zip!), bytes)
    const bad = await checkOffline(folder)
    expect(bad.report.valid).toBe(false)
    expect(await noteCheck(t.kernel, bad)).toBe(true)
    expect((await see()).verdict).toMatchObject({ offline: 0, isWhole: false, todo: ['make-offline'] })
    // The store's own bytes were never touched through the copy.
    expect((await t.blobs.verify(sha256)).state).toBe('good')
    await expect(checkOffline(outside)).rejects.toMatchObject({ code: 'PRESERVATION_NO_COPY' })
    rmSync(join(replica, 'vankho-replica.json'))
    writeFileSync(join(replica, 'another.txt'), '')
    await run(replicateJob)
    expect((await see()).replica?.isGood).toBe(false)
  })

  it('are judged by what they hold and how old they are', () => {
    const now = new Date('2026-11-28T00:00:00Z')
    const ago = (days: number) => new Date(now.getTime() - days * 24 * 3_600_000)
    const disk = (days: number, over: object = {}) => ({
      label: 'A',
      place: 'Kho huyện',
      madeAt: ago(days),
      checkedAt: ago(days),
      isGood: true,
      ...over,
    })
    const facts: CopyFacts = {
      packages: 9,
      unpacked: 0,
      openIncidents: 0,
      fixityAt: ago(2),
      fixityDays: 30,
      replica: { at: ago(1), isGood: true, missing: 0 },
      offline: [disk(5)],
      missingOffline: 0,
    }
    const judge = (over: Partial<CopyFacts>) => judgeCopies({ ...facts, ...over }, now)
    expect(judge({})).toEqual({ copies: 3, places: 2, offline: 1, isWhole: true, todo: [] })
    // New packages since: the disk is good for a month.
    expect(judge({ missingOffline: 4 }).isWhole).toBe(true)
    expect(judge({ missingOffline: 4, offline: [disk(32)] })).toMatchObject({
      offline: 0,
      isWhole: false,
      todo: ['renew-offline'],
    })
    expect(judge({ offline: [disk(200)] }).todo).toEqual(['check-offline'])
    expect(judge({ replica: null, offline: [disk(3), disk(4, { place: 'Tỉnh' })] })).toMatchObject({
      copies: 3,
      places: 3,
      isWhole: true,
      todo: ['set-replica'],
    })
    expect(judge({ replica: { at: ago(4), isGood: true, missing: 0 } }).todo).toEqual(['replicate'])
    expect(judge({ fixityAt: null, unpacked: 1, openIncidents: 1, offline: [] }).todo).toEqual([
      'incidents',
      'pack',
      'fixity',
      'make-offline',
    ])
  })
})
