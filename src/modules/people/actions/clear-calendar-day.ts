import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { rulesChanged } from '../events.ts'
import { isAdministrator } from '../policy.ts'
import { peopleRules } from '../rules-contract.ts'
import * as changeStore from '../store-changes.ts'
import * as rulesStore from '../store-rules.ts'

/** Takes a day out of the organisation's own calendar: the general rule stands again. */
export const clearCalendarDay = action(peopleRules.clearCalendarDay, {
  allow: (actor) => isAdministrator(actor),
  async run(ctx, input) {
    const { organizationId } = ctx.actor
    const before = await rulesStore.deleteCalendarDay(ctx.tx, organizationId, input.day)
    if (!before) throw new AppError('PLATFORM_NOT_FOUND')
    ctx.record({ subject: { type: 'calendar', id: organizationId, label: input.day }, before: { ...before } })
    await changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId: organizationId,
      subjectType: 'calendar',
      subjectId: organizationId,
      kind: 'people.clearCalendarDay',
      before: before ? { ...before } : null,
    })
    ctx.emit(rulesChanged('calendar'))
    return { day: input.day }
  },
})
