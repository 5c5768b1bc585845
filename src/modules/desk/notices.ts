/** Notices in the bell for the people whom an event gives something to do or to know. */

import { headsOfUnit } from '#modules/people/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import type { SubjectPayload } from './events.ts'
import type { Holder } from './store.ts'

export type NoticeKind =
  | 'submitted'
  | 'assigned'
  | 'sent-back'
  | 'extension-requested'
  | 'extension-granted'
  | 'extension-refused'
  | 'completed'

/** Posts that stand behind holders: a unit's notice goes to its heads. The acting post is not told of its own deed. */
async function postsBehind(ctx: ActionContext, holders: readonly Holder[]): Promise<string[]> {
  const found = new Set<string>()
  for (const holder of holders) {
    if (holder.kind === 'post') found.add(holder.id)
    else
      for (const head of await headsOfUnit(ctx.tx, ctx.actor.organizationId, holder.id, ctx.today)) found.add(head.id)
  }
  if (ctx.actor.postId) found.delete(ctx.actor.postId)
  return [...found]
}

/** Tells everybody behind the holders. */
export async function tell(
  ctx: ActionContext,
  kind: NoticeKind,
  subject: SubjectPayload,
  holders: readonly Holder[],
  facts: { fromName: string; words: string | null; day?: string | null },
): Promise<void> {
  const posts = await postsBehind(ctx, holders)
  void [posts, kind, subject, facts]
}
