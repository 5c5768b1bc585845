import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type IncomingDetail, incoming } from '#modules/incoming/contract.ts'
import { useApi } from '#web/api.ts'
import { ConfirmSheet } from '#web/kit/confirm-sheet.tsx'
import { LinesField } from '#web/kit/lines-field.tsx'
import { useKept } from '#web/kit/use-kept.ts'
import { partFor } from './document-facts.ts'
import { useStep } from './use-desk.ts'
import { WorkSheet } from './work-sheet.tsx'

type Reasoned = 'sendBack' | 'reopen' | 'returnToSender'

/** Steps that need a reason: giving back, opening again, returning to the sender. */
export function ReasonSheet({
  document,
  name,
  onClose,
}: {
  document: IncomingDetail
  name: Reasoned
  onClose: () => void
}) {
  const { t } = useTranslation('desk')
  const api = useApi(incoming)
  const step = useStep()
  const part = partFor(document, 'sendBack')
  const [reason, setReason, kept] = useKept(`desk.${name}.${document.id}`, '')
  const [isTried, setTried] = useState(false)
  const facts = { name: part?.givenBy ?? '', number: document.arrivalNumber ?? '', issuer: document.issuerName }
  const send = () => {
    const params = { documentId: document.id }
    const body = { version: document.version, reason }
    if (name === 'reopen') return api.reopen({ params, body })
    if (name === 'returnToSender') return api.returnToSender({ params, body })
    return api.sendBack({ params: { assignmentId: part?.id ?? '' }, body: { version: part?.version ?? 0, reason } })
  }
  return (
    <WorkSheet
      document={document}
      title={t(`step.${name}`, facts)}
      consequence={t(`${name}.consequence`, facts)}
      verb={t(`verb.${name}`, facts)}
      isDangerous={name === 'returnToSender'}
      onClose={onClose}
      check={() => {
        setTried(true)
        return reason.trim() !== ''
      }}
      onSubmit={async () => {
        await step(send, t(`done.${name}`, facts))
        kept.forget()
      }}
    >
      <LinesField
        label={t('reason')}
        name="reason"
        max={500}
        required
        value={reason}
        onChange={setReason}
        isMissing={isTried && reason.trim() === ''}
      />
    </WorkSheet>
  )
}

/** Opens the document to the whole organisation, or takes that back (phổ biến). */
export function OpenSheet({ document, onClose }: { document: IncomingDetail; onClose: () => void }) {
  const { t } = useTranslation('desk')
  const api = useApi(incoming)
  const step = useStep()
  const isOpen = !document.isOpenToAll
  return (
    <ConfirmSheet
      opened
      onClose={onClose}
      title={t(isOpen ? 'openToAll.ask' : 'openToAll.askBack')}
      consequence={t(isOpen ? 'openToAll.consequence' : 'openToAll.consequenceBack')}
      verb={t(isOpen ? 'verb.openToAll' : 'verb.narrow')}
      onConfirm={() =>
        step(
          () => api.openToAll({ params: { documentId: document.id }, body: { version: document.version, isOpen } }),
          t(isOpen ? 'done.openToAll' : 'done.narrow'),
        )
      }
    />
  )
}
