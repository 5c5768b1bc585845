import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { intake } from '#modules/intake/contract.ts'
import type { ObjectStoreConfig } from '#platform/config/index.ts'
import { type Ceph, cephIsMissing, startCeph } from '#test/product/ceph.ts'
import { type Product, startProduct } from '#test/product/index.ts'
import { runCommand } from '#test/product/process.ts'
import { uploadFile } from '../tools/faults/load.ts'

const why = cephIsMissing()
if (why) console.warn(`Sản phẩm trên kho đối tượng: bỏ qua, ${why} | the product on an object store: skipped`)

describe.skipIf(why !== null)('files on an object store (Ceph’s gateway)', () => {
  const space = mkdtempSync(join(tmpdir(), 'vankho-object-store-'))
  const secret = join(space, 'secret')
  let ceph: Ceph
  let product: Product
  let settings: Record<string, string>
  const envOf = (bucket: ObjectStoreConfig): Record<string, string> => ({
    VANKHO_S3_ENDPOINT: bucket.endpoint,
    VANKHO_S3_BUCKET: bucket.bucket,
    VANKHO_S3_REGION: bucket.region,
    VANKHO_S3_KEY_ID: bucket.keyId,
    VANKHO_S3_SECRET_FILE: secret,
  })
  beforeAll(async () => {
    ceph = await startCeph()
    const bucket = await ceph.bucket('vankho')
    writeFileSync(secret, `${bucket.secret}\n`, { mode: 0o600 })
    settings = envOf(bucket)
    product = await startProduct({ env: settings })
  })
  afterAll(async () => {
    await product?.remove()
    await ceph?.stop()
    rmSync(space, { recursive: true, force: true })
  })

  /** The item of a file once it has left screening. */
  async function ready(title: string) {
    const client = await product.as('registry', intake)
    for (let waited = 0; waited < 60_000; waited += 250) {
      const { items } = await client.list({ query: {} })
      const item = items.find((one) => one.title?.includes(title))
      if (item?.state === 'ready') return client.get({ params: { intakeId: item.id } })
      await sleep(250)
    }
    throw new Error(`${title}: not ready; ${product.lastWords()}`)
  }
  async function fetchFile(componentId: string, headers: Record<string, string> = {}) {
    const { cookie, post } = await product.session('registry')
    return fetch(`${product.base}/api/records/components/${componentId}/file`, {
      headers: { cookie, 'x-vankho-post': post, ...headers },
    })
  }

  it('what is uploaded lies in the bucket, is read back whole and in part, and outlives the gateway’s end', async () => {
    const words = 'Công văn về việc kiểm tra hồ sơ lưu trữ. '.repeat(50)
    expect((await uploadFile(product, 'cong-van.txt', words)).status).toBeLessThan(300)
    const { components } = await ready('cong-van')
    const id = components[0]!.id
    expect(await (await fetchFile(id)).text()).toBe(words)
    const part = await fetchFile(id, { range: 'bytes=0-7' })
    expect(part.status).toBe(206)
    expect(Buffer.from(await part.arrayBuffer()).equals(Buffer.from(words).subarray(0, 8))).toBe(true)
    expect(readdirSync(join(product.home, 'blobs'))).toEqual([])

    await ceph.killGateway()
    const refused = await fetchFile(id)
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ code: 'BLOBS_UNREACHABLE' })
    // Taken in all the same: it waits in quarantine until the store can be reached.
    expect((await uploadFile(product, 'trong-luc-mat.txt', `${words} lần hai`)).status).toBeLessThan(300)
    const client = await product.as('registry', intake)
    expect((await client.list({ query: {} })).items.length).toBe(2)
    await ceph.startGateway()
    const later = await ready('trong-luc-mat')
    expect(await (await fetchFile(later.components[0]!.id)).text()).toBe(`${words} lần hai`)
  })

  it('doctor names the store; a backup of it goes into another bucket and into a folder', async () => {
    const doctor = await runCommand(product.env, ['doctor', '--json'])
    const { checks } = JSON.parse(doctor.out) as { checks: { id: string; state: string; text: { vi: string } }[] }
    expect(checks.find((one) => one.id === 'files')).toMatchObject({
      state: 'good',
      text: { vi: expect.stringContaining('vankho') },
    })

    const out = join(space, 'backup')
    const taken = await runCommand(product.env, ['backup', out, '--json'])
    expect(taken.code, taken.err).toBe(0)
    const { files } = JSON.parse(taken.out) as { files: { count: number } }
    expect(files.count).toBeGreaterThanOrEqual(2)
    const other = envOf(await ceph.bucket('khoi-phuc'))
    const home = { ...other, VANKHO_HOME: join(space, 'restored') }
    const back = await runCommand(home, ['restore', out, '--json'])
    expect(back.code, back.err).toBe(0)
    expect(JSON.parse(back.out)).toMatchObject({ ok: true, missing: [], files: { count: files.count } })
    expect(readdirSync(join(space, 'restored')).includes('blobs')).toBe(false)

    // Back to a folder, as when the object store is given up; run again, nothing is left to do.
    const down = await runCommand(home, ['files', 'download', '--json'])
    expect(JSON.parse(down.out)).toMatchObject({ ok: true, looked: files.count, copied: files.count })
    const again = await runCommand(home, ['files', 'download', '--json'])
    expect(JSON.parse(again.out)).toMatchObject({ ok: true, copied: 0 })
  })

  it('settings that cannot be right are told before anything starts', async () => {
    const half = await runCommand({ VANKHO_HOME: join(space, 'x'), VANKHO_S3_BUCKET: 'vankho' }, ['start'])
    expect(half.code).toBe(2)
    expect(half.err).toContain('VANKHO_S3_ENDPOINT')
    const clear = await runCommand({ ...product.env, VANKHO_S3_ENDPOINT: 'http://kho.example' }, ['start'])
    expect(clear.code).toBe(2)
    expect(clear.err).toContain('https://')
    const wrong = join(space, 'wrong')
    writeFileSync(wrong, 'sai')
    const refused = await runCommand(
      { VANKHO_HOME: join(space, 'y'), PORT: '0', ...settings, VANKHO_S3_SECRET_FILE: wrong },
      ['start'],
    )
    expect(refused.err).toContain('SignatureDoesNotMatch')
    expect(refused.code).not.toBe(0)
  })
})
