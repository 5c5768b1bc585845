/**
 * Ten times the load that the product bears: it must refuse early with a time to come again, answer those whom it lets in nearly as fast as
 * ever, tell its health all the while, keep its memory, and be as before at once when the crowd has gone.
 */
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Product, startProduct } from '../../test/product/index.ts'

export interface OverloadReport {
  /** Ordinary load: eight clients; crowd: ten times as many, who come again after a tenth of a second whatever they are told. */
  readonly clients: number
  readonly crowd: number
  readonly seconds: number
  /** Of those who were let in. `onset`: who came in the first second and a half, while a crowd is still waited out in line. */
  readonly p95Ms: {
    readonly ordinary: number
    readonly onset: number
    readonly crowded: number
    readonly after: number
  }
  readonly admittedPerSecond: { readonly ordinary: number; readonly crowded: number }
  readonly refused: number
  /** Refusals without the code, the status or a time to come again. */
  readonly unclear: number
  /** Other failures. */
  readonly failed: number
  readonly refusalP95Ms: number
  readonly health: { readonly asked: number; readonly bad: number; readonly slowestMs: number }
  readonly memoryMb: { readonly before: number; readonly most: number }
  readonly saw: string
}

interface Tally {
  readonly admitted: number[]
  readonly onset: number[]
  readonly refusals: number[]
  refused: number
  unclear: number
  failed: number
  saw: string
}

const CLIENTS = 8
const ONSET_MS = 1500

/** @param seconds of each stretch · @param times how many times the ordinary load */
export async function overload(seconds: number, times = 10): Promise<OverloadReport> {
  const product = await startProduct({ env: { VANKHO_DB_FSYNC: '1' } })
  try {
    await product.session('registry')
    await stretch(product, CLIENTS, Math.min(6, seconds), null) // warm
    const before = memoryOf(product.pid)
    const ordinary = await stretch(product, CLIENTS, seconds, null)
    const watch = { asked: 0, bad: 0, slowestMs: 0, most: before, isOver: false }
    const watching = observe(product, watch)
    const crowded = await stretch(product, CLIENTS * times, seconds, 100)
    watch.isOver = true
    await watching
    await sleep(1000)
    const after = await stretch(product, CLIENTS, Math.min(3, seconds), null)
    return {
      clients: CLIENTS,
      crowd: CLIENTS * times,
      seconds,
      p95Ms: {
        ordinary: p95(ordinary.admitted),
        onset: p95(crowded.onset),
        crowded: p95(crowded.admitted),
        after: p95(after.admitted),
      },
      admittedPerSecond: {
        ordinary: Math.round(ordinary.admitted.length / seconds),
        crowded: Math.round((crowded.admitted.length + crowded.onset.length) / seconds),
      },
      refused: crowded.refused,
      unclear: crowded.unclear,
      failed: ordinary.failed + crowded.failed + after.failed + after.refused,
      refusalP95Ms: p95(crowded.refusals),
      health: { asked: watch.asked, bad: watch.bad, slowestMs: Math.round(watch.slowestMs) },
      memoryMb: { before, most: watch.most },
      saw: crowded.saw,
    }
  } finally {
    await product.remove()
  }
}

/** Half registers, half reads the list; each client waits for its answer. `again`: milliseconds after a refusal. */
async function stretch(product: Product, clients: number, seconds: number, again: number | null): Promise<Tally> {
  const tally: Tally = { admitted: [], onset: [], refusals: [], refused: 0, unclear: 0, failed: 0, saw: '' }
  const { cookie, post } = await product.session('registry')
  const headers = { cookie, 'x-vankho-post': post, 'x-vankho': '1', 'content-type': 'application/json' }
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const until = performance.now() + seconds * 1000
  const settled = performance.now() + ONSET_MS
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let i = client; performance.now() < until; i++) {
        const begun = performance.now()
        try {
          const body =
            i % 2 === 0
              ? null
              : JSON.stringify({
                  fields: { typeName: 'Công văn', issuerName: 'Sở Y tế tỉnh Lam Hà', subject: `V/v ${client} ${i}` },
                  requestKey: `qua-tai-${clients}-${client}-${i}-${Math.random()}`.slice(0, 60),
                })
          const { status, text, retryAfter } = await ask(`${product.base}/api/incoming`, agent, headers, body)
          const ms = performance.now() - begun
          if (status < 300) (again !== null && begun < settled ? tally.onset : tally.admitted).push(ms)
          else if (status === 503 || status === 429) {
            tally.refused += 1
            tally.refusals.push(ms)
            const problem = JSON.parse(text) as { code?: string; detail?: { vi?: string } }
            const isClear = /^(PLATFORM_OVERLOADED|PLATFORM_TOO_MANY)$/.test(problem.code ?? '')
            if (!isClear || !(Number(retryAfter) > 0)) tally.unclear += 1
            tally.saw ||= problem.detail?.vi ?? ''
            if (again !== null) await sleep(again)
          } else {
            tally.failed += 1
            tally.saw ||= text.slice(0, 200)
          }
        } catch (error) {
          tally.failed += 1
          tally.saw ||= String(error)
        }
      }
    }),
  )
  agent.destroy()
  return tally
}

/** A plain request: the crowd itself must cost little, it shares the machine with those who serve it. */
function ask(
  url: string,
  agent: Agent,
  headers: Record<string, string>,
  body: string | null,
): Promise<{ status: number; text: string; retryAfter: string | undefined }> {
  return new Promise((resolve, reject) => {
    const length = body === null ? {} : { 'content-length': Buffer.byteLength(body) }
    const sent = request(url, { agent, method: body === null ? 'GET' : 'POST', headers: { ...headers, ...length } })
    sent.once('error', reject)
    sent.once('response', (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.once('error', reject)
      answer.once('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          text: Buffer.concat(chunks).toString('utf8'),
          retryAfter: answer.headers['retry-after'],
        }),
      )
    })
    sent.end(body ?? undefined)
  })
}

async function observe(
  product: Product,
  watch: { asked: number; bad: number; slowestMs: number; most: number; isOver: boolean },
): Promise<void> {
  while (!watch.isOver) {
    for (const path of ['/health/live', '/health/ready']) {
      const begun = performance.now()
      const isGood = await fetch(`${product.base}${path}`, { signal: AbortSignal.timeout(5000) }).then(
        (answer) => answer.ok,
        () => false,
      )
      watch.asked += 1
      if (!isGood) watch.bad += 1
      watch.slowestMs = Math.max(watch.slowestMs, performance.now() - begun)
    }
    watch.most = Math.max(watch.most, memoryOf(product.pid))
    await sleep(250)
  }
}

/** Resident memory of a process, MB. */
export function memoryOf(pid: number): number {
  const pages = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(pages ?? 0) / 1024)
}

function p95(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b)
  return Math.round((sorted[Math.floor(sorted.length * 0.95)] ?? 0) * 10) / 10
}

/** What holds on any machine, however busy: nobody failed, refusals were clear, health answered. Times are told, not judged. */
export const isCalm = (report: OverloadReport): boolean =>
  report.refused > 0 &&
  report.unclear === 0 &&
  report.failed === 0 &&
  report.health.bad === 0 &&
  report.memoryMb.most < report.memoryMb.before + 300

/** The bar of the quality page: those who are let in wait at most twice as long as under ordinary load. */
export const isWithinBar = (report: OverloadReport): boolean => report.p95Ms.crowded <= 2 * report.p95Ms.ordinary
