import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatDate, formatInstant } from '#web/kit/format.ts'
import { Icon } from '#web/kit/icon.tsx'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import { Timeline, type TimelineEntry } from '#web/kit/timeline.tsx'
import type { AccessChange, Reader } from '../access-contract.ts'
import styles from './access.module.css'
import { AskAccessSheet, DecideAccessSheet } from './access-sheets.tsx'
import { Difference } from './access-words.tsx'
import { type AccessOf, useAccess, useAccessStep } from './use-access.ts'

/** Under the head: the record is narrowed, or a change of its rights waits (PL VI III.3c: told until it is confirmed). */
export function AccessBanner({ of }: { of: AccessOf }) {
  const { t } = useTranslation('records')
  const step = useAccessStep(of)
  const { data } = useAccess(of)
  const [isDeciding, setDeciding] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  if (!data || !(data.pending || data.now.isNarrowed)) return null
  const { pending } = data
  const withdraw = async (changeId: string) => {
    setFault(null)
    try {
      await step(() => of.withdraw(changeId), t('access.done.withdrawn'))
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
              <b>{t(`access.of.${of.kind}.narrowed`)}</b>{' '}
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
        <DecideAccessSheet of={of} change={pending} along={data.along ?? 0} onClose={() => setDeciding(false)} />
      ) : null}
    </>
  )
}

const WHY: readonly Reader['why'][] = ['all', 'role', 'list', 'given']

/** Quyền truy cập: who sees the record now and why, asking for a change, every change there was. */
export function AccessPart({ of, level }: { of: AccessOf; level: 'h2' | 'h3' }) {
  const { t } = useTranslation('records')
  const Heading = level
  const { data, error, refetch } = useAccess(of)
  const [isAsking, setAsking] = useState(false)
  return (
    <section aria-label={t('access.part')}>
      <Heading className={level === 'h2' ? styles['title'] : undefined}>{t('access.part')}</Heading>
      {error ? <ErrorNote fault={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <>
          <p className={styles['short']}>
            {t(`access.of.${of.kind}.${data.now.isNarrowed ? 'shortNarrowed' : 'short'}`)}
            {data.now.members.length > 0 ? ` ${t('access.shortList', { count: data.now.members.length })}` : ''}
            {data.now.until ? ` ${t('access.until', { date: formatDate(data.now.until) })}` : ''}
          </p>
          <details className={styles['more']}>
            <summary>{t('access.who')}</summary>
            <dl className={styles['readers']}>
              {WHY.map((why) => (
                <Group
                  key={why}
                  label={t(why === 'given' ? `access.of.${of.kind}.given` : `access.why.${why}`)}
                  readers={data.readers.filter((one) => one.why === why)}
                />
              ))}
              <Group label={t('access.kept')} readers={data.kept} />
            </dl>
          </details>
          {data.history.length > 0 ? (
            <details className={styles['more']}>
              <summary>{t('access.history', { count: data.history.length })}</summary>
              <History changes={data.history} />
            </details>
          ) : null}
          {data.abilities.includes('ask') ? (
            <div className={styles['buttons']}>
              <Button icon="shield" onClick={() => setAsking(true)}>
                {t('access.change')}
              </Button>
            </div>
          ) : null}
          {isAsking ? <AskAccessSheet of={of} access={data} onClose={() => setAsking(false)} /> : null}
        </>
      ) : null}
    </section>
  )
}

function Group({ label, readers }: { label: string; readers: readonly Reader[] }) {
  const { t } = useTranslation('records')
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
              <span className={styles['quiet']}>
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
  const { t } = useTranslation('records')
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
            <p className={styles['quiet']}>
              {t(`access.by.${change.state === 'ended' ? 'confirmed' : change.state}`, {
                name: change.decided.name,
                date: formatInstant(change.decided.at),
              })}
              {change.words ? <q className={styles['words']}>{change.words}</q> : null}
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
