/** What decisions on files need, and what several actions do alike. */
import { fold } from '#engines/vn-text/index.ts'
import { type PostView, postsOn } from '#modules/people/index.ts'
import { findDocument, openManyTo, symbolOf } from '#modules/records/index.ts'
import type { ActionContext, ReadContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { parseRetention } from '#regimes/retention/index.ts'
import { checkFile, inOrder, type Missing } from './rules.ts'
import { type FileRow, findFile, insertStep, membersOf, moveFiles } from './store.ts'
import { type ItemRow, insertItems, itemsOf, recount, threadsOf } from './store-items.ts'
import { itemFacts } from './views.ts'

/**
 * Moves files that go together, and tells it on the way of each. @returns those that were in none of the states `from`, or are no more:
 * then the caller refuses the whole
 */
export async function moveTogether(
  ctx: ActionContext,
  fileIds: readonly string[],
  of: { from: readonly FileRow['state'][]; to: FileRow['state']; step: string; words: string | null },
): Promise<string[]> {
  const { tx, actor, now } = ctx
  const moved = new Set(
    await moveFiles(tx, { ...of, organizationId: actor.organizationId, ids: fileIds, now, byName: actor.name }),
  )
  for (const id of moved) addStep(ctx, id, of.step, of.words)
  return fileIds.filter((id) => !moved.has(id))
}

/** A file that the actor sees; missing and invisible answer alike. */
export async function loadFile(ctx: ReadContext, id: string, how: 'look' | 'lock' = 'look'): Promise<FileRow> {
  const file = await findFile(ctx.tx, ctx.actor, id, how)
  if (!file) throw new AppError('PLATFORM_NOT_FOUND')
  return file
}

const STATES: Readonly<Record<FileRow['state'], string>> = {
  open: 'đang lập',
  closed: 'đã kết thúc',
  submitted: 'đã nộp, chờ nhận',
  returned: 'bị trả lại',
  accepted: 'đã nộp lưu',
}

/** @throws AppError CASEFILES_FILE_STATE unless the file is in one of the states */
export function refuseState(file: FileRow, ...wanted: readonly FileRow['state'][]): void {
  if (!wanted.includes(file.state)) throw new AppError('CASEFILES_FILE_STATE', { facts: { state: STATES[file.state] } })
}

/** @throws AppError CASEFILES_RETENTION for what is no retention period */
export function readRetention(text: string | null | undefined): string | null {
  if (text === null || text === undefined || text.trim() === '') return null
  if (!parseRetention(text)) throw new AppError('CASEFILES_RETENTION')
  return text.trim()
}

export const subjectOf = (file: Pick<FileRow, 'id' | 'symbol' | 'title'>) => ({
  type: 'file',
  id: file.id,
  label: `${file.symbol}: ${file.title}`.slice(0, 200),
})

export function addStep(
  ctx: Pick<ActionContext, 'tx' | 'actor' | 'now'>,
  fileId: string,
  kind: string,
  words: string | null = null,
  data: Record<string, unknown> = {},
): void {
  insertStep(ctx.tx, {
    organization_id: ctx.actor.organizationId,
    id: newId(),
    file_id: fileId,
    kind,
    at: ctx.now,
    by_name: ctx.actor.name,
    words,
    data: JSON.stringify(data),
  })
}

/** Words by which a file is found in lists. */
export const foldedFile = (symbol: string, title: string, maker: string, keywords: string | null): string =>
  fold([symbol, title, maker, keywords].filter(Boolean).join(' '))

export interface Maker {
  readonly post: PostView
  readonly unit: { readonly id: string; readonly name: string } | null
}

/** A post of the organisation that makes files today, with its unit. @throws AppError PLATFORM_NOT_FOUND */
export async function makerOf(ctx: ReadContext, postId: string): Promise<Maker> {
  const { organizationId } = ctx.actor
  const post = (await postsOn(ctx.tx, organizationId, ctx.today)).find((one) => one.id === postId)
  if (!post) throw new AppError('PLATFORM_NOT_FOUND')
  return { post, unit: post.unitId ? { id: post.unitId, name: post.unitName ?? '' } : null }
}

/** What lies in a file in its order, and what it lacks. */
export async function contentsOf(
  ctx: ReadContext,
  file: FileRow,
): Promise<{ rows: ItemRow[]; checks: ReturnType<typeof checkFile> }> {
  const { tx, actor } = ctx
  const found = await itemsOf(tx, actor, file.id)
  const facts = inOrder(found.map(itemFacts), file.ordering)
  const rows = facts.map((one) => found.find((row) => row.document_id === one.documentId)!)
  const members = await membersOf(tx, actor.organizationId, file.id)
  const checks = checkFile(
    {
      kind: file.kind,
      medium: file.medium,
      retention: file.retention,
      plannedRetention: file.planned_retention,
      makerPost: file.maker_post,
      memberPosts: members.map((one) => one.postId),
      title: file.title,
    },
    facts,
    await missingFrom(ctx, rows),
  )
  return { rows, checks }
}

/** Answers and bases of what lies in a file that do not lie in it. */
async function missingFrom(ctx: ReadContext, rows: readonly ItemRow[]): Promise<Missing[]> {
  const inside = new Set(rows.map((row) => row.document_id))
  if (inside.size === 0) return []
  const seen = new Set<string>()
  const missing: Missing[] = []
  for (const thread of await threadsOf(ctx.tx, ctx.actor, [...inside])) {
    if (inside.has(thread.other) || seen.has(thread.other)) continue
    if (thread.kind !== 'replies-to' && thread.kind !== 'based-on') continue
    // What answers something here is its answer; what something here answers or rests on is its basis.
    if (thread.kind === 'based-on' && thread.direction === 'to') continue
    seen.add(thread.other)
    missing.push({
      documentId: thread.other,
      kind: thread.direction === 'to' ? 'answer' : 'basis',
      symbol: thread.symbol,
      of: thread.of,
    })
  }
  return missing
}

/**
 * Lets posts, and units' heads, into documents by reason of a file; the index of search hears of it.
 * @param reason a word kept with the grants
 */
export function letInto(
  ctx: ActionContext,
  documentIds: readonly string[],
  to: { posts: readonly string[]; units?: readonly string[] },
  reason: string,
): void {
  if (documentIds.length === 0) return
  openManyTo(ctx, documentIds, to, reason)
  ctx.emit({ type: 'casefiles.let-in', payload: { documentIds: [...documentIds] } })
}

/** Puts documents into a file, lets its makers see them, and tells its way. @returns those that were not there yet */
export async function putInto(
  ctx: ActionContext,
  file: Pick<FileRow, 'id' | 'maker_post' | 'maker_name' | 'unit_id'>,
  ids: readonly string[],
  how: ItemRow['how'],
): Promise<string[]> {
  const { tx, actor, now } = ctx
  const { organizationId } = actor
  const added = await insertItems(tx, {
    organizationId,
    fileId: file.id,
    ids,
    how,
    now,
    by: actor.postId,
    byName: actor.name,
  })
  if (added.length === 0) return added
  await recount(tx, organizationId, file.id, now)
  if (actor.postId !== null && actor.postId !== file.maker_post)
    letInto(ctx, added, { posts: [file.maker_post] }, 'file')
  addStep(
    ctx,
    file.id,
    how === 'thread' ? 'threaded' : how === 'loose' ? 'loose-added' : 'added',
    await namesOf(ctx, added),
  )
  return added
}

/** Symbols of documents, for the file's way. */
async function namesOf(ctx: ReadContext, ids: readonly string[]): Promise<string> {
  const names: string[] = []
  for (const id of ids.slice(0, 5)) {
    const document = await findDocument(ctx.tx, ctx.actor.organizationId, id)
    if (document) names.push((document.codeNumber ? symbolOf(document) : null) ?? document.typeName)
  }
  return ids.length > 5 ? `${names.join(', ')} … (${ids.length})` : names.join(', ')
}
