/** The life of keys, through the doorway: entered, confirmed, used, mistyped, ended; and nobody else's hands on them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { issue } from '#engines/sign/test/authority.ts'
import { audit } from '#modules/audit/contract.ts'
import { operations } from '#modules/operations/contract.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { signatures } from '../contract.ts'
import { signDocumentBytes, signingKeys } from '../index.ts'
import {
  base64,
  type Infrastructure,
  makeInfrastructure,
  outsideOf,
  PASS,
  p12,
  paper,
  picture,
  removeInfrastructure,
} from './build.ts'

let t: TestApp
let o: Office
let other: Office
let pki: Infrastructure
beforeAll(async () => {
  pki = await makeInfrastructure()
  t = await testApp({ env: { VANKHO_TRUST: pki.trustDir } })
  o = await makeOffice(t)
  other = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
})
afterAll(async () => {
  await t?.close()
  removeInfrastructure(pki)
})

const add = (owner: 'person' | 'agency', file: Uint8Array, actor = o.actors.leader, passphrase = PASS) =>
  t.run(signatures.addKey, actor, { body: { owner, file: base64(file), passphrase, label: null } })
const list = (actor = o.actors.leader) => t.run(signatures.listKeys, actor)
const sign = async (keyId: string, passphrase = PASS, actor = o.actors.leader) =>
  signDocumentBytes(outsideOf(t, actor), {
    pdf: await paper(),
    keyId,
    passphrase,
    place: { kind: 'none', by: 'person' },
  })
const code = (error: unknown): string => (error as { code?: string }).code ?? String(error)
const bell = async (actor = o.actors.leader) =>
  (await t.run(operations.notices, actor, { query: {} })).items.map((one) => one.text.vi)

describe('a person’s key', () => {
  let id: string
  it('is entered with its passphrase, and only the facts of its certificate are told', async () => {
    await expect(add('person', p12(pki, pki.leader), o.actors.leader, 'sai')).rejects.toMatchObject({
      code: 'SIGN_PASSPHRASE_WRONG',
    })
    await expect(add('person', Buffer.from('không phải tệp khóa'))).rejects.toMatchObject({
      code: 'SIGN_KEY_FILE_BROKEN',
    })
    const made = await add('person', p12(pki, pki.leader))
    expect(made).toMatchObject({
      owner: 'person',
      means: 'file',
      state: 'active',
      commonName: 'Trần Văn Quý',
      algorithm: 'RSA 2048',
      isOtherName: false,
      hindrance: null,
      abilities: { use: true, confirm: false, end: true },
    })
    id = made.id
    await expect(add('person', p12(pki, pki.leader))).rejects.toMatchObject({ code: 'SIGNATURES_KEY_KNOWN' })
    // The file under RC2-40 is not what is kept: its own beginning is nowhere in the row.
    const [row] = await t.admin<{ vault: Buffer }>('select vault from signatures.key where id = $1', [id])
    expect(row!.vault.subarray(0, 4).toString()).toBe('VKV1')
    expect(row!.vault.includes(Buffer.from(pki.leader.der).subarray(100, 140))).toBe(false)
  })

  it('signs for its owner alone', async () => {
    const keys = await t.db.transaction({ organizationId: o.organizationId }, (tx) =>
      signingKeys({ tx, actor: o.actors.leader, now: t.clock.now() }, 'person'),
    )
    expect(keys.map((key) => key.id)).toEqual([id])
    const signed = await sign(id)
    expect(signed).toMatchObject({ level: 'B-B', warnings: [], report: { verdict: 'TOTAL-PASSED' } })
    for (const actor of [o.actors.registry, o.actors.officer, other.actors.leader, other.actors.registry])
      await expect(sign(id, PASS, actor)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    expect((await list()).own[0]).toMatchObject({ uses: 1 })
  })

  it('rests after wrong passphrases, which are counted and on record; nothing else opens it meanwhile', async () => {
    const codes: string[] = []
    for (let i = 0; i < 5; i++) codes.push(await sign(id, `sai ${i}`).then(() => 'signed', code))
    expect(codes).toEqual([...Array(4).fill('SIGNATURES_PASSPHRASE_WRONG'), 'SIGNATURES_KEY_WAITS'])
    await expect(sign(id)).rejects.toMatchObject({ code: 'SIGNATURES_KEY_WAITS' })
    expect((await list()).own[0]).toMatchObject({ hindrance: 'waits' })
    expect(await bell()).toContainEqual(expect.stringContaining('tạm dừng vì nhiều lần sai mật khẩu'))
    const log = await t.run(audit.list, o.actors.chief, { query: { kind: 'signatures.wrongPassphrase' } })
    expect(log.items).toHaveLength(5)
    t.clock.advance(16 * 60_000)
    await expect(sign(id, 'sai')).rejects.toMatchObject({ code: 'SIGNATURES_PASSPHRASE_WRONG', facts: { left: 4 } })
    await sign(id)
    await expect(sign(id, 'sai')).rejects.toMatchObject({ facts: { left: 4 } })
  })

  it('guesses at the same moment are all counted', async () => {
    await sign(id)
    const codes = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => sign(id, `đoán ${n}`).then(() => 'signed', code)))
    expect(codes.filter((one) => one === 'SIGNATURES_KEY_WAITS')).toHaveLength(2)
    t.clock.advance(16 * 60_000)
  }, 30_000)

  it('has a blue picture with a transparent ground', async () => {
    const set = async (file: Uint8Array, actor = o.actors.leader) =>
      t.run(signatures.setPicture, actor, {
        params: { keyId: id },
        body: { file: base64(file), version: (await list()).own[0]!.version },
      })
    for (const [file, why] of [
      [Buffer.from('GIF89a'), 'SIGNATURES_PICTURE_UNFIT'],
      [await picture('#1f3f9f', 200, 'white'), 'SIGNATURES_PICTURE_UNFIT'],
      [await picture('#1f3f9f', 20), 'SIGNATURES_PICTURE_UNFIT'],
      [await picture('#d11f2a'), 'SIGNATURES_PICTURE_COLOUR'],
      [await picture('#111111'), 'SIGNATURES_PICTURE_COLOUR'],
    ] as const)
      await expect(set(file), why).rejects.toMatchObject({ code: why })
    const blue = await picture('#1f3f9f')
    await expect(set(blue, o.actors.officer)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    expect((await set(blue)).hasPicture).toBe(true)
    const found = await t.run(signatures.getPicture, o.actors.leader, { params: { keyId: id } })
    expect(Buffer.compare(found.file.bytes as Uint8Array, blue)).toBe(0)
    await expect(t.run(signatures.getPicture, o.actors.officer, { params: { keyId: id } })).rejects.toMatchObject({
      code: 'PLATFORM_NOT_FOUND',
    })
    const signed = await signDocumentBytes(outsideOf(t, o.actors.leader), {
      pdf: await paper(),
      keyId: id,
      passphrase: PASS,
      place: { kind: 'person', page: 1, box: { x: 300, y: 500, width: 150, height: 60 } },
    })
    expect(signed.report.verdict).toBe('TOTAL-PASSED')
  })

  it('ends by its owner’s or a leader’s hand; the row stays, what opens it goes', async () => {
    const key = (await list()).own[0]!
    const body = { to: 'revoked', reason: 'Lộ mật khẩu', version: key.version }
    for (const actor of [o.actors.registry, o.actors.officer, other.actors.leader])
      await expect(t.run(signatures.endKey, actor, { params: { keyId: id }, body })).rejects.toMatchObject({
        code: 'PLATFORM_NOT_FOUND',
      })
    expect(await t.run(signatures.endKey, o.actors.leader, { params: { keyId: id }, body })).toMatchObject({
      state: 'revoked',
      hindrance: 'ended',
      reason: 'Lộ mật khẩu',
    })
    await expect(t.run(signatures.endKey, o.actors.leader, { params: { keyId: id }, body })).rejects.toMatchObject({
      code: 'SIGNATURES_KEY_STATE',
    })
    await expect(sign(id)).rejects.toMatchObject({ code: 'SIGNATURES_KEY_ENDED' })
    expect(await t.admin('select vault from signatures.key where id = $1', [id])).toEqual([{ vault: null }])
    // Entered anew, it is another key.
    expect((await add('person', p12(pki, pki.leader))).state).toBe('active')
  })

  it('is told of before its certificate ends, once', async () => {
    const soon = await issue({ name: 'Đỗ Minh Khôi', issuer: pki.middle, notAfter: '2026-12-20T00:00:00Z' })
    await add('person', p12(pki, soon), o.actors.officer)
    const told = async () => {
      await t.kernel.jobs
        .get('signatures.warn-ending')!
        .load()
        .then(async ({ default: run }) => {
          const job = {
            now: t.clock.now(),
            signal: new AbortController().signal,
            report: () => {},
            transactionIn: (organizationId: string, work: never) => t.as(organizationId, work),
          }
          await run(job as never, {})
        })
      return (await bell(o.actors.officer)).filter((words) => words.includes('hết hạn ngày 20/12/2026'))
    }
    expect(await told()).toHaveLength(1)
    expect(await told()).toHaveLength(1)
  })

  it('out of its time it is not taken, and does not sign', async () => {
    const past = await issue({
      name: 'Vũ Thị Lý',
      issuer: pki.middle,
      notBefore: '2024-01-01T00:00:00Z',
      notAfter: '2025-01-01T00:00:00Z',
    })
    await expect(add('person', p12(pki, past), o.actors.other)).rejects.toMatchObject({
      code: 'SIGNATURES_KEY_OUT_OF_TIME',
    })
    const weak = await issue({ name: 'Vũ Thị Lý', issuer: pki.middle, algorithm: 'rsa1024' })
    await expect(add('person', p12(pki, weak), o.actors.other)).rejects.toMatchObject({ code: 'SIGN_KEY_UNFIT' })
  })
})

describe('the agency’s key', () => {
  it('is the registry’s to enter and a leader’s to confirm', async () => {
    const file = p12(pki, pki.agency)
    await expect(add('agency', file, o.actors.leader)).rejects.toMatchObject({ code: 'PLATFORM_FORBIDDEN' })
    await expect(add('agency', file, o.actors.officer)).rejects.toMatchObject({ code: 'PLATFORM_FORBIDDEN' })
    const made = await add('agency', file, o.actors.registry)
    expect(made).toMatchObject({ state: 'pending', hindrance: 'pending' })
    expect(await bell()).toContainEqual(expect.stringContaining('chờ lãnh đạo xác nhận'))
    const use = async (actor = o.actors.registry) =>
      signDocumentBytes(outsideOf(t, actor), {
        pdf: await paper(),
        keyId: made.id,
        passphrase: PASS,
        place: { kind: 'text', lines: ['Số: 15/QĐ-UBND', '2026-11-23T08:00:00+07:00'] },
      })
    await expect(use()).rejects.toMatchObject({ code: 'SIGNATURES_KEY_PENDING' })
    const confirm = (actor = o.actors.leader) =>
      t.run(signatures.confirmKey, actor, { params: { keyId: made.id }, body: { version: made.version } })
    await expect(confirm(o.actors.registry)).rejects.toMatchObject({ code: 'PLATFORM_FORBIDDEN' })
    await expect(confirm(other.actors.leader)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    expect((await confirm()).state).toBe('active')
    await expect(confirm()).rejects.toMatchObject({ code: 'SIGNATURES_KEY_STATE' })
    expect((await use()).report.verdict).toBe('TOTAL-PASSED')
    for (const actor of [o.actors.leader, o.actors.officer, other.actors.registry])
      await expect(use(actor)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    expect((await list(o.actors.officer)).agency).toEqual([])
    expect((await list(o.actors.registry)).agency.map((key) => key.id)).toEqual([made.id])
    expect((await list(other.actors.registry)).agency).toEqual([])
  })

  it('has a red picture in real size', async () => {
    const { agency } = await list(o.actors.registry)
    const set = (file: Uint8Array, widthMm: number | null) =>
      t.run(signatures.setPicture, o.actors.registry, {
        params: { keyId: agency[0]!.id },
        body: { file: base64(file), widthMm, version: agency[0]!.version },
      })
    const red = await picture('#d11f2a')
    await expect(set(red, null)).rejects.toMatchObject({ code: 'SIGNATURES_PICTURE_SIZE' })
    await expect(set(await picture('#1f3f9f'), 36)).rejects.toMatchObject({ code: 'SIGNATURES_PICTURE_COLOUR' })
    expect(await set(red, 36)).toMatchObject({ hasPicture: true, pictureWidthMm: 36 })
  })

  it('may be a device’s: only the certificate is known, the server says how to sign', async () => {
    const made = await t.run(signatures.addCertificate, o.actors.registry, {
      body: { owner: 'agency', file: base64(Buffer.from(pki.stranger.pem)), label: 'Thiết bị 2' },
    })
    expect(made).toMatchObject({ means: 'token', state: 'pending', label: 'Thiết bị 2' })
    await t.run(signatures.confirmKey, o.actors.leader, { params: { keyId: made.id }, body: { version: made.version } })
    const place = { kind: 'none', by: 'agency' } as const
    await expect(
      signDocumentBytes(outsideOf(t, o.actors.registry), {
        pdf: await paper(),
        keyId: made.id,
        passphrase: PASS,
        place,
      }),
    ).rejects.toMatchObject({ code: 'SIGNATURES_KEY_IN_DEVICE' })
    await expect(
      t.run(signatures.addCertificate, o.actors.registry, {
        body: { owner: 'agency', file: base64(Buffer.from(pki.root.pem)), label: null },
      }),
    ).rejects.toMatchObject({ code: 'SIGN_KEY_UNFIT' })
  })
})

describe('the policy', () => {
  it('is a leader’s, and the later of two who set it at once is told', async () => {
    const policy = { tries: 3, waitMinutes: 60, withoutTimestamp: 'warn', undecidedAllowed: [], noticeDays: 45 }
    const set = (version: number, actor = o.actors.leader) =>
      t.run(signatures.setPolicy, actor, { body: { ...policy, version } })
    await expect(set(0, o.actors.registry)).rejects.toMatchObject({ code: 'PLATFORM_FORBIDDEN' })
    expect(await set(0)).toMatchObject({ ...policy, version: 1 })
    await expect(set(0)).rejects.toMatchObject({ code: 'PLATFORM_STATE_CHANGED' })
    expect((await set(1)).version).toBe(2)
    expect((await list(other.actors.leader)).policy).toMatchObject({ tries: 5, version: 0 })
  })
})
