import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { organizationOf } from '#modules/people/index.ts'
import { action } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { newId } from '#platform/ids/index.ts'
import { audit } from '../contract.ts'
import { exportLines } from '../export.ts'
import { headsFile, type SignedHead } from '../merkle/head.ts'
import * as store from '../store-tree.ts'

/** The sealed log of the actor's organisation, written to a file first: the answer outlives the transaction. */
export const exportLog = action(audit.exportLog, {
  allow: () => true,
  async run(ctx) {
    const { organizationId } = ctx.actor
    const name = (await organizationOf(ctx.tx, organizationId))?.name ?? ''
    const folder = join(ctx.config.home, 'tmp')
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, `audit-${newId()}.jsonl`)
    try {
      await pipeline(
        Readable.from(withEnds(exportLines(ctx.tx, organizationId, { name, exportedAt: ctx.now, isWhole: false }))),
        createWriteStream(path, { mode: 0o600 }),
      )
    } catch (error) {
      await rm(path, { force: true })
      throw error
    }
    ctx.record({ subject: { type: 'audit', id: null } })
    const bytes = createReadStream(path)
    bytes.on('close', () => void rm(path, { force: true }))
    return { file: { name: `nhat-ky-${ctx.today}.jsonl`, mediaType: 'application/jsonl', bytes } }
  },
})

async function* withEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`
}

/** Signed heads of the organisation, to be kept where nobody of the installation can change them. */
export const heads = action(audit.heads, {
  allow: () => true,
  async run(ctx) {
    const all = await allHeads(ctx.tx, ctx.actor.organizationId)
    ctx.record({
      subject: { type: 'audit', id: null },
      after: { size: all.at(-1)?.size ?? 0, root: all.at(-1)?.root ?? null },
    })
    const text = headsFile(await store.publicKeys(ctx.tx), all)
    return {
      file: { name: `dau-niem-phong-${ctx.today}.jsonl`, mediaType: 'application/jsonl', bytes: Buffer.from(text) },
    }
  },
})

/** Every head of an organisation, by size. */
export async function allHeads(tx: Tx, organizationId: string): Promise<SignedHead[]> {
  const all: SignedHead[] = []
  for (;;) {
    const page = await store.heads(tx, organizationId, all.at(-1)?.size ?? 0, 5000)
    all.push(...page)
    if (page.length < 5000) return all
  }
}
