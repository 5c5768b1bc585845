/** Choosing the rules of a day, and finding rows in them. */
import { fold, tidySpace } from '#engines/vn-text/index.ts'
import { AppError } from '#platform/errors/index.ts'
import './errors.ts'
import { deepFreeze } from './frozen.ts'
import { partyRules } from './party/index.ts'
import type { PolicyId } from './shared/policy.ts'
import { ND30_FROM, PARTY_FROM } from './shared/sources.ts'
import { stateRules } from './state/index.ts'
import type {
  Collection,
  Day,
  DeadlineRule,
  DocumentType,
  GatewayProfile,
  PrintedRegister,
  Regime,
  RegisterBookRule,
  Right,
  Rule,
  RuleSet,
  SecretRefusal,
  Urgency,
} from './types.ts'

const all: Record<Regime, { from: Day; rules: Pick<RuleSet, Collection> }> = {
  state: { from: ND30_FROM, rules: stateRules },
  party: { from: PARTY_FROM, rules: partyRules },
}

deepFreeze(all)

const cache = new Map<string, RuleSet>()

/** Does the row stand on the day? */
export function standsOn(rule: Pick<Rule, 'validFrom' | 'validTo'>, day: Day): boolean {
  return rule.validFrom <= day && (rule.validTo === null || rule.validTo >= day)
}

/**
 * The rules of a regime on a day, or null when none are held for it (State before 5/3/2020, Party before 3/4/2018).
 * Deeply frozen.
 */
export function findRuleSet(regime: Regime, day: Day): RuleSet | null {
  const { from, rules } = all[regime]
  if (day < from) return null
  const key = `${regime} ${day}`
  const known = cache.get(key)
  if (known) return known
  let youngest = from
  const chosen: Partial<Record<Collection, readonly Rule[]>> = {}
  for (const name of Object.keys(rules) as Collection[]) {
    const rows = (rules[name] as readonly Rule[]).filter((row) => standsOn(row, day))
    for (const row of rows) if (row.validFrom > youngest) youngest = row.validFrom
    chosen[name] = Object.freeze(rows)
  }
  const set = Object.freeze({ regime, id: `${regime}-${youngest}`, day, ...chosen }) as unknown as RuleSet
  if (cache.size > 400) cache.clear()
  cache.set(key, set)
  return set
}

/**
 * The rules of a regime on a day.
 * @throws REGIMES_NO_RULE_SET when none are held for that day
 */
export function ruleSet(regime: Regime, day: Day): RuleSet {
  const found = findRuleSet(regime, day)
  if (!found) {
    const facts = { day, regime: regime === 'party' ? 'Đảng' : 'Nhà nước', from: all[regime].from }
    throw new AppError('REGIMES_NO_RULE_SET', { facts })
  }
  return found
}

const key = (text: string) => fold(tidySpace(text))

/**
 * A document type by code, by name or by abbreviation, in any case and with or without diacritics (`QUYET DINH`).
 * An abbreviation that two types share (Party QĐ) finds the first, Quyết định; the exact abbreviation wins over a folded one
 * (State `QĐ` against `QyĐ`, `PA` against `Pa`).
 */
export function documentType(rules: RuleSet, text: string): DocumentType | null {
  const wanted = key(text)
  if (wanted === '') return null
  const types = rules.documentTypes
  return (
    types.find((type) => type.code === wanted) ??
    types.find((type) => key(type.vi) === wanted) ??
    types.find((type) => type.abbreviation === text.normalize('NFC').trim()) ??
    types.find((type) => type.abbreviation !== null && key(type.abbreviation) === wanted) ??
    null
  )
}

/** Every type that may be met among incoming documents: the own regime's first, then those only the other regime has. */
export function incomingDocumentTypes(rules: RuleSet): readonly DocumentType[] {
  const other = findRuleSet(rules.regime === 'party' ? 'state' : 'party', rules.day)
  const known = new Set(rules.documentTypes.map((type) => type.code))
  return [...rules.documentTypes, ...(other?.documentTypes ?? []).filter((type) => !known.has(type.code))]
}

/** Books that a networked installation may open, of one direction, defaults first. */
export function registerBooksOf(rules: RuleSet, direction: RegisterBookRule['direction']): readonly RegisterBookRule[] {
  return rules.registerBooks
    .filter((book) => book.direction === direction && book.installation === 'networked')
    .sort((a, b) => Number(b.isDefault) - Number(a.isDefault))
}

export function registerBook(rules: RuleSet, id: string): RegisterBookRule | null {
  return rules.registerBooks.find((book) => book.id === id) ?? null
}

/**
 * The default book for an incoming document of some origin: the closest match among default books, else any book of that
 * origin, else null.
 */
