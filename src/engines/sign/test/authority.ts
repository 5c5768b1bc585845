/**
 * An invented public key infrastructure for tests: certificates, revocation lists, OCSP answers and timestamps, made by pkijs and
 * asn1js, which share no code with the engine.
 */
import { createHash, KeyObject, webcrypto } from 'node:crypto'
import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'

type Algorithm = 'rsa' | 'rsa-pss' | 'p256' | 'p384' | 'rsa1024'

export interface Identity {
  readonly certificate: pkijs.Certificate
  readonly der: Uint8Array
  readonly pem: string
  readonly keys: CryptoKeyPair
  readonly key: KeyObject
  readonly hash: string
}
type CryptoKeyPair = webcrypto.CryptoKeyPair

export interface Wish {
  readonly name: string
  readonly issuer?: Identity
  readonly algorithm?: Algorithm
  readonly notBefore?: string
  readonly notAfter?: string
  readonly ca?: boolean
  readonly pathLength?: number
  /** First octet of the key usage bits. */
  readonly usage?: number
  readonly extended?: readonly string[]
  readonly extendedCritical?: boolean
  /** Names where its revocation could be asked: an address, or one where nobody answers. */
  readonly revocable?: boolean | string
  readonly noCheck?: boolean
  /** Hash of the issuer's signature. */
  readonly hash?: string
  readonly serial?: number
  readonly criticalOid?: string
  readonly keys?: Identity
}

const SPECS: Record<Algorithm, webcrypto.RsaHashedKeyGenParams | webcrypto.EcKeyGenParams> = {
  rsa: { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
  rsa1024: {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 1024,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: 'SHA-256',
  },
  'rsa-pss': { name: 'RSA-PSS', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
  p256: { name: 'ECDSA', namedCurve: 'P-256' },
  p384: { name: 'ECDSA', namedCurve: 'P-384' },
}

export const USAGE = { sign: 0xc0, ca: 0x06, encipher: 0x20 }
export const EKU = {
  timeStamping: '1.3.6.1.5.5.7.3.8',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  email: '1.3.6.1.5.5.7.3.4',
  ocsp: '1.3.6.1.5.5.7.3.9',
}

let serials = 1000

const attribute = (type: string, value: string): pkijs.AttributeTypeAndValue =>
  new pkijs.AttributeTypeAndValue({ type, value: new asn1js.Utf8String({ value }) as never })

const extension = (extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }): pkijs.Extension =>
  new pkijs.Extension({ extnID, critical, extnValue: value.toBER() })

/** A key pair and its certificate; its own issuer when none is given. */
export async function issue(wish: Wish): Promise<Identity> {
  const algorithm = wish.algorithm ?? 'p256'
  const hash = algorithm === 'p384' ? 'SHA-384' : 'SHA-256'
  const keys =
    wish.keys?.keys ??
    ((await webcrypto.subtle.generateKey(SPECS[algorithm] as never, true, ['sign', 'verify'])) as CryptoKeyPair)
  const certificate = new pkijs.Certificate()
  certificate.version = 2
  certificate.serialNumber = new asn1js.Integer({ value: wish.serial ?? ++serials })
  certificate.subject.typesAndValues = [
    attribute('2.5.4.6', 'VN'),
    attribute('2.5.4.10', 'UBND xã Sông Mây'),
    attribute('2.5.4.3', wish.name),
  ]
  const issuer = wish.issuer
  certificate.issuer = issuer ? issuer.certificate.subject : certificate.subject
  certificate.notBefore.value = new Date(wish.notBefore ?? '2026-01-01T00:00:00Z')
  certificate.notAfter.value = new Date(wish.notAfter ?? '2031-01-01T00:00:00Z')
  const isCa = wish.ca ?? !issuer
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey as never)
  const keyId = createHash('sha1')
    .update(new Uint8Array(certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView))
    .digest()
  const usage = wish.usage ?? (isCa ? USAGE.ca : USAGE.sign)
  certificate.extensions = [
    extension(
      '2.5.29.19',
      true,
      new pkijs.BasicConstraints({
        cA: isCa,
        ...(wish.pathLength === undefined ? {} : { pathLenConstraint: wish.pathLength }),
      }).toSchema(),
    ),
    extension('2.5.29.15', true, new asn1js.BitString({ valueHex: new Uint8Array([usage]).buffer, unusedBits: 1 })),
    extension('2.5.29.14', false, new asn1js.OctetString({ valueHex: new Uint8Array(keyId).buffer })),
  ]
  if (issuer) {
    const above = issuer.certificate.extensions?.find((one) => one.extnID === '2.5.29.14')
    const id = (asn1js.fromBER(above!.extnValue.valueBlock.valueHexView as never).result as asn1js.OctetString)
      .valueBlock.valueHexView
    certificate.extensions.push(
      extension(
        '2.5.29.35',
        false,
        new pkijs.AuthorityKeyIdentifier({
          keyIdentifier: new asn1js.OctetString({ valueHex: new Uint8Array(id).buffer }),
        }).toSchema(),
      ),
    )
  }
  if (wish.extended)
    certificate.extensions.push(
      extension(
        '2.5.29.37',
        wish.extendedCritical ?? false,
        new pkijs.ExtKeyUsage({ keyPurposes: [...wish.extended] }).toSchema(),
      ),
    )
  if (wish.revocable) {
    const point = new pkijs.DistributionPoint({
      distributionPoint: [
        new pkijs.GeneralName({
          type: 6,
          value: typeof wish.revocable === 'string' ? wish.revocable : 'http://127.0.0.1/crl',
        }),
      ],
    })
    certificate.extensions.push(
      extension('2.5.29.31', false, new pkijs.CRLDistributionPoints({ distributionPoints: [point] }).toSchema()),
    )
  }
  if (wish.noCheck) certificate.extensions.push(extension('1.3.6.1.5.5.7.48.1.5', false, new asn1js.Null()))
  if (wish.criticalOid) certificate.extensions.push(extension(wish.criticalOid, true, new asn1js.Null()))
  const by = issuer ?? { keys, hash }
  await certificate.sign(by.keys.privateKey as never, wish.hash ?? by.hash)
  const der = new Uint8Array(certificate.toSchema(true).toBER())
  return { certificate, der, pem: pemOf('CERTIFICATE', der), keys, key: KeyObject.from(keys.privateKey as never), hash }
}

