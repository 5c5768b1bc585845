import { useTranslation } from 'react-i18next'
import { dayOf } from '#web/kit/format.ts'
import { type FormField, type FormValue, type FormValues, RecordForm } from '#web/kit/record-form.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import type { PartnerLine, ProfileLine } from '../contract.ts'
import { STANDARD_PROFILE } from '../shapes.ts'
import { profileWords } from './profile-words.ts'
import { useExchange } from './use-exchange.ts'

export const textOf = (values: FormValues, name: string): string => {
  const value = values[name]
  return typeof value === 'string' ? value.trim() : ''
}

/** A partner gateway: where it is, by what certificate it is known, which bodies lie behind it. */
export function PartnerSheet(props: { of: PartnerLine | null; profiles: readonly ProfileLine[]; onClose: () => void }) {
  const { of, profiles, onClose } = props
  const { t, i18n } = useTranslation('exchange')
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const { api, step } = useExchange()
  const fields: FormField[] = [
    { name: 'name', label: t('fields.name'), kind: 'text', required: true, maxLength: 200 },
    {
      name: 'profile',
      label: t('fields.profile'),
      kind: 'choice',
      required: true,
      options: profiles.map((one) => ({ value: one.id, label: one.name[lang] })),
      hintFor: (value: FormValue) => {
        const profile = profiles.find((one) => one.id === value)
        return profile && profileWords(profile, lang, t)
      },
    },
    {
      name: 'address',
      label: t('fields.address'),
      kind: 'text',
      required: true,
      maxLength: 300,
      hint: t('hints.address'),
    },
    {
      name: 'serves',
      label: t('fields.serves'),
      kind: 'lines',
      required: true,
      maxLength: 4000,
      hint: t('hints.serves'),
    },
    {
      name: 'certificate',
      label: t('fields.certificate'),
      kind: 'lines',
      required: true,
      maxLength: 20_000,
      hint: t('hints.certificate'),
    },
    { name: 'tlsCa', label: t('fields.tlsCa'), kind: 'lines', maxLength: 20_000, hint: t('hints.tlsCa') },
    { name: 'validFrom', label: t('fields.validFrom'), kind: 'date', required: true },
    { name: 'validTo', label: t('fields.validTo'), kind: 'date' },
    {
      name: 'isEnabled',
      label: t('fields.isEnabled'),
      kind: 'choice',
      required: true,
      options: ['on', 'off'].map((value) => ({ value, label: t(`partners.${value}`) })),
    },
  ]
  const initial = of
    ? {
        ...of,
        tlsCa: of.tlsCa ?? '',
        validTo: of.validTo ?? '',
        serves: of.serves.join('\n'),
        isEnabled: of.isEnabled ? 'on' : 'off',
        version: '',
      }
    : { validFrom: dayOf(new Date()), isEnabled: 'on', profile: STANDARD_PROFILE }
  return (
    <SideSheet opened onClose={onClose} title={of?.name ?? t('partners.add')}>
      <RecordForm
        keepAs={`exchange.partner.${of?.id ?? 'new'}`}
        fields={fields}
        initial={initial}
        verb={t('save')}
        autoFocus
        faultText={(code) => t(`faults.${code}`, { defaultValue: t('faults.invalid') })}
        onSubmit={async (_input, values) => {
          const body = {
            id: of?.id ?? null,
            version: of?.version ?? null,
            fields: {
              name: textOf(values, 'name'),
              address: textOf(values, 'address'),
              profile: textOf(values, 'profile'),
              serves: textOf(values, 'serves')
                .split(/[\s,;]+/)
                .filter(Boolean),
              certificate: textOf(values, 'certificate'),
              tlsCa: textOf(values, 'tlsCa') || null,
              validFrom: textOf(values, 'validFrom'),
              validTo: textOf(values, 'validTo') || null,
              isEnabled: textOf(values, 'isEnabled') !== 'off',
            },
          }
          await step(() => api.savePartner({ body }), t('partners.saved'))
          onClose()
        }}
      />
    </SideSheet>
  )
}
