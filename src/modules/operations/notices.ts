/**
 * Notices: what the bell tells. A room declares its sentences once; `notify` writes rows in the caller's transaction, so a
 * notice exists exactly when what it tells has happened.
 */
import type { ActionContext } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import { insertNotices } from './store.ts'

/** Sentences with `{fact}` places. */
export interface NoticeSentence {
  readonly vi: string
  readonly en: string
}

const sentences = new Map<string, NoticeSentence>()

/**
 * Declares a room's notices: `{ 'incoming.assigned': { vi: 'Được giao: {label}', en: 'Assigned to you: {label}' } }`.
 * @throws Error when a kind is declared twice with other words
 */
export function defineNotices<const T extends Record<string, NoticeSentence>>(notices: T): T {
  for (const [kind, sentence] of Object.entries(notices)) {
    const known = sentences.get(kind)
    if (known && known.vi !== sentence.vi) throw new Error(`notice ${kind} is declared twice`)
    sentences.set(kind, sentence)
  }
  return notices
}

export interface Notice {
  /** Declared with `defineNotices`. */
  readonly kind: string
  /** Posts of the acting organisation; doubles and the acting post itself are left out. */
  readonly postIds: readonly string[]
  readonly subject: { readonly type: string; readonly id: string | null }
  /** Fill the places of the sentence: symbol, name, day. Nothing that the receiver may not read. */
  readonly facts?: Readonly<Record<string, string | number>>
  /** Address below `/p/<post>/`, for example `incoming/<id>`. */
  readonly link?: string | null
  /** Also tell the acting post (the end of a long job). */
  readonly tellSelf?: boolean
}

/**
 * Puts a notice into the bells of posts, within the caller's transaction and organisation.
 * @returns how many bells
 * @throws Error for a kind that nobody declared (a programmer's mistake)
 */
export async function notify(ctx: ActionContext, notice: Notice): Promise<number> {
  if (!sentences.has(notice.kind)) throw new Error(`notice ${notice.kind} is not declared`)
  const postIds = [...new Set(notice.postIds)].filter((id) => notice.tellSelf || id !== ctx.actor.postId)
  if (postIds.length === 0) return 0
  insertNotices(
    ctx.tx,
    postIds.map((postId) => ({
      organizationId: ctx.actor.organizationId,
      id: newId(),
      postId,
      kind: notice.kind,
      facts: notice.facts ?? {},
      subjectType: notice.subject.type,
      subjectId: notice.subject.id,
      link: notice.link ?? null,
      now: ctx.now,
    })),
  )
  return postIds.length
}

/** The sentence of a notice in both languages; a kind that is no longer declared shows its name. */
export function tell(kind: string, facts: Readonly<Record<string, unknown>>): NoticeSentence {
  const sentence = sentences.get(kind) ?? { vi: kind, en: kind }
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '…'))
  return { vi: fill(sentence.vi), en: fill(sentence.en) }
}
