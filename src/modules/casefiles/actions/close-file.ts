/** A file is corrected while it is open, closed when the work is done, opened again by authority (NĐ 30/2020 Đ29). */
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { retentionWords } from '#regimes/retention/index.ts'
import { casefiles } from '../contract.ts'
import {
  addStep,
  contentsOf,
  foldedFile,
  letInto,
  loadFile,
  makerOf,
  readRetention,
  refuseState,
  subjectOf,
} from '../facts.ts'
import { mayClose, mayFill, mayReopen } from '../policy.ts'
import { isShorter, needsSheets, numberPages } from '../rules.ts'
import { membersOf, moveFile, setMembers, updateFile } from '../store.ts'
import { itemsOf, numberItems } from '../store-items.ts'
import { pagesOf } from '../views.ts'

/** Title, retention, maker and helpers of a file that is open. A new maker, and whoever helps, sees what lies in it. */
export const changeFile = action(casefiles.change, {
  async load(ctx, input) {
    const file = await loadFile(ctx, input.fileId, 'lock')
    refuseState(file, 'open')
    return file
  },
  allow: (actor, file, input) =>
    // Whom the file belongs to is changed by whoever answers for it.
    input.makerPost === file.maker_post ? mayFill(actor, file) : mayClose(actor, file),
  async run(ctx, input, file) {
    const { tx, actor, now } = ctx
    const { organizationId } = actor
    const { post, unit } = await makerOf(ctx, input.makerPost)
    const members = []
    for (const postId of new Set(input.memberPosts.filter((id) => id !== post.id)))
      members.push({ postId, name: (await makerOf(ctx, postId)).post.fullName })
    const set = {
      title: input.title,
      kind: input.kind,
      medium: input.medium,
      ordering: input.ordering,
      retention: readRetention(input.retention),
      unit_id: unit?.id ?? null,
      unit_name: unit?.name ?? null,
      maker_post: post.id,
      maker_name: post.fullName,
      keywords: input.keywords,
      note: input.note,
      folded: foldedFile(file.symbol, input.title, post.fullName, input.keywords),
    }
    const version = await updateFile(tx, { organizationId, id: file.id, version: input.version, now }, set)
    if (version === null) throw new AppError('PLATFORM_STATE_CHANGED')
    const before = await membersOf(tx, organizationId, file.id)
    await setMembers(tx, organizationId, file.id, members, now)
    const known = new Set([file.maker_post, ...before.map((one) => one.postId)])
    const arrived = [post.id, ...members.map((one) => one.postId)].filter((id) => !known.has(id))
    // Nobody opens to others what he may not see himself.
    if (arrived.length > 0) {
      const seen = (await itemsOf(tx, actor, file.id)).filter((item) => item.may_see)
      letInto(
        ctx,
        seen.map((item) => item.document_id),
        { posts: arrived },
        'file',
      )
    }
    if (post.id !== file.maker_post) addStep(ctx, file.id, 'given', post.fullName)
    ctx.record({
      subject: subjectOf(file),
      before: { title: file.title, retention: file.retention, maker: file.maker_name },
      after: {
        title: set.title,
        retention: set.retention,
        maker: set.maker_name,
        members: members.map((one) => one.name),
      },
    })
    return { version }
  },
})

/** The work is done: retention decided, documents put in order, pages and leaves numbered (Đ29.4). */
export const closeFile = action(casefiles.close, {
  async load(ctx, { fileId }) {
    const file = await loadFile(ctx, fileId, 'lock')
    refuseState(file, 'open', 'returned')
    return file
  },
  allow: (actor, file) => mayClose(actor, file),
  async run(ctx, input, file) {
    const { organizationId } = ctx.actor
    const retention = readRetention(input.retention)
    if (!retention) throw new AppError('CASEFILES_RETENTION')
    if (input.startsOn > input.endsOn || input.endsOn > ctx.today)
      throw new AppError('PLATFORM_INPUT_INVALID', { fields: { endsOn: 'order' } })
    if (isShorter(retention, file.planned_retention) && !input.reason)
      throw new AppError('CASEFILES_RETENTION_LOW', {
        facts: { chosen: retentionWords(retention), needed: retentionWords(file.planned_retention) },
      })
    const { rows, checks } = await contentsOf(ctx, file)
    if (checks.some((check) => check.code === 'empty')) throw new AppError('CASEFILES_EMPTY')
    if (needsSheets(file.medium, retention) && rows.some((row) => row.sheets === null))
      throw new AppError('CASEFILES_SHEETS')
    const numbered = numberPages(rows.map((row) => ({ pages: pagesOf(row), sheets: row.sheets })))
    await numberItems(
      ctx.tx,
      organizationId,
      file.id,
      rows.map((row, i) => ({ documentId: row.document_id, pages: pagesOf(row), ...numbered.places[i]! })),
    )
    const version = await moveFile(
      ctx.tx,
      {
        organizationId,
        id: file.id,
        from: ['open', 'returned'],
        to: 'closed',
        version: input.version,
        now: ctx.now,
        byName: ctx.actor.name,
        words: input.reason,
      },
      {
        retention,
        starts_on: input.startsOn,
        ends_on: input.endsOn,
        closed_on: ctx.today,
        page_count: numbered.pages,
        sheet_count: numbered.sheets,
        condition: input.condition,
      },
    )
    if (version === null) throw new AppError('PLATFORM_STATE_CHANGED')
    addStep(ctx, file.id, 'closed', input.reason, { lacks: checks.map((check) => check.code) })
    ctx.record({
      subject: subjectOf(file),
      before: { retention: file.retention },
      after: {
        retention,
        startsOn: input.startsOn,
        endsOn: input.endsOn,
        documents: rows.length,
        pages: numbered.pages,
        sheets: numbered.sheets,
      },
      data: { reason: input.reason, lacks: checks.map((check) => check.code) },
    })
    ctx.emit({ type: 'casefiles.closed', payload: { fileId: file.id } })
    return { version, pages: numbered.pages, sheets: numbered.sheets }
  },
})

/** Opened again, by the head of the unit, the chief of office or a leader, with the reason on record. */
export const reopenFile = action(casefiles.reopen, {
  async load(ctx, { fileId }) {
    const file = await loadFile(ctx, fileId, 'lock')
    refuseState(file, 'closed')
    return file
  },
  allow: (actor, file) => mayReopen(actor, file),
  async run(ctx, { version, reason }, file) {
    const { organizationId, name } = ctx.actor
    const moved = await moveFile(ctx.tx, {
      organizationId,
      id: file.id,
      from: ['closed'],
      to: 'open',
      version,
      now: ctx.now,
      byName: name,
      words: reason,
    })
    if (moved === null) throw new AppError('PLATFORM_STATE_CHANGED')
    addStep(ctx, file.id, 'reopened', reason)
    ctx.record({ subject: subjectOf(file), data: { reason } })
    return { version: moved }
  },
})
