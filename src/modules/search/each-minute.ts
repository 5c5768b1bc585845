import type { ReadContext } from '#platform/action/index.ts'

const MINUTE_MS = 60_000

/**
 * What is made of the directory of the whole installation, which changes a few times a year: read once a minute for each application.
 * (What belongs to one organisation is kept by `kept` of platform/db.)
 */
export function eachMinute<T>(load: (ctx: ReadContext) => Promise<T>): (ctx: ReadContext) => Promise<T> {
  const known = new WeakMap<object, { until: number; value: T }>()
  return async (ctx) => {
    const kept = known.get(ctx.config)
    if (kept && kept.until > ctx.now.getTime()) return kept.value
    const value = await load(ctx)
    known.set(ctx.config, { until: ctx.now.getTime() + MINUTE_MS, value })
    return value
  }
}
