import { partialRange } from '#engines/vn-text/index.ts'
import { read } from '#platform/action/index.ts'
import { decodeCursor, encodeCursor } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { archive } from './contract.ts'
import { loadUnit } from './facts.ts'
import { has, mayGoPublic } from './policy.ts'
import { digitalCode, levelsBelow, mayLie, reference } from './rules.ts'
import { childrenOf, findUnit, itemFacts, lineTo, listUnits, tracesOf } from './store.ts'
import { findAuthority } from './store-authorities.ts'
import { accessionsOf, findRepository, repositoriesOf } from './store-repositories.ts'
import { accessionView, hitView, lineView, repositoryView } from './views.ts'

export const repositories = read(archive.repositories, async (ctx) => ({
  items: (await repositoriesOf(ctx.tx, ctx.actor.organizationId)).map(repositoryView),
  abilities: { describe: has(ctx.actor, 'archive.describe') },
}))

/** One page of siblings, whatever the size of the tree. */
export const children = read(archive.children, async (ctx, { parent, repository, after, limit }) => {
  if (!parent === !repository) throw new AppError('PLATFORM_INPUT_INVALID', { fields: { parent: 'required' } })
  const cursor = decodeCursor(after, 2)
  const rows = await childrenOf(ctx.tx, ctx.actor, {
    parent: parent ?? null,
    repository: repository ?? null,
    after: cursor ? [Number(cursor[0]), String(cursor[1])] : null,
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(lineView),
    next: rows.length > limit && last ? encodeCursor([last.position, last.id]) : null,
  }
})

export const list = read(archive.list, async (ctx, { fonds, within, from, to, after, limit, ...wish }) => {
  const cursor = decodeCursor(after, 4)
  const inside = within ?? fonds
  const rows = await listUnits(ctx.tx, ctx.actor, {
    ...wish,
    within: inside ? await loadUnit(ctx, inside) : null,
    from: from ? (partialRange(from)?.first ?? null) : null,
    to: to ? (partialRange(to)?.last ?? null) : null,
    after: cursor ? [String(cursor[0]), String(cursor[1]), String(cursor[2]), String(cursor[3])] : null,
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(hitView),
    next: rows.length > limit && last ? encodeCursor([last.counted_in, last.level, last.number_key, last.id]) : null,
  }
})

export const get = read(archive.get, async (ctx, { unitId }) => {
  const { tx, actor } = ctx
  const row = await findUnit(tx, actor, unitId)
  if (!row) throw new AppError('PLATFORM_NOT_FOUND')
  const line = await lineTo(tx, actor.organizationId, row.id)
  const repository = (await findRepository(tx, actor.organizationId, row.repository_id))!
  const creator = row.creator_id ? await findAuthority(tx, actor.organizationId, row.creator_id) : null
  const item = row.document_id && !row.is_hidden ? await itemFacts(tx, actor, row.document_id) : null
  const numberOf = (level: string) => line.find((one) => one.level === level)?.number ?? null
  const mayDescribe =
    has(actor, 'archive.describe') && row.removed_at === null && row.handed_at === null && !row.is_hidden
  return {
    unit: {
      ...lineView(row),
      repository: { id: repository.id, code: repository.code, name: repository.name },
      reference: reference(line),
      digitalCode:
        row.level === 'file'
          ? digitalCode({
              repositoryCode: repository.code,
              fonds: numberOf('fonds'),
              year: (row.ends ?? row.starts)?.slice(0, 4) ?? null,
              file: row.number,
              inventory: numberOf('inventory'),
            })
          : null,
      ancestors: line.slice(0, -1).map(({ id, level, number, title }) => ({ id, level, number, title })),
      creator: creator ? { id: creator.id, name: creator.name } : null,
      medium: row.medium,
      language: row.language,
      origin: row.origin,
      condition: row.condition,
      keywords: row.keywords,
      description: row.description,
      sourceFile: row.source_file,
      handedOn: row.handed_at
        ? { at: row.handed_at.toISOString(), to: row.handed_to!, minutes: row.handed_minutes! }
        : null,
      publishedAt: row.published_at?.toISOString() ?? null,
      item: item
        ? {
            documentId: item.document_id,
            maySee: item.may_see,
            isRegistered: item.direction !== 'internal',
            files: item.may_see ? item.files : [],
            ...(item.may_see
              ? {
                  typeName: item.type_name,
                  codeNumber: item.code_number,
                  codeNotation: item.code_notation,
                  issuedDate: item.issued_date,
                  issuerName: item.issuer_name,
                }
              : { codeNumber: null, codeNotation: null }),
          }
        : null,
    },
    mergedInto: row.merged_into,
    trace: (await tracesOf(tx, actor.organizationId, row.id)).map((one) => ({
      id: one.id,
      kind: one.kind,
      at: one.at.toISOString(),
      byName: one.by_name,
      words: one.words,
    })),
    abilities: {
      describe: mayDescribe,
      publish: has(actor, 'archive.publish') && row.removed_at === null,
      publishPublic: has(actor, 'archive.publish') && mayGoPublic(actor) && row.removed_at === null,
      add: mayDescribe ? levelsBelow(row.level).filter((level) => mayLie(level, row)) : [],
    },
  }
})

export const accessions = read(archive.accessions, async (ctx, { year, after, limit }) => {
  const cursor = decodeCursor(after, 2)
  const rows = await accessionsOf(ctx.tx, ctx.actor.organizationId, {
    year,
    after: cursor ? [String(cursor[0]), String(cursor[1])] : null,
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(accessionView),
    next: rows.length > limit && last ? encodeCursor([last.received_on, last.id]) : null,
  }
})
