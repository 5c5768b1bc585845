/** What the signing thread does: everything that opens keys, derives, parses hostile files or waits for the network. */
import { randomBytes, verify } from 'node:crypto'
import type {
  Appearance,
  Certificate,
  SignatureReport,
  Signer,
  TrustList,
  VerificationReport,
} from '#engines/sign/index.ts'
import {
  type Added,
  addedSince,
  addValidationData,
  certificatesOf,
  deviceSigner,
  keySigner,
  readCertificate,
  readPkcs12,
  readTrust,
  signersOf,
  signPdf,
  timestampPdf,
  validationNeeds,
  verifyPdf,
} from '#engines/sign/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { SignWith } from '../token/protocol.ts'
import { httpAuthority, revocationOf } from './network.ts'
import { seal, unseal } from './vault.ts'

export type TrustFiles = readonly { name: string; bytes: Uint8Array }[]

/** Facts of a certificate as plain data. */
export interface CertificateData {
  readonly der: Uint8Array
  readonly commonName: string
  readonly subject: string
  readonly issuer: string
  readonly serial: string
  readonly algorithm: string
  readonly fingerprint: string
  readonly validFrom: Date
  readonly validTo: Date
}

/** A place on a page: points from its top left corner as it is read. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type Look =
  | { readonly kind: 'person'; readonly page: number; readonly box: Box; readonly png: Uint8Array }
  | {
      readonly kind: 'agency'
      readonly page: number
      /** The place between title and name, and the picture of the person's signature that stands in it, if there is one. */
      readonly box: Box
      readonly personPng: Uint8Array | null
      readonly png: Uint8Array
      readonly widthMm: number
    }
  | { readonly kind: 'text'; readonly lines: readonly string[] }
  | { readonly kind: 'none' }

/** A key file, sealed. */
export interface FileKey {
  readonly vault: Uint8Array
  readonly passphrase: string
  readonly row: string
}

/** A key in a device: the thread asks for the signature (`OnDevice`). */
export interface DeviceKey {
  readonly certificate: Uint8Array
  /** Certificates on the device, those of authorities among them. */
  readonly others: readonly Uint8Array[]
}

/** Has a device sign. */
export type OnDevice = (what: SignWith) => Promise<Uint8Array>

export interface SignOrder {
  readonly pdf: Uint8Array
  readonly key: FileKey | DeviceKey
  readonly look: Look
  readonly time: Date
  readonly name: string
  readonly reason: string | null
  readonly location: string | null
  readonly trust: TrustFiles
  readonly tsaUrl: string | null
  readonly waitMs: number
  readonly withoutTimestamp: 'stop' | 'warn'
}

export type SignWarning = 'no-timestamp' | 'no-revocation-data'

export interface SignedBytes {
  readonly bytes: Uint8Array
  readonly level: string
  readonly warnings: readonly SignWarning[]
  readonly report: VerificationReport
  readonly renewBy: Date | null
}

/** A report, and when the document timestamps that it rests on must have been renewed; null: there is none that holds. */
export interface Verified {
  readonly report: VerificationReport
  readonly renewBy: Date | null
}

export interface LastingOrder {
  readonly pdf: Uint8Array
  readonly trust: TrustFiles
  readonly now: Date
  readonly tsaUrl: string
  readonly waitMs: number
}

export interface Elsewhere {
  readonly added: Added | null
  readonly report: VerificationReport | null
  readonly renewBy: Date | null
  readonly fresh: readonly {
    report: SignatureReport
    certificate: CertificateData | null
    isIntact: boolean
  }[]
}

export interface Works {
  /** Opens a key file once, and seals it. */
  enter(order: { file: Uint8Array; passphrase: string; row: string }): Promise<{
    certificate: CertificateData
    vault: Uint8Array
  }>
  certificate(order: { file: Uint8Array }): Promise<CertificateData>
  /** Of some files: certificates that a person or an agency may sign with; null for all others. */
  certificates(order: { files: readonly Uint8Array[] }): Promise<(CertificateData | null)[]>
  /** A trial of a key in a device: does it belong to the certificate? */
  tryDevice(order: { certificate: Uint8Array }, onDevice: OnDevice): Promise<void>
  sign(order: SignOrder, onDevice: OnDevice): Promise<SignedBytes>
  verify(order: { pdf: Uint8Array; trust: TrustFiles; now: Date }): Promise<Verified>
  /** Validation data of everything in the file, then a timestamp over all of it (B-LTA). */
  lasting(order: LastingOrder): Promise<Verified & { bytes: Uint8Array }>
  elsewhere(order: { approved: Uint8Array; uploaded: Uint8Array; trust: TrustFiles; now: Date }): Promise<Elsewhere>
}

