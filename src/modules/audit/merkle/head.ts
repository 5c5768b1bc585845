/**
 * Signed tree heads: what the tree was at a size, signed with the installation's Ed25519 key (RFC 8032). Kept outside
 * the machine they prove that nothing before them was changed since.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, type KeyObject, sign, verify } from 'node:crypto'
import { canonicalJson, type Json } from './canonical.ts'
import type { Hash } from './hash.ts'

export interface TreeHead {
  readonly organization: string
  readonly size: number
  readonly root: Hash
  /** When it was signed, UTC. */
  readonly at: string
  /** Id of the key that signed. */
  readonly key: string
}

export interface SignedHead extends TreeHead {
  /** Base64 of the signature over the canonical JSON of the five members above. */
  readonly signature: string
}

/** A public key as logs carry it: SubjectPublicKeyInfo (DER) in base64, and its id. */
export interface PublicKey {
  readonly id: string
  readonly publicKey: string
}

export interface SigningKey extends PublicKey {
  readonly privateKey: KeyObject
}

const signedText = (head: TreeHead): Buffer => {
  const { organization, size, root, at, key } = head
  return Buffer.from(canonicalJson({ organization, size, root, at, key }))
}

/** Id of a public key: the first 16 hex letters of its SHA-256. */
export function keyId(publicKey: string): string {
  return hash('sha256', Buffer.from(publicKey, 'base64'), 'hex').slice(0, 16)
}

/** A new Ed25519 private key as PEM (PKCS #8). */
export function newSigningKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
}

/** A private key from its PEM. @throws Error when it is no Ed25519 key */
export function readSigningKey(pem: string): SigningKey {
  const privateKey = createPrivateKey(pem)
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('the key that signs audit heads must be Ed25519')
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64')
  return { id: keyId(publicKey), publicKey, privateKey }
}

/** Signs what the tree is. */
export function signHead(head: Omit<TreeHead, 'key'>, key: SigningKey): SignedHead {
  const { organization, size, root, at } = head
  const full: TreeHead = { organization, size, root, at, key: key.id }
  return { ...full, signature: sign(null, signedText(full), key.privateKey).toString('base64') }
}

/** Checks heads against public keys; keys are parsed once. */
export class HeadVerifier {
  readonly #keys = new Map<string, KeyObject>()

  /** @param keys those whose id is not made of the key are left out */
  constructor(keys: readonly PublicKey[]) {
    for (const { id, publicKey } of keys) {
      if (keyId(publicKey) !== id) continue
      try {
        this.#keys.set(id, createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' }))
      } catch {
        // not a key: heads that name it will not verify
      }
    }
  }

  isGood(head: SignedHead): boolean {
    const key = this.#keys.get(head.key)
    if (!key) return false
    return verify(null, signedText(head), key, Buffer.from(head.signature, 'base64'))
  }
}

/** True when the value has the members of a signed head. */
export function isSignedHead(value: unknown): value is SignedHead {
  const head = value as Partial<SignedHead> | null
  return (
    typeof head === 'object' &&
    head !== null &&
    typeof head.organization === 'string' &&
    Number.isSafeInteger(head.size) &&
    typeof head.root === 'string' &&
    /^[0-9a-f]{64}$/.test(head.root) &&
    typeof head.at === 'string' &&
    typeof head.key === 'string' &&
    typeof head.signature === 'string'
  )
}

export const HEADS_FORMAT = 'vankho-audit-heads'

/** The file that is kept outside: a line with the keys, then one line a head. */
export function headsFile(keys: readonly PublicKey[], heads: Iterable<SignedHead>): string {
  const lines = [JSON.stringify({ format: HEADS_FORMAT, version: 1, keys })]
  for (const head of heads) lines.push(JSON.stringify(head))
  return `${lines.join('\n')}\n`
}

/** Reads such a file. Several put one after the other are read as one. @throws Error when it is something else */
export function readHeadsFile(text: string): { keys: PublicKey[]; heads: SignedHead[] } {
  const keys: PublicKey[] = []
  const heads: SignedHead[] = []
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const value = JSON.parse(line) as Json
    if (isSignedHead(value)) {
      heads.push(value)
      continue
    }
    const start = value as { format?: unknown; version?: unknown; keys?: unknown }
    if (start?.format !== HEADS_FORMAT || start.version !== 1 || !Array.isArray(start.keys))
      throw new Error(`line ${i + 1} is neither the start of a file of heads nor a head`)
    keys.push(...(start.keys as PublicKey[]))
  }
  if (keys.length === 0) throw new Error('no keys: not a file of heads')
  return { keys, heads }
}
