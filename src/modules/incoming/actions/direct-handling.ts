import { action } from '#platform/action/index.ts'
import { incoming } from '../contract.ts'
import { loadFacts } from '../facts.ts'
import { giveWork } from '../give-work.ts'
import { mayDirect } from '../policy.ts'

/** A leader's direction (bút phê): lead, co-operating, for information, deadline (NĐ 30/2020 Đ23.3, Đ24). */
export const directHandling = action(incoming.direct, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'lock'),
  allow: (actor, facts) => mayDirect(actor, facts.entry),
  run: (ctx, input, facts) => giveWork(ctx, facts, input, 'direction', null),
})
