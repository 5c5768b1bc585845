import { shortDay } from '#engines/vn-text/index.ts'
import { guardTransport } from '#modules/auth/index.ts'
import { notify } from '#modules/operations/index.ts'
import { action } from '#platform/action/index.ts'
import type { ActionContext, BeforeContext } from '#platform/action/types.ts'
import { dayOf } from '#platform/clock/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { type KeyView, signatures } from '../contract.ts'
import { keyView, labelOf, leaders } from '../key-view.ts'
import { noticeOf } from '../notices.ts'
import { mayKeepAgencyKey } from '../policy.ts'
import * as store from '../store.ts'
import { inSigningThread } from '../thread/pool.ts'
import type { CertificateData } from '../thread/work.ts'
import type { TokenKey } from '../token/client.ts'

export interface Entered {
  readonly id: string
  readonly certificate: CertificateData
  readonly vault: Uint8Array | null
  /** Where it lies in a device at the server. */
  readonly token?: TokenKey
}

/** The row that a vault belongs to: it opens in no other. */
export const rowOf = (organizationId: string, keyId: string): string => `${organizationId} ${keyId}`

const OPEN_LIMIT_MS = 30_000

/** A person enters his own key; the agency's is the registry's to enter (NĐ 30/2020 Đ33.1). */
export function guardOwner({ actor }: Pick<BeforeContext, 'actor'>, owner: 'person' | 'agency'): void {
  const may = owner === 'agency' ? mayKeepAgencyKey(actor) : actor.personId !== null
  if (!may) throw new AppError('PLATFORM_FORBIDDEN')
}

/**
 * A key file: opened once with its passphrase, then kept sealed under it. The passphrase stays in the memory of the thread that opens
 * it; it is written nowhere.
 */
export const addKey = action(signatures.addKey, {
  async beforehand(ctx, { owner, file, passphrase }): Promise<Entered> {
    guardTransport(ctx)
    guardOwner(ctx, owner)
    const id = newId()
    const order = { file: Buffer.from(file, 'base64'), passphrase, row: rowOf(ctx.actor.organizationId, id) }
    return { id, ...(await inSigningThread('enter', order, OPEN_LIMIT_MS)) }
  },
  allow: () => true,
  run: (ctx, { owner, label }, _, entered) => enter(ctx, { owner, label, entered }),
})

/** The certificate of a device: its key never comes here, files are signed with it elsewhere. */
export const addCertificate = action(signatures.addCertificate, {
  async beforehand(ctx, { owner, file }): Promise<Entered> {
    guardOwner(ctx, owner)
    const certificate = await inSigningThread('certificate', { file: Buffer.from(file, 'base64') }, OPEN_LIMIT_MS)
    return { id: newId(), certificate, vault: null }
  },
  allow: () => true,
  run: (ctx, { owner, label }, _, entered) => enter(ctx, { owner, label, entered }),
})

/** Takes a key on record. @throws AppError SIGNATURES_KEY_OUT_OF_TIME, SIGNATURES_KEY_KNOWN */
export async function enter(
  ctx: ActionContext,
  { owner, label, entered }: { owner: 'person' | 'agency'; label: string | null; entered: Entered },
): Promise<KeyView> {
  const { tx, actor, now } = ctx
  const { id, certificate, vault, token = null } = entered
  if (certificate.validTo < now) {
    const days = { from: dayOfDate(certificate.validFrom), to: dayOfDate(certificate.validTo) }
    throw new AppError('SIGNATURES_KEY_OUT_OF_TIME', { facts: days })
  }
  if (await store.isKnown(tx, actor.organizationId, certificate.fingerprint)) throw new AppError('SIGNATURES_KEY_KNOWN')
  await store.insertKey(tx, {
    organizationId: actor.organizationId,
    id,
    owner,
    personId: owner === 'person' ? actor.personId : null,
    // The agency's key signs for everybody: a leader answers for it before it does (NĐ 30/2020 Đ32.1).
    state: owner === 'agency' ? 'pending' : 'active',
    label,
    certificate,
    vault,
    token,
    now,
    by: actor.postId,
    byName: actor.name,
  })
  const row = (await store.findKey(tx, actor.organizationId, id))!
  const { subject, issuer, serial, fingerprint, algorithm } = certificate
  ctx.record({
    subject: { type: 'key', id, label: labelOf(row) },
    after: { owner, means: row.means, state: row.state, subject, issuer, serial, fingerprint, algorithm },
  })
  if (owner === 'agency')
    await notify(ctx, {
      kind: noticeOf('key-pending'),
      postIds: await leaders(ctx),
      subject: { type: 'key', id },
      facts: { from: actor.name, label: labelOf(row) },
      link: 'keys',
    })
  return keyView(row, actor, now)
}

/** `26/11/2026` in Vietnam. */
export const dayOfDate = (at: Date): string => shortDay(dayOf(at))
