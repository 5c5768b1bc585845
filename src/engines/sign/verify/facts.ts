/** Facts of certificates and times as reports show them. */
import type { Certificate } from '../x509/certificate.ts'
import type { CertificateFacts } from './types.ts'

/** An instant in Vietnam's zone by ISO 8601, to the second (NĐ 30/2020 PL I): `2026-11-22T20:41:01+07:00`. */
export function isoVietnam(instant: Date): string {
  return `${new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`
}

export function certificateFacts(one: Certificate): CertificateFacts {
  return {
    subject: one.subject,
    issuer: one.issuer,
    serial: one.serial,
    notBefore: isoVietnam(one.notBefore),
    notAfter: isoVietnam(one.notAfter),
  }
}
