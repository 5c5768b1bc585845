/** A document signed and sealed with keys in devices at the server (SoftHSM), through the doorway; others' eyes on the outcome. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyPdf } from '#engines/sign/index.ts'
import type { Identity } from '#engines/sign/test/authority.ts'
import { signatures } from '#modules/signatures/contract.ts'
import {
  base64,
  type Infrastructure,
  makeInfrastructure,
  picture,
  removeInfrastructure,
} from '#modules/signatures/test/build.ts'
import { MODULE, noToken, PIN, softTokens, type Tokens } from '#modules/signatures/test/token-kit.ts'
import { configuredTrust } from '#modules/signatures/trust-folder.ts'
import type { Actor } from '#platform/action/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { signing } from '../signing-contract.ts'
import { drafts } from './build.ts'

describe.skipIf(noToken !== null)('with keys in devices at the server', () => {
  let t: TestApp
  let o: Office
  let d: ReturnType<typeof drafts>
  let pki: Infrastructure
  let tokens: Tokens
  let keys: { leader: string; agency: string }

  async function register(owner: 'person' | 'agency', one: Identity, actor: Actor, colour: string) {
    const fingerprint = createHash('sha256').update(one.der).digest('hex')
    let key = await t.run(signatures.addAttached, actor, { body: { owner, fingerprint, passphrase: PIN } })
    const at = { params: { keyId: key.id } }
    if (key.state === 'pending')
      key = await t.run(signatures.confirmKey, o.actors.leader, { ...at, body: { version: key.version } })
    const widthMm = owner === 'agency' ? 36 : null
    const body = { file: base64(await picture(colour)), widthMm, version: key.version }
    return (await t.run(signatures.setPicture, actor, { ...at, body })).id
  }

  beforeAll(async () => {
    pki = await makeInfrastructure()
    tokens = softTokens()
    tokens.add('Lãnh đạo', { '01': pki.leader }, [pki.middle])
    tokens.add('Cơ quan', { '01': pki.agency }, [pki.middle])
    t = await testApp({ env: { VANKHO_TRUST: pki.trustDir, VANKHO_PKCS11_MODULE: MODULE } })
    o = await makeOffice(t)
    d = drafts(t, o)
    keys = {
      leader: await register('person', pki.leader, o.actors.leader, '#1f3f9f'),
      agency: await register('agency', pki.agency, o.actors.registry, '#d11f2a'),
    }
  })
  afterAll(async () => {
    await t?.close()
    tokens?.close()
    removeInfrastructure(pki)
  })

  const move = async (which: 'sign' | 'seal', id: string, passphrase = PIN) =>
    t.run(signing[which], which === 'sign' ? o.actors.leader : o.actors.registry, {
      params: { documentId: id },
      body: {
        version: (await d.get(id)).version,
        keyId: which === 'sign' ? keys.leader : keys.agency,
        passphrase,
      },
    })

  it('is signed, sealed and issued; we and pdfsig find both signatures good', async () => {
    const id = await d.approved({ typeCode: 'quyet-dinh', subject: 'Về việc kiện toàn tổ công tác' })
    await expect(move('sign', id, 'sai')).rejects.toMatchObject({ code: 'SIGNATURES_PIN_WRONG', facts: { left: 4 } })
    expect(await move('sign', id)).toMatchObject({ state: 'signed', level: 'B-B' })
    expect(await move('seal', id)).toMatchObject({ state: 'sealed' })
    expect(await d.step('issue', id, o.actors.registry)).toMatchObject({ state: 'issued' })
    const [row] = await t.admin<{ sha256: string }>('select sha256 from records.component where id = $1', [
      (await d.get(id)).sealed!.id,
    ])
    const bytes = await t.blobs.read(row!.sha256)
    const { list } = await configuredTrust(pki.trustDir)
    expect(verifyPdf(bytes, { trust: list, now: t.clock.now() })).toMatchObject({
      verdict: 'TOTAL-PASSED',
      signatures: [{ signer: 'Trần Văn Quý' }, { signer: 'Ủy ban nhân dân xã Sông Mây' }],
    })
    if (spawnSync('pdfsig', ['-v']).error) return console.warn('pdfsig is not installed: its verdict was not asked')
    const place = join(pki.folder, 'a.pdf')
    writeFileSync(place, bytes)
    const said = spawnSync('pdfsig', ['-nocert', place], { encoding: 'utf8' }).stdout
    expect(said.match(/Signature is Valid/g)).toHaveLength(2)
  })

  it('several one after another, each with the PIN anew', async () => {
    const ids: string[] = []
    for (const subject of ['Về việc thứ nhất', 'Về việc thứ hai'])
      ids.push(await d.approved({ typeCode: 'thong-bao', subject }))
    const signed = await Promise.all(ids.map((id) => move('sign', id)))
    expect(signed.map((one) => one.state)).toEqual(['signed', 'signed'])
    const [key] = (await t.run(signatures.listKeys, o.actors.leader)).own
    expect(key).toMatchObject({ uses: 3, means: 'attached' })
  })
})
