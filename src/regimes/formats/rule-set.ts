/** The policy of formats of a day, and an administrator's rows over it. */
import { z } from 'zod'
import { deepFreeze } from '../frozen.ts'
import { checkWith, mergeWith, type Override, type Shapes, shapesOf } from '../overrides.ts'
import { findRuleSet, ruleSet, standsOn } from '../rule-set.ts'
import type { Day, Regime } from '../types.ts'
import { partyFormatPolicies, stateFormatPolicies } from './rows.ts'
import { FORMAT_DECISIONS, type FormatCollections, type FormatRules } from './types.ts'

const all: Record<Regime, FormatCollections> = {
  state: { formatPolicies: stateFormatPolicies },
  party: { formatPolicies: partyFormatPolicies },
}

deepFreeze(all)

/**
 * All that formats are judged by on a day.
 * @throws REGIMES_NO_RULE_SET when no rules are held for it (State before 5/3/2020, Party before 3/4/2018)
 */
export function formatRules(regime: Regime, day: Day): FormatRules {
  const formatPolicies = all[regime].formatPolicies.filter((row) => standsOn(row, day))
  return { ...ruleSet(regime, day), formatPolicies }
}

/** The same, or null when none are held. */
export const findFormatRules = (regime: Regime, day: Day): FormatRules | null =>
  findRuleSet(regime, day) === null ? null : formatRules(regime, day)

const puid = z.string().regex(/^(x-)?fmt\/\d+$/)
const words = z.string().trim().min(1).max(400)

const shapes: Shapes = {
  ...shapesOf,
  formatPolicies: z.strictObject({
    covers: z.union([z.array(puid).min(1).max(500), z.enum(['others', 'unknown'])]),
    decision: z.enum(FORMAT_DECISIONS),
    to: puid.nullable(),
    vi: words,
    en: words,
  }),
}

/**
 * Checks an administrator's row against the rules it is meant for.
 * @returns the same override with its values parsed
 * @throws REGIMES_OVERRIDE_INVALID, REGIMES_OVERRIDE_OF_LAW
 */
export const checkFormatOverride = (rules: FormatRules, override: Override): Override =>
  checkWith(shapes, rules, override)

/** The rules with an installation's overrides that stand on their day laid over them; what no longer fits is left out. */
export const mergeFormats = (rules: FormatRules, overrides: readonly Override[]): FormatRules =>
  mergeWith(shapes, rules, overrides)
