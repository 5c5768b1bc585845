/** Repositories, and the register of what came into them. */
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { archive } from '../contract.ts'
import { loadUnit } from '../facts.ts'
import { mayGoPublic } from '../policy.ts'
import { touchUnitsOf } from '../store-harvest.ts'
import {
  findRepository,
  holderOfCode,
  insertAccession,
  insertRepository,
  nextAccession,
  updateRepository,
} from '../store-repositories.ts'

const subjectOf = (row: { id: string; name: string }) => ({ type: 'repository', id: row.id, label: row.name })

export const createRepository = action(archive.createRepository, {
  allow: () => true,
  async run(ctx, input) {
    const { organizationId } = ctx.actor
    if (await holderOfCode(ctx.tx, organizationId, input.code))
      throw new AppError('ARCHIVE_CODE_TAKEN', { facts: { code: input.code } })
    const id = newId()
    await insertRepository(ctx.tx, { ...input, organization_id: organizationId, id, created_at: ctx.now })
    ctx.record({ subject: subjectOf({ id, name: input.name }), after: { ...input } })
    return { id }
  },
})

export const changeRepository = action(archive.changeRepository, {
  async load(ctx, { repositoryId }) {
    const row = await findRepository(ctx.tx, ctx.actor.organizationId, repositoryId)
    if (!row) throw new AppError('PLATFORM_NOT_FOUND')
    return row
  },
  allow: () => true,
  async run(ctx, { repositoryId, version, isOpen, ...fields }, row) {
    const { organizationId } = ctx.actor
    if (isOpen !== row.is_open && !mayGoPublic(ctx.actor)) throw new AppError('ARCHIVE_PUBLIC_BY_HEAD')
    const holder = await holderOfCode(ctx.tx, organizationId, fields.code)
    if (holder !== null && holder !== repositoryId)
      throw new AppError('ARCHIVE_CODE_TAKEN', { facts: { code: fields.code } })
    const moved = await updateRepository(
      ctx.tx,
      { organizationId, id: repositoryId, version },
      { ...fields, is_open: isOpen },
    )
    if (moved === null) throw new AppError('PLATFORM_STATE_CHANGED')
    if (isOpen !== row.is_open || fields.name !== row.name || fields.code !== row.code)
      await touchUnitsOf(ctx.tx, organizationId, { repository: repositoryId }, ctx.now)
    ctx.record({
      subject: subjectOf(row),
      before: { code: row.code, name: row.name, isOpen: row.is_open },
      after: { ...fields, isOpen },
    })
    return { version: moved }
  },
})

/** What came in otherwise than by hand-over here: from another archive, a donor, a dissolved body. */
export const addAccession = action(archive.addAccession, {
  async load(ctx, { repositoryId, fondsId }) {
    const row = await findRepository(ctx.tx, ctx.actor.organizationId, repositoryId)
    if (!row) throw new AppError('PLATFORM_NOT_FOUND')
    const fonds = fondsId ? await loadUnit(ctx, fondsId) : null
    if (fonds && (fonds.parent_id !== null || fonds.repository_id !== repositoryId))
      throw new AppError('PLATFORM_NOT_FOUND')
    return row
  },
  allow: () => true,
  async run(ctx, input) {
    const { organizationId, name } = ctx.actor
    const id = newId()
    const year = Number(input.receivedOn.slice(0, 4))
    const number = await nextAccession(ctx.tx, organizationId, input.repositoryId, year)
    await insertAccession(ctx.tx, {
      organization_id: organizationId,
      id,
      repository_id: input.repositoryId,
      year,
      number,
      received_on: input.receivedOn,
      source: input.source,
      content: input.content,
      years: input.years,
      files: input.files ?? null,
      metres: input.metres ?? null,
      condition: input.condition,
      minutes: input.minutes,
      note: input.note,
      handover_id: null,
      fonds_id: input.fondsId ?? null,
      created_at: ctx.now,
      created_by_name: name,
    })
    const label = `${number}/${year}`
    ctx.record({ subject: { type: 'accession', id, label }, after: { ...input } })
    return { id, number: label }
  },
})
