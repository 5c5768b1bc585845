/** Signing for the rooms above: which keys, and bytes signed. Nothing here holds a transaction while it waits or computes. */
import { createHash } from 'node:crypto'
import type { VerificationReport } from '#engines/sign/index.ts'
import { guardTransport } from '#modules/auth/index.ts'
import { notify } from '#modules/operations/index.ts'
import type { ActionContext, BeforeContext, ReadContext } from '#platform/action/index.ts'
import { isoVietnam } from '#platform/clock/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { dayOfDate, rowOf } from './actions/add-key.ts'
import { labelOf, postsOfKey } from './key-view.ts'
import { noticeOf } from './notices.ts'
import { mayUse } from './policy.ts'
import { afterWrongTry, hindrance, type SigningPolicy } from './rules.ts'
import * as store from './store.ts'
import { inSigningThread } from './thread/pool.ts'
import type { Box, Look, SignedBytes, SignOrder, SignWarning } from './thread/work.ts'
import { tokenOf, withTokenKey } from './token/client.ts'
import { configuredTrust } from './trust-folder.ts'
import type { KeyRow } from './types.ts'

/** What work outside of transactions needs: `beforehand` of an action has it, and a job. */
export type Outside = Pick<BeforeContext, 'actor' | 'now' | 'config' | 'blobs' | 'transaction'>

/** A key to choose from. */
export interface SigningKey {
  readonly id: string
  readonly label: string
  readonly commonName: string
  readonly serial: string
  readonly issuer: string
  readonly validTo: Date
  /** `token`: the file is downloaded, signed with the device, and handed in (`acceptSignedElsewhere`). */
  readonly means: KeyRow['means']
  readonly hasPicture: boolean
  /** Width of the seal in millimetres, the agency's alone. */
  readonly pictureWidthMm: number | null
}

/**
 * Keys with which this actor can sign now, his own or (registry only) the agency's: confirmed, in time, not resting; keys in devices too.
 * Whether he may sign this document is the caller's to decide.
 */
export async function signingKeys(
  { tx, actor, now }: Pick<ReadContext, 'tx' | 'actor' | 'now'>,
  kind: 'person' | 'agency',
): Promise<SigningKey[]> {
  const { organizationId, personId } = actor
  if (kind === 'person' && !personId) return []
  const keys = await store.keysOf(
    tx,
    organizationId,
    kind === 'agency' ? { owner: 'agency' } : { owner: 'person', personId: personId! },
  )
  return keys
    .filter((key) => mayUse(actor, key) && [null, 'in-device'].includes(hindrance(key, now)))
    .map((key) => ({
      id: key.id,
      label: labelOf(key),
      commonName: key.commonName,
      serial: key.serial,
      issuer: key.issuer,
      validTo: key.validTo,
      means: key.means,
      hasPicture: key.pictureSha256 !== null,
      pictureWidthMm: key.pictureWidthMm,
    }))
}

/** Where a signature shows (NĐ 30/2020 PL I). Boxes are points from the top left corner of the page as it is read. */
export type SignaturePlace =
  /** A person's picture, fitted into the box between title and name. */
  | { readonly kind: 'person'; readonly page: number; readonly box: Box }
  /**
   * The agency's seal in real size over the left third of the person's signature that stands in the box.
   * @param personKeyId key whose picture stands there; null: by the box itself
   */
  | { readonly kind: 'agency'; readonly page: number; readonly box: Box; readonly personKeyId: string | null }
  /** The agency, in words at the top right of page 1: copies and attachments; `copyLines`, `attachmentLines` of the engine make them. */
  | { readonly kind: 'text'; readonly lines: readonly string[] }
  /** Nothing is shown; `by` says whose key it must be. */
  | { readonly kind: 'none'; readonly by: 'person' | 'agency' }

export interface SignRequest {
  /** The bytes to be signed; what is answered begins with exactly these. */
  readonly pdf: Uint8Array
  readonly keyId: string
  /** As typed: passphrase of the key file, PIN of the device at the server. It is kept nowhere, and the caller keeps it nowhere. */
  readonly passphrase: string
  readonly place: SignaturePlace
  readonly reason?: string | null
  readonly location?: string | null
  /** Of the signature; the present when not given. */
  readonly time?: Date
  /** What the audit calls it: the document that is signed. */
  readonly subject?: { readonly id: string; readonly label: string }
}

export interface Signed {
  readonly bytes: Uint8Array
  readonly sha256: string
  /** `B-B` without a timestamp authority, `B-T` with, `B-LT` where revocation data could be had as well. */
  readonly level: string
  readonly time: Date
  readonly keyId: string
  readonly commonName: string
  readonly serial: string
  /** What a person should know though it was signed. */
  readonly warnings: readonly { code: SignWarning; vi: string; en: string }[]
  /** What its own verification found; `keepSigned` makes it evidence. */
  readonly report: VerificationReport
  readonly trustFingerprint: string
  /** When document timestamps in it must have been renewed; null: there are none. */
  readonly renewBy: Date | null
}

