/** Validation data in a PDF (document security store, EN 319 142-1, 5.4): what makes B-LT, and with a document timestamp B-LTA. */
import { hash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { AppError } from '#platform/errors/index.ts'
import { Asn1Error } from '../asn1/der.ts'
import { type Dict, Name, type PdfObject, PdfString, Ref, Stream } from '../pdf/objects.ts'
import { signatureFields } from '../pdf/signatures.ts'
import { guarded, openForUpdate, Update } from '../pdf/write.ts'
import { readSignature } from '../verify/document.ts'
import { evidenceOf, storeOf, together } from '../verify/evidence.ts'
import { timestampsOf } from '../verify/timestamps.ts'
import type { TrustList } from '../verify/trust.ts'
import { type Certificate, readCertificate } from '../x509/certificate.ts'
import { validatePath } from '../x509/path.ts'
import { ocspRequest, readCrl, readOcsp } from '../x509/revocation.ts'

/** A certificate whose revocation must be asked about, and where it says that this can be done. */
export interface RevocationNeed {
  readonly certificate: Certificate
  readonly issuer: Certificate
  readonly ocspUrls: readonly string[]
  readonly crlUrls: readonly string[]
  /** The question for the OCSP addresses, DER. */
  readonly ocspRequest: Uint8Array
}

export interface ValidationNeeds {
  /** All certificates of the chains of signers and timestamp authorities. */
  readonly certificates: readonly Certificate[]
  readonly revocation: readonly RevocationNeed[]
}

/**
 * What must be brought to make the signatures of a file verifiable for good. The file's own chains are followed up to the trust list;
 * fetching is the caller's.
 * @throws AppError SIGN_PDF_…
 */
export function validationNeeds(pdf: Uint8Array, options: { trust: TrustList; now: Date }): ValidationNeeds {
  const file = openForUpdate(pdf)
  return guarded(() => {
    const store = storeOf(file)
    const found = signatureFields(file)
      .filter((field) => field.value)
      .map((field) => readSignature(field, file, store.certificates))
    const tokens = found.flatMap((one) => (one.kind === 'signature' && one.data ? timestampsOf(one.data) : []))
    const evidence = together([
      store,
      ...[...found.flatMap((one) => one.data ?? []), ...tokens.map((one) => one.data)].map(evidenceOf),
    ])
    const leaves = [
      ...found.flatMap((one) => one.check.certificate ?? []),
      ...tokens.flatMap((one) => one.data.certificates.find(one.data.signer.isNamed) ?? []),
    ]
    const certificates = new Map<string, Certificate>()
    const revocation = new Map<string, RevocationNeed>()
    for (const leaf of leaves) {
      const question = {
        anchors: options.trust.certificates,
        evidence,
        purpose: 'document',
        at: options.now,
        isProved: false,
        now: options.now,
      } as const
      const { chain } = validatePath(leaf, question)
      for (const [i, one] of chain.entries()) {
        certificates.set(one.fingerprint, one)
        const issuer = chain[i + 1]
        if (issuer && one.namesRevocation && !one.isOcspNoCheck)
          revocation.set(one.fingerprint, {
            certificate: one,
            issuer,
            ocspUrls: one.ocspUrls,
            crlUrls: one.crlUrls,
            ocspRequest: ocspRequest(one, issuer),
          })
      }
    }
    return { certificates: [...certificates.values()], revocation: [...revocation.values()] }
  })
}

/** Certificates, CRLs and OCSP answers, DER. */
export interface ValidationData {
  readonly certificates?: readonly Uint8Array[]
  readonly crls?: readonly Uint8Array[]
  readonly ocsps?: readonly Uint8Array[]
}

const LISTS = [
  ['Certs', 'Cert', 'certificates', readCertificate],
  ['CRLs', 'CRL', 'crls', readCrl],
  ['OCSPs', 'OCSP', 'ocsps', readOcsp],
] as const

/**
 * Adds validation data as an incremental update; what is there stays, nothing is added twice.
 * @throws AppError SIGN_PDF_…, SIGN_DATA_BROKEN when something is no certificate, list or answer
 */
export function addValidationData(pdf: Uint8Array, data: ValidationData): Uint8Array {
  const file = openForUpdate(pdf)
  return guarded(() => {
    const update = new Update(file)
    const old = file.root.get('DSS')
    const store: Dict = new Map(file.dict(old) ?? [])
    store.set('Type', new Name('DSS'))
    const added = new Map<string, PdfObject[]>()
    for (const [list, single, key, read] of LISTS) {
      const known = file.array(store.get(list))
      const seen = new Set(known.map((one) => fingerprint(file.resolve(one), (stream) => file.unpack(stream))))
      const refs: PdfObject[] = []
      for (const bytes of data[key] ?? []) {
        try {
          read(bytes)
        } catch (cause) {
          if (!(cause instanceof Asn1Error)) throw cause
          throw new AppError('SIGN_DATA_BROKEN', { facts: { reason: cause.message }, cause })
        }
        const print = hash('sha256', bytes)
        if (seen.has(print)) continue
        seen.add(print)
        refs.push(update.add(packed(bytes)))
      }
      if (known.length + refs.length > 0) store.set(list, [...known, ...refs])
      if (refs.length > 0) added.set(single, refs)
    }
    if (added.size === 0) return pdf
    const related: Dict = new Map(file.dict(store.get('VRI')) ?? [])
    for (const field of signatureFields(file)) {
      const contents = field.value?.get('Contents')
      if (!(contents instanceof PdfString)) continue
      // The key is the SHA-1 of the signature by ISO 32000-2, 12.8.4.4; a name, no proof.
      const name = hash('sha1', contents.bytes).toUpperCase()
      if (!related.has(name)) related.set(name, update.add(new Map(added)))
    }
    store.set('VRI', related)
    if (old instanceof Ref) update.replace(old, store)
    else {
      const root = new Map(file.root).set('DSS', update.add(store))
      if (!root.has('Extensions'))
        root.set(
          'Extensions',
          new Map([
            [
              'ESIC',
              new Map<string, PdfObject>([
                ['BaseVersion', new Name('1.7')],
                ['ExtensionLevel', 5],
              ]),
            ],
          ]),
        )
      update.replace(file.trailer.get('Root') as Ref, root)
    }
    return update.write().bytes
  })
}

function packed(bytes: Uint8Array): Stream {
  if (bytes.length < 4096) return new Stream(new Map(), bytes)
  return new Stream(new Map([['Filter', new Name('FlateDecode')]]), deflateSync(bytes))
}

function fingerprint(value: PdfObject, unpack: (stream: Stream) => Uint8Array): string {
  return value instanceof Stream ? hash('sha256', unpack(value)) : ''
}
