/**
 * Mixed work for a long time: people who register, read, search, open, upload and hand on, while jobs run. Nobody fails, numbers stay
 * gapless, and memory of application and database is flat once the house is warm.
 */
import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { incoming } from '#modules/incoming/contract.ts'
import { ProblemError } from '#platform/contract/index.ts'
import { startEmbedded } from '#platform/db/embedded/index.ts'
import { type Product, startProduct } from '../../test/product/index.ts'
import { type Findings, findings, isWhole } from './findings.ts'
import { type Acknowledged, uploadFile } from './load.ts'
import { memoryOf } from './overload.ts'

export interface SoakReport extends Findings {
  readonly minutes: number
  readonly acknowledged: number
  readonly reads: number
  readonly uploads: number
  readonly failed: readonly string[]
  /** Resident memory of the application, MB: at the end of the first third, the most after it, at the end. */
  readonly memoryMb: { readonly warm: number; readonly most: number; readonly end: number }
  /** Growth after the first third by a straight line through all samples, MB an hour. */
  readonly growthMbAnHour: number
  readonly samples: number
  /** Open files of the application, at the end of the first third and at the end. */
  readonly openFiles: { readonly warm: number; readonly end: number }
  readonly isSamePid: boolean
}

/** @param minutes of work · @param onMinute told after each */
export async function soak(minutes: number, onMinute: (line: string) => void = () => {}): Promise<SoakReport> {
  const product = await startProduct()
  const acknowledged = new Map<string, Acknowledged>()
  const counts = { reads: 0, uploads: 0 }
  const failed = new Map<string, number>()
  const samples: { minute: number; mb: number; files: number }[] = []
  const pid = product.pid
  const until = performance.now() + minutes * 60_000
  const begun = performance.now()
  try {
    await product.session('registry')
    await product.session('leader')
    await product.session('officer')
    const isOver = (): boolean => performance.now() > until
    const tell = (error: unknown): void => {
      const code = error instanceof ProblemError ? error.code : String(error).slice(0, 120)
      failed.set(code, (failed.get(code) ?? 0) + 1)
    }
    const work = [
      registering(product, acknowledged, isOver, tell),
      reading(product, counts, isOver, tell),
      uploading(product, counts, isOver, tell),
    ]
    const watch = (async () => {
      for (let next = begun; !isOver(); next += 5000) {
        await sleep(Math.max(0, next - performance.now()))
        const sample = {
          minute: (performance.now() - begun) / 60_000,
          mb: memoryOf(pid),
          files: readdirSync(`/proc/${pid}/fd`).length,
        }
        samples.push(sample)
        if (samples.length % 12 === 0)
          onMinute(`minute ${Math.round(sample.minute)}: ${sample.mb} MB, ${acknowledged.size} registered`)
      }
    })()
    await Promise.all([...work, watch])
    const isSamePid = product.pid === pid
    await product.stop()
    const settled = samples.filter((one) => one.minute > minutes / 3)
    const server = await startEmbedded({ home: product.home })
    try {
      const found = await findings(server.adminUrl.replace('/postgres?', '/vankho?'), product.home, acknowledged)
      return {
        minutes,
        acknowledged: acknowledged.size,
        ...counts,
        failed: [...failed].map(([code, times]) => `${code} ×${times}`),
        memoryMb: {
          warm: settled[0]?.mb ?? 0,
          most: Math.max(0, ...settled.map((one) => one.mb)),
          end: settled.at(-1)?.mb ?? 0,
        },
        growthMbAnHour: Math.round(slope(settled) * 60),
        samples: samples.length,
        openFiles: { warm: settled[0]?.files ?? 0, end: settled.at(-1)?.files ?? 0 },
        isSamePid,
        ...found,
      }
    } finally {
      await server.release()
    }
  } finally {
    await product.remove()
  }
}

type Tell = (error: unknown) => void

async function registering(
  product: Product,
  acknowledged: Map<string, Acknowledged>,
  isOver: () => boolean,
  tell: Tell,
): Promise<void> {
  const registry = await product.as('registry', incoming)
  const leader = await product.as('leader', incoming)
  const { leader: leaderPost, officer } = product.office.actors
  for (let i = 0; !isOver(); i++) {
    const requestKey = `ben-bi-${i}-000000`
    const sentAt = Date.now()
    try {
      const made = await registry.register({
        body: {
          fields: { typeName: 'Công văn', issuerName: `Sở ${i % 40}`, subject: `V/v việc thứ ${i} cần làm ngay` },
          requestKey,
          ...(i % 3 === 0 ? { submitTo: leaderPost.postId! } : {}),
        },
      })
      acknowledged.set(requestKey, { id: made.id, number: made.arrivalNumber, sentAt, toldAt: Date.now() })
      if (i % 3 === 0)
        await leader.direct({
          params: { documentId: made.id },
          body: { version: made.version, words: 'Giao tham mưu', lead: { postId: officer.postId! } },
        })
    } catch (error) {
      tell(error)
    }
    await sleep(60)
  }
}

async function reading(product: Product, counts: { reads: number }, isOver: () => boolean, tell: Tell): Promise<void> {
  const addresses = [
    '/api/incoming?tab=all',
    '/api/incoming?tab=submitted&q=vi%E1%BB%87c',
    '/api/incoming/counts',
    '/api/search?q=c%E1%BA%A7n%20l%C3%A0m%20ngay',
    '/api/intake',
    '/api/operations/notices',
  ]
  await Promise.all(
    (['registry', 'leader', 'officer'] as const).map(async (role) => {
      const { cookie, post } = await product.session(role)
      for (let i = 0; !isOver(); i++) {
        const address = addresses[i % addresses.length]!
        try {
          const answer = await fetch(`${product.base}${address}`, { headers: { cookie, 'x-vankho-post': post } })
          await answer.arrayBuffer()
          // Not every post has every list.
          if (!answer.ok && answer.status !== 403) tell(`${address} ${answer.status}`)
          counts.reads += 1
        } catch (error) {
          tell(error)
        }
        await sleep(120)
      }
    }),
  )
}

async function uploading(
  product: Product,
  counts: { uploads: number },
  isOver: () => boolean,
  tell: Tell,
): Promise<void> {
  for (let i = 0; !isOver(); i++) {
    const words = `Báo cáo số ${i} ${randomBytes(3000).toString('base64')}`
    await uploadFile(product, `bao-cao-${i}.txt`, words).then(({ status }) => {
      if (status === 200) counts.uploads += 1
      else tell(`upload ${status}`)
    }, tell)
    await sleep(1500)
  }
}

/** Of the line that fits best, MB a minute. */
function slope(samples: readonly { minute: number; mb: number }[]): number {
  const n = samples.length
  if (n < 2) return 0
  const x = samples.reduce((sum, one) => sum + one.minute, 0) / n
  const y = samples.reduce((sum, one) => sum + one.mb, 0) / n
  const over = samples.reduce((sum, one) => sum + (one.minute - x) * (one.mb - y), 0)
  return over / samples.reduce((sum, one) => sum + (one.minute - x) ** 2, 0)
}

/** Nobody failed, nothing was lost. Flat: less than a fifth more than when it was warm; short runs are still warming up. */
export const isFlat = (report: SoakReport): boolean =>
  isWhole(report) &&
  report.failed.length === 0 &&
  report.acknowledged > 0 &&
  report.isSamePid &&
  report.openFiles.end < report.openFiles.warm + 50 &&
  (report.minutes < 10 || report.memoryMb.end < report.memoryMb.warm * 1.2)
