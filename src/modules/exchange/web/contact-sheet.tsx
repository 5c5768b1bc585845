import { useTranslation } from 'react-i18next'
import { dayOf } from '#web/kit/format.ts'
import { type FormField, type FormValues, RecordForm } from '#web/kit/record-form.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import type { ContactLine } from '../contract.ts'
import { textOf } from './partner-sheet.tsx'
import { useExchange } from './use-exchange.ts'

/** An entry of the address book: a body elsewhere, by the code under which it is known in its days. */
export function ContactSheet({ of, onClose }: { of: ContactLine | null; onClose: () => void }) {
  const { t } = useTranslation('exchange')
  const { api, step } = useExchange()
  const fields: FormField[] = [
    { name: 'name', label: t('fields.body'), kind: 'text', required: true, maxLength: 200 },
    { name: 'code', label: t('fields.code'), kind: 'text', required: true, maxLength: 35, hint: t('hints.code') },
    { name: 'validFrom', label: t('fields.validFrom'), kind: 'date', required: true },
    { name: 'validTo', label: t('fields.validTo'), kind: 'date' },
  ]
  const initial: FormValues = of
    ? { name: of.name, code: of.code, validFrom: of.validFrom, validTo: of.validTo ?? '' }
    : { validFrom: dayOf(new Date()) }
  return (
    <SideSheet opened onClose={onClose} title={of?.name ?? t('contacts.add')}>
      <RecordForm
        keepAs={`exchange.contact.${of?.id ?? 'new'}`}
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
              code: textOf(values, 'code'),
              validFrom: textOf(values, 'validFrom'),
              validTo: textOf(values, 'validTo') || null,
            },
          }
          await step(() => api.saveContact({ body }), t('contacts.saved'))
          onClose()
        }}
      />
    </SideSheet>
  )
}
