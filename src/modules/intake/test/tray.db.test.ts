import { createHash } from 'node:crypto'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { incoming } from '#modules/incoming/contract.ts'
import { intake } from '#modules/intake/contract.ts'
import { records } from '#modules/records/contract.ts'
import type { UploadedFile } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { makeInventedDocuments } from '../../../../tools/invented/index.ts'

let t: TestApp
let o: Office
beforeAll(async () => {
  t = await testApp()
  o = await makeOffice(t)
})
afterAll(() => t?.close())

/** A file as the HTTP server would have put it into quarantine. */
async function quarantined(fileName: string, bytes: Uint8Array): Promise<UploadedFile> {
  const folder = join(t.home, 'quarantine')
  await mkdir(folder, { recursive: true })
  const path = join(folder, newId())
  await writeFile(path, bytes)
  return {
    field: 'file',
    fileName,
    path,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    keep: () => {},
  }
}

async function upload(fileName: string, bytes: Uint8Array, body: object = {}): Promise<string> {
  const answer = await t.run(
    intake.upload,
    o.actors.registry,
    { body },
    { uploads: [await quarantined(fileName, bytes)] },
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
    expect((await get(id)).state).toBe('ready')
    expect(await t.blobs.size(hash)).toBe(file.bytes.length)
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
