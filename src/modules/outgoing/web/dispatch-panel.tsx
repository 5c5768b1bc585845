import { useTranslation } from 'react-i18next'
import { useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { formatInstant } from '#web/kit/format.ts'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import { useActing } from '#web/session.tsx'
import type { OutgoingDetail } from '../contract.ts'
import { outgoingWay } from '../way-contract.ts'
import type { PanelProps } from './panel-props.ts'
import styles from './panels.module.css'

const TONE: Readonly<Record<OutgoingDetail['dispatches'][number]['state'], Tone>> = {
  planned: 'new',
  sent: 'waiting',
  received: 'done',
  failed: 'overdue',
  recalled: 'returned',
}

/** Envelopes and slips for what goes by post or by hand, once the document has its number. */
function Papers({ document }: { document: OutgoingDetail }) {
  const { t } = useTranslation('outgoing')
  const fileUrl = useFileUrl()
  const { post } = useActing()
  const isOnPaper = document.dispatches.some((one) => one.channel === 'post' || one.channel === 'hand')
  if (!post.abilities.includes('outgoing.issue') || document.symbol === null || !isOnPaper) return null
  const address = (what: 'envelopes' | 'slips', size?: string) =>
    fileUrl(outgoingWay.printDispatch, { params: { documentId: document.id, what }, query: size ? { size } : {} })
  return (
    <p className={styles['links']}>
      {t('dispatch.envelopes')}
      {(['DL', 'C5', 'C4'] as const).map((size) => (
        <a key={size} href={address('envelopes', size)} target="_blank" rel="noreferrer">
          {t(`dispatch.size.${size}`)}
        </a>
      ))}
      <a href={address('slips')} target="_blank" rel="noreferrer">
        {t('dispatch.slips')}
      </a>
    </p>
  )
}

/** To whom it goes, how, and whether it came there. */
export default function DispatchPanel({ document, onSheet }: PanelProps) {
  const { t } = useTranslation('outgoing')
  const { abilities, dispatches } = document
  // The registry puts receivers right between the approval and the issue; the drafter before, among his other words.
  const edit = abilities.includes('change')
    ? 'change'
    : abilities.some((one) => one === 'numberOnPaper' || one === 'seal' || one === 'issue')
      ? 'setRecipients'
      : null
  const button = edit ? (
    <Button icon="pencil" onClick={() => onSheet({ name: edit })}>
      {t('dispatch.edit')}
    </Button>
  ) : null
  if (dispatches.length === 0) return <EmptyState title={t('dispatch.none')}>{button}</EmptyState>
  return (
    <section>
      <ul className={styles['dispatches']}>
        {dispatches.map((one) => (
          <li key={one.id} className={styles['entry']}>
            <p>
              <b>{one.name}</b>
              <small className={styles['more']}>
                {[
                  t(`channel.${one.channel}`),
                  t('dispatch.copies', { count: one.copies }),
                  one.address ?? '',
                  one.sentAt ? t('dispatch.sentAt', { at: formatInstant(one.sentAt) }) : '',
                  one.receivedAt ? t('dispatch.receivedAt', { at: formatInstant(one.receivedAt) }) : '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
              {one.gateway ? (
                <small className={styles['more']}>
                  {t(`dispatch.${one.channel === 'email' ? 'mail' : 'gateway'}.${one.gateway.state}`, {
                    count: one.gateway.tries,
                  })}
                  {one.gateway.words && !one.receipt && !one.fault ? ` · ${one.gateway.words}` : ''}
                </small>
              ) : null}
              {one.receipt || one.fault ? <q className={styles['said']}>{one.receipt ?? one.fault}</q> : null}
            </p>
            <StateBadge tone={TONE[one.state]}>{t(`dispatch.state.${one.state}`)}</StateBadge>
            {abilities.includes('confirmReceipt') && one.state === 'sent' ? (
              <span className={styles['buttons']}>
                <Button onClick={() => onSheet({ name: 'received', id: one.id })}>{t('dispatch.receive')}</Button>
                <Button kind="quiet" onClick={() => onSheet({ name: 'notDelivered', id: one.id })}>
                  {t('dispatch.fail')}
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {button ? <div className={styles['buttons']}>{button}</div> : null}
      <Papers document={document} />
    </section>
  )
}
