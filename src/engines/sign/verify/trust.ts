/** A trust list: certificates that are believed without further proof, and lists of revoked ones that lie beside them. */
import { AppError } from '#platform/errors/index.ts'
import { Asn1Error } from '../asn1/der.ts'
import { type Certificate, pemBlocks, readCertificate } from '../x509/certificate.ts'
import { type Crl, readCrl } from '../x509/revocation.ts'

export interface TrustList {
  readonly certificates: readonly Certificate[]
  readonly crls: readonly Crl[]
}

/**
 * Reads the files of a trust folder: certificates and CRLs, DER or PEM, several in one file as well.
 * @throws AppError SIGN_TRUST_UNREADABLE naming the file that is neither
 */
export function readTrust(files: readonly { name: string; bytes: Uint8Array }[]): TrustList {
  const certificates: Certificate[] = []
  const crls: Crl[] = []
  for (const { name, bytes } of files) {
    try {
      const isDer = bytes[0] === 0x30
      const lists = isDer ? [] : pemBlocks(bytes, 'X509 CRL')
      const found = isDer ? readEither(bytes) : pemBlocks(bytes, 'CERTIFICATE').map(readCertificate)
      if (Array.isArray(found)) certificates.push(...found)
      else crls.push(found)
      crls.push(...lists.map(readCrl))
      if (Array.isArray(found) && found.length === 0 && lists.length === 0) throw new Asn1Error('nothing in it')
    } catch (cause) {
      if (!(cause instanceof Asn1Error)) throw cause
      throw new AppError('SIGN_TRUST_UNREADABLE', { facts: { name }, cause })
    }
  }
  return { certificates, crls }
}

function readEither(bytes: Uint8Array): Certificate[] | Crl {
  try {
    return [readCertificate(bytes)]
  } catch {
    return readCrl(bytes)
  }
}
