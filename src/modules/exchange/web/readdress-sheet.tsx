import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmSheet } from '#web/kit/confirm-sheet.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import type { MessageLine } from '../contract.ts'
import { useExchange } from './use-exchange.ts'

/** Corrects where a document goes that could not be sent, and sends it there. */
export function ReaddressSheet({ of, onClose }: { of: MessageLine; onClose: () => void }) {
  const { t } = useTranslation('exchange')
  const { api, step } = useExchange()
  const [address, setAddress] = useState(of.receiverCode)
  const to = address.trim()
  return (
    <ConfirmSheet
      opened
      onClose={onClose}
      title={t('readdress.title', { label: of.symbol ?? of.subject ?? '' })}
      consequence={t('readdress.consequence', { to: of.receiver ?? of.receiverCode })}
      verb={t('readdress.verb')}
      disabled={to === '' || to === of.receiverCode}
      onConfirm={() =>
        step(
          () => api.readdress({ params: { id: of.id }, body: { version: of.version, address: to } }),
          t('messages.resent', { to }),
        )
      }
    >
      <TextField
        label={t(of.channel === 'email' ? 'fields.email' : 'fields.code')}
        required
        maxLength={254}
        value={address}
        onChange={setAddress}
        data-focus
      />
    </ConfirmSheet>
  )
}
