/** Bodies, persons and families that made the records or are named in them. */
import { type ActionContext, action, type ReadContext, read } from '#platform/action/index.ts'
import { decodeCursor, encodeCursor } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { authorities } from '../authorities-contract.ts'
import { readSpan } from '../facts.ts'
import { has } from '../policy.ts'
import * as store from '../store-authorities.ts'
import { touchUnitsOf } from '../store-harvest.ts'

const lineOf = (row: store.AuthorityRow) => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  code: row.code,
  existsFrom: row.exists_from,
  existsTo: row.exists_to,
  units: row.units,
  version: row.version,
})
const subjectOf = (row: { id: string; name: string }) => ({
  type: 'authority',
  id: row.id,
  label: row.name.slice(0, 200),
})

async function load(ctx: ReadContext, id: string): Promise<store.AuthorityRow> {
  const row = await store.findAuthority(ctx.tx, ctx.actor.organizationId, id)
  if (!row || row.merged_into) throw new AppError('PLATFORM_NOT_FOUND')
  return row
}

export const listAuthorities = read(authorities.listAuthorities, async (ctx, { after, limit, ...wish }) => {
  const cursor = decodeCursor(after, 2)
  const rows = await store.listAuthorities(ctx.tx, ctx.actor.organizationId, {
    ...wish,
    after: cursor ? [String(cursor[0]), String(cursor[1])] : null,
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(lineOf),
    next: rows.length > limit && last ? encodeCursor([last.folded, last.id]) : null,
  }
})

export const getAuthority = read(authorities.getAuthority, async (ctx, { authorityId }) => {
  const { organizationId } = ctx.actor
  const row = await store.findAuthority(ctx.tx, organizationId, authorityId)
  if (!row) throw new AppError('PLATFORM_NOT_FOUND')
  return {
    authority: {
      ...lineOf(row),
      otherNames: row.other_names,
      description: row.description,
      bodyId: row.body_id,
      links: await store.linksOf(ctx.tx, organizationId, authorityId),
      fonds: await store.fondsOf(ctx.tx, ctx.actor, authorityId),
    },
    mergedInto: row.merged_into,
    abilities: { describe: has(ctx.actor, 'archive.describe') && row.merged_into === null },
  }
})

interface Given {
  readonly kind: store.AuthorityFields['kind']
  readonly name: string
  readonly code?: string | null | undefined
  readonly otherNames?: string[] | undefined
  readonly existsFrom?: string | null | undefined
  readonly existsTo?: string | null | undefined
  readonly description?: store.AuthorityRow['description'] | undefined
  readonly bodyId?: string | null | undefined
}

async function fieldsOf(ctx: ActionContext, input: Given, own: string | null): Promise<store.AuthorityFields> {
  readSpan(input.existsFrom, input.existsTo)
  if (input.bodyId) {
    const other = await store.authorityOfBody(ctx.tx, ctx.actor.organizationId, input.bodyId)
    if (other && other.id !== own) throw new AppError('ARCHIVE_AUTHORITY_USED', { facts: { name: other.name } })
  }
  const code = input.code ?? null
  return {
    kind: input.kind,
    name: input.name,
    code,
    other_names: input.otherNames ?? [],
    exists_from: input.existsFrom ?? null,
    exists_to: input.existsTo ?? null,
    description: JSON.stringify(
      Object.fromEntries(Object.entries(input.description ?? {}).filter(([, text]) => text !== null)),
    ),
    body_id: input.bodyId ?? null,
    folded: store.foldedAuthority(input.name, input.otherNames ?? [], code),
  }
}

/** Records a body, person or family. @returns its id */
export async function addAuthority(ctx: ActionContext, input: Given): Promise<string> {
  const id = newId()
  await store.insertAuthority(ctx.tx, {
    ...(await fieldsOf(ctx, input, null)),
    organization_id: ctx.actor.organizationId,
    id,
    created_at: ctx.now,
    changed_at: ctx.now,
  })
  return id
}

export const createAuthority = action(authorities.createAuthority, {
  allow: () => true,
  async run(ctx, input) {
    const id = await addAuthority(ctx, input)
    ctx.record({ subject: subjectOf({ id, name: input.name }), after: { ...input } })
    return { id }
  },
})

export const changeAuthority = action(authorities.changeAuthority, {
  load: (ctx, { authorityId }) => load(ctx, authorityId),
  allow: () => true,
  async run(ctx, { authorityId, version, ...input }, row) {
    const moved = await store.updateAuthority(
      ctx.tx,
      { organizationId: ctx.actor.organizationId, id: authorityId, version, now: ctx.now },
      await fieldsOf(ctx, { ...input, bodyId: input.bodyId === undefined ? row.body_id : input.bodyId }, authorityId),
    )
    if (moved === null) throw new AppError('PLATFORM_STATE_CHANGED')
    if (input.name !== row.name || input.kind !== row.kind)
      await touchUnitsOf(ctx.tx, ctx.actor.organizationId, { creator: authorityId }, ctx.now)
    ctx.record({
      subject: subjectOf(row),
      before: { name: row.name, otherNames: row.other_names },
      after: { ...input },
    })
    return { version: moved }
  },
})

export const linkAuthorities = action(authorities.linkAuthorities, {
  load: async (ctx, { authorityId, to }) => ({ from: await load(ctx, authorityId), to: await load(ctx, to) }),
  allow: () => true,
  async run(ctx, { kind, onDate, note }, { from, to }) {
    if (from.id === to.id) throw new AppError('ARCHIVE_MERGE')
    const { organizationId } = ctx.actor
    // Whose predecessor one is, cannot be its predecessor.
    await store.deleteLink(ctx.tx, organizationId, from.id, to.id, kind)
    await store.putLink(ctx.tx, {
      organization_id: organizationId,
      from_id: from.id,
      to_id: to.id,
      kind,
      on_date: onDate ?? null,
      note,
    })
    ctx.record({ subject: subjectOf(from), after: { kind, to: to.name, onDate, note } })
    return { id: from.id }
  },
})

export const unlinkAuthorities = action(authorities.unlinkAuthorities, {
  load: (ctx, { authorityId }) => load(ctx, authorityId),
  allow: () => true,
  async run(ctx, { to, kind }, from) {
    if (!(await store.deleteLink(ctx.tx, ctx.actor.organizationId, from.id, to, kind)))
      throw new AppError('PLATFORM_NOT_FOUND')
    ctx.record({ subject: subjectOf(from), before: { kind, to } })
    return { id: from.id }
  },
})

/** The one that goes hands over its units, links and names; its address leads to the other. */
export const mergeAuthorities = action(authorities.mergeAuthorities, {
  load: async (ctx, { authorityId, into }) => ({ from: await load(ctx, authorityId), into: await load(ctx, into) }),
  allow: () => true,
  async run(ctx, { version }, { from, into }) {
    if (from.id === into.id || from.kind !== into.kind) throw new AppError('ARCHIVE_MERGE')
    const { tx, now } = ctx
    const { organizationId } = ctx.actor
    const isGone = await store.updateAuthority(
      tx,
      { organizationId, id: from.id, version, now },
      { merged_into: into.id, body_id: null },
    )
    if (isGone === null) throw new AppError('PLATFORM_STATE_CHANGED')
    await store.moveNamings(tx, organizationId, from.id, into.id, now)
    const names = [...new Set([...into.other_names, from.name, ...from.other_names])].filter(
      (name) => name !== into.name,
    )
    const moved = await store.updateAuthority(
      tx,
      { organizationId, id: into.id, version: into.version, now },
      {
        other_names: names,
        folded: store.foldedAuthority(into.name, names, into.code),
        body_id: into.body_id ?? from.body_id,
      },
    )
    if (moved === null) throw new AppError('PLATFORM_STATE_CHANGED')
    ctx.record({ subject: subjectOf(from), after: { into: into.name } })
    return { id: into.id }
  },
})
