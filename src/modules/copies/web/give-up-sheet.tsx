import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { LinesField } from '#web/kit/lines-field.tsx'
import { toast } from '#web/kit/toast.tsx'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { type Copy, copies } from '../contract.ts'

/** Gives a copy up: its number becomes a gap that stays. */
export function GiveUpSheet({ copy, onClose }: { copy: Copy; onClose: () => void }) {
  const { t } = useTranslation('copies')
  const api = useApi(copies)
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const isMissing = reason.trim() === ''
  return (
    <WorkSheet
      title={t('giveUp.title')}
      about={
        <>
          <DocumentSymbol strong>{copy.symbol}</DocumentSymbol> {t(`form.${copy.form}`)}
        </>
      }
      consequence={t('giveUp.consequence', { symbol: copy.symbol })}
      verb={t('giveUp.verb')}
      isDangerous
      onClose={onClose}
      check={() => {
        setTried(true)
        return !isMissing
      }}
      onSubmit={async () => {
        await api.giveUp({ params: { copyId: copy.id }, body: { reason: reason.trim() } })
        toast({ text: t('giveUp.done', { symbol: copy.symbol }) })
        await queries.invalidateQueries({ queryKey: ['copies'] })
      }}
    >
      <LinesField
        label={t('giveUp.reason')}
        name="reason"
        max={300}
        rows={3}
        required
        value={reason}
        onChange={setReason}
        isMissing={isTried && isMissing}
      />
    </WorkSheet>
  )
}
