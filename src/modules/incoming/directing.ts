/** Help for directions: who led like documents before, and usual words (câu bút phê thường dùng). */
import { resolvePost, unitsOf } from '#modules/people/index.ts'
import { action, read } from '#platform/action/index.ts'
import { directing, type SuggestedLead } from './directing-contract.ts'
import { loadFacts } from './facts.ts'
import { mayChangeOfficePhrases } from './policy.ts'
import { keepPhrases, type LedRow, ledBefore, phrasesOf } from './store-directing.ts'

/** Suggestions shown: more would be no suggestion. */
const SHOWN = 3

/** What an office begins with until it writes its own list. Content that goes on paper, so Vietnamese. */
const USUAL = [
  'Nghiên cứu, tham mưu xử lý theo quy định.',
  'Dự thảo văn bản trả lời, trình ký.',
  'Tổ chức thực hiện, báo cáo kết quả.',
  'Báo cáo, đề xuất trước hạn.',
  'Bố trí cán bộ dự họp.',
  'Phổ biến, quán triệt.',
  'Để biết.',
]

/** The nearest likeness that has any example: issuer and type, else issuer, else type; most often first. Pure. */
export function rankLeads(
  rows: readonly LedRow[],
): { postId: string | null; unitId: string | null; count: number; of: number; by: SuggestedLead['by'] }[] {
  const levels = [
    ['issuer-and-type', (row: LedRow) => row.is_issuer && row.is_type],
    ['issuer', (row: LedRow) => row.is_issuer],
    ['type', (row: LedRow) => row.is_type],
  ] as const
  for (const [by, fits] of levels) {
    const like = rows.filter(fits)
    if (like.length === 0) continue
    const of = like.reduce((sum, row) => sum + row.count, 0)
    const counts = new Map<string, { postId: string | null; unitId: string | null; count: number }>()
    for (const row of like) {
      const key = row.post_id ?? row.unit_id!
      counts.set(key, {
        postId: row.post_id,
        unitId: row.unit_id,
        count: (counts.get(key)?.count ?? 0) + row.count,
      })
    }
    return [...counts.values()].sort((a, b) => b.count - a.count).map((one) => ({ ...one, of, by }))
  }
  return []
}

export const suggestLead = read(directing.suggestLead, async (ctx, { documentId }) => {
  const { organizationId } = ctx.actor
  const { document } = await loadFacts(ctx, documentId, 'look')
  const { issuerName, typeName } = document
  const ranked = rankLeads(await ledBefore(ctx.tx, ctx.actor, { documentId, issuerName, typeName }))
  const units = await unitsOf(ctx.tx, organizationId, ctx.today)
  const items: SuggestedLead[] = []
  // Posts and units that are over are no advice.
  for (const one of ranked) {
    if (items.length === SHOWN) break
    const unit = units.find((each) => each.id === one.unitId)
    const post = one.postId ? await resolvePost(ctx.tx, null, one.postId, ctx.today) : null
    if (unit) items.push({ ...one, name: unit.name, title: null })
    else if (post) items.push({ ...one, name: post.fullName, title: post.title })
  }
  return { items }
})

export const phrases = read(directing.phrases, async ({ tx, actor }) => ({
  office: (await phrasesOf(tx, actor.organizationId, 'office')) ?? USUAL,
  own: actor.postId ? ((await phrasesOf(tx, actor.organizationId, actor.postId)) ?? []) : [],
  mayChangeOffice: mayChangeOfficePhrases(actor),
}))

/** Keeps the office's list (leader, chief of office) or the post's own additions. */
export const setPhrases = action(directing.setPhrases, {
  allow: (actor, _facts, { owner }) => actor.postId !== null && (owner === 'own' || mayChangeOfficePhrases(actor)),
  async run(ctx, input) {
    const { organizationId, postId } = ctx.actor
    const owner = input.owner === 'office' ? 'office' : postId!
    const wanted = [...new Set(input.phrases)]
    const before = await phrasesOf(ctx.tx, organizationId, owner)
    await keepPhrases(ctx.tx, organizationId, { owner, phrases: wanted, at: ctx.now, by: postId! })
    ctx.record({
      subject: { type: 'phrases', id: organizationId },
      before: { phrases: before },
      after: { phrases: wanted },
    })
    return { phrases: wanted }
  },
})
