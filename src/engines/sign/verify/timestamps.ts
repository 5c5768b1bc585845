/** Timestamps that a signature carries over its own value. */
import { Asn1Error } from '../asn1/der.ts'
import { OID } from '../asn1/oids.ts'
import type { SignedData } from '../cms/signed-data.ts'
import { readTimestamp, type TimestampToken } from '../cms/timestamp.ts'

/** The readable ones. */
export function timestampsOf(data: SignedData): TimestampToken[] {
  return (data.signer.unsigned.get(OID.signatureTimestamp) ?? []).slice(0, 10).flatMap((node) => {
    try {
      return [readTimestamp(node.bytes)]
    } catch (error) {
      if (!(error instanceof Asn1Error)) throw error
      return []
    }
  })
}
