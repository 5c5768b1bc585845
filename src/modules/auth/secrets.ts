/** Random secrets, their hashes, and the sealing of TOTP seeds with a key that lies outside the database. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** A secret of 256 bits in base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** SHA-256: enough for random secrets of 256 bits, which nobody can guess from the hash. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz'

/** Ten recovery codes of about 59 bits each, as `xxxxxx-xxxxxx`. */
export function newRecoveryCodes(): string[] {
  const one = (): string => {
    let text = ''
    while (text.length < 12) {
      const byte = randomBytes(1)[0]!
      if (byte < 248) text += ALPHABET[byte % 31]
    }
    return `${text.slice(0, 6)}-${text.slice(6)}`
  }
  return Array.from({ length: 10 }, one)
}

/** Hash of a recovery code however it was typed. The account is mixed in: equal codes of two accounts differ. */
export function recoveryHash(accountId: string, code: string): Buffer {
  return hashOf(`${accountId}:${code.toLowerCase().replace(/[^0-9a-z]/g, '')}`)
}

const keys = new Map<string, Buffer>()

/** The installation's key for TOTP seeds, `VANKHO_HOME/secrets/second-factor.key`, made at first need, readable by its owner alone. */
function sealingKey(home: string): Buffer {
  const known = keys.get(home)
  if (known) return known
  const folder = join(home, 'secrets')
  const path = join(folder, 'second-factor.key')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  let key: Buffer
  try {
    key = readFileSync(path)
  } catch {
    const draft = `${path}.${randomBytes(6).toString('hex')}`
    const file = openSync(draft, 'wx', 0o600)
    writeSync(file, randomBytes(32))
    fsyncSync(file)
    closeSync(file)
    try {
      linkSync(draft, path) // two processes at once: the first stays
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      unlinkSync(draft)
    }
    key = readFileSync(path)
  }
  if (key.length !== 32) throw new Error(`${path} is not a key of 32 bytes`)
  keys.set(home, key)
  return key
}

/** AES-256-GCM: 12 bytes nonce, ciphertext, 16 bytes tag; bound to the account. */
export function seal(home: string, accountId: string, text: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealingKey(home), nonce).setAAD(Buffer.from(accountId))
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

/** @returns null when the key is another one (a database restored without its `secrets` folder): recovery codes remain */
export function unseal(home: string, accountId: string, sealed: Buffer): string | null {
  try {
    const cipher = createDecipheriv('aes-256-gcm', sealingKey(home), sealed.subarray(0, 12)).setAAD(
      Buffer.from(accountId),
    )
    cipher.setAuthTag(sealed.subarray(-16))
    return cipher.update(sealed.subarray(12, -16), undefined, 'utf8') + cipher.final('utf8')
  } catch {
    return null
  }
}
