import { action } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import { intake } from '../contract.ts'
import { insertItem } from '../store.ts'
import { ownTray } from '../tray.ts'

/** A paper without a file: registered from the envelope; a scan may be added later. */
export const addPaper = action(intake.addPaper, {
  allow: () => true,
  async run(ctx, { title }) {
    const id = newId()
    await insertItem(ctx.tx, {
      organizationId: ctx.actor.organizationId,
      id,
      state: 'ready',
      source: 'paper',
      title,
      unit: await ownTray(ctx),
      now: ctx.now,
      createdBy: ctx.actor.postId!,
      createdByName: ctx.actor.name,
    })
    ctx.record({ subject: { type: 'intake', id, label: title ?? undefined } })
    return { id }
  },
})
