import { z } from 'zod'
import { findFile, itemsOf } from '#modules/casefiles/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import type { EventDelivery } from '#platform/events/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { JobRun } from '#platform/queue/index.ts'
import { addAuthority } from '../actions/authorities.ts'
import { addTraces, addUnits, type UnitInput } from '../facts.ts'
import { lockCounting } from '../store.ts'
import { authorityOfBody } from '../store-authorities.ts'
import {
  accessionOfHandover,
  insertAccession,
  insertRepository,
  inventoryOfYear,
  nextAccession,
  ownFonds,
  repositoriesOf,
} from '../store-repositories.ts'

const accepted = z.object({
  handoverId: z.string(),
  fileIds: z.array(z.string()),
  title: z.string(),
  source: z.string(),
  minutes: z.string(),
  decidedOn: z.string(),
  metres: z.number().nullable(),
  condition: z.string().nullable(),
})

/**
 * Nothing is typed again: what the file says of itself becomes its description, its documents become its items. The files go into
 * the office's own fonds, into the inventory of what was handed over in that year; arranging them is the archivist's.
 * Done again it finds the accession and does nothing.
 */
export default async function takeIn(job: JobRun, { payload }: EventDelivery): Promise<void> {
  const handover = accepted.parse(payload)
  if (handover.fileIds.length === 0) return
  await job.transaction(async (ctx) => {
    const { organizationId } = ctx.actor
    await lockCounting(ctx.tx, organizationId, organizationId)
    if (await accessionOfHandover(ctx.tx, organizationId, handover.handoverId)) return
    const { repositoryId, fondsId } = await ownPlace(ctx)
    const year = Number(handover.decidedOn.slice(0, 4))
    const title = `Hồ sơ nộp lưu năm ${year}`
    const inventoryId =
      (await inventoryOfYear(ctx.tx, organizationId, fondsId, title)) ??
      (await addUnits(ctx, { parentId: fondsId }, [{ level: 'inventory', title, starts: String(year) }]))[0]!
    const accessionId = newId()
    const number = await nextAccession(ctx.tx, organizationId, repositoryId, year)
    await insertAccession(ctx.tx, {
      organization_id: organizationId,
      id: accessionId,
      repository_id: repositoryId,
      year,
      number,
      received_on: handover.decidedOn,
      source: handover.source,
      content: handover.title,
      years: null,
      files: handover.fileIds.length,
      metres: handover.metres,
      condition: handover.condition,
      minutes: handover.minutes,
      note: null,
      handover_id: handover.handoverId,
      fonds_id: fondsId,
      created_at: ctx.now,
      created_by_name: ctx.actor.name,
    })
    const units = await describeFiles(ctx, handover.fileIds, inventoryId, accessionId)
    ctx.alsoRecord({
      kind: 'archive.take-in',
      subject: { type: 'accession', id: accessionId, label: `${number}/${year}` },
      data: { handoverId: handover.handoverId, units },
    })
  })
}

/** Repository, authority record and open fonds of the office itself, made when the first hand-over comes. */
async function ownPlace(ctx: ActionContext): Promise<{ repositoryId: string; fondsId: string }> {
  const { tx, now } = ctx
  const { organizationId } = ctx.actor
  const body = (await organizationOf(tx, organizationId))!
  const code = body.organId ?? body.abbreviation ?? body.shortName ?? 'LTHH'
  let repositoryId = (await repositoriesOf(tx, organizationId)).find((one) => one.kind === 'current')?.id
  if (!repositoryId) {
    repositoryId = newId()
    await insertRepository(tx, {
      organization_id: organizationId,
      id: repositoryId,
      code,
      name: `Lưu trữ hiện hành ${body.name}`,
      kind: 'current',
      address: body.address,
      contact: body.phone,
      note: null,
      created_at: now,
    })
  }
  const fonds = await ownFonds(tx, organizationId, repositoryId)
  if (fonds) return { repositoryId, fondsId: fonds }
  const creatorId =
    (await authorityOfBody(tx, organizationId, organizationId))?.id ??
    (await addAuthority(ctx, {
      kind: 'body',
      name: body.name,
      code,
      existsFrom: body.foundedOn,
      bodyId: organizationId,
    }))
  const [fondsId] = await addUnits(ctx, { parentId: null, repositoryId }, [
    { level: 'fonds', number: code, title: `Phông lưu trữ ${body.name}`, creatorId, isClosed: false },
  ])
  addTraces(ctx, [fondsId!], 'created')
  return { repositoryId, fondsId: fondsId! }
}

const ORIGINS = { electronic: 'electronic', paper: null, mixed: 'mixed' } as const

async function describeFiles(
  ctx: ActionContext,
  fileIds: readonly string[],
  inventoryId: string,
  accessionId: string,
): Promise<number> {
  const system = { ...ctx.actor, kind: 'system' as const }
  const files = []
  for (const id of fileIds) {
    const file = await findFile(ctx.tx, system, id)
    if (file?.state === 'accepted') files.push(file)
  }
  const ids = await addUnits(
    ctx,
    { parentId: inventoryId },
    files.map(
      (file): UnitInput => ({
        level: 'file',
        title: file.title,
        starts: file.starts_on,
        ends: file.ends_on,
        retention: file.retention,
        medium: file.medium,
        origin: ORIGINS[file.medium],
        sheets: file.sheet_count || null,
        pages: file.page_count,
        keywords: file.keywords,
        symbol: file.symbol,
        sourceFile: file.id,
        // The mark goes along, into finding aids and packages too; who sees it goes on being asked of the file.
        access: file.is_narrowed ? 'conditional' : undefined,
        accessionId,
        description: {
          ...(file.condition ? { physical: file.condition } : {}),
          ...(file.is_narrowed ? { accessConditions: 'Hồ sơ giới hạn quyền truy cập khi nộp lưu' } : {}),
          note: `Số và ký hiệu hồ sơ: ${file.symbol}`,
        },
      }),
    ),
  )
  let count = ids.length
  for (const [i, file] of files.entries()) {
    const items = await itemsOf(ctx.tx, system, file.id)
    await addUnits(
      ctx,
      { parentId: ids[i]! },
      items.map(
        (item): UnitInput => ({
          level: 'item',
          title: item.subject,
          starts: item.issued_date,
          pages: item.kept_pages,
          sheets: item.sheets,
          symbol: item.symbol,
          documentId: item.document_id,
          accessionId,
        }),
      ),
    )
    count += items.length
  }
  addTraces(ctx, ids, 'taken-in')
  return count
}
