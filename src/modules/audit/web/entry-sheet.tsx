import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatInstant, formatNumber } from '#web/kit/format.ts'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { StateBadge } from '#web/kit/state-badge.tsx'
import type { AuditDetail } from '../contract.ts'
import styles from './audit.module.css'
import { changes, flat } from './diff.ts'
import { type Log, useAudit } from './use-audit.ts'

/** One entry: what happened, what changed, and the proof that it is as it was sealed. */
export function EntrySheet(props: {
  id: string
  log: Log
  onClose: () => void
  /** Shows the list of one subject; `looks`: only who saw it. */
  onSubject: (subjectId: string, looks: boolean) => void
}) {
  const { t } = useTranslation('audit')
  const { api, key } = useAudit()
  const entry = useQuery({
    queryKey: key('entry', props.log, props.id),
    queryFn: ({ signal }) => api.get({ params: { id: props.id }, query: { log: props.log }, signal }),
    // Every look is on record: it is not repeated by itself.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
  const detail = entry.data
  return (
    <SideSheet opened onClose={props.onClose} title={t('entry.title')} width={44}>
      <ErrorNote fault={entry.error} onRetry={() => void entry.refetch()} />
      {detail ? <Detail detail={detail} onSubject={props.onSubject} /> : null}
    </SideSheet>
  )
}

function Detail({ detail, onSubject }: { detail: AuditDetail; onSubject: (id: string, looks: boolean) => void }) {
  const { t, i18n } = useTranslation('audit')
  const { subjectId } = detail
  return (
    <>
      <p>
        <strong>{detail.actorName ?? t(`actor.${detail.actorKind}`)}</strong>{' '}
        {detail.sentence[i18n.language === 'en' ? 'en' : 'vi']}
      </p>
      <dl className={styles['facts']}>
        <Fact name={t('entry.when')} value={formatInstant(detail.at)} />
        <Fact name={t('entry.exact')} value={detail.at} isMono />
        <Fact
          name={t('entry.who')}
          value={[detail.actorName ?? t(`actor.${detail.actorKind}`), detail.actorTitle].filter(Boolean).join(', ')}
        />
        <Fact name={t('entry.from')} value={detail.address} />
        <Fact name={t('entry.session')} value={detail.session} isMono />
        <Fact name={t('entry.subject')} value={detail.subjectLabel ?? subjectId} />
        <Fact name={t('entry.kind')} value={detail.kind} isMono />
      </dl>
      {subjectId ? (
        <div className={styles['actions']}>
          <Button icon="filter" onClick={() => onSubject(subjectId, false)}>
            {t('entry.all')}
          </Button>
          <Button icon="people" onClick={() => onSubject(subjectId, true)}>
            {t('entry.looks')}
          </Button>
        </div>
      ) : null}
      <Changes before={detail.before} after={detail.after} />
      <More data={detail.data} />
      <Proof place={detail.place} />
      <details>
        <summary className={styles['summary']}>{t('entry.canonical')}</summary>
        <pre className={`${styles['canonical']} ${styles['mono']}`}>{detail.canonical}</pre>
      </details>
    </>
  )
}

/** A value as it was recorded, in no language: evidence is shown as it stands. */
const Recorded = ({ children }: { children: ReactNode }) => <code className={styles['recorded']}>{children}</code>

function Fact(props: { name: string; value: string | null | undefined; isMono?: boolean; isRecorded?: boolean }) {
  const { name, value, isMono, isRecorded } = props
  if (!value) return null
  return (
    <>
      <dt>{name}</dt>
      <dd className={isMono ? styles['mono'] : undefined}>{isRecorded ? <Recorded>{value}</Recorded> : value}</dd>
    </>
  )
}

function Changes({ before, after }: { before: unknown; after: unknown }) {
  const { t } = useTranslation('audit')
  const rows = changes(before, after)
  return (
    <>
      <h3 className={styles['part']}>{t('entry.changed')}</h3>
      {rows.length === 0 ? <p className={styles['hint']}>{t('entry.nothing')}</p> : null}
      {rows.length > 0 ? (
        <table className={styles['diff']}>
          <thead>
            <tr>
              <th scope="col">{t('entry.field')}</th>
              <th scope="col">{t('entry.before')}</th>
              <th scope="col">{t('entry.after')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.field}>
                <th scope="row">{row.field}</th>
                <td className={row.isChanged ? styles['gone'] : undefined}>
                  <Recorded>{row.before}</Recorded>
                </td>
                <td className={row.isChanged ? styles['come'] : undefined}>
                  <Recorded>{row.after}</Recorded>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </>
  )
}

function More({ data }: { data: unknown }) {
  const { t } = useTranslation('audit')
  const rows = [...flat(data)]
  if (rows.length === 0) return null
  return (
    <>
      <h3 className={styles['part']}>{t('entry.data')}</h3>
      <dl className={styles['facts']}>
        {rows.map(([name, value]) => (
          <Fact key={name} name={name} value={value} isRecorded />
        ))}
      </dl>
    </>
  )
}

function Proof({ place }: { place: AuditDetail['place'] }) {
  const { t } = useTranslation('audit')
  const isGood = place?.isIntact && place.isProven
  return (
    <>
      <h3 className={styles['part']}>{t('proof.title')}</h3>
      {place === null ? (
        <StateBadge tone="waiting">{t('proof.waiting')}</StateBadge>
      ) : (
        <>
          <p>
            <StateBadge tone={isGood ? 'done' : 'overdue'}>{t(isGood ? 'proof.proven' : 'proof.broken')}</StateBadge>
          </p>
          <dl className={styles['facts']}>
            <Fact
              name={t('proof.place')}
              value={t('proof.placeOf', { index: formatNumber(place.index), size: formatNumber(place.head.size) })}
            />
            <Fact name={t('proof.head')} value={formatInstant(place.head.at)} />
            <Fact name={t('proof.hash')} value={place.hash} isMono />
          </dl>
          <details>
            <summary className={styles['summary']}>{t('proof.path', { count: place.path.length })}</summary>
            <ol className={styles['mono']}>
              {place.path.map((hash) => (
                <li key={hash}>{hash}</li>
              ))}
            </ol>
          </details>
        </>
      )}
    </>
  )
}