const SIGN_LIMIT_MS = 60_000

const WARNINGS: Record<SignWarning, { vi: string; en: string }> = {
  'no-timestamp': {
    vi: 'Máy chủ dấu thời gian không trả lời: thời gian ký chỉ là lời khai của người ký.',
    en: 'The timestamp authority did not answer: the time is only what the signer claims.',
  },
  'no-revocation-data': {
    vi: 'Chưa lấy được dữ liệu thu hồi chứng thư số nên chữ ký chưa kiểm tra được lâu dài (mức B-T).',
    en: 'Revocation data could not be had, so the signature is not verifiable for the long term yet (level B-T).',
  },
}

/** One try of a key at a time in this process: who guesses gets no guesses for nothing while the first is being judged. */
const busy = new Map<string, Promise<unknown>>()

async function oneByOne<T>(keyId: string, work: () => Promise<T>): Promise<T> {
  const before = busy.get(keyId) ?? Promise.resolve()
  const mine = before.then(work, work)
  const settled = mine.catch(() => {})
  busy.set(keyId, settled)
  try {
    return await mine
  } finally {
    if (busy.get(keyId) === settled) busy.delete(keyId)
  }
}

/**
 * Signs a PDF with a key of the actor, in a thread of its own, outside of any transaction: call it from `beforehand` of an action or
 * from a job, then store the bytes and call `keepSigned` in the transaction. The use of the key is on record even when the caller's
 * transaction fails.
 * @throws PLATFORM_NOT_FOUND (no such key, or not the actor's), SIGNATURES_KEY_…, SIGNATURES_PASSPHRASE_WRONG (counted),
 * SIGNATURES_PIN_… (a wrong one is counted), SIGNATURES_TOKEN_…, SIGNATURES_NO_PICTURE, SIGNATURES_TSA_SILENT, SIGNATURES_TSA_REFUSED, SIGNATURES_TOO_SLOW, SIGN_PDF_…, SIGN_TEXT_UNFIT, AUTH_NEEDS_TLS
 */
export function signDocumentBytes(outside: Outside, request: SignRequest): Promise<Signed> {
  guardTransport(outside)
  return oneByOne(request.keyId, () => sign(outside, request))
}

async function sign(outside: Outside, request: SignRequest): Promise<Signed> {
  const { actor, config } = outside
  const { keyId, place } = request
  const { key, vault, certificate, policy, personPicture } = await outside.transaction(async ({ tx, now }) => {
    const found = await store.findKey(tx, actor.organizationId, keyId)
    const owner = place.kind === 'none' ? place.by : place.kind === 'person' ? 'person' : 'agency'
    if (!found || found.owner !== owner || !mayUse(actor, found)) throw new AppError('PLATFORM_NOT_FOUND')
    refuseHindered(found, now)
    const person =
      place.kind === 'agency' && place.personKeyId
        ? await store.findKey(tx, actor.organizationId, place.personKeyId)
        : null
    return {
      key: found,
      vault: await store.vaultOf(tx, actor.organizationId, keyId),
      certificate: await store.certificateOf(tx, actor.organizationId, keyId),
      policy: await store.policyOf(tx, actor.organizationId),
      personPicture: person?.pictureSha256 ?? null,
    }
  })
  const trust = await configuredTrust(config.signing.trustDir)
  const time = request.time ?? outside.now
  const order = {
    pdf: request.pdf,
    look: await lookOf(outside, place, key, personPicture),
    time,
    name: key.commonName,
    reason: request.reason ?? null,
    location: request.location ?? null,
    trust: trust.files,
    tsaUrl: config.signing.tsaUrl,
    waitMs: config.signing.waitMs,
    withoutTimestamp: policy.withoutTimestamp,
  }
  const making = vault
    ? signWithFile(order, { vault, passphrase: request.passphrase, row: rowOf(actor.organizationId, keyId) })
    : signWithDevice(outside, order, key, certificate, request.passphrase)
  const made = await making.catch(async (cause) => {
    const isWrong = cause instanceof AppError && /^SIGN(_PASSPHRASE|ATURES_PIN)_WRONG$/.test(cause.code)
    throw isWrong ? await wrongPassphrase(outside, key, policy) : cause
  })
  const sha256 = createHash('sha256').update(made.bytes).digest('hex')
  await outside.transaction(async (ctx) => {
    await store.noteUse(ctx.tx, actor.organizationId, keyId, ctx.now)
    ctx.record({
      kind: 'signatures.sign',
      subject: request.subject
        ? { type: 'document', ...request.subject }
        : { type: 'key', id: keyId, label: labelOf(key) },
      data: {
        keyId,
        key: labelOf(key),
        serial: key.serial,
        kind: place.kind,
        level: made.level,
        sha256,
        time: isoVietnam(time),
        ...(made.warnings.length > 0 ? { warnings: made.warnings } : {}),
      },
    })
  })
  return {
    bytes: made.bytes,
    sha256,
    level: made.level,
    time,
    keyId,
    commonName: key.commonName,
    serial: key.serial,
    warnings: made.warnings.map((code) => ({ code, ...WARNINGS[code] })),
    report: made.report,
    trustFingerprint: trust.fingerprint,
    renewBy: made.renewBy,
  }
}

