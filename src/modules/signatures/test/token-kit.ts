/** A token in software (SoftHSM), in a folder of its own, for tests of keys in devices at the server. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import type { Identity } from '#engines/sign/test/authority.ts'

export const MODULE = '/usr/lib/softhsm/libsofthsm2.so'
/** Why there is no token to test with, or null. */
export const noToken: string | null =
  existsSync(MODULE) && existsSync('/usr/bin/softhsm2-util') ? null : 'softhsm2 chưa cài | softhsm2 is not installed'
if (noToken) console.warn(`bỏ qua thiết bị PKCS#11 | PKCS#11 tokens are skipped: ${noToken}`)

/** Never to be found anywhere afterwards. */
export const PIN = 'Mã PIN rất kín 4c81f7'

export interface Tokens {
  /** A token with keys and their certificates, by CKA_ID in hexadecimal, and certificates alone. */
  add(label: string, keys: Readonly<Record<string, Identity>>, certificates?: readonly Identity[]): void
  /** What the devices can do from now on: `ALL`, or names of mechanisms. */
  configure(mechanisms: string): void
  /** Takes the token away. */
  remove(label: string): void
  close(): void
}

/** Children of this process find the folder by SOFTHSM2_CONF. */
export function softTokens(): Tokens {
  const folder = mkdtempSync(join(tmpdir(), 'vankho-token-'))
  mkdirSync(join(folder, 'tokens'))
  const configure = (mechanisms: string): void =>
    writeFileSync(
      join(folder, 'conf'),
      `directories.tokendir = ${join(folder, 'tokens')}\nlog.level = ERROR\nslots.mechanisms = ${mechanisms}\n`,
    )
  configure('ALL')
  process.env['SOFTHSM2_CONF'] = join(folder, 'conf')
  const util = (...words: string[]): void => {
    execFileSync('softhsm2-util', words, { stdio: 'pipe', env: { ...process.env } })
  }
  return {
    configure,
    add(label, keys, certificates = []) {
      util('--init-token', '--free', '--label', label, '--pin', PIN, '--so-pin', '12345678')
      const put: string[] = []
      for (const [id, one] of Object.entries(keys)) {
        const file = join(folder, 'key.pem')
        writeFileSync(file, one.key.export({ type: 'pkcs8', format: 'pem' }))
        util('--import', file, '--token', label, '--label', id, '--id', id, '--pin', PIN)
        rmSync(file)
        put.push(`${id}=${join(folder, `${id}.der`)}`)
        writeFileSync(join(folder, `${id}.der`), one.der)
      }
      for (const [at, one] of certificates.entries()) {
        put.push(`ee0${at}=${join(folder, `ca${at}.der`)}`)
        writeFileSync(join(folder, `ca${at}.der`), one.der)
      }
      const script = join(import.meta.dirname, 'put-certificates.ts')
      execFileSync(process.execPath, [script, MODULE, label, PIN, ...put], { stdio: 'pipe', env: { ...process.env } })
    },
    remove: (label) => util('--delete-token', '--token', label),
    close() {
      delete process.env['SOFTHSM2_CONF']
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
