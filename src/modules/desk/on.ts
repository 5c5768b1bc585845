import type { ActionContext } from '#platform/action/index.ts'
import type { Subscriber } from '#platform/events/index.ts'

/** An inline subscriber whose payload is parsed first: an event that does not fit fails its action. */
export function on<S extends { parse(value: unknown): unknown }>(
  event: string,
  shape: S,
  run: (ctx: ActionContext, payload: ReturnType<S['parse']>) => void | Promise<void>,
): Subscriber {
  return { event, inline: async (ctx, one) => run(ctx, shape.parse(one.payload) as ReturnType<S['parse']>) }
}
