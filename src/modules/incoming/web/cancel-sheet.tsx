import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { ConfirmSheet } from '#web/kit/confirm-sheet.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { toast } from '#web/kit/toast.tsx'
import { incoming } from '../contract.ts'

/** Cancels a number after saying what that means: it shows as khuyết số and is not given again. */
export function CancelSheet(props: {
  document: { id: string; arrivalNumber: number | null; version: number; subject: string }
  onClose: () => void
  onCancelled?: () => void
}) {
  const { t } = useTranslation('incoming')
  const api = useApi(incoming)
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const { id, version, arrivalNumber, subject } = props.document
  return (
    <ConfirmSheet
      opened
      danger
      onClose={props.onClose}
      title={t('cancel.title', { number: arrivalNumber })}
      consequence={t('cancel.consequence')}
      verb={t('cancel.verb')}
      disabled={!reason.trim()}
      onConfirm={async () => {
        await api.cancel({ params: { documentId: id }, body: { version, reason } })
        toast({ text: t('cancel.done', { number: arrivalNumber }) })
        await queries.invalidateQueries({ queryKey: ['incoming'] })
        props.onCancelled?.()
      }}
    >
      <p>{subject}</p>
      <TextField label={t('cancel.reason')} required maxLength={300} value={reason} onChange={setReason} />
    </ConfirmSheet>
  )
}
