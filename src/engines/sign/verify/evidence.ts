/** Certificates and revocation data that a file carries: document security store, signatures, timestamps. */
import { type Asn1, Asn1Error, octets, sequence, tagged } from '../asn1/der.ts'
import { OID } from '../asn1/oids.ts'
import type { SignedData } from '../cms/signed-data.ts'
import type { PdfFile } from '../pdf/file.ts'
import { PdfError, PdfLimitError, Stream } from '../pdf/objects.ts'
import { type Certificate, readCertificate } from '../x509/certificate.ts'
import type { Evidence } from '../x509/path.ts'
import { type Crl, type Ocsp, readCrl, readOcsp } from '../x509/revocation.ts'

const MAX_ITEMS = 2000

/** The document security store (EN 319 142-1, 5.4.2); VRI only says which belongs to what, so it is not needed for reading. */
export function storeOf(file: PdfFile): Evidence {
  const store = file.dict(file.root.get('DSS'))
  const all = <T>(key: string, read: (bytes: Uint8Array) => T): T[] =>
    file
      .array(store?.get(key))
      .slice(0, MAX_ITEMS)
      .flatMap((one) => {
        try {
          const stream = file.resolve(one)
          return stream instanceof Stream ? [read(file.unpack(stream))] : []
        } catch (error) {
          // A broken item proves nothing; what needed it will not be found.
          if (error instanceof PdfLimitError || !(error instanceof Asn1Error || error instanceof PdfError)) throw error
          return []
        }
      })
  const ocsps = all('OCSPs', readOcsp)
  return {
    certificates: [...all('Certs', readCertificate), ...ocsps.flatMap((one) => one.certificates)],
    crls: all('CRLs', readCrl),
    ocsps,
  }
}

/** What came inside a signature. */
export function evidenceOf(data: SignedData): Evidence {
  const crls: Crl[] = []
  const ocsps: Ocsp[] = []
  const take = (read: () => void): void => {
    try {
      read()
    } catch (error) {
      if (!(error instanceof Asn1Error)) throw error
    }
  }
  for (const one of data.crls) take(() => crls.push(readCrl(one)))
  // Adobe's RevocationInfoArchival: [0] CRLs, [1] OCSPResponses; CAdES' RevocationValues: [0] CRLs, [1] BasicOCSPResponses.
  const lists: Asn1[] = [
    ...(data.signer.signed.get(OID.adobeRevocation) ?? []),
    ...(data.signer.unsigned.get(OID.revocationValues) ?? []),
  ]
  for (const list of lists)
    take(() => {
      const items = sequence(list)
      for (const one of tagged(items, 0)?.items[0]?.items ?? []) take(() => crls.push(readCrl(one.bytes)))
      for (const one of tagged(items, 1)?.items[0]?.items ?? [])
        take(() => ocsps.push(readOcsp(one.tag === 0x04 ? octets(one) : one.bytes)))
    })
  return { certificates: [...data.certificates, ...ocsps.flatMap((one) => one.certificates)], crls, ocsps }
}

/** Several together, each certificate once. */
export function together(parts: readonly Evidence[]): Evidence {
  const certificates = new Map<string, Certificate>()
  for (const part of parts) for (const one of part.certificates) certificates.set(one.fingerprint, one)
  return {
    certificates: [...certificates.values()],
    crls: parts.flatMap((part) => part.crls),
    ocsps: parts.flatMap((part) => part.ocsps),
  }
}
