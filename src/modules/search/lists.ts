/** Small lists: saved searches of the post, abbreviations of the office. */
import { read } from '#platform/action/index.ts'
import { search } from './contract.ts'
import { ownAbbreviations } from './store-names.ts'
import { savedOf } from './store-saved.ts'
import { mergeAbbreviations } from './words.ts'

export const saved = read(search.saved, async ({ tx, actor }) => ({
  items: (await savedOf(tx, actor.organizationId, actor.postId!)).map((row) => ({
    id: row.id,
    name: row.name,
    query: row.query,
    order: row.sort,
    isWatched: row.is_watched,
    createdAt: row.created_at.toISOString(),
  })),
}))

export const abbreviations = read(search.abbreviations, async ({ tx, actor }) => ({
  items: mergeAbbreviations(await ownAbbreviations(tx, actor.organizationId)).map((one) => ({
    ...one,
    long: [...one.long],
  })),
}))
