import type { ZodError } from 'zod'
import type { Route } from '../contract/index.ts'
import { AppError } from '../errors/index.ts'

/**
 * What the route's schemas make of raw input: params, query and body in one object.
 * @throws PLATFORM_INPUT_INVALID with a fault word for every field
 */
export function parseInput(route: Route, raw: unknown): unknown {
  const input = (raw ?? {}) as { params?: unknown; query?: unknown; body?: unknown }
  const fields: Record<string, string> = {}
  const parts: Record<string, unknown> = {}
  for (const part of ['params', 'query', 'body'] as const) {
    const schema = route[part]
    if (!schema) continue
    const parsed = schema.safeParse(input[part] ?? {})
    if (parsed.success) Object.assign(parts, parsed.data)
    else Object.assign(fields, faults(parsed.error))
  }
  if (Object.keys(fields).length > 0) throw new AppError('PLATFORM_INPUT_INVALID', { fields })
  return parts
}

/** field path -> fault word that the screens have a sentence for: required, too_long, too_short, invalid … */
function faults(error: ZodError): Record<string, string> {
  const found: Record<string, string> = {}
  for (const issue of error.issues) {
    const path = issue.path.join('.') || '_'
    const isMissing = issue.code === 'invalid_type' && issue.input === undefined
    const word =
      isMissing || (issue.code === 'too_small' && issue.minimum === 1)
        ? 'required'
        : issue.code === 'too_big'
          ? `too_long:${issue.maximum}`
          : issue.code === 'too_small'
            ? `too_short:${issue.minimum}`
            : issue.code === 'custom' && issue.message
              ? issue.message
              : 'invalid'
    found[path] ??= word
  }
  return found
}
