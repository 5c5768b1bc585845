/**
 * The few functions of the PKCS#11 C API (v2.40) that signing needs, called through koffi. Only `child.ts` loads this: the vendor's
 * library runs in a process of its own. 64-bit Linux, little endian: CK_ULONG and pointers are 8 octets, structures are not packed.
 */
import koffi from 'koffi'

/** Places in CK_FUNCTION_LIST; only C_GetFunctionList must be exported by name. */
const PLACES = {
  C_Initialize: 0,
  C_Finalize: 1,
  C_GetSlotList: 4,
  C_GetTokenInfo: 6,
  C_OpenSession: 12,
  C_CloseSession: 13,
  C_Login: 18,
  C_Logout: 19,
  C_CreateObject: 20,
  C_GetAttributeValue: 24,
  C_FindObjectsInit: 26,
  C_FindObjects: 27,
  C_FindObjectsFinal: 28,
  C_SignInit: 42,
  C_Sign: 43,
} as const
type Call = keyof typeof PLACES

const N = 'ulong'
const P = 'void *'
const PARAMETERS: Record<Call, readonly string[]> = {
  C_Initialize: [P],
  C_Finalize: [P],
  C_GetSlotList: ['uint8', P, P],
  C_GetTokenInfo: [N, P],
  C_OpenSession: [N, N, P, P, P],
  C_CloseSession: [N],
  C_Login: [N, N, P, N],
  C_Logout: [N],
  C_CreateObject: [N, P, N, P],
  C_GetAttributeValue: [N, N, P, N],
  C_FindObjectsInit: [N, P, N],
  C_FindObjects: [N, P, N, P],
  C_FindObjectsFinal: [N],
  C_SignInit: [N, P, N],
  C_Sign: [N, P, N, P, P],
}

export const CKR = {
  DEVICE_REMOVED: 0x32,
  KEY_TYPE_INCONSISTENT: 0x63,
  MECHANISM_INVALID: 0x70,
  MECHANISM_PARAM_INVALID: 0x71,
  PIN_INCORRECT: 0xa0,
  PIN_INVALID: 0xa1,
  PIN_LEN_RANGE: 0xa2,
  PIN_LOCKED: 0xa4,
  TOKEN_NOT_PRESENT: 0xe0,
} as const

export const CKA = { CLASS: 0, TOKEN: 1, VALUE: 0x11, CERTIFICATE_TYPE: 0x80, SUBJECT: 0x101, ID: 0x102 } as const
export const CKO = { CERTIFICATE: 1, PRIVATE_KEY: 3 } as const
export const CKM = {
  RSA_PKCS: 1,
  SHA256_RSA_PKCS: 0x40,
  SHA384_RSA_PKCS: 0x41,
  SHA512_RSA_PKCS: 0x42,
  ECDSA: 0x1041,
} as const

export const FLAG = { READ_WRITE: 2, SERIAL: 4, FINAL_TRY: 0x20000, LOCKED: 0x40000, INITIALIZED: 0x400 } as const

/** Longest value of an attribute that is read: a certificate. */
const MOST_BYTES = 64 * 1024
const MOST_OBJECTS = 500

/** A function of the library answered something other than CKR_OK. */
export class CryptokiError extends Error {
  readonly call: string
  readonly rv: number
  constructor(call: string, rv: number) {
    super(`${call}: 0x${rv.toString(16)}`)
    this.call = call
    this.rv = rv
  }
}

export const ulong = (value: number | bigint): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}

export type Attribute = readonly [type: number, value: Uint8Array]

/** CK_ATTRIBUTE[]: type, pointer, length. The values must outlive the call. */
function templateOf(attributes: readonly Attribute[]): Buffer {
  return Buffer.concat(
    attributes.flatMap(([type, value]) => [ulong(type), ulong(koffi.address(value)), ulong(value.length)]),
  )
}

export interface TokenFacts {
  readonly slot: bigint
  readonly label: string
  readonly serial: string
  readonly flags: number
}

export type Session = bigint
export type Handle = bigint

