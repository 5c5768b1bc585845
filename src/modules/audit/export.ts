/** The log of one organisation as lines (merkle/log-format.ts), read from the database a page at a time. */
import type { Tx } from '#platform/db/index.ts'
import { canonicalEntry } from './merkle/entry.ts'
import type { SignedHead } from './merkle/head.ts'
import { headLine, leafLine, lostLine, nodeLine, startLine } from './merkle/log-format.ts'
import { BLOCK, BLOCK_LEVELS, type Block } from './merkle/tree.ts'
import * as store from './store-tree.ts'

const PAGE = 1024

/**
 * Everything sealed of an organisation, entries as the database holds them **now** beside the
 * hashes of their sealing: whoever reads the lines can tell.
 * @param about name of the organisation and time of the export
 */
export async function* exportLines(
  tx: Tx,
  organizationId: string,
  about: { name: string; exportedAt: Date; isWhole: boolean },
): AsyncGenerator<string> {
  const signed = (await store.lastHead(tx, organizationId))?.head.size ?? 0
  const size = Math.max(signed, await store.countPlaces(tx, organizationId))
  yield startLine({
    organization: { id: organizationId, name: about.name },
    keys: await store.publicKeys(tx),
    size,
    exportedAt: about.exportedAt.toISOString(),
    scope: about.isWhole ? 'installation' : 'organization',
  })
  const heads = pageBy((after: SignedHead | undefined) => store.heads(tx, organizationId, after?.size ?? 0, PAGE))
  let head = await heads.next()
  const levels: number[] = []
  for (let level = 0, width = BLOCK; width <= size; level += BLOCK_LEVELS, width *= BLOCK) levels.push(level)
  const blocks = levels.map((level) =>
    pageBy((after: Block | undefined) => {
      const from = after === undefined ? 0 : after.position + 1
      return store.blocks(tx, organizationId, level, from, from + PAGE / 4)
    }),
  )
  const nextBlocks: IteratorResult<Block, void>[] = []
  for (const source of blocks) nextBlocks.push(await source.next())
  for (let from = 0; from < size; from += PAGE) {
    for (const { index, hash, entryId, entry } of await store.sealedEntries(tx, organizationId, from, from + PAGE)) {
      if (index >= size) break
      yield entry === null
        ? lostLine(index, hash, entryId)
        : leafLine(index, hash, canonicalEntry(store.logEntry(organizationId, entry)))
      const done = index + 1
      for (const [k, source] of blocks.entries()) {
        const width = BLOCK * 2 ** levels[k]!
        for (let next = nextBlocks[k]!; !next.done && (next.value.position + 1) * width <= done; ) {
          yield nodeLine(next.value)
          next = await source.next()
          nextBlocks[k] = next
        }
      }
      while (!head.done && head.value.size <= done) {
        yield headLine(head.value)
        head = await heads.next()
      }
    }
  }
  // Heads beyond the last leaf: leaves were cut off, and the reader shall see it.
  for (; !head.done; head = await heads.next()) yield headLine(head.value)
}

async function* pageBy<T>(page: (after: T | undefined) => Promise<T[]>): AsyncGenerator<T, void> {
  let last: T | undefined
  for (;;) {
    const rows = await page(last)
    if (rows.length === 0) return
    yield* rows
    last = rows.at(-1)
  }
}
