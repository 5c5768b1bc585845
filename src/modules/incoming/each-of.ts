/** One step for several documents: each stands for itself, under its own lock, with its own audit entry. */
import { type ActionContext, addTo, type OpenEntry } from '#platform/action/index.ts'
import { attempt } from '#platform/db/index.ts'
import { AppError, sentence } from '#platform/errors/index.ts'
import { type Facts, loadFacts } from './facts.ts'
import type { Outcome } from './many-contract.ts'

/** Asked wrongly for all alike: the request is refused whole, nothing is tried item by item. */
const OF_ALL = ['INCOMING_NEEDS_LEAD', 'INCOMING_RECIPIENT_UNKNOWN', 'INCOMING_DUE_PAST']

/**
 * Does `step` for every item. What fails is taken back whole and answered with its sentence; the rest is done. The items'
 * rows are locked in one order, so that two who choose the same documents wait for each other and never block.
 * @param kind audit kind of the single step: `incoming.receive`
 * @param isOneOrder the same order for all: a fault of the order itself refuses everything
 */
export async function eachOf(
  ctx: ActionContext,
  kind: string,
  items: readonly { id: string; version?: number | null | undefined }[],
  step: (one: ActionContext, facts: Facts) => Promise<unknown>,
  isOneOrder = false,
): Promise<Outcome> {
  const done: string[] = []
  const failed: Outcome['failed'] = []
  const wanted = new Map(items.map((item) => [item.id, item]))
  for (const { id, version } of [...wanted.values()].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const told: (() => void)[] = []
    const entry: OpenEntry = {}
    const one: ActionContext = {
      ...ctx,
      record: (more) => addTo(entry, more),
      alsoRecord: (more) => told.push(() => ctx.alsoRecord(more)),
      emit: (event) => told.push(() => ctx.emit(event)),
    }
    try {
      await attempt(ctx.tx, async () => {
        const facts = await loadFacts(one, id, 'lock')
        if (version != null && facts.entry.version !== version)
          throw new AppError('INCOMING_STATE_CHANGED', { facts: { name: facts.entry.state_by_name } })
        await step(one, facts)
      })
    } catch (error) {
      if (!(error instanceof AppError) || (isOneOrder && OF_ALL.includes(error.code))) throw error
      const { code, facts } = error
      failed.push({ id, code, vi: sentence(code, 'vi', facts), en: sentence(code, 'en', facts) })
      continue
    }
    for (const tell of told) tell()
    ctx.alsoRecord({
      ...entry,
      kind,
      subject: entry.subject ?? { type: 'document', id },
      data: { ...entry.data, together: true },
    })
    done.push(id)
  }
  ctx.record({
    subject: { type: 'batch', id: null },
    data: { done, failed: failed.map(({ id, code }) => ({ id, code })) },
  })
  return { done, failed }
}
