/**
 * Tokens attached to the server (PKCS#11), through a child process for every use: what the vendor's library does, crash or hang, ends
 * with the child, which is killed when it is silent too long. One use of a token at a time. A PIN goes to the child once and is kept nowhere.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { environmentOfOthers } from '#platform/config/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { KeyRow } from '../types.ts'
import type { Listed, Opened, SignWith, TokenOrder, TokenReply } from './protocol.ts'

export interface TokenConfig {
  /** Absolute path of the vendor's library. */
  readonly module: string
  /** Only the token of this label; null: every token that the library shows. */
  readonly label: string | null
}

/** For tests: another child, another patience. */
export interface Ways {
  readonly program: URL
  /** Limit of one answer. */
  readonly limitMs: number
}
const WAYS: Ways = { program: new URL('./child.ts', import.meta.url), limitMs: 20_000 }
/** What a child has to log out and end, before it is killed. */
const END_MS = 3000

/** One child from its first order to its end. */
class Child {
  readonly #process: ChildProcess
  readonly #limitMs: number
  readonly #ended: Promise<void>
  #onEnd: (() => void) | undefined
  #isOver = false

  constructor({ program, limitMs }: Ways) {
    this.#limitMs = limitMs
    this.#process = fork(program, {
      execArgv: [],
      env: environmentOfOthers(),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    this.#ended = new Promise((resolve) => {
      const over = (): void => {
        this.#isOver = true
        this.#onEnd?.()
        resolve()
      }
      this.#process.on('exit', over)
      this.#process.on('error', over)
    })
  }

  get pid(): number | undefined {
    return this.#process.pid
  }

  /** @throws AppError SIGNATURES_TOKEN_…, SIGNATURES_PIN_… */
  ask<T>(order: TokenOrder): Promise<T> {
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(limit)
        this.#process.off('message', onReply)
        this.#onEnd = undefined
      }
      const onReply = (reply: TokenReply): void => {
        done()
        if ('value' in reply) resolve(reply.value as T)
        else reject(new AppError(CODES[reply.fault], { facts: reply.facts }))
      }
      const onEnd = (): void => {
        done()
        reject(new AppError('SIGNATURES_TOKEN_STOPPED'))
      }
      const limit = setTimeout(() => {
        done()
        this.#process.kill('SIGKILL')
        reject(new AppError('SIGNATURES_TOKEN_SILENT', { facts: { seconds: Math.round(this.#limitMs / 1000) } }))
      }, this.#limitMs)
      this.#onEnd = onEnd
      this.#process.on('message', onReply)
      if (this.#isOver || !this.#process.connected) onEnd()
      else this.#process.send(order, (error) => error && this.#onEnd?.())
    })
  }

  /** Lets it log out; kills it when it does not end. */
  async end(): Promise<void> {
    if (this.#process.connected) this.#process.disconnect()
    const kill = setTimeout(() => this.#process.kill('SIGKILL'), END_MS)
    // A driver that hangs in the system itself outlives even that; nobody waits for it.
    const giveUp = new Promise<void>((resolve) => {
      setTimeout(resolve, END_MS + 1000).unref()
    })
    await Promise.race([this.#ended, giveUp])
    clearTimeout(kill)
  }
}

const CODES = {
  MODULE: 'SIGNATURES_TOKEN_MODULE',
  MISSING: 'SIGNATURES_TOKEN_MISSING',
  PIN_WRONG: 'SIGNATURES_PIN_WRONG',
  PIN_LOCKED: 'SIGNATURES_PIN_LOCKED',
  PIN_LAST: 'SIGNATURES_PIN_LAST',
  KEY_GONE: 'SIGNATURES_TOKEN_KEY_GONE',
  MECHANISM: 'SIGNATURES_TOKEN_MECHANISM',
  REFUSED: 'SIGNATURES_TOKEN_REFUSED',
} as const

const queues = new Map<string, Promise<unknown>>()

/** Devices do one thing at a time; many libraries fail when asked for two. */
async function inTurn<T>(of: string, work: () => Promise<T>): Promise<T> {
  const before = queues.get(of) ?? Promise.resolve()
  const mine = before.then(work, work)
  const settled = mine.catch(() => {})
  queues.set(of, settled)
  try {
    return await mine
  } finally {
    if (queues.get(of) === settled) queues.delete(of)
  }
}

async function withChild<T>(turn: string, ways: Ways, work: (child: Child) => Promise<T>): Promise<T> {
  return inTurn(turn, async () => {
    const child = new Child(ways)
    try {
      return await work(child)
    } finally {
      await child.end()
    }
  })
}

/** Certificates on the tokens that are there; needs no PIN. @throws AppError SIGNATURES_TOKEN_… */
export const listTokens = ({ module, label }: TokenConfig, ways: Ways = WAYS): Promise<Listed[]> =>
  withChild('', ways, (child) => child.ask<Listed[]>({ kind: 'list', module, label }))

/** A key on a token. */
export interface TokenKey {
  readonly serial: string
  readonly label: string
  /** CKA_ID, hexadecimal. */
  readonly keyId: string
}

/** Where a key on record lies, when it is in a device at the server. */
export const tokenOf = (row: Pick<KeyRow, 'tokenSerial' | 'tokenLabel' | 'tokenKey'>): TokenKey | null =>
  row.tokenSerial !== null && row.tokenLabel !== null && row.tokenKey !== null
    ? { serial: row.tokenSerial, label: row.tokenLabel, keyId: row.tokenKey }
    : null

export interface TokenSession {
  readonly certificates: readonly Uint8Array[]
  readonly pid: number | undefined
  /** @returns PKCS#1 octets for RSA, DER of an ECDSA-Sig-Value for ECDSA */
  sign(what: SignWith): Promise<Uint8Array>
}

/**
 * Logs in once, with the PIN as typed, and works with the key.
 * @throws AppError SIGNATURES_TOKEN_…, SIGNATURES_PIN_…; what the work throws
 */
export function withTokenKey<T>(
  { module }: TokenConfig,
  key: TokenKey,
  pin: string,
  work: (session: TokenSession) => Promise<T>,
  ways: Ways = WAYS,
): Promise<T> {
  return withChild(key.serial, ways, async (child) => {
    const bytes = Buffer.from(pin)
    const order = { kind: 'open', module, ...key, pin: bytes } as const
    const { certificates } = await child.ask<Opened>(order).finally(() => bytes.fill(0))
    return work({
      certificates,
      pid: child.pid,
      async sign(what) {
        const made = await child.ask<Uint8Array>({ kind: 'sign', ...what })
        return what.algorithm === 'ecdsa' ? ecdsaValue(made) : made
      },
    })
  })
}

/** PKCS#11 answers r and s side by side; CMS wants a SEQUENCE of two INTEGERs (RFC 3279, 2.2.3). */
export function ecdsaValue(raw: Uint8Array): Uint8Array {
  const half = raw.length / 2
  const integer = (given: Uint8Array): Buffer => {
    let from = 0
    while (from < given.length - 1 && given[from] === 0) from++
    const digits = given.subarray(from)
    const padded = digits[0]! & 0x80 ? [0, ...digits] : [...digits]
    return Buffer.from([0x02, padded.length, ...padded])
  }
  const body = Buffer.concat([integer(raw.subarray(0, half)), integer(raw.subarray(half))])
  return Buffer.concat([Buffer.from(body.length < 128 ? [0x30, body.length] : [0x30, 0x81, body.length]), body])
}