const signWithFile = (order: Omit<SignOrder, 'key'>, key: SignOrder['key']): Promise<SignedBytes> =>
  inSigningThread('sign', { ...order, key }, SIGN_LIMIT_MS)

/** By a device at the server: one login for everything that this signature needs. */
async function signWithDevice(
  { config }: Outside,
  order: Omit<SignOrder, 'key'>,
  key: KeyRow,
  certificate: Uint8Array,
  pin: string,
): Promise<SignedBytes> {
  const token = tokenOf(key)
  if (!token) throw new AppError('SIGNATURES_KEY_IN_DEVICE')
  if (!config.signing.pkcs11) throw new AppError('SIGNATURES_NO_TOKENS')
  return withTokenKey(config.signing.pkcs11, token, pin, ({ certificates: others, sign }) =>
    inSigningThread('sign', { ...order, key: { certificate, others } }, SIGN_LIMIT_MS, sign),
  )
}

function refuseHindered(key: KeyRow, now: Date): void {
  switch (hindrance(key, now)) {
    case 'ended':
      throw new AppError('SIGNATURES_KEY_ENDED', { facts: { reason: key.reason } })
    case 'pending':
      throw new AppError('SIGNATURES_KEY_PENDING')
    case 'out-of-time':
      throw new AppError('SIGNATURES_KEY_OUT_OF_TIME', {
        facts: { from: dayOfDate(key.validFrom), to: dayOfDate(key.validTo) },
      })
    case 'in-device':
      throw new AppError('SIGNATURES_KEY_IN_DEVICE')
    case 'waits':
      throw waiting(key.waitsUntil!)
    default:
  }
}

const waiting = (until: Date): AppError =>
  new AppError('SIGNATURES_KEY_WAITS', {
    facts: { until: `${isoVietnam(until).slice(11, 16)} ${dayOfDate(until)}` },
  })

/** Counts a wrong try, in a transaction that stays, and says what is left. */
async function wrongPassphrase(outside: Outside, key: KeyRow, policy: SigningPolicy): Promise<AppError> {
  return outside.transaction(async (ctx: ActionContext) => {
    const { tx, actor, now } = ctx
    const current = await store.findKey(tx, actor.organizationId, key.id, 'lock')
    const next = afterWrongTry(current?.failedTries ?? 0, policy, now)
    await store.noteTry(tx, actor.organizationId, key.id, next)
    ctx.record({
      kind: 'signatures.wrongPassphrase',
      subject: { type: 'key', id: key.id, label: labelOf(key) },
      data: { left: next.left, waitsUntil: next.waitsUntil },
    })
    const code = key.means === 'attached' ? 'SIGNATURES_PIN_WRONG' : 'SIGNATURES_PASSPHRASE_WRONG'
    if (!next.waitsUntil) return new AppError(code, { facts: { left: next.left } })
    await notify(ctx, {
      kind: noticeOf('key-rests'),
      postIds: await postsOfKey(ctx, key),
      subject: { type: 'key', id: key.id },
      facts: { label: labelOf(key) },
      link: 'keys',
      tellSelf: true,
    })
    return waiting(next.waitsUntil)
  })
}

async function lookOf(
  outside: Outside,
  place: SignaturePlace,
  key: KeyRow,
  personPicture: string | null,
): Promise<Look> {
  if (place.kind === 'none') return { kind: 'none' }
  if (place.kind === 'text') return place
  if (!key.pictureSha256) throw new AppError('SIGNATURES_NO_PICTURE')
  const png = await outside.blobs.read(key.pictureSha256)
  if (place.kind === 'person') return { ...place, png }
  return {
    kind: 'agency',
    page: place.page,
    box: place.box,
    personPng: personPicture ? await outside.blobs.read(personPicture) : null,
    png,
    widthMm: key.pictureWidthMm ?? 36,
  }
}
