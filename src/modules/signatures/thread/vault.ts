/**
 * A key file under its owner's passphrase: AES-256-GCM with a key by scrypt (RFC 7914). Whatever the file's own encryption is worth
 * (RC2-40, 3DES, a few thousand rounds), who has the database alone must try passphrases at scrypt's price. The passphrase is
 * nowhere; bound to its row, a vault opens in no other.
 */
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { AppError } from '#platform/errors/index.ts'

const MAGIC = Buffer.from('VKV1')
/** 128 MiB and some tenths of a second a try. */
const COST = { N: 2 ** 17, r: 8, p: 1 }
const SALT = 16
const NONCE = 12
const TAG = 16

const keyOf = (passphrase: string, salt: Uint8Array, log2N: number): Buffer =>
  scryptSync(passphrase, salt, 32, { ...COST, N: 2 ** log2N, maxmem: 2 ** 28 })

/** @param row what the vault is bound to: organisation and key id */
export function seal(file: Uint8Array, passphrase: string, row: string): Uint8Array {
  const salt = randomBytes(SALT)
  const nonce = randomBytes(NONCE)
  const log2N = Math.log2(COST.N)
  const cipher = createCipheriv('aes-256-gcm', keyOf(passphrase, salt, log2N), nonce)
  cipher.setAAD(Buffer.from(row))
  const body = Buffer.concat([cipher.update(file), cipher.final()])
  return Buffer.concat([MAGIC, Buffer.from([log2N]), salt, nonce, cipher.getAuthTag(), body])
}

/** @throws AppError SIGN_PASSPHRASE_WRONG, also for a vault of another row or an altered one */
export function unseal(given: Uint8Array, passphrase: string, row: string): Buffer {
  const vault = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  const head = MAGIC.length + 1
  const log2N = vault[MAGIC.length] ?? 0
  if (
    !vault.subarray(0, MAGIC.length).equals(MAGIC) ||
    log2N < 14 ||
    log2N > 20 ||
    vault.length < head + SALT + NONCE + TAG
  )
    throw new AppError('SIGN_KEY_FILE_BROKEN', { facts: { reason: 'vault' } })
  const salt = vault.subarray(head, head + SALT)
  const nonce = vault.subarray(head + SALT, head + SALT + NONCE)
  const at = head + SALT + NONCE
  const decipher = createDecipheriv('aes-256-gcm', keyOf(passphrase, salt, log2N), nonce)
  decipher.setAAD(Buffer.from(row))
  decipher.setAuthTag(vault.subarray(at, at + TAG))
  try {
    return Buffer.concat([decipher.update(vault.subarray(at + TAG)), decipher.final()])
  } catch (cause) {
    throw new AppError('SIGN_PASSPHRASE_WRONG', { cause })
  }
}
