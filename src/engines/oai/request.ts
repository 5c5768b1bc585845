/** What a harvester asks (OAI-PMH 2.0, sections 3 and 4): arguments checked, resumption tokens read. */

export type OaiErrorCode =
  | 'badArgument'
  | 'badResumptionToken'
  | 'badVerb'
  | 'cannotDisseminateFormat'
  | 'idDoesNotExist'
  | 'noRecordsMatch'
  | 'noMetadataFormats'
  | 'noSetHierarchy'

export interface OaiFault {
  readonly code: OaiErrorCode
  readonly words: string
}

/** A list of records or headers, from its beginning or from where a token goes on. */
export interface Listing {
  readonly prefix: string
  readonly set: string | null
  /** ISO instants to the second; `until` is the last second that counts. */
  readonly from: string | null
  readonly until: string | null
  /** Epoch milliseconds and id of the last record told; null at the beginning. */
  readonly after: readonly [at: number, id: string] | null
  /** How many were told before. */
  readonly told: number
}

/** Sets from their beginning, or after this one. */
export interface SetsPage {
  readonly after: string | null
  readonly told: number
}

export type OaiRequest =
  | { readonly verb: 'Identify' }
  | { readonly verb: 'ListMetadataFormats'; readonly identifier: string | null }
  | ({ readonly verb: 'ListSets' } & SetsPage)
  | ({ readonly verb: 'ListIdentifiers' | 'ListRecords' } & Listing)
  | { readonly verb: 'GetRecord'; readonly identifier: string; readonly prefix: string }

const LIST = { required: ['metadataPrefix'], optional: ['from', 'until', 'set'], isList: true } as const
const VERBS = {
  Identify: { required: [], optional: [], isList: false },
  ListMetadataFormats: { required: [], optional: ['identifier'], isList: false },
  ListSets: { required: [], optional: [], isList: true },
  ListIdentifiers: LIST,
  ListRecords: LIST,
  GetRecord: { required: ['identifier', 'metadataPrefix'], optional: [], isList: false },
} as const
type Verb = keyof typeof VERBS

