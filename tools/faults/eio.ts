/**
 * A disk that fails: EIO on what the product does with stored files, put into its system calls by strace. A clean refusal, nothing half
 * stored, no crash, and work goes on when the disk does.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { diskStore } from '#platform/blobs/index.ts'
import { type Product, startProduct } from '../../test/product/index.ts'
import { uploadFile } from './load.ts'
import { smallDisk } from './tmpfs.ts'

/** Why EIO cannot be put in here, or null. */
export function straceIsMissing(): string | null {
  return existsSync('/usr/bin/strace') ? null : 'apt-get install strace'
}

interface Blow {
  /** System call, and what of the product it strikes. */
  readonly call: string
  readonly what: string
}

const BLOWS: readonly Blow[] = [
  { call: 'fsync', what: 'syncing a stored file' },
  { call: 'rename', what: 'putting a stored file into its place' },
  { call: 'mkdir', what: 'making a folder of the store' },
  { call: 'read-only', what: 'the disk of waiting uploads gone read-only' },
]

export interface EioReport {
  readonly blows: readonly {
    readonly what: string
    /** Files sent while the disk failed; those that were taken lie in quarantine and are stored when it is whole again. */
    readonly taken: number
    readonly refused: number
    readonly struck: number
  }[]
  readonly told: string
  readonly unclear: readonly string[]
  readonly acknowledged: number
  readonly stored: number
  /** Stored files that are not what their name says. */
  readonly damaged: number
  readonly unfinished: number
  readonly readsFailed: number
  /** Reading a stored file on a disk that fails: the answers' statuses, then of the same when it is whole. */
  readonly readWhileFailing: number
  readonly readAfter: number
  readonly isSamePid: boolean
}

const BYTES = 30_000

/** Deals each kind of failure while files are sent and lists are read. */
export async function failDisk(say: (line: string) => void = () => {}): Promise<EioReport> {
  const home = mkdtempSync(join(tmpdir(), 'vankho-eio-'))
  const disk = smallDisk(join(home, 'quarantine'), 400)
  const product = await startProduct({ home }).catch((error: unknown) => {
    disk.remove()
    throw error
  })
  const pid = product.pid
  const unclear: string[] = []
  let told = ''
  let acknowledged = 0
  let readsFailed = 0
  const send = async (): Promise<boolean> => {
    const content = randomBytes(BYTES).toString('hex')
    const { status, body } = await uploadFile(product, `tep-${acknowledged}.txt`, content).catch((error: unknown) => ({
      status: 0,
      body: { code: String(error) } as Record<string, unknown>,
    }))
    if (status === 200) {
      acknowledged += 1
      return true
    }
    if (body['code'] === 'PLATFORM_DISK_BROKEN') told ||= (body['detail'] as { vi: string }).vi
    else unclear.push(`${status} ${body['code']}`)
    return false
  }
  try {
    for (let i = 0; i < 3; i++) await send()
    const blows: EioReport['blows'][number][] = []
    for (const blow of BLOWS) {
      const trace = blow.call === 'read-only' ? disk.readOnly() : await inject(product.pid, blow.call)
      let taken = 0
      let refused = 0
      for (let i = 0; i < 5; i++) {
        if (await send()) taken += 1
        else refused += 1
        readsFailed += await readList(product)
      }
      await sleep(1500) // the background stores what it can
      const struck = await trace.stop()
      say(`${blow.what}: taken ${taken}, refused ${refused}, struck ${struck}`)
      blows.push({ what: blow.what, taken, refused, struck })
    }
    await send()
    await untilStored(product, acknowledged)
    const { readWhileFailing, readAfter } = await readFile(product, say)
    const blobs = diskStore(join(product.home, 'blobs'))
    let stored = 0
    let damaged = 0
    for await (const { sha256 } of blobs.list()) {
      if ((await blobs.size(sha256)) === 2 * BYTES) stored += 1
      if ((await blobs.verify(sha256)).state !== 'good') damaged += 1
    }
    return {
      blows,
      told,
      unclear: [...new Set(unclear)],
      acknowledged,
      stored,
      damaged,
      unfinished: await blobs.sweepUnfinished(new Date(Date.now() + 60_000)),
      readsFailed,
      readWhileFailing,
      readAfter,
      isSamePid: product.pid === pid && existsSync(`/proc/${pid}`),
    }
  } finally {
    await product.stop()
    disk.remove()
    await product.remove()
  }
}

