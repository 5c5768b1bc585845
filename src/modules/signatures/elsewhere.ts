/** Files that were signed outside, with a device or another program: taken only when they are what was handed out, signed by who should. */
import { createHash } from 'node:crypto'
import type { VerificationReport } from '#engines/sign/index.ts'
import { notify } from '#modules/operations/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import type { ActionContext, Actor } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { leaders, postsOfKey } from './key-view.ts'
import { noticeOf } from './notices.ts'
import { type ExpectedSigner, judgeElsewhere } from './rules.ts'
import type { Outside } from './signing.ts'
import * as store from './store.ts'
import { inVerifyingThread } from './thread/pool.ts'
import type { CertificateData } from './thread/work.ts'
import { configuredTrust } from './trust-folder.ts'

/** Whose signature is awaited. */
export type Expected =
  | { readonly kind: 'person'; readonly personId: string /** As on the certificate. */; readonly name: string }
  | { readonly kind: 'agency' }

export interface SignedElsewhere {
  readonly bytes: Uint8Array
  readonly sha256: string
  readonly level: string
  readonly report: VerificationReport
  readonly trustFingerprint: string
  readonly renewBy: Date | null
  readonly expected: Expected
  readonly certificate: CertificateData
  /** Not on record yet: `keepSigned` enters it, and tells its owner. */
  readonly isFirstUse: boolean
}

const VERIFY_LIMIT_MS = 60_000

/**
 * Judges a file that was signed outside. Call it outside of the caller's transaction; then store the bytes and call `keepSigned`.
 * @param approved the bytes that were handed out
 * @param uploaded what came back
 * @throws SIGNATURES_ELSEWHERE_OTHER_BYTES (not the approved bytes first), _UNSIGNED, _SEVERAL, _CHANGED (more than a signature was added),
 * _NOT_COVERING, _FAILED, _UNDECIDED (and the policy does not take it), _OTHER_SIGNER, _KEY_ENDED, SIGNATURES_KEY_PENDING,
 * SIGNATURES_TOO_SLOW, SIGN_PDF_…
 */
export async function acceptSignedElsewhere(
  outside: Outside,
  approved: Uint8Array,
  uploaded: Uint8Array,
  expected: Expected,
): Promise<SignedElsewhere> {
  const { actor } = outside
  const trust = await configuredTrust(outside.config.signing.trustDir)
  const order = { approved, uploaded, trust: trust.files, now: outside.now }
  const found = await inVerifyingThread('elsewhere', order, VERIFY_LIMIT_MS)
  const { signer, policy } = await outside.transaction(async ({ tx }) => ({
    signer: await signerOf(tx, actor, expected),
    policy: await store.policyOf(tx, actor.organizationId),
  }))
  const fresh = found.fresh.map(({ report, certificate, isIntact }) => ({
    report,
    isIntact,
    fingerprint: certificate?.fingerprint ?? null,
    commonName: certificate?.commonName ?? null,
  }))
  const verdict = judgeElsewhere({ added: found.added, fresh }, signer, policy)
  if (!verdict.isAccepted) throw new AppError(verdict.code, { facts: verdict.facts })
  const [one] = found.fresh
  return {
    bytes: uploaded,
    sha256: createHash('sha256').update(uploaded).digest('hex'),
    level: one!.report.level ?? 'B-B',
    report: found.report!,
    trustFingerprint: trust.fingerprint,
    renewBy: found.renewBy,
    expected,
    certificate: one!.certificate!,
    isFirstUse: verdict.isFirstUse,
  }
}

const isOf = (expected: Expected, key: { owner: 'person' | 'agency'; personId: string | null }): boolean =>
  expected.kind === 'agency' ? key.owner === 'agency' : key.owner === 'person' && key.personId === expected.personId

async function signerOf(tx: Tx, actor: Actor, expected: Expected): Promise<ExpectedSigner> {
  const known = new Map<string, 'active' | 'pending' | 'ended'>()
  const others = new Set<string>()
  for (const key of await store.certificatesOnRecord(tx, actor.organizationId)) {
    if (!isOf(expected, key)) others.add(key.fingerprint)
    // Entered again after it had ended: what stands now counts.
    else known.set(key.fingerprint, key.state === 'active' || key.state === 'pending' ? key.state : 'ended')
  }
  const name =
    expected.kind === 'person' ? expected.name : ((await organizationOf(tx, actor.organizationId))?.name ?? '')
  return { name, known, others }
}

/** Puts the certificate of a first use on record, and notes a later use of a known one. */
export async function noteSignedElsewhere(
  ctx: ActionContext,
  { certificate, expected, isFirstUse }: SignedElsewhere,
): Promise<void> {
  const { tx, actor, now } = ctx
  const { organizationId } = actor
  const key = (await store.certificatesOnRecord(tx, organizationId)).find(
    (one) => one.fingerprint === certificate.fingerprint && one.state === 'active' && isOf(expected, one),
  )
  if (key) return store.noteUse(tx, organizationId, key.id, now)
  // Ended by somebody between the judgement and now.
  if (!isFirstUse) throw new AppError('SIGNATURES_ELSEWHERE_KEY_ENDED')
  const id = newId()
  const owner = { owner: expected.kind, personId: expected.kind === 'person' ? expected.personId : null } as const
  await store.insertKey(tx, {
    organizationId,
    id,
    ...owner,
    state: 'active',
    label: null,
    certificate,
    vault: null,
    token: null,
    now,
    by: actor.postId,
    byName: actor.name,
  })
  await store.noteUse(tx, organizationId, id, now)
  const { commonName, subject, issuer, serial, fingerprint } = certificate
  ctx.alsoRecord({
    kind: 'signatures.knowToken',
    subject: { type: 'key', id, label: commonName },
    after: { ...owner, subject, issuer, serial, fingerprint },
  })
  await notify(ctx, {
    kind: noticeOf('token-known'),
    postIds: [...(await postsOfKey(ctx, owner)), ...(expected.kind === 'agency' ? await leaders(ctx) : [])],
    subject: { type: 'key', id },
    facts: { label: commonName },
    link: 'keys',
  })
}
