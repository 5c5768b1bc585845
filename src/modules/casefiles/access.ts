/** Rights on single files: a file as the life of a list of rights takes it (decision 0021). */
import { notify } from '#modules/operations/index.ts'
import { postsOn } from '#modules/people/index.ts'
import {
  type Access,
  type AccessDeed,
  type AccessSubject,
  actorsOf,
  listOf,
  type Member,
  postsBehind,
  putList,
  settleNotices,
} from '#modules/records/index.ts'
import type { ActionContext, ReadContext } from '#platform/action/index.ts'
import { noticeOf } from './notices.ts'
import { type FileRow, membersOf } from './store.ts'
import { fileTables, seeing } from './store-access.ts'

const KIND: Readonly<Record<AccessDeed, string>> = {
  asked: 'casefiles.askAccess',
  set: 'casefiles.setAccess',
  confirmed: 'casefiles.confirmAccess',
  refused: 'casefiles.refuseAccess',
  withdrawn: 'casefiles.withdrawAccess',
  ended: 'casefiles.endAccess',
}

const TITLE_SHOWN = 80

/** A file as a notice names it to who may see it. */
const labelOf = ({ symbol, title }: Pick<FileRow, 'symbol' | 'title'>): string =>
  `${symbol}: ${title.length > TITLE_SHOWN ? `${title.slice(0, TITLE_SHOWN - 1).trimEnd()}…` : title}`

/** Among posts those that see a file. */
async function postsSeeing(ctx: ReadContext, fileId: string, postIds: readonly string[]): Promise<string[]> {
  const seers = await seeing(ctx.tx, await actorsOf(ctx, postIds), fileId)
  return seers.flatMap((actor) => actor.postId ?? [])
}

/** A unit on the list sees it when its own files are seen by it anyway, or it is named already. */
async function membersSeeing(
  ctx: ReadContext,
  file: FileRow,
  access: Access,
  members: readonly Member[],
): Promise<Member[]> {
  const posts = await postsSeeing(
    ctx,
    file.id,
    members.flatMap((one) => (one.kind === 'post' ? [one.id] : [])),
  )
  const units = access.members.flatMap((one) => (one.kind === 'unit' ? [one.id] : []))
  if (!access.isNarrowed && file.unit_id) units.push(file.unit_id)
  return members.filter((one) => (one.kind === 'post' ? posts : units).includes(one.id))
}

/** Posts that make the file: its maker and those beside him. */
export async function keepersOf(ctx: ReadContext, file: FileRow): Promise<string[]> {
  const beside = await membersOf(ctx.tx, ctx.actor.organizationId, file.id)
  return [file.maker_post, ...beside.map((one) => one.postId)]
}

/** Posts that a change may let in or keep out, as it is told to them: those on the lists, heads and clerks of the unit. */
async function concerned(ctx: ReadContext, file: FileRow, lists: readonly Access[]): Promise<string[]> {
  const named = await postsBehind(
    ctx,
    lists.flatMap((list) => list.members),
  )
  const ofUnit = (await postsOn(ctx.tx, ctx.actor.organizationId, ctx.today)).filter(
    (post) =>
      post.unitId !== null &&
      post.unitId === file.unit_id &&
      post.roles.some((role) => role === 'unit_head' || role === 'unit_clerk'),
  )
  return [...new Set([...named, ...ofUnit.map((post) => post.id)])]
}

/** Puts a list in force; tells who loses the sight of the file, and sets the bells right. @returns posts that see it now and did not before */
async function put(ctx: ActionContext, file: FileRow, from: Access, to: Access, changeId: string): Promise<Member[]> {
  const { tx, actor, now } = ctx
  const posts = await concerned(ctx, file, [from, to])
  const before = await postsSeeing(ctx, file.id, posts)
  await putList(tx, fileTables, { organizationId: actor.organizationId, subjectId: file.id, changeId, now }, to)
  const after = await postsSeeing(ctx, file.id, posts)
  await settleNotices(ctx, file.id, async (noticed) => {
    const seers = await postsSeeing(ctx, file.id, noticed)
    return noticed.filter((id) => !seers.includes(id))
  })
  await notify(ctx, {
    kind: noticeOf('lost'),
    postIds: before.filter((id) => !after.includes(id)),
    subject: { type: 'access', id: changeId },
    facts: { label: file.symbol },
  })
  return after.filter((id) => !before.includes(id)).map((id) => ({ kind: 'post', id }))
}

/** A file with its list, for the life of that list; it is locked. */
export async function accessSubject(ctx: ReadContext, file: FileRow): Promise<AccessSubject> {
  const access = await listOf(ctx.tx, fileTables, ctx.actor.organizationId, file.id)
  return {
    tables: fileTables,
    type: 'file',
    id: file.id,
    access,
    label: labelOf(file),
    link: `files/${file.id}`,
    kind: (what) => KIND[what],
    notice: noticeOf,
    seeing: (read, members) => membersSeeing(read, file, access, members),
    put: (act, changeId, to) => put(act, file, access, to, changeId),
    emit: (act, event) =>
      act.emit({
        type: 'casefiles.access-changed',
        payload: {
          ...event,
          fileId: file.id,
          symbol: file.symbol,
          title: file.title,
          fromPostId: act.actor.postId,
          fromName: act.actor.name,
        },
      }),
  }
}

/** Whoever makes the file hears that somebody else changed its rights. */
export async function tellKeepers(ctx: ActionContext, file: FileRow): Promise<void> {
  await notify(ctx, {
    kind: noticeOf('told'),
    postIds: await keepersOf(ctx, file),
    subject: { type: 'file', id: file.id },
    facts: { from: ctx.actor.name, label: labelOf(file) },
    link: `files/${file.id}`,
  })
}
