/** The rules of form of a day, and an administrator's rows over them. */
import { z } from 'zod'
import { deepFreeze } from '../frozen.ts'
import { checkWith, mergeWith, type Override, type Shapes, shapesOf } from '../overrides.ts'
import { findRuleSet, ruleSet, standsOn } from '../rule-set.ts'
import type { Day, Regime, Rule } from '../types.ts'
import { legalTexts } from './legal-texts.ts'
import { partyLayoutForms, partyLayoutPages, partyLayoutWordings } from './party.ts'
import { stateLayoutForms, stateLayoutPages, stateLayoutWordings } from './state.ts'
import { type FormCollections, type FormRules, LAYOUT_COMPONENTS } from './types.ts'

const all: Record<Regime, FormCollections> = {
  state: {
    layoutForms: stateLayoutForms,
    layoutPages: stateLayoutPages,
    layoutWordings: stateLayoutWordings,
    legalTexts,
  },
  party: {
    layoutForms: partyLayoutForms,
    layoutPages: partyLayoutPages,
    layoutWordings: partyLayoutWordings,
    legalTexts,
  },
}

deepFreeze(all)

const on = <R extends Rule>(rows: readonly R[], day: Day): readonly R[] => rows.filter((row) => standsOn(row, day))

/**
 * All that the form of a document is judged by on a day.
 * @throws REGIMES_NO_RULE_SET when no rules are held for it (State before 5/3/2020, Party before 3/4/2018)
 */
export function formRules(regime: Regime, day: Day): FormRules {
  const { layoutForms, layoutPages, layoutWordings, legalTexts: texts } = all[regime]
  return {
    ...ruleSet(regime, day),
    layoutForms: on(layoutForms, day),
    layoutPages: on(layoutPages, day),
    layoutWordings: on(layoutWordings, day),
    legalTexts: on(texts, day),
  }
}

/** The same, or null when none are held. */
export const findFormRules = (regime: Regime, day: Day): FormRules | null =>
  findRuleSet(regime, day) === null ? null : formRules(regime, day)

const name = z.string().trim().min(1).max(200)
const range = z.tuple([z.number().min(0).max(1000), z.number().min(0).max(1000)])
const alignment = z.enum(['left', 'center', 'right', 'both'])
const flag = z.boolean().nullable()

const shapes: Shapes = {
  ...shapesOf,
  layoutForms: z.strictObject({
    component: z.enum(LAYOUT_COMPONENTS),
    vi: name,
    en: name,
    sizePt: range.nullable(),
    isBold: flag,
    isItalic: flag,
    isUnderlined: flag,
    isUpper: flag,
    align: z.array(alignment).nullable(),
    side: z.enum(['left', 'right']).nullable(),
    ruleLine: z.enum(['whole', 'part', 'hyphens', 'frame', 'none']).nullable(),
    color: z.enum(['red']).nullable(),
  }),
  layoutPages: z.strictObject({
    papersMm: z.array(z.strictObject({ name, width: z.number().positive(), height: z.number().positive() })).min(1),
    marginsMm: z.strictObject({ top: range, bottom: range, left: range, right: range }),
    fonts: z.array(name).min(1),
    pageNumber: z.strictObject({ sizePt: range, align: alignment, fromTopMm: z.number().nullable() }),
    firstIndentMm: range,
    paragraphGapPt: z.number().min(0).max(100),
    lineSpacing: z.union([z.strictObject({ multiple: range }), z.strictObject({ points: range })]),
  }),
  layoutWordings: z.strictObject({ texts: z.array(name).min(1) }),
  legalTexts: z.strictObject({
    symbol: name,
    vi: name,
    inForceTo: z.iso.date().nullable(),
    replacedBy: name.nullable(),
  }),
}

/** Collections of the rules of form that an override may name. */
export const formCollections = [
  'layoutForms',
  'layoutPages',
  'layoutWordings',
  'legalTexts',
] as const satisfies readonly (keyof FormCollections)[]

/**
 * Checks one override of a rule of form against the rules it is meant for.
 * @returns the same override with its values parsed
 * @throws REGIMES_OVERRIDE_INVALID, REGIMES_OVERRIDE_OF_LAW
 */
export const checkFormOverride = (rules: FormRules, override: Override): Override => checkWith(shapes, rules, override)

/** The rules with an installation's overrides that stand on their day laid over them; what no longer fits is left out. */
export const mergeForm = (rules: FormRules, overrides: readonly Override[]): FormRules =>
  mergeWith(shapes, rules, overrides)
