import { guardTransport } from '#modules/auth/index.ts'
import { action } from '#platform/action/index.ts'
import type { BeforeContext } from '#platform/action/types.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { signatures } from '../contract.ts'
import { namesMatch } from '../rules.ts'
import { inSigningThread } from '../thread/pool.ts'
import type { CertificateData } from '../thread/work.ts'
import { listTokens, type TokenKey, withTokenKey } from '../token/client.ts'
import { type Entered, enter, guardOwner } from './add-key.ts'

const READ_LIMIT_MS = 15_000
const TRY_LIMIT_MS = 45_000

interface Found {
  readonly certificate: CertificateData
  readonly token: TokenKey
}

/**
 * Certificates on the devices at the server that this actor may register. A person sees those of his own name alone: devices are
 * everybody's, and nobody is to try PINs at another's key.
 */
async function attached(ctx: BeforeContext, owner: 'person' | 'agency'): Promise<Found[]> {
  guardOwner(ctx, owner)
  const { pkcs11 } = ctx.config.signing
  if (!pkcs11) throw new AppError('SIGNATURES_NO_TOKENS')
  const listed = (await listTokens(pkcs11)).filter((one) => one.id !== '' && one.serial !== '')
  const read = await inSigningThread('certificates', { files: listed.map((one) => one.der) }, READ_LIMIT_MS)
  return listed.flatMap(({ serial, label, id }, at) => {
    const certificate = read[at]
    if (!certificate || (owner === 'person' && !namesMatch(certificate.commonName, ctx.actor.name))) return []
    return [{ certificate, token: { serial, label, keyId: id } }]
  })
}

/** What can be registered; needs no PIN, for certificates are public. */
export const findAttached = action(signatures.findAttached, {
  beforehand: (ctx, { owner }) => attached(ctx, owner),
  allow: () => true,
  run(ctx, { owner }, _, found) {
    ctx.record({ subject: { type: 'key', id: null }, data: { owner, count: found.length } })
    return {
      items: found.map(({ certificate, token }) => ({
        commonName: certificate.commonName,
        issuer: certificate.issuer,
        serial: certificate.serial,
        algorithm: certificate.algorithm,
        fingerprint: certificate.fingerprint,
        tokenLabel: token.label,
        validFrom: certificate.validFrom.toISOString(),
        validTo: certificate.validTo.toISOString(),
      })),
    }
  },
})

/** A key in a device at the server: tried once with its PIN, so that it is the certificate's; then only the certificate is kept. */
export const addAttached = action(signatures.addAttached, {
  async beforehand(ctx, { owner, fingerprint, passphrase }): Promise<Entered> {
    guardTransport(ctx)
    const found = (await attached(ctx, owner)).find((one) => one.certificate.fingerprint === fingerprint)
    if (!found) throw new AppError('SIGNATURES_TOKEN_CERTIFICATE')
    const { certificate, token } = found
    await withTokenKey(ctx.config.signing.pkcs11!, token, passphrase, ({ sign }) =>
      inSigningThread('tryDevice', { certificate: certificate.der }, TRY_LIMIT_MS, sign),
    ).catch((cause) => noteWrong(ctx, found, cause))
    return { id: newId(), certificate, vault: null, token }
  },
  allow: () => true,
  run: (ctx, { owner, label }, _, entered) => enter(ctx, { owner, label, entered }),
})

/** A wrong PIN is on record, though there is no key yet to count it on; the device counts it. */
async function noteWrong(ctx: BeforeContext, { certificate, token }: Found, cause: unknown): Promise<never> {
  if (cause instanceof AppError && cause.code === 'SIGNATURES_PIN_WRONG')
    await ctx.transaction(async ({ record }) =>
      record({
        kind: 'signatures.wrongPassphrase',
        subject: { type: 'key', id: null, label: certificate.commonName },
        data: { token: token.label, serial: certificate.serial },
      }),
    )
  throw cause
}
