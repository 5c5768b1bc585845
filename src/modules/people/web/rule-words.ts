import type { TFunction } from 'i18next'
import { documentType, findRuleSet } from '#regimes/index.ts'
import { formatDate } from '#web/kit/format.ts'
import type { RuleLine } from '../rules-contract.ts'
import { formValue, pageValue } from './form-words.ts'
import { gatewayValue } from './gateway-fields.ts'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A type that only the State has may have a deadline at a Party body too. */
function typeName(code: string, lang: 'vi' | 'en', day: string): string {
  const rules = findRuleSet('state', day > '2026-01-01' ? day : '2026-01-01')
  return (rules && documentType(rules, code)?.[lang]) ?? code
}

/** What a person calls the rule. */
export function ruleName(
  line: RuleLine,
  lang: 'vi' | 'en',
  t: TFunction<'people'>,
  all: readonly RuleLine[] = [],
): string {
  const { values } = line
  if (line.collection === 'deadlines') {
    const urgency = values['urgency'] ? t(`urgencies.${text(values['urgency'])}`) : t('rules.anyUrgency')
    const code = text(values['documentType'])
    const known = all.find((one) => one.collection === 'documentTypes' && one.id === code)
    const type = code ? text(known?.values[lang]) || typeName(code, lang, line.validFrom) : t('rules.anyType')
    return `${urgency} · ${type}`
  }
  if (line.collection === 'layoutPages') return t('form.page')
  if (line.collection === 'layoutWordings') return t(`wordings.${line.id}`, { defaultValue: line.id })
  if (line.collection === 'legalTexts') return [text(values['symbol']), text(values['vi'])].join(' · ')
  return text(values[lang]) || line.id
}

/** What it says. */
export function ruleValue(line: RuleLine, t: TFunction<'people'>): string {
  const { values } = line
  if (line.collection === 'deadlines')
    return values['workingDays'] === 0 ? t('rules.sameDay') : t('rules.workingDays', { days: values['workingDays'] })
  if (line.collection === 'policies') {
    if (typeof values['value'] === 'boolean') return t(values['value'] ? 'yes' : 'no')
    return `${values['value']} ${t(`measures.${text(values['unit'])}`)}`
  }
  if (line.collection === 'gatewayProfiles') return gatewayValue(values, t)
  if (line.collection === 'documentTypes') return text(values['abbreviation']) || '–'
  if (line.collection === 'registerBooks')
    return [t(`periods.${text(values['period'])}`), t(`seriesTypes.${text(values['types'])}`)].join(' · ')
  if (line.collection === 'layoutForms') return formValue(values, t)
  if (line.collection === 'layoutPages') return pageValue(values, t)
  if (line.collection === 'layoutWordings') return (values['texts'] as string[]).map((one) => `“${one}”`).join(', ')
  if (line.collection === 'legalTexts')
    return values['inForceTo']
      ? t('form.until', { day: formatDate(text(values['inForceTo'])), by: text(values['replacedBy']) || '–' })
      : t('form.inForce')
  return ''
}
