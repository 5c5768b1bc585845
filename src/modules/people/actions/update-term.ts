import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { rulesChanged } from '../events.ts'
import { isAdministrator } from '../policy.ts'
import { checkDays } from '../rules.ts'
import { peopleRules } from '../rules-contract.ts'
import * as changeStore from '../store-changes.ts'
import * as rulesStore from '../store-rules.ts'

/** Corrects a term's name and days. */
export const updateTerm = action(peopleRules.updateTerm, {
  async load(ctx, input) {
    const term = (await rulesStore.terms(ctx.tx, ctx.actor.organizationId)).find((one) => one.id === input.id)
    if (!term) throw new AppError('PLATFORM_NOT_FOUND')
    return term
  },
  allow: (actor) => isAdministrator(actor),
  async run(ctx, input, term) {
    const { organizationId } = ctx.actor
    checkDays(input.validFrom, input.validTo)
    const version = await rulesStore.updateTerm(ctx.tx, organizationId, input)
    if (version === null) throw new AppError('PLATFORM_STATE_CHANGED')
    ctx.record({ subject: { type: 'term', id: term.id, label: input.label }, before: term, after: input })
    await changeStore.insertChange(ctx.tx, ctx.actor, ctx.now, {
      aboutOrganizationId: organizationId,
      subjectType: 'term',
      subjectId: term.id,
      kind: 'people.updateTerm',
      before: term,
      after: input,
    })
    ctx.emit(rulesChanged('terms'))
    return { version }
  },
})
