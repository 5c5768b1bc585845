import { action } from '#platform/action/index.ts'
import { rulesChanged } from '../events.ts'
import { isAdministrator } from '../policy.ts'
import { peopleRules } from '../rules-contract.ts'
import * as changeStore from '../store-changes.ts'
import * as rulesStore from '../store-rules.ts'

/** Sets one day of the organisation's calendar: off, or worked. It wins over the general holidays. */
export const setCalendarDay = action(peopleRules.setCalendarDay, {
  allow: (actor) => isAdministrator(actor),
  async run(ctx, input) {
    const { organizationId } = ctx.actor
    const known = await rulesStore.calendarDays(ctx.tx, organizationId, Number(input.day.slice(0, 4)))
    const before = known.find((one) => one.day === input.day)
    await rulesStore.putCalendarDay(ctx.tx, organizationId, input)
    ctx.record({
      subject: { type: 'calendar', id: organizationId, label: input.day },
      ...(before ? { before: { ...before } } : {}),
      after: input,
    })
    await changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId: organizationId,
      subjectType: 'calendar',
      subjectId: organizationId,
      kind: 'people.setCalendarDay',
      before: before ? { ...before } : null,
      after: input,
    })
    ctx.emit(rulesChanged('calendar'))
    return { day: input.day }
  },
})