function dataOf(one: Certificate): CertificateData {
  const key = one.publicKey()
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {}
  const size = modulusLength ?? namedCurve ?? ''
  return {
    der: Uint8Array.from(one.der),
    commonName: one.commonName,
    subject: one.subject,
    issuer: one.issuer,
    serial: one.serial,
    algorithm: `${(key.asymmetricKeyType ?? '').toUpperCase()} ${size}`.trim(),
    fingerprint: one.fingerprint,
    validFrom: one.notBefore,
    validTo: one.notAfter,
  }
}

const asking =
  (onDevice: OnDevice): Parameters<typeof deviceSigner>[2] =>
  (bytes, { kind, hash }) =>
    onDevice({ bytes, algorithm: kind as SignWith['algorithm'], hash: hash as SignWith['hash'] })

function signerFor(given: FileKey | DeviceKey, trust: TrustList, onDevice: OnDevice): Signer {
  if ('vault' in given) {
    const { vault, passphrase, row } = given
    const { key, certificate, chain } = readPkcs12(unseal(vault, passphrase, row), passphrase)
    return keySigner(key, certificate, chain)
  }
  const certificate = readCertificate(given.certificate)
  return deviceSigner(
    certificate,
    chainOf(certificate, [...readable(given.others), ...trust.certificates]),
    asking(onDevice),
  )
}

const readable = (files: readonly Uint8Array[]): Certificate[] =>
  files.flatMap((one) => {
    try {
      return [readCertificate(one)]
    } catch {
      return []
    }
  })

/** Authorities between a certificate and its root, as far as they are known. */
function chainOf(certificate: Certificate, known: readonly Certificate[]): Certificate[] {
  const chain: Certificate[] = []
  for (let last = certificate; chain.length < 8; ) {
    const issuer = known.find((one) => one.isCa && last.isSignedBy(one))
    if (!issuer || issuer.isSignedBy(issuer)) break
    chain.push(issuer)
    last = issuer
  }
  return chain
}

export const works: Works = {
  async enter({ file, passphrase, row }) {
    const { key, certificate, chain } = readPkcs12(file, passphrase)
    keySigner(key, certificate, chain) // refuses what nobody would accept
    return { certificate: dataOf(certificate), vault: seal(file, passphrase, row) }
  },

  async certificate({ file }) {
    let found: Certificate | undefined
    try {
      found = certificatesOf(file)[0]
    } catch (cause) {
      throw new AppError('SIGNATURES_FILE_INVALID', { cause })
    }
    if (!found) throw new AppError('SIGNATURES_FILE_INVALID')
    if (found.isCa) throw new AppError('SIGN_KEY_UNFIT', { facts: { reason: 'CA' } })
    return dataOf(found)
  },

  async certificates({ files }) {
    return files.map((file) => {
      try {
        const found = readCertificate(file)
        return found.isCa ? null : dataOf(found)
      } catch {
        return null // what cannot be read is not offered
      }
    })
  },

  async tryDevice({ certificate: der }, onDevice) {
    const certificate = readCertificate(der)
    const signer = deviceSigner(certificate, [], asking(onDevice))
    const bytes = randomBytes(32)
    const signature = await signer.sign(bytes)
    if (!verify(signer.scheme.hash, bytes, certificate.publicKey(), signature))
      throw new AppError('SIGN_KEY_UNFIT', { facts: { reason: certificate.serial } })
  },

  async sign(order, onDevice) {
    const { time, tsaUrl, waitMs } = order
    const trust = readTrust(order.trust)
    const signer = signerFor(order.key, trust, onDevice)
    const warnings: SignWarning[] = []
    const appearance = await appearanceOf(order.look)
    const options = {
      time,
      name: order.name,
      reason: order.reason ?? undefined,
      location: order.location ?? undefined,
      appearance,
    }
    let signed: Uint8Array
    if (!tsaUrl) signed = await signPdf(order.pdf, signer, options)
    else
      try {
        signed = await signPdf(order.pdf, signer, { ...options, timestamp: httpAuthority(tsaUrl, waitMs) })
      } catch (cause) {
        const isMissing = cause instanceof AppError && /^(SIGNATURES_TSA_|SIGN_TIMESTAMP_REFUSED)/.test(cause.code)
        if (!isMissing || order.withoutTimestamp === 'stop') throw cause
        warnings.push('no-timestamp')
        signed = await signPdf(order.pdf, signer, options)
      }
    if (tsaUrl && warnings.length === 0) {
      const lasting = await withValidationData(signed, trust, time, waitMs)
      if (lasting) signed = lasting
      else warnings.push('no-revocation-data')
    }
    return { ...check(signed, trust, time), bytes: Uint8Array.from(signed), warnings }
  },

  async verify({ pdf, trust, now }) {
    const report = verifyPdf(pdf, { trust: readTrust(trust), now })
    return { report, renewBy: renewBy(pdf, report) }
  },

  async lasting({ pdf, trust: files, now, tsaUrl, waitMs }) {
    const trust = readTrust(files)
    // Without what proves the older signatures and timestamps a new one over them would prove less than it seems.
    const complete = await withValidationData(pdf, trust, now, waitMs)
    if (!complete) throw new AppError('SIGNATURES_NO_REVOCATION_DATA')
    const bytes = Uint8Array.from(await timestampPdf(complete, httpAuthority(tsaUrl, waitMs)))
    const report = verifyPdf(bytes, { trust, now })
    const found = renewBy(bytes, report)
    if (report.verdict !== 'TOTAL-PASSED' || !found)
      throw new AppError('SIGNATURES_NOT_VERIFIABLE', {
        facts: { reason: report.signatures[0]?.subIndication ?? report.verdict },
      })
    return { bytes, report, renewBy: found }
  },

  async elsewhere({ approved, uploaded, trust, now }) {
    const added = addedSince(approved, uploaded)
    if (!added) return { added, report: null, renewBy: null, fresh: [] }
    const report = verifyPdf(uploaded, { trust: readTrust(trust), now })
    const fresh = signersOf(uploaded)
      .filter((one) => one.kind === 'signature' && (one.coveredTo ?? uploaded.length) > approved.length)
      .flatMap((one) => {
        const found = report.signatures.find((each) => each.field === one.field)
        const certificate = one.certificate ? dataOf(one.certificate) : null
        return found ? [{ report: found, certificate, isIntact: one.isIntact }] : []
      })
    return { added, report, renewBy: renewBy(uploaded, report), fresh }
  },
}

