import { action } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import { checkOverride, merge, ruleSet } from '#regimes/index.ts'
import { checkFormOverride, formCollections, formRules, mergeForm } from '#regimes/layout/index.ts'
import { rulesChanged } from '../events.ts'
import { organizationOf } from '../lookups.ts'
import { isAdministrator } from '../policy.ts'
import { peopleRules } from '../rules-contract.ts'
import * as changeStore from '../store-changes.ts'
import * as rulesStore from '../store-rules.ts'

/** Sets a rule otherwise from a day, with its basis (decision 17). What the law fixes is refused. */
export const addOverride = action(peopleRules.addOverride, {
  load: (ctx) => organizationOf(ctx.tx, ctx.actor.organizationId),
  allow: (actor, organization) => isAdministrator(actor) && organization !== null,
  async run(ctx, input, organization) {
    const { organizationId } = ctx.actor
    const known = await rulesStore.overrides(ctx.tx, organizationId)
    const regime = organization?.regime ?? 'state'
    const checked = (formCollections as readonly string[]).includes(input.collection)
      ? checkFormOverride(mergeForm(formRules(regime, input.validFrom), known), input)
      : checkOverride(merge(ruleSet(regime, input.validFrom), known), input)
    const id = newId()
    await rulesStore.insertOverride(ctx.tx, organizationId, { ...checked, id, now: ctx.now, by: ctx.actor.name })
    ctx.record({ subject: { type: 'rule', id, label: `${input.collection}/${input.ruleId}` }, after: input })
    await changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId: organizationId,
      subjectType: 'rule',
      subjectId: id,
      kind: 'people.addOverride',
      after: input,
    })
    ctx.emit(rulesChanged('rules'))
    return { id }
  },
})
