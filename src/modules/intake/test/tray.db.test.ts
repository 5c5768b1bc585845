import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { incoming } from '#modules/incoming/contract.ts'
import { intake } from '#modules/intake/contract.ts'
import { room } from '#modules/intake/index.ts'
import { records } from '#modules/records/contract.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { quarantined } from '#test/kit/upload.ts'
import { makeInventedDocuments } from '../../../../tools/invented/index.ts'

let t: TestApp
let o: Office
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
})
afterAll(() => t?.close())

async function upload(fileName: string, bytes: Uint8Array, body: object = {}): Promise<string> {
  const answer = await t.run(
    intake.upload,
    o.actors.registry,
    { body },
    { uploads: [await quarantined(t, fileName, bytes)] },
  )
  return answer.items[0]!.id
}

async function invented(kind: 'scan-text' | 'secret' | 'digital' | 'bundle', seed = 5) {
  for await (const file of makeInventedDocuments({ seed, count: 1, kinds: [kind] })) return file
  throw new Error('nothing invented')
}

const get = (id: string) => t.run(intake.get, o.actors.registry, { params: { intakeId: id } })

describe('the tray', () => {
  it('screens, stores the original untouched, reads it and gives it to a registration', async () => {
    const file = await invented('digital')
    const id = await upload(file.fileName, file.bytes)
    expect((await get(id)).state).toBe('screening')
    expect(await t.admin('select 1 from records.component')).toEqual([])
    await t.drain()
    const item = await get(id)
    expect(item).toMatchObject({ state: 'ready', title: file.fileName })
    expect(item.suggestion).toMatchObject({ typeName: file.truth.typeName })
    const [component] = item.components
    expect(component!.sha256).toBe(createHash('sha256').update(file.bytes).digest('hex'))
    expect(Buffer.from(await t.blobs.read(component!.sha256)).equals(Buffer.from(file.bytes))).toBe(true)
    expect(await readdir(join(t.home, 'quarantine'))).toEqual([])

    const fields = { typeName: file.truth.typeName, issuerName: file.truth.organName, subject: file.truth.subject }
    const made = await t.run(incoming.register, o.actors.registry, {
      body: { intakeId: id, intakeVersion: item.version, fields },
    })
    await t.drain()
    const detail = await t.run(incoming.get, o.actors.registry, { params: { documentId: made.id } })
    expect(detail.components).toMatchObject([{ id: component!.id, isStamped: true }])
    const stamped = await t.run(records.openComponent, o.actors.registry, {
      params: { componentId: component!.id },
      query: { copy: 'stamped' },
    })
    expect(stamped.file.mediaType).toBe('application/pdf')
    await expect(
      t.run(incoming.register, o.actors.registry, { body: { intakeId: id, fields, isDuplicateAccepted: true } }),
    ).rejects.toMatchObject({ code: 'INTAKE_STATE_CHANGED' })

    const again = await upload(`ban-sao-${file.fileName}`, file.bytes)
    await t.drain()
    const twin = await get(again)
    expect(twin.hasDuplicates).toBe(true)
    expect(twin.duplicates).toMatchObject([{ by: 'content', documentId: made.id, arrivalNumber: made.arrivalNumber }])
  })

  it('refuses a level that was chosen, and keeps nothing', async () => {
    const before = await readdir(join(t.home, 'blobs')).catch(() => [])
    await expect(upload('mat.pdf', new Uint8Array([1, 2, 3]), { classification: 'secret' })).rejects.toMatchObject({
      code: 'SECRECY_REFUSED',
      facts: { level: 'Tối mật' },
    })
    expect(await readdir(join(t.home, 'blobs')).catch(() => [])).toEqual(before)
    const [line] = await t.admin<{ data: object; subject_label: string | null }>(
      `select data, subject_label from audit.entry where kind = 'intake.upload' and outcome = 'failed'`,
    )
    expect(JSON.stringify(line)).not.toContain('mat.pdf')
  })

  it('refuses a stamp found on the page: no bytes, no name; a registrar may overrule with a reason', async () => {
    const file = await invented('secret')
    const id = await upload('to-trinh-nhan-su.pdf', file.bytes)
    const hash = createHash('sha256').update(file.bytes).digest('hex')
    // Before it is screened the clerk sees the name, but no row has ever held it (what was written once is in the log).
    expect((await get(id)).title).toBe('to-trinh-nhan-su.pdf')
    expect(await t.admin(`select title from intake.item where id = '${id}'`)).toEqual([{ title: null }])
    await t.drain()
    const item = await get(id)
    expect(item).toMatchObject({ state: 'refused', title: null, components: [] })
    expect(item.words!.vi).toMatch(/độ mật Mật/)
    expect(await t.blobs.size(hash)).toBeNull()
    const entries = await t.admin(
      `select * from audit.entry where subject_id = '${id}' or kind = 'intake.refuse-secret'`,
    )
    expect(JSON.stringify(entries)).not.toContain('nhan-su')
    const moved = await t.run(intake.overrule, o.actors.registry, {
      params: { intakeId: id },
      body: { version: item.version, reason: 'Dấu in mẫu, không phải độ mật' },
    })
    expect(moved.version).toBeGreaterThan(item.version)
    await t.drain()
    const ready = await get(id)
    expect(ready).toMatchObject({ state: 'ready', title: 'to-trinh-nhan-su.pdf' })
    expect(ready.components[0]!.fileName).toBe('to-trinh-nhan-su.pdf')
    expect(await t.blobs.size(hash)).toBe(file.bytes.length)
  })

  it('wipes a refused file when it is discarded, and counts it as waiting for one day only', async () => {
    const id = await upload('ke-hoach-rieng.pdf', (await invented('secret', 7)).bytes)
    await t.drain()
    expect((await get(id)).state).toBe('refused')
    const [item] = await t.admin<{ quarantine: string }>(`select quarantine from intake.item where id = '${id}'`)
    const isWaiting = async () =>
      (await t.admin<{ name: string }>(room.quarantineReferences!)).some((one) => one.name === item!.quarantine)
    // the rule counts by the database's clock, the office here lives by one of its own
    await t.admin(`update intake.item set created_at = now() where id = '${id}'`)
    expect(await isWaiting()).toBe(true)
    await t.admin(`update intake.item set created_at = now() - interval '25 hours' where id = '${id}'`)
    expect(await isWaiting()).toBe(false)
    const { version } = await get(id)
    const body = { version, reason: 'Chuyển cán bộ phụ trách bí mật nhà nước' }
    await t.run(intake.discard, o.actors.registry, { params: { intakeId: id }, body })
    expect((await readdir(join(t.home, 'quarantine'))).filter((name) => name.startsWith(item!.quarantine))).toEqual([])
  })

  it('accepts broken and foreign files as they are, with a finding', async () => {
    const broken = Buffer.from('%PDF-1.7\nthis is not a PDF at all\n%%EOF')
    const id = await upload('hong.pdf', broken)
    await t.drain()
    const item = await get(id)
    expect(item.state).toBe('ready')
    expect(item.components[0]!.findings.length).toBeGreaterThan(0)
    expect(item.components[0]).toMatchObject({ canView: false, mediaType: 'application/pdf' })
  })

  it('joins, splits and rotates derived copies; the original stays', async () => {
    const file = await invented('digital', 9)
    const a = await upload('a.pdf', file.bytes)
    const b = await upload('b.pdf', (await invented('scan-text', 11)).bytes)
    await t.drain()
    let [one, two] = [await get(a), await get(b)]
    await t.run(intake.join, o.actors.registry, {
      params: { intakeId: a },
      body: { version: one.version, otherId: b, otherVersion: two.version },
    })
    one = await get(a)
    expect(one.components.map((component) => component.role)).toEqual(['main', 'attachment'])
    const turned = await t.run(intake.rotate, o.actors.registry, {
      params: { intakeId: a },
      body: { version: one.version, componentId: one.components[0]!.id, pages: [{ page: 1, degrees: 180 }] },
    })
    await t.drain()
    one = await get(a)
    expect(one.components.find((component) => component.id === turned.componentId)).toMatchObject({
      derivedFrom: expect.any(String),
      role: 'main',
    })
    expect(await t.blobs.size(createHash('sha256').update(file.bytes).digest('hex'))).toBe(file.bytes.length)
    await expect(
      t.run(intake.split, o.actors.registry, {
        params: { intakeId: a },
        body: { version: one.version, componentId: turned.componentId, ranges: [{ from: 1, to: 99 }] },
      }),
    ).rejects.toMatchObject({ code: 'INTAKE_PAGES_INVALID' })
    two = await get(a)
    const parts = await t.run(intake.split, o.actors.registry, {
      params: { intakeId: a },
      body: { version: two.version, componentId: turned.componentId, ranges: [{ from: 1, to: 1 }] },
    })
    await t.drain()
    expect((await get(parts.items[0]!.id)).state).toBe('ready')
  })

  it('merges scans into one derived copy in the order given, names the originals, and can be undone', async () => {
    const files = [await invented('digital', 41), await invented('scan-text', 42)]
    const ids = [await upload('phan-2.pdf', files[1]!.bytes), await upload('phan-1.pdf', files[0]!.bytes)]
    await t.drain()
    const [second, first] = [await get(ids[0]!), await get(ids[1]!)]
    const body = {
      parts: [first, second].map((one) => ({ intakeId: one.id, version: one.version })),
    }
    const made = await t.run(intake.merge, o.actors.registry, { body })
    // a colleague who had the same files open comes too late
    await expect(t.run(intake.merge, o.actors.registry, { body })).rejects.toMatchObject({
      code: 'INTAKE_STATE_CHANGED',
    })
    await t.drain()
    const merged = await get(made.id)
    const pages = (first.components[0]!.pageCount ?? 0) + (second.components[0]!.pageCount ?? 0)
    expect(merged).toMatchObject({
      state: 'ready',
      title: 'phan-1 (ghép 2 tệp).pdf',
      components: [{ role: 'main', pageCount: pages, derivedFrom: first.components[0]!.id }],
    })
    expect(merged.suggestion).toMatchObject({ subject: first.suggestion!.subject })
    const [row] = await t.admin<{ derivation: { from: { fileName: string; sha256: string }[] } }>(
      `select derivation from records.component where id = '${merged.components[0]!.id}'`,
    )
    expect(row!.derivation.from.map((one) => one.fileName)).toEqual(['phan-1.pdf', 'phan-2.pdf'])
    for (const [i, one] of row!.derivation.from.entries()) {
      expect(one.sha256).toBe(createHash('sha256').update(files[i]!.bytes).digest('hex'))
      expect(await t.blobs.size(one.sha256)).toBe(files[i]!.bytes.length)
    }
    await t.run(intake.discard, o.actors.registry, {
      params: { intakeId: made.id },
      body: { version: merged.version, reason: 'hoàn tác ghép tệp' },
    })
    for (const one of [first, second])
      await t.run(intake.restore, o.actors.registry, {
        params: { intakeId: one.id },
        body: { version: one.version + 1 },
      })
    expect((await get(ids[0]!)).components[0]!.sha256).toBe(second.components[0]!.sha256)
  })

  it('keeps a signed file byte for byte: no copy of it takes its place', async () => {
    const plain = Buffer.from((await invented('digital', 43)).bytes)
    const mark = Buffer.from(
      '\n9999 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 1 2 3] /Contents <00> >>\nendobj\n',
    )
    const signed = Buffer.concat([plain, mark, plain.subarray(plain.lastIndexOf('startxref'))])
    const id = await upload('da-ky.pdf', signed)
    await t.drain()
    const item = await get(id)
    const [component] = item.components
    expect(component!.findings.map((one) => one.code)).toContain('EXTRACT_SIGNED')
    expect(Buffer.from(await t.blobs.read(component!.sha256)).equals(signed)).toBe(true)
    const params = { intakeId: id }
    const own = { version: item.version, componentId: component!.id }
    for (const attempt of [
      () => t.run(intake.rotate, o.actors.registry, { params, body: { ...own, pages: [{ page: 1, degrees: 90 }] } }),
      () => t.run(intake.split, o.actors.registry, { params, body: { ...own, ranges: [{ from: 1, to: 1 }] } }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'INTAKE_SIGNED', facts: { name: 'da-ky.pdf' } })
    expect((await get(id)).version).toBe(item.version)
  })

  it('adds a scan to a registered paper', async () => {
    const paper = await t.run(intake.addPaper, o.actors.registry, { body: { title: 'Công văn giấy' } })
    const made = await t.run(incoming.register, o.actors.registry, {
      body: {
        intakeId: paper.id,
        fields: { typeName: 'Công văn', issuerName: 'Sở Tài chính', subject: 'V/v giấy trước, tệp sau' },
      },
    })
    await upload('quet-sau.pdf', (await invented('digital', 21)).bytes, { intoDocument: made.id, role: 'main' })
    await t.drain()
    const detail = await t.run(incoming.get, o.actors.registry, { params: { documentId: made.id } })
    expect(detail).toMatchObject({ componentCount: 1, components: [{ fileName: 'quet-sau.pdf', role: 'main' }] })
    expect(detail.steps.map((step) => step.kind)).toContain('file-added')
  })
})