export function pemOf(label: string, der: Uint8Array): string {
  const lines = Buffer.from(der)
    .toString('base64')
    .match(/.{1,64}/g)!
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}

/** A revocation list of this issuer. */
export async function crlOf(
  issuer: Identity,
  revoked: readonly { of: Identity; at: string }[],
  times: { thisUpdate: string; nextUpdate?: string },
  hash?: string,
): Promise<Uint8Array> {
  const crl = new pkijs.CertificateRevocationList()
  crl.version = 1
  crl.issuer = issuer.certificate.subject
  crl.thisUpdate = new pkijs.Time({ type: 0, value: new Date(times.thisUpdate) })
  if (times.nextUpdate) crl.nextUpdate = new pkijs.Time({ type: 0, value: new Date(times.nextUpdate) })
  if (revoked.length > 0)
    crl.revokedCertificates = revoked.map(
      ({ of, at }) =>
        new pkijs.RevokedCertificate({
          userCertificate: of.certificate.serialNumber,
          revocationDate: new pkijs.Time({ type: 0, value: new Date(at) }),
        }),
    )
  await crl.sign(issuer.keys.privateKey as never, hash ?? issuer.hash)
  return new Uint8Array(crl.toSchema(true).toBER())
}

/** An OCSP answer about one certificate, signed by the issuer or a responder that it named. */
export async function ocspOf(
  about: Identity,
  issuer: Identity,
  state: { revokedAt?: string; thisUpdate: string; nextUpdate?: string },
  responder: Identity = issuer,
): Promise<Uint8Array> {
  const basic = new pkijs.BasicOCSPResponse()
  basic.tbsResponseData.responderID = responder.certificate.subject
  basic.tbsResponseData.producedAt = new Date(state.thisUpdate)
  const single = new pkijs.SingleResponse()
  await single.certID.createForCertificate(about.certificate, {
    hashAlgorithm: 'SHA-1',
    issuerCertificate: issuer.certificate,
  })
  single.certStatus = state.revokedAt
    ? new asn1js.Constructed({
        idBlock: { tagClass: 3, tagNumber: 1 },
        value: [new asn1js.GeneralizedTime({ valueDate: new Date(state.revokedAt) })],
      } as never)
    : (new asn1js.Primitive({ idBlock: { tagClass: 3, tagNumber: 0 }, lenBlock: { length: 1 } } as never) as never)
  single.thisUpdate = new Date(state.thisUpdate)
  if (state.nextUpdate) single.nextUpdate = new Date(state.nextUpdate)
  basic.tbsResponseData.responses.push(single)
  basic.certs = [responder.certificate]
  await basic.sign(responder.keys.privateKey as never, responder.hash)
  const bytes = new pkijs.ResponseBytes({
    responseType: '1.3.6.1.5.5.7.48.1.1',
    response: new asn1js.OctetString({ valueHex: basic.toSchema().toBER() }),
  })
  const response = new pkijs.OCSPResponse({ responseStatus: new asn1js.Enumerated({ value: 0 }), responseBytes: bytes })
  return new Uint8Array(response.toSchema().toBER())
}

