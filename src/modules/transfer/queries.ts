import { contentsOf, findFile } from '#modules/casefiles/index.ts'
import { read } from '#platform/action/index.ts'
import { decodeCursor, encodeCursor } from '#platform/db/index.ts'
import { dueOf } from '#regimes/transfer/index.ts'
import { type Entry, transfer } from './contract.ts'
import { handoverView, headsFor, isMust, loadHandover, thresholdsOf } from './facts.ts'
import { has, headsUnit, mayChange, maySubmit } from './policy.ts'
import { entriesOf, listBundles, listHandovers } from './store.ts'
import { countDue, dueFiles } from './store-due.ts'

/** Closed and returned files in the order in which they are due. */
export const due = read(transfer.due, async (ctx, { what, q, after, limit }) => {
  const { tx, actor, today } = ctx
  const cursor = decodeCursor(after, 2)
  const thresholds = thresholdsOf(today)
  const rows = await dueFiles(
    tx,
    actor,
    { what, q, after: cursor ? [String(cursor[0]), String(cursor[1])] : null, limit: limit + 1 },
    thresholds,
    today,
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => {
      const { target, limit: until } = dueOf(row.ends_on, row.medium === 'electronic', today)
      const isKept = row.keep_state === 'granted' && row.keep_until !== null && row.keep_until >= today
      return {
        fileId: row.id,
        symbol: row.symbol,
        title: row.title,
        retention: row.retention,
        medium: row.medium,
        unit: row.unit_name,
        makerName: row.maker_name,
        isReturned: row.state === 'returned',
        endsOn: row.ends_on,
        target,
        limit: until,
        isMust: isMust(row.retention),
        isOverdue: until < today && !isKept,
        keepBack: row.keep_id
          ? {
              id: row.keep_id,
              state: row.keep_state!,
              until: row.keep_until!,
              reason: row.keep_reason!,
              askedByName: row.keep_name!,
              words: row.keep_words,
            }
          : null,
        mayAsk: row.keep_state !== 'asked' && (row.maker_post === actor.postId || headsUnit(actor, row.unit_id)),
      }
    }),
    next: rows.length > limit && last ? encodeCursor([last.ends_on, last.id]) : null,
  }
})

export const counts = read(transfer.counts, async (ctx) => {
  const found = await countDue(ctx.tx, ctx.actor, thresholdsOf(ctx.today), ctx.today)
  return { ...found, waiting: has(ctx.actor, 'transfer.receive') ? found.waiting : 0 }
})

export const list = read(transfer.list, async (ctx, { state, after, limit }) => {
  const cursor = decodeCursor(after, 2)
  const rows = await listHandovers(ctx.tx, ctx.actor, {
    state,
    after: cursor ? [String(cursor[0]), String(cursor[1])] : null,
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(handoverView),
    next: rows.length > limit && last ? encodeCursor([last.state_at.toISOString(), last.id]) : null,
  }
})

/** A hand-over; while it is not decided every file is looked over by the machine. */
export const get = read(transfer.get, async (ctx, { handoverId }) => {
  const { tx, actor } = ctx
  const row = await loadHandover(ctx, handoverId)
  const heads = await headsFor(ctx, row.unit_id)
  const isOpen = row.state === 'draft' || row.state === 'submitted'
  const entries: Entry[] = []
  for (const entry of await entriesOf(tx, actor, handoverId)) {
    const file = isOpen && row.kind === 'unit' ? await findFile(tx, actor, entry.file_id) : null
    entries.push({
      fileId: entry.file_id,
      symbol: entry.symbol,
      title: entry.title,
      isHidden: entry.is_hidden,
      isNarrowed: entry.is_narrowed,
      startsOn: entry.starts_on,
      endsOn: entry.ends_on,
      retention: entry.retention,
      items: entry.items,
      pages: entry.pages,
      sheets: entry.sheets,
      state: entry.state,
      reason: entry.reason,
      isSampled: entry.is_sampled,
      lookedAt: entry.looked_at?.toISOString() ?? null,
      remark: entry.remark,
      checks: file ? (await contentsOf(ctx, file)).checks : [],
      lacks: isOpen ? [...(entry.facts?.lacks ?? [])] : [],
    })
  }
  const isGiver = has(actor, 'transfer.hand-over') && mayChange(actor, row)
  return {
    handover: {
      ...handoverView(row),
      boxes: row.boxes,
      metres: row.metres,
      note: row.note,
      condition: row.condition,
      receiverName: row.receiver_name,
      signedName: row.giver_signed_name,
      version: row.version,
    },
    entries,
    abilities: {
      change: row.state === 'draft' && isGiver,
      submit: row.state === 'draft' && has(actor, 'transfer.hand-over') && maySubmit(actor, row, heads.length > 0),
      withdraw: isGiver && (row.state === 'draft' || (row.state === 'submitted' && row.kind === 'unit')),
      receive:
        row.kind !== 'out' &&
        row.state === 'submitted' &&
        has(actor, 'transfer.receive') &&
        row.giver_post !== actor.postId,
      sign: row.state === 'decided' && row.giver_signed_at === null && isGiver,
    },
    submitters: heads.map((head) => head.fullName),
  }
})

export const bundles = read(transfer.bundles, async (ctx, { after, limit }) => {
  const cursor = decodeCursor(after, 2)
  const rows = await listBundles(ctx.tx, ctx.actor.organizationId, {
    after: cursor ? [String(cursor[0]), String(cursor[1])] : null,
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => ({
      id: row.id,
      unitName: row.unit_name,
      giverName: row.giver_name,
      title: row.title,
      years: row.years,
      metres: row.metres,
      reason: row.reason,
      note: row.note,
      receivedOn: row.received_on,
      receivedByName: row.received_by_name,
    })),
    next: rows.length > limit && last ? encodeCursor([last.received_at.toISOString(), last.id]) : null,
  }
})
