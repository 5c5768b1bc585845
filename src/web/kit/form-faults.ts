/** What is wrong with a field: a key of the texts `form.*` with its facts, or a sentence of the server. */
export interface FieldFault {
  readonly key?: string
  readonly text?: string
  readonly facts?: Readonly<Record<string, unknown>>
}

/** The part of a zod issue that decides the sentence. */
export interface Issue {
  readonly code?: string | undefined
  readonly path: readonly PropertyKey[]
  readonly minimum?: unknown
  readonly maximum?: unknown
  readonly origin?: unknown
  readonly expected?: unknown
}

/** First fault of each field out of zod's issues, in our own words: field path with dots -> fault. */
export function faultsOf(issues: readonly Issue[]): Record<string, FieldFault> {
  const faults: Record<string, FieldFault> = {}
  for (const issue of issues) faults[issue.path.map(String).join('.')] ??= faultOf(issue)
  return faults
}

function faultOf(issue: Issue): FieldFault {
  const isText = issue.origin === 'string'
  if (issue.code === 'too_small') {
    if (isText && Number(issue.minimum) <= 1) return { key: 'needed' }
    return { key: isText ? 'tooShort' : 'tooSmall', facts: { min: issue.minimum } }
  }
  if (issue.code === 'too_big') return { key: isText ? 'tooLong' : 'tooBig', facts: { max: issue.maximum } }
  if (issue.code === 'invalid_type') return { key: issue.expected === 'number' ? 'notNumber' : 'needed' }
  if (issue.code === 'invalid_value') return { key: 'choose' }
  return { key: 'invalid' }
}
