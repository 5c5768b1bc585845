/** Who may sign a type on a day, asked when a signer is chosen, when he approves and when he signs (NĐ 30/2020 Đ13). */

import { shortDay, withoutTitles } from '#engines/vn-text/index.ts'
import { type AuthorityLine, authoritiesOn } from '#modules/people/index.ts'
import type { ReadContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { SignerChoice } from './store.ts'

/** Authorities that reach a type today, of one post or of all. */
export async function authoritiesFor(ctx: ReadContext, typeCode: string, postId?: string): Promise<AuthorityLine[]> {
  const all = await authoritiesOn(ctx.tx, ctx.actor.organizationId, ctx.today, postId)
  return all.filter((one) => one.types === null || one.types.includes(typeCode))
}

/**
 * The signature block by which a post signs a type today.
 * @param wanted.authorityId one of several that the post holds; none: the first
 * @throws AppError OUTGOING_NO_AUTHORITY
 */
export async function signerFor(
  ctx: ReadContext,
  typeCode: string,
  wanted: { postId: string; authorityId: string | null; name?: string | null },
): Promise<SignerChoice> {
  const held = await authoritiesFor(ctx, typeCode, wanted.postId)
  const chosen = wanted.authorityId ? held.find((one) => one.id === wanted.authorityId) : held[0]
  if (!chosen)
    throw new AppError('OUTGOING_NO_AUTHORITY', { facts: { name: wanted.name ?? '', day: shortDay(ctx.today) } })
  return {
    post: chosen.postId,
    title: chosen.title,
    authorityId: chosen.id,
    block: { authority: chosen.authority, position: chosen.position, name: withoutTitles(chosen.name) },
  }
}
