import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { rulesChanged } from '../events.ts'
import { isAdministrator } from '../policy.ts'
import { peopleRules } from '../rules-contract.ts'
import * as changeStore from '../store-changes.ts'
import * as rulesStore from '../store-rules.ts'

/** Withdraws an override: the shipped rule stands again. The row stays, with its day of withdrawal. */
export const withdrawOverride = action(peopleRules.withdrawOverride, {
  async load(ctx, input) {
    const found = (await rulesStore.overrides(ctx.tx, ctx.actor.organizationId)).find((one) => one.id === input.id)
    if (!found) throw new AppError('PLATFORM_NOT_FOUND')
    return found
  },
  allow: (actor) => isAdministrator(actor),
  async run(ctx, input, found) {
    const { organizationId } = ctx.actor
    if (!(await rulesStore.withdrawOverride(ctx.tx, organizationId, input.id, ctx.now)))
      throw new AppError('PLATFORM_STATE_CHANGED')
    const before = { values: found.values, basis: found.basis, validFrom: found.validFrom }
    ctx.record({ subject: { type: 'rule', id: found.id, label: `${found.collection}/${found.ruleId}` }, before })
    await changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId: organizationId,
      subjectType: 'rule',
      subjectId: found.id,
      kind: 'people.withdrawOverride',
      before,
    })
    ctx.emit(rulesChanged('rules'))
    return { id: found.id }
  },
})
