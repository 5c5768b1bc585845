import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RecipientsField } from '#modules/people/web/recipient-field.tsx'
import { type Recipient, recipientInput } from '#modules/people/web/recipients.ts'
import { useApi } from '#web/api.ts'
import { DateField } from '#web/kit/date-field.tsx'
import { Field } from '#web/kit/field.tsx'
import { dayOf, formatDate } from '#web/kit/format.ts'
import { LinesField } from '#web/kit/lines-field.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { useKept } from '#web/kit/use-kept.ts'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { outgoing } from '../contract.ts'
import { outgoingWay } from '../way-contract.ts'
import { About } from './about.tsx'
import type { MoveProps } from './panel-props.ts'
import styles from './panels.module.css'
import { useStep } from './use-outgoing.ts'

/** Signed by hand: the registry gives number and day. The number stands large for a moment. */
export function NumberSheet({ document, onClose }: MoveProps) {
  const { t } = useTranslation('outgoing')
  const api = useApi(outgoingWay)
  const step = useStep()
  const today = dayOf(new Date())
  const [signedOn, setSignedOn] = useState(today)
  const isWrong = signedOn > today
  return (
    <WorkSheet
      title={t('move.numberOnPaper')}
      about={<About document={document} />}
      consequence={t('sheet.numberOnPaper', { type: document.typeName })}
      verb={t('verb.numberOnPaper')}
      onClose={onClose}
      check={() => signedOn !== '' && !isWrong}
      onSubmit={async () => {
        await step(
          () =>
            api.numberOnPaper({
              params: { documentId: document.id },
              body: { version: document.version, signedOn: signedOn || null },
            }),
          (made) => ({
            number: String(made.number),
            text: t('done.numberOnPaper', { symbol: made.symbol, date: formatDate(made.issuedDate) }),
          }),
        )
      }}
    >
      <Field label={t('sheet.signedOn')} fault={isWrong ? t('fault.future') : undefined}>
        {(parts) => <DateField {...parts} data-focus="" value={signedOn} onChange={setSignedOn} />}
      </Field>
    </WorkSheet>
  )
}

/** Sends it: to the receivers as chosen, and to posts and units of the own office. */
export function IssueSheet({ document, onClose }: MoveProps) {
  const { t } = useTranslation('outgoing')
  const api = useApi(outgoingWay)
  const step = useStep()
  const [inside, setInside, kept] = useKept<readonly Recipient[]>(`outgoing.issue.${document.id}`, [])
  return (
    <WorkSheet
      title={t('move.issue')}
      about={<About document={document} />}
      consequence={t('sheet.issue')}
      verb={t('verb.issue')}
      onClose={onClose}
      check={() => document.dispatches.length > 0 || inside.length > 0}
      onSubmit={async () => {
        await step(
          () =>
            api.issue({
              params: { documentId: document.id },
              body: { version: document.version, inside: inside.map(recipientInput) },
            }),
          t('done.issue'),
        )
        kept.forget()
      }}
    >
      <ul className={styles['plain']} aria-label={t('field.recipients')}>
        {document.dispatches.map((one) => (
          <li key={one.id}>
            <b>{one.name}</b> · {t(`channel.${one.channel}`)} · {t('dispatch.copies', { count: one.copies })}
          </li>
        ))}
        {document.dispatches.length === 0 ? <li>{t('dispatch.none')}</li> : null}
      </ul>
      <RecipientsField name="inside" label={t('sheet.inside')} value={inside} onChange={setInside} />
    </WorkSheet>
  )
}

export function RecallSheet({ document, onClose }: MoveProps) {
  const { t } = useTranslation('outgoing')
  const api = useApi(outgoingWay)
  const step = useStep()
  const [draft, setDraft, kept] = useKept(`outgoing.recall.${document.id}`, { reason: '', order: '' })
  const [isTried, setTried] = useState(false)
  const isMissing = draft.reason.trim() === ''
  return (
    <WorkSheet
      title={t('move.recall')}
      about={<About document={document} />}
      consequence={t('sheet.recall')}
      verb={t('verb.recall')}
      isDangerous
      onClose={onClose}
      check={() => {
        setTried(true)
        return !isMissing
      }}
      onSubmit={async () => {
        await step(
          () =>
            api.recall({
              params: { documentId: document.id },
              body: { version: document.version, reason: draft.reason.trim(), order: draft.order.trim() || null },
            }),
          t('done.recall'),
        )
        kept.forget()
      }}
    >
      <LinesField
        label={t('sheet.reason')}
        name="reason"
        max={500}
        required
        value={draft.reason}
        onChange={(reason) => setDraft({ ...draft, reason })}
        isMissing={isTried && isMissing}
      />
      <TextField
        label={t('sheet.order')}
        name="order"
        maxLength={200}
        value={draft.order}
        onChange={(order) => setDraft({ ...draft, order })}
      />
    </WorkSheet>
  )
}

/** Gives the draft up; a number that it had stays as a gap. */
export function AbandonSheet({ document, onClose }: MoveProps) {
  const { t } = useTranslation('outgoing')
  const api = useApi(outgoing)
  const step = useStep()
  const [reason, setReason, kept] = useKept(`outgoing.abandon.${document.id}`, '')
  const [isTried, setTried] = useState(false)
  return (
    <WorkSheet
      title={t('move.abandon')}
      about={<About document={document} />}
      consequence={t('sheet.abandon')}
      verb={t('verb.abandon')}
      isDangerous
      onClose={onClose}
      check={() => {
        setTried(true)
        return reason.trim() !== ''
      }}
      onSubmit={async () => {
        await step(
          () =>
            api.abandon({
              params: { documentId: document.id },
              body: { version: document.version, reason: reason.trim() },
            }),
          t('done.abandon'),
        )
        kept.forget()
      }}
    >
      <LinesField
        label={t('sheet.reason')}
        name="reason"
        max={300}
        required
        value={reason}
        onChange={setReason}
        isMissing={isTried && reason.trim() === ''}
      />
    </WorkSheet>
  )
}

export const ReceivedSheet = (props: MoveProps) => <ReceiptSheet {...props} isReceived />
export const NotDeliveredSheet = (props: MoveProps) => <ReceiptSheet {...props} isReceived={false} />

/** The receiver signed for it, or it came back. */
function ReceiptSheet({ document, id, onClose, isReceived }: MoveProps & { isReceived: boolean }) {
  const { t } = useTranslation('outgoing')
  const api = useApi(outgoingWay)
  const step = useStep()
  const one = document.dispatches.find((dispatch) => dispatch.id === id)
  const [words, setWords] = useState('')
  const [isTried, setTried] = useState(false)
  const isMissing = !isReceived && words.trim() === ''
  if (!one) return null
  return (
    <WorkSheet
      title={t(isReceived ? 'dispatch.receive' : 'dispatch.fail')}
      about={<b>{one.name}</b>}
      consequence=""
      verb={t('verb.save')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return !isMissing
      }}
      onSubmit={async () => {
        await step(
          () =>
            api.confirmReceipt({
              params: { dispatchId: id },
              body: { version: one.version, isReceived, words: words.trim() || null },
            }),
          t('done.receipt'),
        )
      }}
    >
      <LinesField
        label={t(isReceived ? 'sheet.receipt' : 'sheet.notDelivered')}
        name="words"
        max={300}
        rows={2}
        value={words}
        onChange={setWords}
        isMissing={isTried && isMissing}
      />
    </WorkSheet>
  )
}
