/** An administrator's dated rows over the shipped rules (decision 17): checked, then merged; the shipped rows never change. */
import { z } from 'zod'
import { AppError } from '#platform/errors/index.ts'
import './errors.ts'
import { type Collection, type Day, HEADER_FIELDS, type Rule, type RuleSet, type Source } from './types.ts'

/**
 * One override. `set` lays the given values over the row `ruleId` (or adds a whole row under a new id); `drop` takes the
 * row out. It stands from `validFrom` to `validTo`; of several on one row the youngest `validFrom` wins.
 */
export interface Override {
  /** An `OverridableCollection`, or one of the rules of form. */
  readonly collection: string
  readonly ruleId: string
  readonly effect: 'set' | 'drop'
  readonly values: Readonly<Record<string, unknown>>
  readonly validFrom: Day
  readonly validTo: Day | null
  /** On what it rests: the working rules, a decision's number and date. */
  readonly basis: string
}

const name = z.string().trim().min(1).max(200)
const code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

/** What each overridable collection takes; a new row needs all fields that have no default. */
export const shapesOf = {
  documentTypes: z.strictObject({
    code,
    vi: name,
    en: name,
    abbreviation: z.string().trim().min(1).max(10).nullable(),
    group: z.enum(['legal', 'administrative', 'paper', 'copy', 'founding']),
    isIssued: z.boolean(),
  }),
  registerBooks: z.strictObject({
    direction: z.enum(['incoming', 'outgoing', 'internal']),
    vi: name,
    en: name,
    period: z.enum(['calendar-year', 'term', 'event']),
    series: code,
    types: z.enum(['shared', 'per-type']),
    groups: z.array(z.enum(['legal', 'administrative', 'paper', 'copy', 'founding'])).nullable(),
    onlyTypes: z.array(code).nullable(),
    origin: z.enum(['any', 'party', 'non-party', 'citizen']),
    secrecy: z.literal('normal'),
    installation: z.literal('networked'),
    isDefault: z.boolean(),
    isNamed: z.boolean().optional(),
    printedAs: code,
  }),
  deadlines: z.strictObject({
    urgency: z.enum(['normal', 'urgent', 'very-urgent', 'express']).nullable(),
    documentType: code.nullable(),
    workingDays: z.int().min(0).max(365),
  }),
  holidays: z.strictObject({
    vi: name,
    en: name,
    yearly: z
      .string()
      .regex(/^\d{2}-\d{2}$/)
      .nullable(),
    day: z.iso.date().nullable(),
    kind: z.enum(['holiday', 'in-lieu', 'swapped', 'make-up']),
  }),
  policies: z.strictObject({
    value: z.union([z.int().min(0).max(10_000), z.boolean()]),
    unit: z.enum(['days', 'months', 'characters', 'classes', 'count', 'yes-no']),
    vi: name,
    en: name,
  }),
  gatewayProfiles: z.strictObject({
    vi: name,
    en: name,
    codes: z.enum(['any', 'new', 'old', 'new-or-old']),
    needs: z.array(z.enum(HEADER_FIELDS)).max(HEADER_FIELDS.length),
    path: z
      .string()
      .regex(/^\/[\w./-]*$/)
      .max(200)
      .nullable(),
    packageMb: z.int().min(1).max(96),
    tries: z.int().min(1).max(1000).nullable(),
    marks: z.array(code).max(10),
  }),
} as const satisfies Partial<Record<Collection, z.ZodObject>>

/** What overrides of a collection may set; the rules of form bring their own (`layout/`). */
export type Shapes = Readonly<Partial<Record<string, z.ZodObject>>>

export type OverridableCollection = keyof typeof shapesOf
export const overridableCollections = Object.keys(shapesOf) as OverridableCollection[]

/** May an administrator set this row otherwise? Not what the text itself fixes (A), unless the text leaves it open. */
export function isOverridable(rule: Rule): boolean {
  return rule.isOverridable === true || rule.source.confidence !== 'A'
}