async function readList(product: Product): Promise<0 | 1> {
  const { cookie, post } = await product.session('registry')
  const headers = { cookie, 'x-vankho-post': post }
  return fetch(`${product.base}/api/incoming`, { headers, signal: AbortSignal.timeout(10_000) }).then(
    (answer) => (answer.ok ? 0 : 1),
    () => 1,
  )
}

async function untilStored(product: Product, wanted: number): Promise<void> {
  const blobs = diskStore(join(product.home, 'blobs'))
  for (const begun = performance.now(); performance.now() - begun < 120_000; await sleep(500)) {
    let stored = 0
    for await (const { sha256 } of blobs.list()) if ((await blobs.size(sha256)) === 2 * BYTES) stored += 1
    if (stored >= wanted) return
  }
}

/** Opens one stored file through the product while its reading fails, and again afterwards. */
async function readFile(
  product: Product,
  say: (line: string) => void,
): Promise<{ readWhileFailing: number; readAfter: number }> {
  const { cookie, post } = await product.session('registry')
  const headers = { cookie, 'x-vankho-post': post }
  const list = (await (await fetch(`${product.base}/api/intake`, { headers })).json()) as {
    items: { id: string; components: { id: string; sha256?: string }[] }[]
  }
  const item = list.items.find((one) => one.components.length > 0)!
  const url = `${product.base}/api/records/components/${item.components[0]!.id}/file`
  const get = (): Promise<number> =>
    fetch(url, { headers, signal: AbortSignal.timeout(10_000) }).then(
      async (answer) => {
        const bytes = await answer.arrayBuffer().catch(() => null)
        return bytes === null ? -1 : answer.status
      },
      () => -1,
    )
  const good = await get()
  const trace = await inject(product.pid, 'openat', join(product.home, 'blobs'))
  const readWhileFailing = await get()
  await trace.stop()
  const readAfter = await get()
  say(`reading: ${good}, ${readWhileFailing} while failing, ${readAfter} after`)
  return { readWhileFailing, readAfter }
}

/** Puts EIO into every call of one kind. @returns ends it, and tells how often it struck */
async function inject(pid: number, call: string, under?: string): Promise<{ stop(): Promise<number> }> {
  const words = ['-f', '-q', '-p', String(pid), '-e', `trace=${call}`, '-e', `inject=${call}:error=EIO`]
  // Only what lies below the store: other files must open.
  if (under) words.push(...(await pathsUnder(under)).flatMap((path) => ['-P', path]))
  const child: ChildProcess = spawn('/usr/bin/strace', words, { stdio: ['ignore', 'ignore', 'pipe'] })
  let told = ''
  child.stderr!.on('data', (chunk) => {
    told += String(chunk)
  })
  await sleep(700)
  if (child.exitCode !== null) throw new Error(`strace: ${told}`)
  return {
    async stop() {
      child.kill('SIGINT')
      while (child.exitCode === null && child.signalCode === null) await sleep(20)
      return told.split('INJECTED').length - 1
    },
  }
}

async function pathsUnder(folder: string): Promise<string[]> {
  const found: string[] = []
  for await (const { sha256 } of diskStore(folder).list())
    found.push(join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256))
  return found
}

/** Refused in plain words, nothing lost, nothing half stored, no crash. */
export const isClean = (report: EioReport): boolean =>
  report.unclear.length === 0 &&
  report.stored === report.acknowledged &&
  report.damaged + report.readsFailed === 0 &&
  report.blows.every((blow) => blow.struck > 0) &&
  report.told.length > 0 &&
  report.readWhileFailing !== 200 &&
  report.readAfter === 200 &&
  report.isSamePid
