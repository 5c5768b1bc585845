/** What changed between two states of a thing, field by field; nested objects by their path. Pure. */

export interface Change {
  readonly field: string
  /** Undefined: the field was not there. */
  readonly before: string | undefined
  readonly after: string | undefined
  readonly isChanged: boolean
}

/** Fields of both sides in order of their names; those that changed come first. */
export function changes(before: unknown, after: unknown): Change[] {
  const left = flat(before)
  const right = flat(after)
  const fields = [...new Set([...left.keys(), ...right.keys()])].sort()
  const all = fields.map((field) => {
    const [was, is] = [left.get(field), right.get(field)]
    // Where an entry tells only one side it tells what is, not that it came or went.
    return {
      field,
      before: was,
      after: is,
      isChanged: before !== null && after !== null && was !== is && is !== undefined,
    }
  })
  return [...all.filter((one) => one.isChanged), ...all.filter((one) => !one.isChanged)]
}

/** Fields of one value with their paths: `{ a: { b: 1 } }` is `a.b` → `1`. */
export function flat(value: unknown, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  if (value === null || value === undefined) return found
  if (typeof value !== 'object' || Array.isArray(value)) {
    found.set(path, typeof value === 'string' ? value : JSON.stringify(value))
    return found
  }
  for (const [name, member] of Object.entries(value))
    for (const [field, text] of member === null ? ([[join(path, name), '']] as const) : flat(member, join(path, name)))
      found.set(field, text)
  return found
}

const join = (path: string, name: string): string => (path ? `${path}.${name}` : name)
