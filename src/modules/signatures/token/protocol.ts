/** What server and child (`child.ts`) say to each other. */

/** A certificate on a token. `id` is CKA_ID in hexadecimal: the key beside it bears the same. */
export interface Listed {
  readonly id: string
  readonly der: Uint8Array
  readonly label: string
  readonly serial: string
}

export interface Opened {
  /** Every certificate on the token: those of authorities make the chain. */
  readonly certificates: readonly Uint8Array[]
}

export interface SignWith {
  readonly bytes: Uint8Array
  readonly algorithm: 'rsa' | 'ecdsa'
  readonly hash: 'sha256' | 'sha384' | 'sha512'
}

export type TokenOrder =
  | { readonly kind: 'list'; readonly module: string; readonly label: string | null }
  | {
      readonly kind: 'open'
      readonly module: string
      readonly serial: string
      readonly label: string
      readonly keyId: string
      readonly pin: Uint8Array
    }
  | ({ readonly kind: 'sign' } & SignWith)

export type TokenFault =
  | 'MODULE'
  | 'MISSING'
  | 'PIN_WRONG'
  | 'PIN_LOCKED'
  | 'PIN_LAST'
  | 'KEY_GONE'
  | 'MECHANISM'
  | 'REFUSED'

export type TokenReply =
  | { readonly value: unknown }
  | { readonly fault: TokenFault; readonly facts: Readonly<Record<string, string>> }