/** A vendor's library, initialised. @throws Error when it cannot be loaded, CryptokiError */
export function openModule(path: string) {
  const library = koffi.load(path)
  const at = Buffer.alloc(8)
  const got = Number(library.func('C_GetFunctionList', 'ulong', ['void *'])(at))
  if (got !== 0) throw new CryptokiError('C_GetFunctionList', got)
  const list = at.readBigUInt64LE()
  const call = (name: Call, ...given: unknown[]): void => {
    // After the version, which takes 8 octets with what aligns it.
    const place = koffi.decode(list, 8 + PLACES[name] * 8, 'void *')
    const rv = Number(koffi.call(place, prototypes[name], ...given))
    if (rv !== 0) throw new CryptokiError(name, rv)
  }
  call('C_Initialize', null)

  const attribute = (session: Session, object: Handle, type: number): Buffer => {
    const value = Buffer.alloc(MOST_BYTES)
    const template = templateOf([[type, value]])
    call('C_GetAttributeValue', session, object, template, 1)
    return value.subarray(0, Number(template.readBigUInt64LE(16)))
  }
  return {
    attribute,

    /** Every token that is there and set up. */
    tokens(): TokenFacts[] {
      const count = ulong(0)
      call('C_GetSlotList', 1, null, count)
      const slots = Buffer.alloc(8 * Number(count.readBigUInt64LE()))
      if (slots.length === 0) return []
      call('C_GetSlotList', 1, slots, count)
      return Array.from({ length: Math.min(slots.length / 8, Number(count.readBigUInt64LE())) }, (_, at) => {
        const slot = slots.readBigUInt64LE(at * 8)
        const info = Buffer.alloc(512)
        call('C_GetTokenInfo', slot, info)
        const text = (from: number, to: number): string => info.toString('utf8', from, to).replace(/[\0 ]+$/, '')
        return { slot, label: text(0, 32), serial: text(80, 96), flags: Number(info.readBigUInt64LE(96)) }
      }).filter((one) => (one.flags & FLAG.INITIALIZED) !== 0)
    },

    openSession(slot: bigint, isWriting = false): Session {
      const session = ulong(0)
      call('C_OpenSession', slot, FLAG.SERIAL | (isWriting ? FLAG.READ_WRITE : 0), null, null, session)
      return session.readBigUInt64LE()
    },

    closeSession: (session: Session): void => call('C_CloseSession', session),

    /** As the user. Once: whoever calls it again tries the PIN again. */
    login: (session: Session, pin: Uint8Array): void => call('C_Login', session, 1, pin, pin.length),

    logout: (session: Session): void => call('C_Logout', session),

    find(session: Session, attributes: readonly Attribute[]): Handle[] {
      call('C_FindObjectsInit', session, templateOf(attributes), attributes.length)
      try {
        const handles = Buffer.alloc(8 * MOST_OBJECTS)
        const count = ulong(0)
        call('C_FindObjects', session, handles, MOST_OBJECTS, count)
        return Array.from({ length: Number(count.readBigUInt64LE()) }, (_, at) => handles.readBigUInt64LE(at * 8))
      } finally {
        call('C_FindObjectsFinal', session)
      }
    },

    create(session: Session, attributes: readonly Attribute[]): void {
      call('C_CreateObject', session, templateOf(attributes), attributes.length, ulong(0))
    },

    sign(session: Session, key: Handle, mechanism: number, bytes: Uint8Array): Buffer {
      call('C_SignInit', session, Buffer.concat([ulong(mechanism), ulong(0), ulong(0)]), key)
      const signature = Buffer.alloc(1024)
      const length = ulong(signature.length)
      call('C_Sign', session, bytes, bytes.length, signature, length)
      return signature.subarray(0, Number(length.readBigUInt64LE()))
    },

    finalize: (): void => call('C_Finalize', null),
  }
}

export type Cryptoki = ReturnType<typeof openModule>

const prototypes = Object.fromEntries(
  Object.entries(PARAMETERS).map(([name, parameters]) => [name, koffi.proto('ulong', [...parameters])]),
) as Record<Call, ReturnType<typeof koffi.proto>>
