/**
 * Events: how a lower room tells upper rooms what happened. They are written with the change itself (outbox).
 * Inline subscribers run in the same transaction: few, bounded, within the event's organisation.
 * Queued subscribers are jobs of the same transaction.
 */
import type { ActionContext } from '../action/types.ts'
import type { JobDefinition } from '../queue/define.ts'

export interface DomainEvent<P extends Record<string, unknown> = Record<string, unknown>> {
  /** `room.what-happened` */
  readonly type: string
  readonly payload: P
}

/** Payload of a job that a queued subscriber runs. */
export interface EventDelivery {
  readonly eventId: string
  readonly type: string
  readonly payload: Record<string, unknown>
}

export type Subscriber =
  | { readonly event: string; readonly inline: (ctx: ActionContext, event: DomainEvent) => Promise<void> }
  | { readonly event: string; readonly job: JobDefinition<EventDelivery> }
