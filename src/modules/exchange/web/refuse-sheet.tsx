import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmSheet } from '#web/kit/confirm-sheet.tsx'
import { LinesField } from '#web/kit/lines-field.tsx'
import type { AskLine } from '../contract.ts'
import { useExchange } from './use-exchange.ts'

/** Keeps what its sender asked back; the reason goes to him (status 16). */
export function RefuseSheet({ ask, onClose }: { ask: AskLine; onClose: () => void }) {
  const { t } = useTranslation('exchange')
  const { api, step } = useExchange()
  const [reason, setReason] = useState('')
  return (
    <ConfirmSheet
      opened
      onClose={onClose}
      title={t('asks.refuseTitle', { label: ask.label ?? '' })}
      consequence={t('asks.consequence', { from: ask.from })}
      verb={t('asks.refuse')}
      disabled={reason.trim() === ''}
      onConfirm={() => step(() => api.refuseRecall({ params: { id: ask.id }, body: { reason } }), t('asks.refused'))}
    >
      <LinesField label={t('asks.reason')} name="reason" max={1000} required value={reason} onChange={setReason} />
    </ConfirmSheet>
  )
}