/** Two books of one series must give their numbers the same way, or the series would fork. */
function checkSeries(rules: RuleSet, override: Override): void {
  const values = override.values as { series?: string; period?: string; types?: string }
  const row = rules.registerBooks.find((book) => book.id === override.ruleId)
  const series = values.series ?? row?.series
  const others = rules.registerBooks.filter((book) => book.series === series && book.id !== override.ruleId)
  const clash = others.find(
    (book) =>
      book.period !== (values.period ?? row?.period ?? book.period) ||
      book.types !== (values.types ?? row?.types ?? book.types),
  )
  if (clash) refuse(override, `series ${series} is shared with ${clash.id}`)
}

function refuse(override: Override, why: string): never {
  throw new AppError('REGIMES_OVERRIDE_INVALID', { facts: { rule: `${override.collection}/${override.ruleId}`, why } })
}

/**
 * Checks one override against the rules it is meant for.
 * @returns the same override with its values parsed
 * @throws REGIMES_OVERRIDE_INVALID, REGIMES_OVERRIDE_OF_LAW
 */
export const checkOverride = (rules: RuleSet, override: Override): Override => checkWith(shapesOf, rules, override)

/** The same for rules with collections of their own. */
export function checkWith(shapes: Shapes, rules: RuleSet, override: Override): Override {
  const shape = shapes[override.collection]
  if (!shape) refuse(override, 'unknown collection')
  if (override.validTo !== null && override.validTo < override.validFrom) refuse(override, 'validTo before validFrom')
  if (override.basis.trim() === '') refuse(override, 'basis is missing')
  const row = rowsOf(rules, override.collection).find((rule) => rule.id === override.ruleId)
  if (row && !isOverridable(row)) {
    const cited = [row.source.text, row.source.article].filter(Boolean).join(' ')
    throw new AppError('REGIMES_OVERRIDE_OF_LAW', { facts: { rule: row.id, source: cited } })
  }
  if (override.effect === 'drop') {
    if (!row) refuse(override, 'no such rule')
    return override
  }
  const parsed = (row ? shape.partial() : shape).safeParse(override.values)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    refuse(override, `${issue?.path.join('.') || 'values'}: ${issue?.message ?? 'not valid'}`)
  }
  if (override.collection === 'registerBooks') checkSeries(rules, override)
  return { ...override, values: parsed.data }
}

/**
 * The rule set with an organisation's overrides that stand on its day laid over it. Overrides that no longer fit (a rule
 * that has become law since) are left out, so that old rows never stop the work.
 */
export const merge = (rules: RuleSet, overrides: readonly Override[]): RuleSet => mergeWith(shapesOf, rules, overrides)

/** The same for rules with collections of their own. */
export function mergeWith<R extends RuleSet>(shapes: Shapes, rules: R, overrides: readonly Override[]): R {
  let merged = rules
  const inOrder = [...overrides]
    .filter((o) => o.validFrom <= rules.day && (o.validTo === null || o.validTo >= rules.day))
    .sort((a, b) => (a.validFrom < b.validFrom ? -1 : a.validFrom > b.validFrom ? 1 : 0))
  for (const override of inOrder) {
    let checked: Override
    try {
      checked = checkWith(shapes, merged, override)
    } catch (error) {
      if (error instanceof AppError) continue
      throw error
    }
    merged = lay(merged, checked)
  }
  return merged
}

const rowsOf = (rules: RuleSet, collection: string) =>
  (rules as unknown as Record<string, readonly Rule[]>)[collection] ?? []

function lay<R extends RuleSet>(rules: R, override: Override): R {
  const rows = rowsOf(rules, override.collection)
  const rest = rows.filter((row) => row.id !== override.ruleId)
  if (override.effect === 'drop') return { ...rules, [override.collection]: rest }
  const source: Source = { text: override.basis, article: null, confidence: 'organization' }
  const dates = { validFrom: override.validFrom, validTo: override.validTo }
  const at = rows.findIndex((row) => row.id === override.ruleId)
  const before = at < 0 ? {} : rows[at]
  const row = { ...before, ...override.values, id: override.ruleId, ...dates, source, isOverridable: true }
  const next = at < 0 ? [...rows, row] : rows.map((old, i) => (i === at ? row : old))
  return { ...rules, [override.collection]: next }
}
