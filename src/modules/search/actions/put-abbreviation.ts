import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { search } from '../contract.ts'
import { ownAbbreviations, putAbbreviation as put } from '../store-names.ts'
import { abbreviationKey, knownAbbreviations } from '../words.ts'

/** Adds or changes an abbreviation of the office; without long forms it is switched off. Searches know it at once. */
export const putAbbreviation = action(search.putAbbreviation, {
  load: ({ tx, actor }) => ownAbbreviations(tx, actor.organizationId),
  allow: () => true,
  async run(ctx, { short, long }, own) {
    const key = abbreviationKey(short)
    const isKnown = [...own, ...knownAbbreviations].some((one) => abbreviationKey(one.short) === key)
    if (key === '' || long.some((one) => abbreviationKey(one) === key) || (long.length === 0 && !isKnown))
      throw new AppError('SEARCH_ABBREVIATION_INVALID')
    await put(ctx.tx, ctx.actor.organizationId, { key, short, long, now: ctx.now, by: ctx.actor.postId! })
    ctx.record({
      subject: { type: 'abbreviation', id: key, label: short },
      before: { long: own.find((one) => abbreviationKey(one.short) === key)?.long ?? null },
      after: { long },
    })
    return { short }
  },
})
