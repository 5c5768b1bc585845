import { useTranslation } from 'react-i18next'
import { type FormField, type FormValues, RecordForm } from '#web/kit/record-form.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import type { RuleLine } from '../rules-contract.ts'
import { formFields } from './form-fields.ts'
import { textOf, today } from './form-values.ts'
import { gatewayFields } from './gateway-fields.ts'
import styles from './people.module.css'
import { ruleName, ruleValue } from './rule-words.ts'
import { usePeople } from './use-people.ts'

/** Sets one rule otherwise from a day, with its basis. */
export function OverrideSheet({ line, onClose }: { line: RuleLine; onClose: () => void }) {
  const { t, i18n } = useTranslation('people')
  const { rules, changed } = usePeople()
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const { fields, initial, read } = useValueFields(line)
  return (
    <SideSheet opened onClose={onClose} title={t('rules.setOf', { rule: ruleName(line, lang, t) })}>
      <dl className={styles['facts']}>
        <dt>{t('rules.now')}</dt>
        <dd>{ruleValue(line, t)}</dd>
        <dt>{t('rules.source')}</dt>
        <dd>{[line.source.text, line.source.article].filter(Boolean).join(', ')}</dd>
      </dl>
      <RecordForm
        keepAs={`people.override.${line.collection}.${line.id}`}
        autoFocus
        verb={t('rules.set')}
        initial={{ ...initial, validFrom: today(), validTo: '', basis: '' }}
        fields={[
          ...fields,
          { name: 'validFrom', label: t('fields.from'), kind: 'date', required: true },
          { name: 'validTo', label: t('fields.to'), kind: 'date', hint: t('hints.openEnd') },
          {
            name: 'basis',
            label: t('fields.basis'),
            kind: 'lines',
            required: true,
            maxLength: 500,
            hint: t('hints.ruleBasis'),
          },
        ]}
        onSubmit={async (_input, values) => {
          await rules.addOverride({
            body: {
              collection: line.collection,
              ruleId: line.id,
              effect: 'set',
              values: read(values),
              validFrom: textOf(values, 'validFrom'),
              validTo: textOf(values, 'validTo') || null,
              basis: textOf(values, 'basis'),
            },
          })
          onClose()
          await changed('done.addOverride')
        }}
      />
    </SideSheet>
  )
}

export interface ValueFields {
  readonly fields: readonly FormField[]
  readonly initial: FormValues
  readonly read: (values: FormValues) => Record<string, unknown>
}

/** The one or two figures or words that may be set in a row of each collection. */
function useValueFields(line: RuleLine): ValueFields {
  const { t } = useTranslation('people')
  const { values, collection } = line
  if (collection === 'deadlines') {
    return {
      fields: [
        {
          name: 'workingDays',
          label: t('fields.workingDays'),
          kind: 'number',
          required: true,
          hint: t('hints.workingDays'),
        },
      ],
      initial: { workingDays: String(values['workingDays']) },
      read: (form) => ({ workingDays: Number(textOf(form, 'workingDays')) }),
    }
  }
  if (collection === 'policies') {
    const isFlag = typeof values['value'] === 'boolean'
    const options = [
      { value: 'true', label: t('yes') },
      { value: 'false', label: t('no') },
    ]
    return {
      fields: [
        {
          name: 'value',
          label: t('rules.value'),
          required: true,
          ...(isFlag ? { kind: 'choice', options } : { kind: 'number' }),
        },
      ],
      initial: { value: String(values['value']) },
      read: (form) => ({ value: isFlag ? textOf(form, 'value') === 'true' : Number(textOf(form, 'value')) }),
    }
  }
  if (collection === 'documentTypes') {
    return {
      fields: [
        { name: 'vi', label: t('fields.nameVi'), kind: 'text', required: true, maxLength: 200 },
        { name: 'en', label: t('fields.nameEn'), kind: 'text', required: true, maxLength: 200 },
        { name: 'abbreviation', label: t('fields.abbreviation'), kind: 'text', maxLength: 10 },
      ],
      initial: {
        vi: String(values['vi']),
        en: String(values['en']),
        abbreviation: String(values['abbreviation'] ?? ''),
      },
      read: (form) => ({
        vi: textOf(form, 'vi'),
        en: textOf(form, 'en'),
        abbreviation: textOf(form, 'abbreviation') || null,
      }),
    }
  }
  if (collection === 'gatewayProfiles') return gatewayFields(values, t)
  const ofForm = formFields(line, t)
  if (ofForm) return ofForm
  const options = ['shared', 'per-type'].map((value) => ({ value, label: t(`seriesTypes.${value}`) }))
  return {
    fields: [
      { name: 'vi', label: t('fields.nameVi'), kind: 'text', required: true, maxLength: 200 },
      { name: 'types', label: t('fields.series'), kind: 'choice', required: true, options },
    ],
    initial: { vi: String(values['vi']), types: String(values['types']) },
    read: (form) => ({ vi: textOf(form, 'vi'), types: textOf(form, 'types') }),
  }
}
