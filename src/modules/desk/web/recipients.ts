import type { IncomingDetail } from '#modules/incoming/contract.ts'
import type { Recipient } from '#modules/people/web/recipients.ts'

export type RecipientInput = { postId: string } | { unitId: string }

export const toInput = (one: Recipient): RecipientInput =>
  one.kind === 'post' ? { postId: one.id } : { unitId: one.id }

/** A recipient of a stored proposal, named by the proposal's own labels. */
export function fromInput(one: RecipientInput, labels: Readonly<Record<string, string>>): Recipient {
  const id = 'postId' in one ? one.postId : one.unitId
  return { kind: 'postId' in one ? 'post' : 'unit', id, name: labels[id] ?? '…' }
}

export type Proposal = NonNullable<IncomingDetail['proposal']>