/** A timestamp authority as a function: TimeStampReq in, TimeStampResp out. */
export function authorityOf(
  tsa: Identity,
  time: () => string,
  options: { chain?: readonly Identity[]; status?: number } = {},
): (request: Uint8Array) => Promise<Uint8Array> {
  return async (request) => {
    const asked = pkijs.TimeStampReq.fromBER(Uint8Array.from(request).buffer)
    const info = new pkijs.TSTInfo({
      version: 1,
      policy: '1.2.3.4.5',
      messageImprint: asked.messageImprint,
      serialNumber: new asn1js.Integer({ value: ++serials }),
      genTime: new Date(time()),
      ...(asked.nonce ? { nonce: asked.nonce } : {}),
    })
    const content = info.toSchema().toBER()
    const id = new asn1js.Sequence({
      value: [
        new asn1js.Sequence({
          value: [
            new asn1js.Sequence({
              value: [
                new asn1js.OctetString({
                  valueHex: new Uint8Array(createHash('sha256').update(tsa.der).digest()).buffer,
                }),
              ],
            }),
          ],
        }),
      ],
    })
    const attributes = [
      new pkijs.Attribute({
        type: '1.2.840.113549.1.9.3',
        values: [new asn1js.ObjectIdentifier({ value: '1.2.840.113549.1.9.16.1.4' })],
      }),
      new pkijs.Attribute({
        type: '1.2.840.113549.1.9.4',
        values: [
          new asn1js.OctetString({
            valueHex: new Uint8Array(createHash(tsa.hash.replace('-', '')).update(new Uint8Array(content)).digest())
              .buffer,
          }),
        ],
      }),
      new pkijs.Attribute({ type: '1.2.840.113549.1.9.16.2.47', values: [id] }),
    ]
    const data = new pkijs.SignedData({
      version: 3,
      encapContentInfo: new pkijs.EncapsulatedContentInfo({
        eContentType: '1.2.840.113549.1.9.16.1.4',
        eContent: new asn1js.OctetString({ valueHex: content }),
      }),
      signerInfos: [
        new pkijs.SignerInfo({
          version: 1,
          sid: new pkijs.IssuerAndSerialNumber({
            issuer: tsa.certificate.issuer,
            serialNumber: tsa.certificate.serialNumber,
          }),
          signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
        }),
      ],
      certificates: [tsa, ...(options.chain ?? [])].map((one) => one.certificate),
    })
    await data.sign(tsa.keys.privateKey as never, 0, tsa.hash)
    const token = new pkijs.ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: data.toSchema(true) })
    const status = new pkijs.PKIStatusInfo({ status: options.status ?? 0 })
    return new Uint8Array(new pkijs.TimeStampResp({ status, timeStampToken: token }).toSchema().toBER())
  }
}
