/** Reading the audit. Every look is an action: it leaves an entry of its own (QCVN 12:2026/BCA 3.9.2.2.6). */

import { organizationOf } from '#modules/people/index.ts'
import { type ActionContext, action, type ReadContext, read } from '#platform/action/index.ts'
import { startOfDay } from '#platform/clock/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { type AuditDetail, type AuditLine, audit, type Verification } from './contract.ts'
import { lookKinds, sentenceOf, tell } from './kinds.ts'
import { canonicalEntry, exactJson } from './merkle/entry.ts'
import { leafHash } from './merkle/hash.ts'
import { verifyInclusion } from './merkle/proofs.ts'
import { logOf, mayReadInstallation } from './policy.ts'
import { inclusionProof } from './proof.ts'
import * as store from './store.ts'
import { type EntryRow, lastHead, logEntry } from './store-tree.ts'
import { asSeen, isWithheld } from './withheld.ts'

export interface Filters {
  readonly log: 'organization' | 'installation'
  readonly who?: string | undefined
  readonly personId?: string | undefined
  readonly kind?: string | undefined
  readonly outcome?: 'done' | 'refused' | 'failed' | undefined
  readonly subjectId?: string | undefined
  readonly looks?: 'true' | 'false' | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

const DAY_MS = 24 * 3600_000

/** Whose log a call is about. @throws PLATFORM_NOT_FOUND */
export async function organizationOfLog(ctx: ReadContext, log: Filters['log']): Promise<string> {
  if (log === 'organization') return ctx.actor.organizationId
  const own = await organizationOf(ctx.tx, ctx.actor.organizationId)
  return logOf(ctx.actor, log, own?.isHost ?? false)
}

/** Filters as the store wants them; days are days in Vietnam. */
export function storeFilter(filters: Filters): store.ListFilter {
  const { who, personId, kind, outcome, subjectId, from, to } = filters
  return {
    who: who || undefined,
    personId,
    kind,
    outcome,
    subjectId: subjectId || undefined,
    kinds: filters.looks === 'true' ? lookKinds() : undefined,
    from: from && startOfDay(from).toISOString(),
    before: to && new Date(startOfDay(to).getTime() + DAY_MS).toISOString(),
  }
}

export function line(row: EntryRow): AuditLine {
  const facts = {
    kind: row.kind,
    outcome: row.outcome,
    subject: { type: row.subject_type, id: row.subject_id, label: row.subject_label },
    before: exactJson(row.before),
    after: exactJson(row.after),
    data: exactJson(row.data),
  }
  return {
    id: row.id,
    at: row.at,
    kind: row.kind,
    outcome: row.outcome as AuditLine['outcome'],
    actorKind: row.actor_kind as AuditLine['actorKind'],
    actorName: row.actor_name,
    actorTitle: row.actor_title,
    personId: row.person_id,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    subjectLabel: row.subject_label,
    sentence: tell(facts),
  }
}

const said = (filters: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined && value !== ''))

export const list = action(audit.list, {
  allow: () => true,
  async run(ctx, input) {
    const organizationId = await organizationOfLog(ctx, input.log)
    const { before, limit, ...filters } = input
    ctx.record({ subject: { type: 'audit', id: null }, data: said({ ...filters, before }) })
    const filter = storeFilter(filters)
    const rows = await store.list(ctx.tx, organizationId, before ? { ...filter, before } : filter, limit + 1)
    const items = (await asSeen(ctx, rows.slice(0, limit))).map(line)
    return { items, next: rows.length > limit ? items.at(-1)!.at : null }
  },
})

export const get = action(audit.get, {
  async load(ctx, { id, log }) {
    const organizationId = await organizationOfLog(ctx, log)
    const row = await store.find(ctx.tx, organizationId, id)
    if (!row || (await isWithheld(ctx, row))) throw new AppError('PLATFORM_NOT_FOUND')
    return { organizationId, row }
  },
  allow: () => true,
  async run(ctx, _input, { organizationId, row }): Promise<AuditDetail> {
    ctx.record({ subject: { type: 'audit', id: row.id, label: row.kind } })
    const sealed = logEntry(organizationId, row)
    const canonical = canonicalEntry(sealed)
    return {
      ...line(row),
      postId: row.post_id,
      accountId: row.account_id,
      address: row.address,
      session: row.session_id,
      transaction: row.txid,
      before: sealed.before,
      after: sealed.after,
      data: sealed.data,
      place:
        row.leaf_index === null ? null : await placeOf(ctx, organizationId, row.leaf_index, row.leaf_hash!, canonical),
      canonical,
    }
  },
})

/** The proof leads from the hash that the entry has **now**; an entry that was changed proves nothing. */
async function placeOf(
  ctx: ActionContext,
  organizationId: string,
  index: number,
  stored: Buffer,
  canonical: string,
): Promise<AuditDetail['place']> {
  const last = await lastHead(ctx.tx, organizationId)
  if (!last || index >= last.head.size) return null
  const { size, root, at, key, signature } = last.head
  const path = await inclusionProof(ctx.tx, organizationId, index, size)
  const leaf = leafHash(canonical)
  return {
    index,
    hash: stored.toString('hex'),
    isIntact: leaf === stored.toString('hex'),
    path,
    head: { size, root, at, key, signature },
    isProven: verifyInclusion({ index, size, leaf, path, root }),
  }
}

export const kinds = read(audit.kinds, async (ctx, { log }) => {
  const organizationId = await organizationOfLog(ctx, log)
  return {
    items: (await store.kinds(ctx.tx, organizationId)).map((kind) => {
      const { vi, en } = sentenceOf(kind) ?? { vi: kind, en: kind }
      return { kind, sentence: { vi: plain(vi), en: plain(en) } }
    }),
  }
})

/** A sentence without its places, for a list to choose from. */
const plain = (sentence: string): string =>
  sentence
    .replace(/\{[\w.]+\}/g, '…')
    .replace(/[\s…:,]+$/, '')
    .trim()

export const seal = read(audit.seal, async (ctx, { log }) => {
  const own = await organizationOf(ctx.tx, ctx.actor.organizationId)
  const organizationId = logOf(ctx.actor, log, own?.isHost ?? false)
  const last = await lastHead(ctx.tx, organizationId)
  const checked = await store.newest(ctx.tx, organizationId, 'audit.verified')
  return {
    head: last && { size: last.head.size, root: last.head.root, at: last.head.at, key: last.head.key },
    waiting: await store.waiting(ctx.tx, organizationId),
    mayReadInstallation: mayReadInstallation(ctx.actor, own?.isHost ?? false),
    verification: checked && verificationOf(checked),
  }
})

function verificationOf(row: EntryRow): Verification {
  const result = exactJson(row.after) as unknown as Omit<Verification, 'at' | 'runId' | 'byName'>
  const data = exactJson(row.data) as { runId?: string } | null
  return {
    ...result,
    at: row.at,
    runId: data?.runId ?? null,
    byName: row.actor_kind === 'system' ? null : row.actor_name,
  }
}
