/** Rows of the room as the other files read them. */

export interface KeyRow {
  readonly id: string
  readonly owner: 'person' | 'agency'
  readonly personId: string | null
  /** file: sealed here; token: in a device, files are signed elsewhere; attached: in a device at the server (PKCS#11) */
  readonly means: 'file' | 'token' | 'attached'
  readonly state: 'pending' | 'active' | 'revoked' | 'removed'
  readonly label: string | null
  readonly commonName: string
  readonly subject: string
  readonly issuer: string
  readonly serial: string
  readonly algorithm: string
  readonly fingerprint: string
  readonly validFrom: Date
  readonly validTo: Date
  readonly pictureSha256: string | null
  readonly pictureWidthMm: number | null
  /** Where an attached key lies: its token, and CKA_ID in hexadecimal. */
  readonly tokenSerial: string | null
  readonly tokenLabel: string | null
  readonly tokenKey: string | null
  readonly failedTries: number
  readonly waitsUntil: Date | null
  readonly uses: number
  readonly lastUsedAt: Date | null
  readonly version: number
  readonly enteredAt: Date
  readonly enteredByName: string
  readonly confirmedAt: Date | null
  readonly confirmedByName: string | null
  readonly endedAt: Date | null
  readonly endedByName: string | null
  readonly reason: string | null
}

export interface ReportRow {
  readonly id: string
  readonly componentId: string
  readonly sha256: string
  readonly verdict: 'TOTAL-PASSED' | 'INDETERMINATE' | 'TOTAL-FAILED' | 'UNSIGNED' | 'UNREADABLE'
  readonly report: unknown
  readonly trustFingerprint: string
  readonly cause: 'arrived' | 'asked' | 'signed' | 'renewed'
  readonly at: Date
  readonly byName: string
}
