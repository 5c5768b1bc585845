import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatInstant } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import type { AskLine, MessageLine } from '../contract.ts'
import styles from './exchange.module.css'
import { ReaddressSheet } from './readdress-sheet.tsx'
import { RefuseSheet } from './refuse-sheet.tsx'
import { useExchange } from './use-exchange.ts'

const TONE: Readonly<Record<MessageLine['state'], Tone>> = {
  dead: 'overdue',
  waiting: 'waiting',
  sent: 'done',
  dropped: 'returned',
}

/** What goes to other installations and by e-mail: what could not be sent stands first, with why and what to do; and what senders ask back. */
export default function MessagesPage() {
  const { t } = useTranslation('exchange')
  const { api, key, step } = useExchange()
  const [asked, setAsked] = useState<AskLine | null>(null)
  const [wrong, setWrong] = useState<MessageLine | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const { data, error, refetch } = useQuery({
    queryKey: key('messages'),
    queryFn: ({ signal }) => api.messages({ query: {}, signal }),
    // What waits moves by itself.
    refetchInterval: 20_000,
  })
  const resend = async (one: MessageLine) => {
    setBusy(one.id)
    setFault(null)
    await step(
      () => api.resend({ params: { id: one.id }, body: { version: one.version } }),
      t('messages.resent', { to: one.receiver ?? one.receiverCode }),
    ).catch(setFault)
    setBusy(null)
  }
  const dead = data?.items.filter((one) => one.state === 'dead').length ?? 0
  return (
    <>
      <PageHead
        title={t('messages.title')}
        facts={data ? t(dead > 0 ? 'messages.dead' : 'messages.fine', { count: dead }) : undefined}
      />
      <div className={styles['page']}>
        <ErrorNote fault={error ?? fault} onRetry={() => void refetch()} />
        {data && data.asks.length > 0 ? (
          <section className={styles['part']}>
            <h2>{t('asks.title')}</h2>
            <p className={styles['quiet']}>{t('asks.hint')}</p>
            <ul className={styles['list']}>
              {data.asks.map((one) => (
                <li key={one.id}>
                  <span>
                    <b>{one.label ?? t('asks.document')}</b>
                    <small>{t('asks.from', { from: one.from, at: formatInstant(one.askedAt) })}</small>
                    {one.words ? <q className={styles['said']}>{one.words}</q> : null}
                  </span>
                  <span className={styles['buttons']}>
                    {one.documentId ? <PostLink to={`incoming/${one.documentId}`}>{t('asks.open')}</PostLink> : null}
                    <Button onClick={() => setAsked(one)}>{t('asks.refuse')}</Button>
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {data?.items.length === 0 ? <EmptyState title={t('messages.empty')} hint={t('messages.next')} /> : null}
        {data && data.items.length > 0 ? (
          <ul className={styles['list']} aria-label={t('messages.title')}>
            {data.items.map((one) => (
              <li key={one.id}>
                <span>
                  <b>{one.symbol ?? one.receiverCode}</b> {one.subject}
                  <small>
                    {t(`messages.${one.channel === 'email' ? 'mail' : 'kind'}.${one.kind}`, {
                      status: one.statusCode ? t(`status.${one.statusCode}`) : '',
                    })}{' '}
                    ·{' '}
                    {t('messages.to', {
                      to: one.receiver ? `${one.receiver} (${one.receiverCode})` : one.receiverCode,
                    })}{' '}
                    · {formatInstant(one.stateAt)}
                    {one.tries > 1 ? ` · ${t('messages.tries', { count: one.tries })}` : ''}
                  </small>
                  {one.fault && one.state !== 'sent' ? <q className={styles['said']}>{one.fault}</q> : null}
                </span>
                <span className={styles['buttons']}>
                  <StateBadge tone={TONE[one.state]}>{t(`messages.state.${one.state}`)}</StateBadge>
                  {one.documentId ? <PostLink to={`outgoing/${one.documentId}`}>{t('messages.open')}</PostLink> : null}
                  {one.state === 'dead' && one.kind === 'document' ? (
                    <Button onClick={() => setWrong(one)}>{t('readdress.open')}</Button>
                  ) : null}
                  {one.state === 'dead' || (one.state === 'waiting' && one.tries > 0) ? (
                    <Button icon="rotate" busy={busy === one.id} onClick={() => void resend(one)}>
                      {t('messages.resend')}
                    </Button>
                  ) : null}
                </span>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      {wrong ? <ReaddressSheet of={wrong} onClose={() => setWrong(null)} /> : null}
      {asked ? <RefuseSheet ask={asked} onClose={() => setAsked(null)} /> : null}
    </>
  )
}
