import { fold } from '#engines/vn-text/index.ts'
import { postsOn } from '#modules/people/index.ts'
import { findDocument, isVisible } from '#modules/records/index.ts'
import { read } from '#platform/action/index.ts'
import { decodeCursor, encodeCursor } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { scheduleOn, suggestRetention } from '#regimes/retention/index.ts'
import { casefiles } from './contract.ts'
import { contentsOf, loadFile } from './facts.ts'
import { has, makers, mayClose, mayFill, mayReopen, seesAllFiles } from './policy.ts'
import { fileSymbol, rankFiles } from './rules.ts'
import { listFiles, membersOf, stepsOf } from './store.ts'
import { candidatesFor, filesOfDocument, linesToOpen, threadsOf } from './store-items.ts'
import { dutiesOf, unfiledOf } from './store-lists.ts'
import { listPlans, ownSchedule } from './store-plan.ts'
import { fileView, itemView } from './views.ts'

/** Case files, what changed last first. */
export const list = read(casefiles.list, async (ctx, { after, limit, ...wish }) => {
  const cursor = decodeCursor(after, 2)
  const rows = await listFiles(ctx.tx, ctx.actor, {
    ...wish,
    after: cursor ? [String(cursor[0]), String(cursor[1])] : null,
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(fileView),
    next: rows.length > limit && last ? encodeCursor([last.changed_at.toISOString(), last.id]) : null,
  }
})

/** A file with what lies in it, what it lacks, and its way. */
export const get = read(casefiles.get, async (ctx, { fileId }) => {
  const { tx, actor, today } = ctx
  const file = await loadFile(ctx, fileId)
  const { rows, checks } = await contentsOf(ctx, file)
  const days = rows.map((row) => row.issued_date).filter((day): day is string => day !== null && day.length === 10)
  const spread = [...days].sort()
  const isOpen = file.state === 'open' || file.state === 'returned'
  return {
    file: {
      ...fileView(file),
      planId: file.plan_id,
      ordering: file.ordering,
      keywords: file.keywords,
      note: file.note,
      condition: file.condition,
      pageCount: file.page_count,
      sheetCount: file.sheet_count,
      makerPost: file.maker_post,
      stateWords: file.state_words,
      version: file.version,
    },
    members: await membersOf(tx, actor.organizationId, fileId),
    items: rows.map(itemView),
    checks,
    steps: (await stepsOf(tx, actor.organizationId, fileId)).map((step) => ({
      id: step.id,
      kind: step.kind,
      at: step.at.toISOString(),
      byName: step.by_name,
      words: step.words,
    })),
    schedule: suggestRetention(scheduleOn(await ownSchedule(tx, actor.organizationId), today), file.title).map(
      (row) => ({
        title: row.title,
        retention: row.retention,
        source: row.source.text,
      }),
    ),
    span: { from: spread[0] ?? null, to: spread.at(-1) ?? null },
    abilities: {
      fill: isOpen && has(actor, 'casefiles.keep') && mayFill(actor, file),
      close: isOpen && has(actor, 'casefiles.keep') && mayClose(actor, file),
      reopen: file.state === 'closed' && has(actor, 'casefiles.reopen') && mayReopen(actor, file),
    },
  }
})

/** In which files a document lies; the likeliest to put it into, for whoever makes files. */
export const ofDocument = read(casefiles.ofDocument, async (ctx, { documentId }) => {
  const { tx, actor } = ctx
  if (!(await isVisible(tx, actor, documentId))) throw new AppError('PLATFORM_NOT_FOUND')
  const document = await findDocument(tx, actor.organizationId, documentId)
  if (!document) throw new AppError('PLATFORM_NOT_FOUND')
  const isMaker = has(actor, 'casefiles.keep')
  const files = (await filesOfDocument(tx, actor, documentId)).map((file) => ({
    id: file.id,
    symbol: file.symbol,
    title: file.title,
    state: file.state,
    mayTakeOut: isMaker && file.state === 'open' && mayFill(actor, file),
  }))
  if (!isMaker) return { files, offers: [], mayFile: false }
  const thread = (await threadsOf(tx, actor, [documentId])).map((one) => one.other)
  const open = await candidatesFor(tx, actor, {
    documentId,
    issuerName: document.issuerName,
    typeName: document.typeName,
    thread,
  })
  const foreseen = (await linesToOpen(tx, actor, ctx.today)).map((line) => ({
    id: line.id,
    symbol: fileSymbol(line.number!, line.notation ?? ''),
    title: line.title,
    alike: 0,
    isThread: false,
    changedAt: null,
    isLine: true,
  }))
  const ranked = rankFiles(document.subject, [...open.map((one) => ({ ...one, isLine: false })), ...foreseen])
  return {
    files,
    offers: ranked.map(({ id, symbol, title, why, isLine }) => ({
      fileId: isLine ? null : id,
      lineId: isLine ? id : null,
      symbol,
      title,
      why,
    })),
    mayFile: true,
  }
})

/** Open files and lines that the actor may fill, by words. */
export const choose = read(casefiles.choose, async (ctx, { q }) => {
  const files = await listFiles(ctx.tx, ctx.actor, { q, state: 'open', scope: 'mine', after: null, limit: 30 })
  const words = fold(q ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
  const lines = (await linesToOpen(ctx.tx, ctx.actor, ctx.today)).filter((line) =>
    words.every((word) => fold(line.title).includes(word)),
  )
  return {
    items: [
      ...files.map((file) => ({ fileId: file.id, lineId: null, symbol: file.symbol, title: file.title })),
      ...lines.slice(0, 30).map((line) => ({
        fileId: null,
        lineId: line.id,
        symbol: fileSymbol(line.number!, line.notation ?? ''),
        title: line.title,
      })),
    ],
  }
})

/** The actor's own work that lies in no file. */
export const unfiled = read(casefiles.unfiled, async (ctx, { after, limit }) => {
  const cursor = decodeCursor(after, 2)
  const rows = await unfiledOf(ctx.tx, ctx.actor, {
    after: cursor ? [String(cursor[0]), String(cursor[1])] : null,
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => ({
      documentId: row.document_id,
      direction: row.direction,
      symbol: row.symbol,
      issuedDate: row.issued_date,
      typeName: row.type_name,
      subject: row.subject,
      issuerName: row.issuer_name,
      isDone: row.is_done,
    })),
    next: rows.length > limit && last ? encodeCursor([last.at, last.document_id]) : null,
  }
})

/** Who has files to make: every post for those who oversee the office, the unit's for its head. */
export const duties = read(casefiles.duties, async (ctx, { period }) => {
  const { tx, actor, today } = ctx
  const plans = await listPlans(tx, actor.organizationId)
  const plan =
    plans.find((one) => one.period === period) ??
    plans.find((one) => one.starts_on <= today && (one.ends_on ?? '9999') >= today)
  const wanted = period ?? plan?.period ?? today.slice(0, 4)
  const posts = (await postsOn(tx, actor.organizationId, today)).filter(
    (post) => post.roles.some((role) => makers.includes(role)) && (seesAllFiles(actor) || post.unitId === actor.unitId),
  )
  const rows = await dutiesOf(tx, actor.organizationId, {
    period: wanted,
    from: plan?.starts_on ?? `${wanted.slice(0, 4)}-01-01`,
    to: plan?.ends_on ?? `${wanted.slice(-4)}-12-31`,
    posts: posts.map((post) => post.id),
  })
  const byPost = new Map(rows.map((row) => [row.post_id, row]))
  return {
    period: wanted,
    items: posts.flatMap((post) => {
      const row = byPost.get(post.id)
      return row
        ? [
            {
              postId: post.id,
              name: post.fullName,
              title: post.title,
              unit: post.unitName,
              planned: row.planned,
              opened: row.opened,
              outside: row.outside,
              closed: row.closed,
              unfiled: row.unfiled,
            },
          ]
        : []
    }),
  }
})
