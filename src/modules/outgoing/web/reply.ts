import type { ReplyFacts } from './draft-form.ts'

const name = (id: string): string => `vankho.reply.${id}`

/**
 * Leaves in this tab what is known of the document that will be answered, so that the new draft begins with it.
 * @returns address below the post and its search, for `useGo`
 */
export function beginReply(facts: ReplyFacts): readonly [to: string, search: Readonly<Record<string, string>>] {
  try {
    sessionStorage.setItem(name(facts.id), JSON.stringify(facts))
  } catch {
    // Without storage the draft is linked all the same, only nothing is filled in.
  }
  return ['outgoing/new', { replies: facts.id }]
}

/** What was left; null in another tab: the link alone is known then. */
export function replyFacts(id: string): ReplyFacts | null {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(name(id)) ?? 'null')
    return typeof found === 'object' && found !== null && 'id' in found ? (found as ReplyFacts) : null
  } catch {
    return null
  }
}
