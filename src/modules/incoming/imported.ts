/** What the room imports may do here: entries of old registers, finished long ago, and taking them back. */
import type { ActionContext } from '#platform/action/index.ts'
import type { IncomingState } from './contract.ts'
import * as store from './store-imported.ts'

/** A line of an old register of incoming documents. */
export interface OldEntry {
  /** The document's id. */
  readonly id: string
  readonly number: number
  /** Letters of an inserted number (12a); none for an ordinary one. */
  readonly suffix?: string
  /** Day of arrival. */
  readonly date: string
  /** Đơn vị hoặc người nhận, as the book says. */
  readonly holder: string | null
  readonly due: string | null
  /** Số, ký hiệu văn bản trả lời. */
  readonly reply: string | null
  /** Where its handling stands; an old register's lines are completed. */
  readonly state?: IncomingState
}

/** Work that is still under way in a register that is taken over while it runs. */
export interface OldWork {
  /** The document's id. */
  readonly documentId: string
  /** `direct`: waits for a leader's direction; else what a post or unit was given. */
  readonly role: 'direct' | 'lead' | 'cooperate' | 'inform'
  readonly to: {
    readonly kind: 'post' | 'unit'
    readonly id: string
    readonly name: string
    readonly title: string | null
  }
  readonly by: { readonly postId: string; readonly name: string; readonly title: string | null }
  readonly words: string | null
  readonly due: string | null
  readonly at: Date
  /** Signed for, and being worked on. */
  readonly isReceived: boolean
}

type Context = Pick<ActionContext, 'tx' | 'actor' | 'now'>

/** Enters lines of an old register: completed, with their numbers as they were. */
export async function importEntries(
  ctx: Context,
  importId: string,
  book: { bookId: string; seriesId: string; period: string },
  rows: readonly OldEntry[],
): Promise<void> {
  if (rows.length === 0) return
  const { organizationId, postId, name } = ctx.actor
  const by = { by: postId ?? organizationId, byName: name }
  await store.insertEntries(ctx.tx, { ...book, ...by, organizationId, importId, now: ctx.now }, rows)
}

/**
 * Gives work that was under way its place here. The entries stand already, in the state that goes with it, and whoever holds it sees
 * the document (`grantHeld` of the records core). Tasks of the desk are made from it by the desk's own rebuild.
 */
export async function importWork(ctx: Context, rows: readonly OldWork[]): Promise<void> {
  if (rows.length > 0) await store.insertWork(ctx.tx, ctx.actor.organizationId, rows)
}

/** Corrects lines in place that nobody has worked on since. @returns what stood there before */
export async function rewriteEntries(
  ctx: Pick<Context, 'tx' | 'actor'>,
  rows: readonly OldEntry[],
): Promise<OldEntry[]> {
  if (rows.length === 0) return []
  const { organizationId } = ctx.actor
  const before = await store.entriesBefore(
    ctx.tx,
    organizationId,
    rows.map((row) => row.id),
  )
  await store.rewriteEntries(ctx.tx, organizationId, rows)
  return before
}

/** Which of these somebody has worked on since. */
export function workedSince(ctx: Pick<Context, 'tx' | 'actor'>, ids: readonly string[]): Promise<string[]> {
  return store.workedEntries(ctx.tx, ctx.actor.organizationId, ids)
}

/** Takes back entries that this import made. */
export async function undoEntries(
  ctx: Pick<Context, 'tx' | 'actor'>,
  importId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length > 0) await store.deleteEntries(ctx.tx, ctx.actor.organizationId, importId, ids)
}
