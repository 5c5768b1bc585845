import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IncomingDetail } from '#modules/incoming/contract.ts'
import { type AccessChange, documentAccess, type Reader } from '#modules/records/access-contract.ts'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatDate, formatInstant } from '#web/kit/format.ts'
import { Icon } from '#web/kit/icon.tsx'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import { Timeline, type TimelineEntry } from '#web/kit/timeline.tsx'
import styles from './access.module.css'
import { AskAccessSheet, DecideAccessSheet } from './access-sheets.tsx'
import { Difference } from './access-words.tsx'
import deskStyles from './desk.module.css'
import pageStyles from './document.module.css'
import { useAccess, useAccessStep } from './use-access.ts'

/** Under the head: the document is narrowed, or a change of its rights waits (PL VI III.3c: told until it is confirmed). */
export function AccessBanner({ document }: { document: IncomingDetail }) {
  const { t } = useTranslation('desk')
  const api = useApi(documentAccess)
  const step = useAccessStep()
  const { data } = useAccess(document.id)
  const [isDeciding, setDeciding] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  if (!data || !(data.pending || data.now.isNarrowed)) return null
  const { pending } = data
  const withdraw = async (changeId: string) => {
    setFault(null)
    try {
      await step(() => api.withdrawAccess({ params: { changeId } }), t('access.done.withdrawn'))
    } catch (cause) {
      setFault(cause)
    }
  }
  return (
    <>
      <div className={styles['banner']} role="status">
        <Icon name={pending ? 'hourglass' : 'shield'} />
        <p>
          {pending ? (
            <>
              <b>{t('access.pending', { name: pending.asked.name })}</b>{' '}
              {t(pending.after.isNarrowed ? 'access.meanwhileNarrowed' : 'access.meanwhile')}
            </>
          ) : (
            <>
              <b>{t('access.narrowed')}</b>{' '}
              {data.now.until ? t('access.until', { date: formatDate(data.now.until) }) : null}
            </>
          )}
        </p>
        {pending && data.abilities.includes('decide') ? (
          <Button kind="main" onClick={() => setDeciding(true)}>
            {t('access.look')}
          </Button>
        ) : null}
        {pending && data.abilities.includes('withdraw') ? (
          <Button onClick={() => void withdraw(pending.id)}>{t('access.withdraw')}</Button>
        ) : null}
        <ErrorNote fault={fault} />
      </div>
      {isDeciding && pending ? (
        <DecideAccessSheet document={document} change={pending} onClose={() => setDeciding(false)} />
      ) : null}
    </>
  )
}

const WHY: readonly Reader['why'][] = ['all', 'role', 'list', 'given']

/** Quyền truy cập: who sees the document now and why, asking for a change, every change there was. */
export function AccessPart({ document }: { document: IncomingDetail }) {
  const { t } = useTranslation('desk')
  const { data, error, refetch } = useAccess(document.id)
  const [isAsking, setAsking] = useState(false)
  return (
    <section aria-label={t('part.access')}>
      <h3>{t('part.access')}</h3>
      {error ? <ErrorNote fault={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <>
          <p className={styles['short']}>
            {t(data.now.isNarrowed ? 'access.shortNarrowed' : 'access.short')}
            {data.now.members.length > 0 ? ` ${t('access.shortList', { count: data.now.members.length })}` : ''}
            {data.now.until ? ` ${t('access.until', { date: formatDate(data.now.until) })}` : ''}
          </p>
          <details className={pageStyles['more']}>
            <summary>{t('access.who')}</summary>
            <dl className={styles['readers']}>
              {WHY.map((why) => (
                <Group
                  key={why}
                  label={t(`access.why.${why}`)}
                  readers={data.readers.filter((one) => one.why === why)}
                />
              ))}
              <Group label={t('access.kept')} readers={data.kept} />
            </dl>
          </details>
          {data.history.length > 0 ? (
            <details className={pageStyles['more']}>
              <summary>{t('access.history', { count: data.history.length })}</summary>
              <History changes={data.history} />
            </details>
          ) : null}
          {data.abilities.includes('ask') ? (
            <div className={deskStyles['buttons']}>
              <Button icon="shield" onClick={() => setAsking(true)}>
                {t('access.change')}
              </Button>
            </div>
          ) : null}
          {isAsking ? <AskAccessSheet document={document} access={data} onClose={() => setAsking(false)} /> : null}
        </>
      ) : null}
    </section>
  )
}

function Group({ label, readers }: { label: string; readers: readonly Reader[] }) {
  const { t } = useTranslation('desk')
  if (readers.length === 0) return null
  return (
    <div>
      <dt>{label}</dt>
      {readers.map((one) => (
        <dd key={`${one.kind}-${one.id}`}>
          {one.kind === 'all' ? (
            t('access.everybody')
          ) : (
            <>
              <b>{one.name}</b>
              <span className={deskStyles['quiet']}>
                {' · '}
                {one.kind === 'unit' ? t('access.unit') : one.title}
              </span>
            </>
          )}
        </dd>
      ))}
    </div>
  )
}

const TONE: Readonly<Record<AccessChange['state'], Tone>> = {
  pending: 'waiting',
  confirmed: 'done',
  refused: 'returned',
  withdrawn: 'returned',
  ended: 'done',
}

function History({ changes }: { changes: readonly AccessChange[] }) {
  const { t } = useTranslation('desk')
  const entries = changes.map(
    (change): TimelineEntry => ({
      id: change.id,
      at: change.asked.at,
      who: [change.asked.name, change.asked.title].filter(Boolean).join(' · '),
      what: (
        <>
          {t('access.asked')} <StateBadge tone={TONE[change.state]}>{t(`access.state.${change.state}`)}</StateBadge>
          <Difference before={change.before} after={change.after} />
          {change.decided ? (
            <p className={deskStyles['quiet']}>
              {t(`access.by.${change.state === 'ended' ? 'confirmed' : change.state}`, {
                name: change.decided.name,
                date: formatInstant(change.decided.at),
              })}
              {change.words ? <q className={deskStyles['words']}>{change.words}</q> : null}
            </p>
          ) : null}
        </>
      ),
      quote: change.reason,
      tone: TONE[change.state],
      icon: 'shield',
    }),
  )
  return <Timeline entries={entries} />
}