async function appearanceOf(look: Look): Promise<Appearance | undefined> {
  if (look.kind === 'none') return undefined
  const draw = await import('#engines/sign/appearance.ts')
  if (look.kind === 'text') return draw.textAppearance(look.lines)
  if (look.kind === 'person') return draw.personAppearance(look.png, look)
  const person = look.personPng ? draw.personBox(look.personPng, look.box) : look.box
  return draw.sealAppearance(look.png, look.widthMm, { page: look.page, person })
}

/** Revocation data of the chains, fetched and laid into the file; null when it is not complete. */
async function withValidationData(
  pdf: Uint8Array,
  trust: TrustList,
  now: Date,
  waitMs: number,
): Promise<Uint8Array | null> {
  const needs = validationNeeds(pdf, { trust, now })
  const anchors = new Set(trust.certificates.map((one) => one.fingerprint))
  const issuers = [...needs.certificates, ...trust.certificates]
  // Addresses are asked only where a trusted authority wrote them: others would make this server knock at any door.
  const isVouchedFor = (one: Certificate, depth = 0): boolean =>
    anchors.has(one.fingerprint) ||
    (depth < 8 && issuers.some((each) => each !== one && one.isSignedBy(each) && isVouchedFor(each, depth + 1)))
  if (needs.certificates.length === 0 || !needs.certificates.every((one) => isVouchedFor(one))) return null
  const answers = await Promise.all(needs.revocation.map((one) => revocationOf(one, waitMs)))
  if (answers.some((one) => one === null)) return null
  try {
    return addValidationData(pdf, {
      certificates: needs.certificates.map((one) => one.der),
      crls: answers.flatMap((one) => one?.crl ?? []),
      ocsps: answers.flatMap((one) => one?.ocsp ?? []),
    })
  } catch {
    return null // an answer that is none
  }
}

/** What was made is verified before it leaves: a signature that its own maker finds broken is none. */
function check(signed: Uint8Array, trust: TrustList, now: Date): Verified & { level: string } {
  const report = verifyPdf(signed, { trust, now })
  const made = report.signatures.at(-1)
  if (!made || made.verdict === 'TOTAL-FAILED')
    throw new AppError('SIGNATURES_NOT_VERIFIABLE', { facts: { reason: made?.subIndication ?? 'none' } })
  return { report, level: made.level ?? 'B-B', renewBy: renewBy(signed, report) }
}

/** The end of the newest document timestamp's certificate, when that timestamp holds. */
function renewBy(pdf: Uint8Array, report: VerificationReport): Date | null {
  if (report.documentTimestamps.at(-1)?.verdict !== 'TOTAL-PASSED') return null
  const stamps = signersOf(pdf).filter((one) => one.kind === 'timestamp')
  const newest = stamps.reduce((a, b) => ((b.coveredTo ?? 0) > (a.coveredTo ?? 0) ? b : a))
  return newest.certificate?.notAfter ?? null
}
