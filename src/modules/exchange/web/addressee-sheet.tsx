import { useTranslation } from 'react-i18next'
import { dayOf } from '#web/kit/format.ts'
import { type FormField, type FormValues, RecordForm } from '#web/kit/record-form.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { type AddresseeLine, addresseeFields } from '../address-contract.ts'
import { textOf } from './partner-sheet.tsx'
import { useExchange } from './use-exchange.ts'

const inputOf = (values: FormValues) => ({
  name: textOf(values, 'name'),
  email: textOf(values, 'email') || null,
  postAddress: textOf(values, 'postAddress') || null,
  validFrom: textOf(values, 'validFrom'),
  validTo: textOf(values, 'validTo') || null,
})

/** Somebody to whom the organisation writes by e-mail or post, as long as the address holds. */
export function AddresseeSheet({ of, onClose }: { of: AddresseeLine | null; onClose: () => void }) {
  const { t } = useTranslation('exchange')
  const { book, step } = useExchange()
  const fields: FormField[] = [
    { name: 'name', label: t('fields.recipient'), kind: 'text', required: true, maxLength: 200 },
    { name: 'email', label: t('fields.email'), kind: 'text', maxLength: 254, hint: t('hints.email') },
    { name: 'postAddress', label: t('fields.postAddress'), kind: 'text', maxLength: 200 },
    { name: 'validFrom', label: t('fields.validFrom'), kind: 'date', required: true },
    { name: 'validTo', label: t('fields.validTo'), kind: 'date' },
  ]
  const initial: FormValues = of
    ? {
        name: of.name,
        email: of.email ?? '',
        postAddress: of.postAddress ?? '',
        validFrom: of.validFrom,
        validTo: of.validTo ?? '',
      }
    : { validFrom: dayOf(new Date()) }
  return (
    <SideSheet opened onClose={onClose} title={of?.name ?? t('addressees.add')}>
      <RecordForm
        keepAs={`exchange.addressee.${of?.id ?? 'new'}`}
        fields={fields}
        initial={initial}
        schema={addresseeFields}
        toInput={inputOf}
        verb={t('save')}
        autoFocus
        faultText={(code) => t(`faults.${code}`, { defaultValue: t('faults.invalid') })}
        onSubmit={async (_input, values) => {
          const body = {
            id: of?.id ?? null,
            version: of?.version ?? null,
            fields: inputOf(values),
          }
          await step(() => book.saveAddressee({ body }), t('addressees.saved'))
          onClose()
        }}
      />
    </SideSheet>
  )
}
