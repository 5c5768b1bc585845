/** Terms, working calendar and rules of the acting organisation. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import { made, version } from './shapes.ts'

const byId = z.object({ id: shapes.id })
const source = z.object({ text: z.string(), article: z.string().nullable(), confidence: z.string() })

export const termLine = z.object({
  id: shapes.id,
  label: z.string(),
  congress: z.string().nullable(),
  validFrom: shapes.day,
  validTo: shapes.day.nullable(),
  basis: z.string().nullable(),
  version,
})
export type TermLine = z.infer<typeof termLine>

export const calendarLine = z.object({
  day: shapes.day,
  isWorking: z.boolean(),
  name: z.object({ vi: z.string(), en: z.string() }),
  /** `rule` from the rule set, `own` set by the organisation. */
  from: z.enum(['rule', 'own']),
  basis: z.string().nullable(),
  confidence: z.string().nullable(),
})
export type CalendarLine = z.infer<typeof calendarLine>

export const overrideLine = z.object({
  id: shapes.id,
  collection: z.string(),
  ruleId: z.string(),
  effect: z.enum(['set', 'drop']),
  values: z.record(z.string(), z.unknown()),
  validFrom: shapes.day,
  validTo: shapes.day.nullable(),
  basis: z.string(),
  createdAt: shapes.instant,
  createdBy: z.string(),
})
export type OverrideLine = z.infer<typeof overrideLine>

export const ruleLine = z.object({
  collection: z.string(),
  id: z.string(),
  /** The row as the product ships or the organisation set it. */
  values: z.record(z.string(), z.unknown()),
  source,
  validFrom: shapes.day,
  validTo: shapes.day.nullable(),
  isOverridable: z.boolean(),
})
export type RuleLine = z.infer<typeof ruleLine>

export const peopleRules = defineContract('people', {
  listTerms: {
    method: 'GET',
    path: '/api/people/terms',
    permission: 'people.read',
    response: z.object({ items: z.array(termLine) }),
  },
  createTerm: {
    method: 'POST',
    path: '/api/people/terms',
    permission: 'people.manage',
    summary: 'Opens a term; a running one ends the day before | Mở nhiệm kỳ',
    body: z.object({
      label: shapes.text(50),
      congress: shapes.optionalText(200),
      validFrom: shapes.day,
      validTo: shapes.day.nullable().default(null),
      basis: shapes.optionalText(500),
    }),
    response: made,
    errors: ['PEOPLE_TERM_OVERLAP', 'PEOPLE_DAYS_ORDER'],
  },
  updateTerm: {
    method: 'PATCH',
    path: '/api/people/terms/:id',
    permission: 'people.manage',
    params: byId,
    body: z.object({
      version,
      label: shapes.text(50),
      congress: shapes.optionalText(200),
      validFrom: shapes.day,
      validTo: shapes.day.nullable(),
      basis: shapes.optionalText(500),
    }),
    response: z.object({ version }),
    errors: ['PEOPLE_TERM_OVERLAP', 'PEOPLE_DAYS_ORDER'],
  },

  getCalendar: {
    method: 'GET',
    path: '/api/people/calendar',
    permission: 'people.read',
    summary: 'Days off and make-up days of a year | Ngày nghỉ, ngày làm bù trong năm',
    query: z.object({ year: z.coerce.number().int().min(2018).max(2100) }),
    response: z.object({ items: z.array(calendarLine), isKnown: z.boolean(), workingDays: z.int() }),
  },
  setCalendarDay: {
    method: 'PUT',
    path: '/api/people/calendar/:day',
    permission: 'people.manage',
    params: z.object({ day: shapes.day }),
    body: z.object({ isWorking: z.boolean(), name: shapes.text(200), basis: shapes.optionalText(500) }),
    response: z.object({ day: shapes.day }),
  },
  clearCalendarDay: {
    method: 'DELETE',
    path: '/api/people/calendar/:day',
    permission: 'people.manage',
    params: z.object({ day: shapes.day }),
    response: z.object({ day: shapes.day }),
  },

  getRules: {
    method: 'GET',
    path: '/api/people/rules',
    permission: 'people.read',
    summary: 'The rules that stand on a day, each with its source | Bộ quy tắc đang áp dụng',
    query: z.object({ on: shapes.day.optional() }),
    response: z.object({
      regime: z.enum(['state', 'party']),
      ruleSet: z.string(),
      day: shapes.day,
      rules: z.array(ruleLine),
      overrides: z.array(overrideLine),
    }),
  },
  addOverride: {
    method: 'POST',
    path: '/api/people/rules',
    permission: 'people.manage',
    summary: 'Sets a rule otherwise for the organisation, with its basis | Quy định riêng của cơ quan',
    body: z.object({
      collection: z.string().max(40),
      ruleId: z.string().min(1).max(80),
      effect: z.enum(['set', 'drop']),
      values: z.record(z.string().max(40), z.unknown()).default({}),
      validFrom: shapes.day,
      validTo: shapes.day.nullable().default(null),
      basis: shapes.text(500),
    }),
    response: made,
    errors: ['REGIMES_OVERRIDE_INVALID', 'REGIMES_OVERRIDE_OF_LAW', 'REGIMES_NO_RULE_SET'],
  },
  withdrawOverride: {
    method: 'POST',
    path: '/api/people/rules/:id/withdraw',
    permission: 'people.manage',
    params: byId,
    response: made,
  },
})
