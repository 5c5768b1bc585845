/** Seals: entered, handed over with minutes, used, ended (NĐ 30/2020 Đ32, Đ33). */
import { composeCustodyMinutes } from '#engines/compose/index.ts'
import { notify } from '#modules/operations/index.ts'
import { organizationOf, postsOn } from '#modules/people/index.ts'
import { isVisible } from '#modules/records/index.ts'
import { action, type ReadContext, read } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { noticeOf } from './notices.ts'
import { mayKeepSeals } from './policy.ts'
import { type SealView, seals, type UseView } from './seals-contract.ts'
import * as store from './store-seals.ts'

const USES = 50

const view = ({ lastUsedAt, ...row }: store.SealRow): SealView => ({
  ...row,
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
})
const shownUse = ({ at, ...row }: store.UseRow): UseView => ({ ...row, at: at.toISOString() })
const subjectOf = (seal: Pick<store.SealRow, 'id' | 'name'>) => ({ type: 'seal', id: seal.id, label: seal.name })

async function sealFor({ tx, actor }: Pick<ReadContext, 'tx' | 'actor'>, id: string): Promise<store.SealRow> {
  const seal = await store.findSeal(tx, actor.organizationId, id)
  if (!seal) throw new AppError('PLATFORM_NOT_FOUND')
  return seal
}

/** Whoever keeps a seal holds a post today. */
async function custodianOf({ tx, actor, today }: ReadContext, postId: string) {
  const post = (await postsOn(tx, actor.organizationId, today)).find((one) => one.id === postId)
  if (!post) throw new AppError('SIGNATURES_SEAL_CUSTODIAN_GONE')
  return { postId, name: post.fullName, title: post.title }
}

export const listSeals = read(seals.listSeals, async ({ tx, actor, today }) => {
  const keep = mayKeepSeals(actor)
  const posts = keep ? await postsOn(tx, actor.organizationId, today) : []
  return {
    items: (await store.sealsOf(tx, actor.organizationId)).map(view),
    posts: posts.map((post) => ({ id: post.id, name: post.fullName, title: post.title })),
    abilities: { keep },
  }
})

export const getSeal = read(seals.getSeal, async (ctx, { sealId, before }) => {
  const { tx, actor } = ctx
  const seal = await sealFor(ctx, sealId)
  const handovers = await store.handoversOf(tx, actor.organizationId, sealId)
  const uses = await store.usesOf(tx, actor.organizationId, sealId, before ? new Date(before) : null, USES + 1)
  const shown = uses.slice(0, USES).map(shownUse)
  return {
    seal: view(seal),
    handovers: handovers.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
    uses: shown,
    next: uses.length > USES ? shown.at(-1)!.at : null,
  }
})

export const addSeal = action(seals.addSeal, {
  allow: () => true,
  async run(ctx, { custodianPostId, ...facts }) {
    const { tx, actor, now } = ctx
    const id = newId()
    const custodian = await custodianOf(ctx, custodianPostId)
    const { organizationId } = actor
    await store.insertSeal(tx, { ...facts, organizationId, id, custodian, now, by: actor.postId!, byName: actor.name })
    ctx.record({
      subject: subjectOf({ id, name: facts.name }),
      after: { ...facts, custodian: custodian.name, custodianPostId },
    })
    return view(await sealFor(ctx, id))
  },
})

export const endSeal = action(seals.endSeal, {
  load: (ctx, { sealId }) => sealFor(ctx, sealId),
  allow: () => true,
  async run(ctx, { sealId, to, on, reason, version }, seal) {
    const moved = await store.endSeal(ctx.tx, ctx.actor.organizationId, sealId, { state: to, on, reason, version })
    if (!moved) throw new AppError('SIGNATURES_SEAL_STATE')
    ctx.record({
      subject: subjectOf(seal),
      before: { state: seal.state },
      after: { state: to, on },
      data: { reason },
    })
    return view(await sealFor(ctx, sealId))
  },
})

