/** What lies in boxes outlives its description: the archive merges and removes units, the paper stays where it is. */
import { z } from 'zod'
import { loadUnit } from '#modules/archive/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import type { DomainEvent } from '#platform/events/index.ts'
import { joinPath } from './rules.ts'
import { boxesFollow, contentOfUnit, deleteContents, setContent } from './store-contents.ts'

const gone = z.object({
  units: z.array(
    z.object({
      id: z.string(),
      level: z.string(),
      number: z.string().nullable(),
      title: z.string(),
      into: z.string().nullable(),
      /** Others than the archivists see its title. */
      isShown: z.boolean(),
    }),
  ),
})

/**
 * A merged file's paper belongs to the file it went into; where that lies in another box already, and where the description was
 * removed, the paper stays as words. Boxes of a merged inventory are its heir's.
 */
export async function keepPaper(ctx: ActionContext, event: DomainEvent): Promise<void> {
  const { organizationId } = ctx.actor
  for (const unit of gone.parse(event.payload).units) {
    if (unit.into && unit.level === 'inventory') {
      const heir = await loadUnit(ctx, unit.into)
      await boxesFollow(ctx.tx, organizationId, {
        from: unit.id,
        to: heir.id,
        fonds: heir.fonds_id,
        mark: unit.number ?? 'cũ',
      })
      continue
    }
    const lying = await contentOfUnit(ctx.tx, organizationId, unit.id)
    if (!lying) continue
    const heir = unit.into ? await contentOfUnit(ctx.tx, organizationId, unit.into) : null
    if (unit.into && !heir) await setContent(ctx.tx, organizationId, lying.id, { unitId: unit.into })
    else if (heir?.box_id === lying.box_id && !lying.is_out) await deleteContents(ctx.tx, organizationId, [lying.id])
    else {
      const words = joinPath(`Hồ sơ ${unit.number ?? ''}`.trim(), unit.isShown ? unit.title : null).slice(0, 500)
      await setContent(ctx.tx, organizationId, lying.id, { words })
    }
  }
}
