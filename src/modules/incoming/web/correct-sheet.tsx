import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatDate } from '#web/kit/format.ts'
import { type FormValue, RecordForm } from '#web/kit/record-form.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { toast } from '#web/kit/toast.tsx'
import { useActing } from '#web/session.tsx'
import { type EntryFields, entryFields, type IncomingDetail, incoming } from '../contract.ts'
import { storedValues, toFields } from './entry-fields.ts'
import { useEntryFields, useRules } from './use-entry-form.ts'

/**
 * Corrects an entry under its own number (NĐ 30/2020 Đ22): the register form with what stood before, and the reason.
 * @param isQuick right after registering: the reason may be left out
 */
export function CorrectSheet(props: {
  documentId: string
  isQuick?: boolean
  onClose: () => void
  onCorrected?: () => void
}) {
  const { t } = useTranslation('incoming')
  const api = useApi(incoming)
  const { post } = useActing()
  const { data, error, refetch } = useQuery({
    queryKey: ['incoming', post.id, 'get', props.documentId],
    queryFn: ({ signal }) => api.get({ params: { documentId: props.documentId }, signal }),
    staleTime: 0,
    gcTime: 0,
  })
  return (
    <SideSheet
      opened
      onClose={props.onClose}
      title={t('correct.title', { number: data?.arrivalNumber ?? '' })}
      width={36}
    >
      <ErrorNote fault={error} onRetry={() => void refetch()} />
      {data ? <CorrectForm key={data.version} detail={data} {...props} /> : null}
    </SideSheet>
  )
}

function CorrectForm(props: {
  detail: IncomingDetail
  isQuick?: boolean
  onClose: () => void
  onCorrected?: () => void
}) {
  const { t } = useTranslation('incoming')
  const api = useApi(incoming)
  const queries = useQueryClient()
  const rules = useRules()
  const { detail } = props
  const initial = useMemo(() => ({ ...storedValues(detail), reason: '' }), [detail])
  const base = useEntryFields({ isNew: false, more: true })
  const fields = useMemo(() => {
    const words = (value: FormValue | undefined) => (typeof value === 'string' ? value : (value?.name ?? ''))
    const known = base.map((field) => {
      const before = words(initial[field.name as keyof typeof initial] as FormValue)
      const option = field.options?.find((one) => one.value === before)?.label
      const shown = field.kind === 'date' || field.kind === 'partialDate' ? formatDate(before) : (option ?? before)
      return {
        ...field,
        hintFor: (value: FormValue) =>
          words(value) === before ? undefined : t('correct.before', { value: shown || t('correct.empty') }),
      }
    })
    return [
      ...known,
      {
        name: 'reason',
        label: t('correct.reason'),
        kind: 'text' as const,
        maxLength: 300,
        required: !props.isQuick,
        hint: t('correct.reasonHint'),
      },
    ]
  }, [base, initial, t, props.isQuick])
  return (
    <RecordForm
      keepAs={`correct:${detail.id}:${detail.version}`}
      fields={fields}
      initial={initial}
      schema={entryFields}
      toInput={(values) => toFields(values, rules, detail.fields)}
      verb={t('correct.verb')}
      autoFocus
      onSubmit={async (input, values) => {
        await api.correct({
          params: { documentId: detail.id },
          body: {
            version: detail.version,
            fields: input as EntryFields,
            arrivalDate: (values['arrivalDate'] as string) || null,
            reason: (values['reason'] as string) || null,
          },
        })
        toast({ text: t('correct.done', { number: detail.arrivalNumber }) })
        await queries.invalidateQueries({ queryKey: ['incoming'] })
        props.onCorrected?.()
        props.onClose()
      }}
    />
  )
}