/** Custody goes on only with permission in writing; the minutes are printed and signed by hand (Đ32.2b). */
export const handOver = action(seals.handOver, {
  load: (ctx, { sealId }) => sealFor(ctx, sealId),
  allow: () => true,
  async run(ctx, { sealId, toPostId, version, ...facts }, seal) {
    const { tx, actor, now } = ctx
    if (toPostId === seal.custodianPostId) throw new AppError('SIGNATURES_SEAL_SAME_CUSTODIAN')
    const to = await custodianOf(ctx, toPostId)
    if (!(await store.moveCustody(tx, actor.organizationId, sealId, { ...to, version })))
      throw new AppError('SIGNATURES_SEAL_STATE')
    const id = newId()
    await store.insertHandover(tx, {
      ...facts,
      until: facts.until ?? null,
      organizationId: actor.organizationId,
      id,
      sealId,
      at: now,
      from: { postId: seal.custodianPostId, name: seal.custodianName, title: seal.custodianTitle },
      to,
      by: actor.postId!,
      byName: actor.name,
    })
    ctx.record({
      subject: subjectOf(seal),
      before: { custodian: seal.custodianName, custodianPostId: seal.custodianPostId },
      after: { custodian: to.name, custodianPostId: toPostId },
      data: { ...facts, handoverId: id },
    })
    await notify(ctx, {
      kind: noticeOf('seal-handed'),
      postIds: [toPostId],
      subject: { type: 'seal', id: sealId },
      facts: { from: actor.name, label: seal.name },
      link: 'seals',
    })
    return { ...view(await sealFor(ctx, sealId)), handoverId: id }
  },
})

const isDevice = (seal: Pick<store.SealRow, 'kind'>): boolean => seal.kind === 'key-device'

export const printMinutes = action(seals.printMinutes, {
  load: (ctx, { sealId }) => sealFor(ctx, sealId),
  allow: () => true,
  async run(ctx, { sealId, handoverId }, seal) {
    const { tx, actor } = ctx
    const found = (await store.handoversOf(tx, actor.organizationId, sealId)).find((one) => one.id === handoverId)
    if (!found) throw new AppError('PLATFORM_NOT_FOUND')
    const organization = await organizationOf(tx, actor.organizationId)
    const parent = organization?.parentId ? await organizationOf(tx, organization.parentId) : null
    const party = (name: string, title: string | null) => ({ name, ...(title ? { title } : {}) })
    const bytes = await composeCustodyMinutes({
      regime: organization?.regime ?? 'state',
      organization: organization?.name ?? '',
      ...(parent ? { parentOrganization: parent.name } : {}),
      ...(organization?.place ? { place: organization.place } : {}),
      what: `${isDevice(seal) ? 'thiết bị lưu khóa bí mật' : 'con dấu'} “${seal.name}”`,
      number: found.number,
      at: found.at.toISOString(),
      from: party(found.fromName, found.fromTitle),
      to: party(found.toName, found.toTitle),
      witness: found.witness,
      permission: { symbol: found.permissionSymbol, date: found.permissionOn, by: found.permissionBy },
      reason: found.reason,
      ...(found.condition ? { condition: found.condition } : {}),
      ...(found.until ? { until: found.until } : {}),
      createdAt: ctx.now.toISOString(),
    })
    ctx.record({ subject: subjectOf(seal), data: { handoverId, number: found.number } })
    const name = `bien-ban-ban-giao-${found.number}.pdf`
    return { file: { name, mediaType: 'application/pdf', bytes, inline: true } }
  },
})

/** Each use stands in the register: on what, in which way, how many impressions, by whom. */
export const applySeal = action(seals.applySeal, {
  async load(ctx, { sealId, documentId }) {
    const seal = await sealFor(ctx, sealId)
    if (documentId && !(await isVisible(ctx.tx, ctx.actor, documentId))) throw new AppError('PLATFORM_NOT_FOUND')
    return seal
  },
  allow: () => true,
  run(ctx, { sealId, documentId, ...facts }, seal) {
    const { tx, actor, now } = ctx
    if (seal.state !== 'in-use') throw new AppError('SIGNATURES_SEAL_STATE')
    const row = { ...facts, id: newId(), at: now, documentId: documentId ?? null, byName: actor.name }
    store.insertUse(tx, { ...row, organizationId: actor.organizationId, sealId, by: actor.postId! })
    ctx.record({
      subject: subjectOf(seal),
      data: { ...facts, ...(documentId ? { documentId } : {}) },
    })
    return shownUse(row)
  },
})