export function incomingBookFor(rules: RuleSet, origin: 'party' | 'non-party' | 'citizen'): RegisterBookRule | null {
  const books = registerBooksOf(rules, 'incoming')
  const rank = (book: RegisterBookRule) => {
    if (book.origin === origin) return book.isDefault || origin === 'citizen' ? 0 : 2
    return book.origin === 'any' && book.isDefault ? 1 : 9
  }
  const best = [...books].sort((a, b) => rank(a) - rank(b))[0]
  return best && rank(best) < 9 ? best : null
}

/**
 * The book that an outgoing document of a type is numbered in: a book of its own types first, else by its group, defaults
 * first (NĐ 30/2020 Đ15; Party: 36-HD/VPTW). Books of councils and congresses are only chosen by name.
 * @returns null when the regime numbers no such documents
 */
export function outgoingBookFor(rules: RuleSet, type: DocumentType): RegisterBookRule | null {
  const books = registerBooksOf(rules, 'outgoing').filter((book) => book.period !== 'event' && !book.isNamed)
  return (
    books.find((book) => book.onlyTypes?.includes(type.code)) ??
    books.find((book) => book.onlyTypes === null && takesType(book, type)) ??
    null
  )
}

/** May a document of the type be numbered in the book: one of its own types, else of its groups? */
export function takesType(book: RegisterBookRule, type: DocumentType): boolean {
  if (book.onlyTypes !== null) return book.onlyTypes.includes(type.code)
  return book.groups === null || book.groups.includes(type.group)
}

/** Books that the registry opens by name, each for one body with a series of its own (NĐ 30/2020 Đ15, PL I.II.3; 36-HD/VPTW). */
export function namedBooks(rules: RuleSet): readonly RegisterBookRule[] {
  return registerBooksOf(rules, 'outgoing').filter((book) => book.isNamed === true)
}

/** The printed layout of a register by its id (`incoming`, `follow-up`, `handover`, `petition`). */
export function printedRegister(rules: RuleSet, id: string): PrintedRegister | null {
  return rules.printedRegisters.find((register) => register.id === id) ?? null
}

export function urgency(rules: RuleSet, text: string): Urgency | null {
  const wanted = key(text)
  return rules.urgencies.find((u) => u.code === wanted || key(u.vi) === wanted || String(u.level) === wanted) ?? null
}

/**
 * The deadline row for an urgency and document type: a row that names both beats one that names only the urgency, which
 * beats one that names only the type, which beats one for all.
 * @returns null when the rules name none
 */
export function deadlineFor(
  rules: RuleSet,
  of: { urgency: Urgency['code']; documentType: string | null },
): DeadlineRule | null {
  const weight = (row: DeadlineRule) => (row.urgency === null ? 0 : 2) + (row.documentType === null ? 0 : 1)
  const fitting = rules.deadlines.filter(
    (row) =>
      (row.urgency === null || row.urgency === of.urgency) &&
      (row.documentType === null || row.documentType === of.documentType),
  )
  return fitting.sort((a, b) => weight(b) - weight(a))[0] ?? null
}

/** What a network asks of packages (`direct`, `national-axis`, `party-wan`); null: the rules have no such network. */
export function gatewayProfile(rules: RuleSet, id: string): GatewayProfile | null {
  return rules.gatewayProfiles.find((profile) => profile.id === id) ?? null
}

/** The rule told when a networked installation refuses a secret document on this day. */
export function secretRefusal(rules: RuleSet): SecretRefusal | null {
  return rules.secretRefusals[0] ?? null
}

/** A policy value of the profile: `policyNumber(rules, 'idle-days')` → 45. Throws for an unknown name (a programmer's mistake). */
export function policyNumber(rules: RuleSet, id: PolicyId): number {
  return Number(policyValue(rules, id))
}

/** A yes/no policy of the profile. */
export function policyFlag(rules: RuleSet, id: PolicyId): boolean {
  return Boolean(policyValue(rules, id))
}

function policyValue(rules: RuleSet, id: PolicyId): number | boolean {
  const row = rules.policies.find((policy) => policy.id === id)
  if (!row) throw new Error(`no policy ${id}`)
  return row.value
}

/** Rights of a set of roles at a step of the matrix (handbook section 2): the union over the roles. */
export function rightsAt(rules: RuleSet, step: string, roles: readonly string[]): ReadonlySet<Right> {
  const row = rules.permissions.find((permission) => permission.id === step)
  return new Set(roles.flatMap((role) => row?.rights[role] ?? []))
}

/** Role ids that hold one of the rights at a step, for a room's permission table. */
export function rolesWith(rules: RuleSet, step: string, ...rights: readonly Right[]): string[] {
  const row = rules.permissions.find((permission) => permission.id === step)
  return Object.entries(row?.rights ?? {})
    .filter(([, held]) => held.some((right) => rights.includes(right)))
    .map(([role]) => role)
}

/** Business and system roles never meet in one post (QCVN 12:2026/BCA 3.7). */
export function mixesDuties(rules: RuleSet, roleIds: readonly string[]): boolean {
  const held = rules.roles.filter((role) => roleIds.includes(role.id))
  return held.some((role) => role.isBusiness) && held.some((role) => !role.isBusiness)
}
