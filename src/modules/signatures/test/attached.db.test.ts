/** Keys in a device at the server, by a token in software: found, registered with the PIN, used, mistyped, gone. */
import { createHash } from 'node:crypto'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Identity, issue } from '#engines/sign/test/authority.ts'
import { audit } from '#modules/audit/contract.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { signatures } from '../contract.ts'
import { signDocumentBytes } from '../index.ts'
import { listTokens, withTokenKey } from '../token/client.ts'
import { type Infrastructure, makeInfrastructure, outsideOf, paper, removeInfrastructure, startTsa } from './build.ts'
import { MODULE, noToken, PIN, softTokens, type Tokens } from './token-kit.ts'

const fingerprintOf = (of: Identity): string => createHash('sha256').update(of.der).digest('hex')

describe.skipIf(noToken !== null)('keys in devices at the server (SoftHSM)', () => {
  let t: TestApp
  let o: Office
  let pki: Infrastructure
  let tokens: Tokens
  let wrongPair: Identity
  beforeAll(async () => {
    pki = await makeInfrastructure()
    wrongPair = await issue({ name: 'Ủy ban nhân dân xã Sông Mây', issuer: pki.middle })
    tokens = softTokens()
    tokens.add('Thiết bị 1', { '0a01': pki.leader, '0a02': pki.agency }, [pki.middle, pki.root, wrongPair])
    t = await testApp({ env: { VANKHO_TRUST: pki.trustDir, VANKHO_PKCS11_MODULE: MODULE } })
    o = await makeOffice(t)
  })
  afterAll(async () => {
    await t?.close()
    tokens?.close()
    removeInfrastructure(pki)
  })

  const find = async (owner: 'person' | 'agency', actor = o.actors.leader) =>
    (await t.run(signatures.findAttached, actor, { body: { owner } })).items
  const add = (owner: 'person' | 'agency', of: Identity, actor = o.actors.leader, passphrase = PIN) =>
    t.run(signatures.addAttached, actor, { body: { owner, fingerprint: fingerprintOf(of), passphrase, label: null } })
  const sign = async (keyId: string, by: 'person' | 'agency' = 'person', passphrase = PIN, actor = o.actors.leader) =>
    signDocumentBytes(outsideOf(t, actor), { pdf: await paper(), keyId, passphrase, place: { kind: 'none', by } })
  const code = (error: unknown): string => (error as { code?: string }).code ?? String(error)
  const wrongs = async () =>
    (await t.run(audit.list, o.actors.chief, { query: { kind: 'signatures.wrongPassphrase' } })).items.length

  let own: string
  let agency: string

  it('are found without a PIN: a person sees his own name, the registry all that may sign', async () => {
    const mine = await find('person')
    expect(mine).toMatchObject([{ commonName: 'Trần Văn Quý', algorithm: 'RSA 2048', tokenLabel: 'Thiết bị 1' }])
    expect(await find('person', o.actors.officer)).toEqual([])
    await expect(find('agency')).rejects.toMatchObject({ code: 'PLATFORM_FORBIDDEN' })
    const all = await find('agency', o.actors.registry)
    expect(all.map((one) => one.commonName).sort()).toEqual([
      'Trần Văn Quý',
      'Ủy ban nhân dân xã Sông Mây',
      'Ủy ban nhân dân xã Sông Mây',
    ])
    expect(all.map((one) => one.fingerprint).sort()).toEqual(
      [pki.leader, pki.agency, wrongPair].map(fingerprintOf).sort(),
    )
  })

  it('are registered with the PIN; the agency’s waits for a leader; nothing is kept that opens them', async () => {
    await expect(add('person', pki.leader, o.actors.leader, '0000')).rejects.toMatchObject({
      code: 'SIGNATURES_PIN_WRONG',
    })
    expect(await wrongs()).toBe(1)
    const made = await add('person', pki.leader)
    expect(made).toMatchObject({ means: 'attached', state: 'active', hindrance: null, tokenLabel: 'Thiết bị 1' })
    own = made.id
    await expect(add('person', pki.leader)).rejects.toMatchObject({ code: 'SIGNATURES_KEY_KNOWN' })
    await expect(add('person', pki.leader, o.actors.officer)).rejects.toMatchObject({
      code: 'SIGNATURES_TOKEN_CERTIFICATE',
    })
    // A certificate alone is no key.
    await expect(add('agency', wrongPair, o.actors.registry)).rejects.toMatchObject({
      code: 'SIGNATURES_TOKEN_KEY_GONE',
    })
    const theirs = await add('agency', pki.agency, o.actors.registry)
    expect(theirs).toMatchObject({ means: 'attached', state: 'pending' })
    agency = theirs.id
    await expect(sign(agency, 'agency', PIN, o.actors.registry)).rejects.toMatchObject({
      code: 'SIGNATURES_KEY_PENDING',
    })
    await t.run(signatures.confirmKey, o.actors.leader, {
      params: { keyId: agency },
      body: { version: theirs.version },
    })
    expect(await t.admin('select vault from signatures.key where id = $1', [own])).toEqual([{ vault: null }])
  })

  it('sign, RSA and ECDSA, with the chain that lies on the device', async () => {
    const signed = await sign(own)
    expect(signed).toMatchObject({ level: 'B-B', warnings: [], report: { verdict: 'TOTAL-PASSED' } })
    expect((await sign(agency, 'agency', PIN, o.actors.registry)).report.verdict).toBe('TOTAL-PASSED')
    await expect(sign(own, 'person', PIN, o.actors.officer)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' })
    expect((await t.run(signatures.listKeys, o.actors.leader)).own[0]).toMatchObject({ uses: 1 })
  })

  it('a wrong PIN is counted once, and the key rests after the policy’s number without asking the device', async () => {
    const before = await wrongs()
    await expect(sign(own, 'person', '0000')).rejects.toMatchObject({
      code: 'SIGNATURES_PIN_WRONG',
      facts: { left: 4 },
    })
    expect(await wrongs()).toBe(before + 1)
    const codes = await Promise.all(
      [1, 2, 3, 4, 5].map((n) => sign(own, 'person', `000${n}`).then(() => 'signed', code)),
    )
    expect(codes.filter((one) => one === 'SIGNATURES_PIN_WRONG')).toHaveLength(3)
    expect(codes.filter((one) => one === 'SIGNATURES_KEY_WAITS')).toHaveLength(2)
    expect(await wrongs()).toBe(before + 5)
    t.clock.advance(16 * 60_000)
    expect((await sign(own)).report.verdict).toBe('TOTAL-PASSED')
  }, 60_000)

  it('a device that signs only what it has hashed itself will do; one that cannot sign so says so', async () => {
    tokens.configure('CKM_SHA256_RSA_PKCS')
    expect((await sign(own)).report.verdict).toBe('TOTAL-PASSED')
    tokens.configure('CKM_ECDSA')
    await expect(sign(own)).rejects.toMatchObject({ code: 'SIGNATURES_TOKEN_MECHANISM' })
    tokens.configure('ALL')
  })

  it('signs again in the same login when the timestamp is refused and may be missing', async () => {
    const tsa = await startTsa(pki, () => t.clock.now())
    tsa.mode = 'refuses'
    const withTsa = await testApp({
      env: { VANKHO_TRUST: pki.trustDir, VANKHO_PKCS11_MODULE: MODULE, VANKHO_TSA_URL: tsa.url },
    })
    try {
      const { actors } = await makeOffice(withTsa)
      const body = { owner: 'person' as const, fingerprint: fingerprintOf(pki.leader), passphrase: PIN }
      const { id: keyId } = await withTsa.run(signatures.addAttached, actors.leader, { body })
      const ask = async () =>
        signDocumentBytes(outsideOf(withTsa, actors.leader), {
          pdf: await paper(),
          keyId,
          passphrase: PIN,
          place: { kind: 'none', by: 'person' },
        })
      await expect(ask()).rejects.toMatchObject({ code: 'SIGNATURES_TSA_REFUSED' })
      await withTsa.run(signatures.setPolicy, actors.leader, {
        body: {
          tries: 5,
          waitMinutes: 15,
          withoutTimestamp: 'warn',
          undecidedAllowed: [],
          noticeDays: 30,
          version: 0,
        },
      })
      expect(await ask()).toMatchObject({ level: 'B-B', warnings: [{ code: 'no-timestamp' }] })
      tsa.mode = 'good'
      expect(await ask()).toMatchObject({ level: 'B-LT', warnings: [] })
    } finally {
      await withTsa.close()
      await tsa.close()
    }
  })

  it('a child that is killed midway takes nothing with it', async () => {
    const [row] = await t.admin<{ serial: string; key: string }>(
      'select token_serial as serial, token_key as key from signatures.key where id = $1',
      [own],
    )
    const where = { serial: row!.serial, label: 'Thiết bị 1', keyId: row!.key }
    const killed = withTokenKey({ module: MODULE, label: null }, where, PIN, ({ pid, sign: ask }) => {
      process.kill(pid!, 'SIGKILL')
      return ask({ bytes: Buffer.from('x'), algorithm: 'rsa', hash: 'sha256' })
    })
    await expect(killed).rejects.toMatchObject({ code: 'SIGNATURES_TOKEN_STOPPED' })
    expect((await sign(own)).report.verdict).toBe('TOTAL-PASSED')
  })

  it('a device that is away is told, and no other one is given the PIN', async () => {
    tokens.remove('Thiết bị 1')
    tokens.add('Thiết bị 2', { '0a01': pki.leader })
    await expect(sign(own)).rejects.toMatchObject({
      code: 'SIGNATURES_TOKEN_MISSING',
      facts: { label: 'Thiết bị 1' },
    })
    const counted = await t.admin('select failed_tries as tries from signatures.key where id = $1', [own])
    expect(counted).toEqual([{ tries: 0 }])
    await expect(listTokens({ module: MODULE, label: 'Thiết bị 1' })).rejects.toMatchObject({
      code: 'SIGNATURES_TOKEN_MISSING',
    })
    expect((await listTokens({ module: MODULE, label: 'Thiết bị 2' })).map((one) => one.id)).toEqual(['0a01'])
  })

  it('without the setting there are none', async () => {
    const plain = await testApp({ env: { VANKHO_TRUST: pki.trustDir } })
    try {
      const office = await makeOffice(plain)
      const listed = await plain.run(signatures.listKeys, office.actors.leader)
      expect(listed.abilities.attached).toBe(false)
      await expect(
        plain.run(signatures.findAttached, office.actors.leader, { body: { owner: 'person' } }),
      ).rejects.toMatchObject({ code: 'SIGNATURES_NO_TOKENS' })
    } finally {
      await plain.close()
    }
  })
})