/** What the protocol's schema lets arguments be; the answer repeats them. */
const SHAPES = {
  identifier: /^[A-Za-z][A-Za-z\d+.-]*:[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/,
  metadataPrefix: /^[\w\-.!~*'()]+$/,
  set: /^[\w\-.!~*'()]+(:[\w\-.!~*'()]+)*$/,
  from: /^[\dTZ:-]+$/,
  until: /^[\dTZ:-]+$/,
  resumptionToken: /^[\x21-\x7e]+$/,
}

/** Thrown inside this file alone. */
class Refused extends Error {
  readonly fault: OaiFault
  constructor(code: OaiErrorCode, words: string) {
    super(words)
    this.fault = { code, words }
  }
}

/**
 * @param raw arguments by name; several of one name as a list, as query strings and forms are commonly parsed
 * @returns the request, with the arguments that the answer repeats; or what is wrong with it, then without any (section 3.6)
 */
export function readRequest(
  raw: Readonly<Record<string, unknown>>,
): { request: OaiRequest; told: Readonly<Record<string, string>> } | { fault: OaiFault; told: Record<string, string> } {
  const told: Record<string, string> = {}
  try {
    const verb = verbOf(raw['verb'])
    const rule = VERBS[verb]
    const known: readonly string[] = [...rule.required, ...rule.optional, ...(rule.isList ? ['resumptionToken'] : [])]
    for (const [name, value] of Object.entries(raw)) {
      if (name === 'verb' || value === undefined) continue
      if (!known.includes(name)) throw new Refused('badArgument', `${verb} takes no argument of this name`)
      if (typeof value !== 'string') throw new Refused('badArgument', `${name} is repeated`)
      if (value === '' || value.length > 1000) throw new Refused('badArgument', `${name} is empty or too long`)
      if (!SHAPES[name as keyof typeof SHAPES]?.test(value)) throw new Refused('badArgument', `${name} is misspelt`)
      told[name] = value
    }
    const { resumptionToken } = told
    if (resumptionToken !== undefined) {
      if (Object.keys(told).length > 1) throw new Refused('badArgument', 'resumptionToken stands alone')
    } else
      for (const name of rule.required)
        if (told[name] === undefined) throw new Refused('badArgument', `${name} is missing`)
    const request = requestOf(verb, told)
    return { request, told: { verb, ...told } }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { fault } = error
    const isBare = fault.code === 'badVerb' || fault.code === 'badArgument'
    return { fault, told: isBare ? {} : { verb: String(raw['verb']), ...told } }
  }
}

function verbOf(value: unknown): Verb {
  if (typeof value !== 'string')
    throw new Refused('badVerb', value === undefined ? 'verb is missing' : 'verb is repeated')
  if (!Object.hasOwn(VERBS, value)) throw new Refused('badVerb', 'there is no such verb')
  return value as Verb
}

function requestOf(verb: Verb, told: Readonly<Record<string, string>>): OaiRequest {
  const token = told['resumptionToken']
  switch (verb) {
    case 'Identify':
      return { verb }
    case 'ListMetadataFormats':
      return { verb, identifier: told['identifier'] ?? null }
    case 'GetRecord':
      return { verb, identifier: told['identifier']!, prefix: told['metadataPrefix']! }
    case 'ListSets':
      return { verb, ...(token === undefined ? { after: null, told: 0 } : setsOf(token)) }
    default:
      return { verb, ...(token === undefined ? beginning(told) : listingOf(verb, token)) }
  }
}

function beginning(told: Readonly<Record<string, string>>): Listing {
  const { from = null, until = null, set = null, metadataPrefix } = told
  if (from && until && from.length !== until.length)
    throw new Refused('badArgument', 'from and until are of different granularity')
  const first = from === null ? null : instantOf('from', from, 'T00:00:00Z')
  const last = until === null ? null : instantOf('until', until, 'T23:59:59Z')
  if (first && last && first > last) throw new Refused('badArgument', 'from is later than until')
  return { prefix: metadataPrefix!, set, from: first, until: last, after: null, told: 0 }
}

/** A day or a second of UTC, and nothing else. */
function instantOf(name: string, text: string, time: string): string {
  const whole = /^\d{4}-\d\d-\d\d$/.test(text) ? text + time : text
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(whole) ? Date.parse(whole) : Number.NaN
  // 30 February is no day: what a clock makes of it is another.
  if (Number.isNaN(at) || new Date(at).toISOString() !== whole.replace('Z', '.000Z'))
    throw new Refused('badArgument', `${name} is no date of UTC`)
  return whole
}

/** Names the kind of list, so that a token of one is not taken for another; a new layout of tokens gets other words. */
const KINDS = { ListIdentifiers: 'i1', ListRecords: 'r1', ListSets: 's1' } as const

/**
 * The place where a list goes on. It holds all there is to know, so it never runs out, and names the last record told rather than a
 * count: what changes meanwhile moves to the end of the list, and is told there.
 */
export function writeToken(
  verb: 'ListIdentifiers' | 'ListRecords',
  of: Omit<Listing, 'after'> & { readonly after: readonly [at: number, id: string] },
): string
export function writeToken(verb: 'ListSets', of: SetsPage): string
export function writeToken(verb: keyof typeof KINDS, of: Listing | SetsPage): string {
  const parts =
    'prefix' in of
      ? [KINDS[verb], of.prefix, of.set, of.from, of.until, ...of.after!, of.told]
      : [KINDS[verb], of.after, of.told]
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

function partsOf(kind: string, token: string, length: number): unknown[] {
  let parts: unknown
  try {
    parts = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))
  } catch {
    parts = null
  }
  if (!Array.isArray(parts) || parts.length !== length || parts[0] !== kind) throw badToken()
  return parts
}

const badToken = (): Refused => new Refused('badResumptionToken', 'this is no resumptionToken of this list')
const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

function setsOf(token: string): SetsPage {
  const [, after, told] = partsOf(KINDS.ListSets, token, 3)
  if (!isId(after) || !isCount(told)) throw badToken()
  return { after, told }
}

function listingOf(verb: 'ListIdentifiers' | 'ListRecords', token: string): Listing {
  const [, prefix, set, from, until, at, id, told] = partsOf(KINDS[verb], token, 8)
  const isText = (value: unknown): value is string | null => value === null || typeof value === 'string'
  if (typeof prefix !== 'string' || !isText(set) || !isText(from) || !isText(until)) throw badToken()
  if (!isCount(at) || at > 8.64e15 || !isId(id) || !isCount(told)) throw badToken()
  try {
    const first = beginning({
      metadataPrefix: prefix,
      ...(set === null ? {} : { set }),
      ...(from === null ? {} : { from }),
      ...(until === null ? {} : { until }),
    })
    return { ...first, after: [at, id], told }
  } catch {
    throw badToken()
  }
}
