/** Registration load on a product: clients that register as fast as they are answered, files into the tray. */
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { incoming } from '#modules/incoming/contract.ts'
import { ProblemError } from '#platform/contract/index.ts'
import type { Product } from '../../test/product/index.ts'

/** What the load needs of a product, however many nodes serve it. */
export type Served = Pick<Product, 'base' | 'as' | 'session'>

export interface Acknowledged {
  readonly id: string
  readonly number: number
  /** Before the request was sent, after its answer had come. */
  readonly sentAt: number
  readonly toldAt: number
}

/** One client; an unanswered press is sent again with the same key. Ends when `stop.now` is set. */
export async function press(
  product: Pick<Served, 'as'>,
  name: string,
  acknowledged: Map<string, Acknowledged>,
  stop: { now: boolean },
): Promise<void> {
  const client = await product.as('registry', incoming)
  for (let i = 0; !stop.now; i++) {
    const requestKey = `${name}-${i}-0000`
    const sentAt = Date.now()
    try {
      const made = await client.register({
        body: {
          fields: { typeName: 'Công văn', issuerName: 'Sở Y tế tỉnh Lam Hà', subject: `V/v ${requestKey}` },
          requestKey,
        },
        signal: AbortSignal.timeout(5000),
      })
      acknowledged.set(requestKey, { id: made.id, number: made.arrivalNumber, sentAt, toldAt: Date.now() })
    } catch (error) {
      const isGone = error instanceof ProblemError && (error.status === 0 || error.status >= 500)
      if (!isGone && !(error instanceof Error && /abort|timeout/i.test(error.name))) throw error
      await sleep(20)
    }
  }
}

/** Small files into the tray, so that bytes are being stored when the blow falls. */
export async function uploadFiles(product: Served, round: number, stop: { now: boolean }): Promise<void> {
  for (let i = 0; !stop.now; i++) {
    await uploadFile(product, `tep-${round}-${i}.txt`, `tệp ${round} ${i} ${randomBytes(2000).toString('hex')}`).catch(
      () => null,
    )
    await sleep(60)
  }
}

/** @returns the answer's status */
export async function uploadFile(product: Served, name: string, content: string | Uint8Array<ArrayBuffer>) {
  const { cookie, post } = await product.session('registry')
  const form = new FormData()
  form.append('classification', 'none')
  form.append('file', new Blob([content]), name)
  const answer = await fetch(`${product.base}/api/intake/upload`, {
    method: 'POST',
    body: form,
    headers: { cookie, 'x-vankho-post': post, 'x-vankho': '1' },
    signal: AbortSignal.timeout(10_000),
  })
  return { status: answer.status, body: (await answer.json().catch(() => ({}))) as Record<string, unknown> }
}
