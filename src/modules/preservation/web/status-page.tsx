import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatBytes, formatInstant, formatNumber } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { StateBadge } from '#web/kit/state-badge.tsx'
import { incidents, type Status } from '../incidents-contract.ts'
import { Places } from './places.tsx'
import styles from './preservation.module.css'
import { usePreservation } from './use-preservation.ts'

/** 3 copies, 2 places, 1 off line: what is there, how old, what is missing, what to do. */
export default function StatusPage() {
  const { t, i18n } = useTranslation('preservation')
  const api = useApi(incidents)
  const { key } = usePreservation()
  const { data, error, refetch } = useQuery({
    queryKey: key('status'),
    queryFn: ({ signal }) => api.status({ signal }),
    retry: false,
  })
  if (!data)
    return (
      <div className={styles['pad']}>
        {error ? <ErrorNote fault={error} onRetry={() => void refetch()} /> : t('loading')}
      </div>
    )
  const { verdict } = data
  return (
    <div className={styles['page']}>
      <PageHead
        title={t('status.title')}
        facts={
          <StateBadge tone={verdict.isWhole ? 'done' : 'overdue'}>
            {t(verdict.isWhole ? 'status.whole' : 'status.notWhole')}
          </StateBadge>
        }
      >
        <Places here="status" />
      </PageHead>
      <p className={styles['about']}>{t('status.about')}</p>
      <dl className={styles['facts']}>
        {factsOf(data, t, i18n.language === 'en' ? 'en' : 'vi').map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {verdict.todo.length > 0 ? (
        <>
          <h2 className={styles['heading']}>{t('status.todo')}</h2>
          <ol className={styles['entries']}>
            {verdict.todo.map((one) => (
              <li key={one}>
                <div className={styles['what']}>{t(`status.todos.${one}`)}</div>
              </li>
            ))}
          </ol>
        </>
      ) : null}
      <h2 className={styles['heading']}>{t('status.disks')}</h2>
      {data.offline.length === 0 ? <p className={styles['about']}>{t('status.noDisks')}</p> : null}
      {data.offline.length > 0 && data.missingOffline > 0 ? (
        <p className={styles['note']}>{t('status.behind', { count: data.missingOffline })}</p>
      ) : null}
      <ol className={styles['entries']}>
        {data.offline.map((one) => (
          <li key={one.id}>
            <div className={styles['what']}>
              <b>{one.label}</b>
              <span>
                {t('status.disk', {
                  place: one.place,
                  count: one.packages,
                  bytes: formatBytes(one.bytes),
                  made: formatInstant(one.madeAt),
                  checked: formatInstant(one.checkedAt),
                })}
              </span>
            </div>
            <StateBadge tone={one.isGood ? 'done' : 'overdue'}>{t(one.isGood ? 'valid' : 'notValid')}</StateBadge>
          </li>
        ))}
      </ol>
    </div>
  )
}

type Translate = (key: string, facts?: Record<string, unknown>) => string

function factsOf(of: Status, t: Translate, lang: 'vi' | 'en'): (readonly [string, string])[] {
  const { replica, fixity, verdict } = of
  const replicaWords =
    replica === null
      ? t('status.noReplica')
      : (replica.fault?.[lang] ??
        (replica.at === null
          ? t('status.never')
          : t(replica.missing > 0 ? 'status.replicaMissing' : 'status.replicaGood', {
              count: replica.missing,
              at: formatInstant(replica.at),
            })))
  return [
    [t('status.copies'), `${verdict.copies} / 3`],
    [t('status.places'), `${verdict.places} / 2`],
    [t('status.offline'), `${verdict.offline} / 1`],
    [t('status.packages'), t('status.packagesValue', { count: of.packages, bytes: formatBytes(of.bytes) })],
    [t('status.unpacked'), formatNumber(of.unpacked)],
    [
      t('status.fixity'),
      `${fixity.at ? formatInstant(fixity.at) : t('status.never')} (${t('status.fixityEvery', { days: fixity.days })})`,
    ],
    [t('status.incidents'), t('status.incidentsValue', of.incidents)],
    [t('status.replica'), replicaWords],
  ]
}
