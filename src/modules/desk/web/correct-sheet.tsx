import { useTranslation } from 'react-i18next'
import { entryFields, type IncomingDetail, incoming } from '#modules/incoming/contract.ts'
import { useApi } from '#web/api.ts'
import { type FormField, type FormValues, RecordForm } from '#web/kit/record-form.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import styles from './desk.module.css'
import { useStep } from './use-desk.ts'

const text = (value: FormValues[string]): string => (typeof value === 'string' ? value : (value?.name ?? '')).trim()
const count = (value: FormValues[string]): number | null => (text(value) ? Number(text(value)) : null)

/** Corrects the entry under the same number; the trace keeps before and after. */
export function CorrectSheet({ document, onClose }: { document: IncomingDetail; onClose: () => void }) {
  const { t } = useTranslation('desk')
  const api = useApi(incoming)
  const step = useStep()
  const { fields } = document
  const line = (name: string, maxLength: number, more: Partial<FormField> = {}): FormField => ({
    name,
    label: t(`field.${name}`),
    kind: 'text',
    maxLength,
    ...more,
  })
  const form: FormField[] = [
    line('typeName', 100, { required: true }),
    line('codeNumber', 11),
    line('codeNotation', 30),
    line('issuedDate', 10, { kind: 'partialDate' }),
    line('issuerName', 200, { required: true }),
    line('place', 100),
    line('subject', 500, { kind: 'lines', required: true }),
    line('signerName', 50),
    line('signerPosition', 100),
    {
      name: 'urgency',
      label: t('field.urgency'),
      kind: 'choice',
      options: [0, 1, 2, 3].map((level) => ({ value: String(level), label: t(`urgency.${level}`) })),
    },
    line('pageAmount', 5, { kind: 'number' }),
    line('copyAmount', 3, { kind: 'number' }),
    line('toPlaces', 1000, { kind: 'lines' }),
    line('description', 500, { kind: 'lines' }),
    line('arrivalDate', 10, { kind: 'date', required: true }),
    line('reason', 300, { hint: t('correct.reasonHint') }),
  ]
  const initial: FormValues = {
    typeName: fields.typeName,
    codeNumber: fields.codeNumber ?? '',
    codeNotation: fields.codeNotation ?? '',
    issuedDate: fields.issuedDate ?? '',
    issuerName: fields.issuerName,
    place: fields.place ?? '',
    subject: fields.subject,
    signerName: fields.signerName ?? '',
    signerPosition: fields.signerPosition ?? '',
    urgency: String(fields.urgency),
    pageAmount: fields.pageAmount === null ? '' : String(fields.pageAmount),
    copyAmount: fields.copyAmount === null ? '' : String(fields.copyAmount),
    toPlaces: fields.toPlaces ?? '',
    description: fields.description ?? '',
    arrivalDate: document.arrivalDate,
    reason: '',
  }
  const toInput = (values: FormValues) => ({
    ...fields,
    ...Object.fromEntries(
      [
        'codeNumber',
        'codeNotation',
        'issuedDate',
        'place',
        'signerName',
        'signerPosition',
        'toPlaces',
        'description',
      ].map((name) => [name, text(values[name] ?? null) || null]),
    ),
    typeName: text(values['typeName'] ?? null),
    // Another type name is another type: its code is not carried over.
    typeCode: text(values['typeName'] ?? null) === fields.typeName ? fields.typeCode : null,
    issuerName: text(values['issuerName'] ?? null),
    issuerOrganId: text(values['issuerName'] ?? null) === fields.issuerName ? fields.issuerOrganId : null,
    subject: text(values['subject'] ?? null),
    urgency: Number(text(values['urgency'] ?? null) || 0),
    pageAmount: count(values['pageAmount'] ?? null),
    copyAmount: count(values['copyAmount'] ?? null),
  })
  return (
    <SideSheet opened onClose={onClose} title={t('step.correct')} width={40}>
      <p className={styles['about']}>{t('correct.consequence', { number: document.arrivalNumber ?? '–' })}</p>
      <RecordForm
        keepAs={`desk.correct.${document.id}.${document.version}`}
        fields={form}
        initial={initial}
        schema={entryFields}
        toInput={toInput}
        verb={t('verb.correct')}
        autoFocus
        onSubmit={async (input, values) => {
          await step(
            () =>
              api.correct({
                params: { documentId: document.id },
                body: {
                  version: document.version,
                  fields: entryFields.parse(input),
                  arrivalDate: text(values['arrivalDate'] ?? null) || null,
                  reason: text(values['reason'] ?? null) || null,
                },
              }),
            t('done.correct'),
          )
          onClose()
        }}
      />
    </SideSheet>
  )
}
