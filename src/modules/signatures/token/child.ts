/**
 * The process in which the vendor's library runs: it may crash or hang without harm to the server. It answers one order at a time, holds at
 * most one session, and ends with its parent.
 */
import { createHash } from 'node:crypto'
import process from 'node:process'
import {
  CKA,
  CKM,
  CKO,
  CKR,
  type Cryptoki,
  CryptokiError,
  FLAG,
  openModule,
  type TokenFacts,
  ulong,
} from './cryptoki.ts'
import type { Listed, Opened, SignWith, TokenFault, TokenOrder, TokenReply } from './protocol.ts'

/** What is told by name; `facts` say what the library said. */
class Fault extends Error {
  readonly code: TokenFault
  readonly facts: Record<string, string>
  constructor(code: TokenFault, facts: Record<string, string> = {}) {
    super(code)
    this.code = code
    this.facts = facts
  }
}

let module: Cryptoki | undefined
let open: { session: bigint; key: bigint } | undefined
/** What the token is called, for whoever is told of a fault. */
let called = '?'

function load(path: string): Cryptoki {
  try {
    module ??= openModule(path)
    return module
  } catch (cause) {
    throw new Fault('MODULE', { reason: (cause as Error).message })
  }
}

const certificatesOn = (library: Cryptoki, session: bigint): { id: string; der: Uint8Array }[] =>
  library.find(session, [[CKA.CLASS, ulong(CKO.CERTIFICATE)]]).flatMap((object) => {
    const der = library.attribute(session, object, CKA.VALUE)
    if (der.length === 0) return []
    return [{ id: library.attribute(session, object, CKA.ID).toString('hex'), der: Uint8Array.from(der) }]
  })

function list({ module: path, label }: { module: string; label: string | null }): Listed[] {
  const library = load(path)
  const tokens = library.tokens().filter((one) => label === null || one.label === label)
  if (tokens.length === 0 && label !== null) throw new Fault('MISSING', { label })
  return tokens.flatMap((token) => {
    called = token.label
    const session = library.openSession(token.slot)
    const found = certificatesOn(library, session)
    library.closeSession(session)
    return found.map((one) => ({ ...one, label: token.label, serial: token.serial }))
  })
}

/** The last try that a token allows is its owner's, with the vendor's program: a server must not be what locks a token. */
function guardTries({ flags, label }: TokenFacts): void {
  if (flags & FLAG.LOCKED) throw new Fault('PIN_LOCKED', { label })
  if (flags & FLAG.FINAL_TRY) throw new Fault('PIN_LAST', { label })
}

function openKey(order: Extract<TokenOrder, { kind: 'open' }>): Opened {
  called = order.label
  const library = load(order.module)
  const token = library.tokens().find((one) => one.serial === order.serial)
  if (!token) throw new Fault('MISSING', { label: order.label })
  guardTries(token)
  const session = library.openSession(token.slot)
  try {
    library.login(session, order.pin)
  } finally {
    order.pin.fill(0)
  }
  const [key] = library.find(session, [
    [CKA.CLASS, ulong(CKO.PRIVATE_KEY)],
    [CKA.ID, Buffer.from(order.keyId, 'hex')],
  ])
  if (key === undefined) throw new Fault('KEY_GONE', { label: token.label })
  open = { session, key }
  return { certificates: certificatesOn(library, session).map((one) => one.der) }
}

/** DER before the digest (RFC 8017, 9.2, note 1). */
const DIGEST_INFO = {
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
} as const
const WITH_HASH = { sha256: CKM.SHA256_RSA_PKCS, sha384: CKM.SHA384_RSA_PKCS, sha512: CKM.SHA512_RSA_PKCS } as const

const isUnknown = (cause: unknown): boolean =>
  cause instanceof CryptokiError &&
  ([CKR.MECHANISM_INVALID, CKR.MECHANISM_PARAM_INVALID, CKR.KEY_TYPE_INCONSISTENT] as number[]).includes(cause.rv)

function sign({ bytes, algorithm, hash }: SignWith): Uint8Array {
  if (!module || !open) throw new Error('no session')
  const { session, key } = open
  const digest = createHash(hash).update(bytes).digest()
  if (algorithm === 'ecdsa') return Uint8Array.from(module.sign(session, key, CKM.ECDSA, digest))
  const info = Buffer.concat([Buffer.from(DIGEST_INFO[hash], 'hex'), digest])
  try {
    return Uint8Array.from(module.sign(session, key, CKM.RSA_PKCS, info))
  } catch (cause) {
    if (!isUnknown(cause)) throw cause
    // Some devices only sign what they have hashed themselves.
    return Uint8Array.from(module.sign(session, key, WITH_HASH[hash], bytes))
  }
}

function faultOf(cause: unknown): TokenReply {
  if (cause instanceof Fault) return { fault: cause.code, facts: cause.facts }
  if (!(cause instanceof CryptokiError)) return { fault: 'REFUSED', facts: { reason: (cause as Error).message } }
  const told: Record<number, TokenFault> = {
    [CKR.PIN_INCORRECT]: 'PIN_WRONG',
    [CKR.PIN_INVALID]: 'PIN_WRONG',
    [CKR.PIN_LEN_RANGE]: 'PIN_WRONG',
    [CKR.PIN_LOCKED]: 'PIN_LOCKED',
    [CKR.TOKEN_NOT_PRESENT]: 'MISSING',
    [CKR.DEVICE_REMOVED]: 'MISSING',
  }
  return {
    fault: isUnknown(cause) ? 'MECHANISM' : (told[cause.rv] ?? 'REFUSED'),
    facts: { label: called, reason: cause.message },
  }
}

process.on('message', (order: TokenOrder) => {
  let reply: TokenReply
  try {
    reply = { value: order.kind === 'list' ? list(order) : order.kind === 'open' ? openKey(order) : sign(order) }
  } catch (cause) {
    reply = faultOf(cause)
  }
  process.send?.(reply)
})

process.on('disconnect', () => {
  try {
    if (open) module?.logout(open.session)
    module?.finalize()
  } finally {
    process.exit()
  }
})
