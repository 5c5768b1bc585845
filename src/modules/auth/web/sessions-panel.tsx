import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatInstant } from '#web/kit/format.ts'
import { StateBadge } from '#web/kit/state-badge.tsx'
import styles from './auth.module.css'
import { ownApi, useReread } from './use-auth.ts'

/** Browser and system out of a user agent, in two words; what is not known stays as it is. */
function browserOf(userAgent: string): string {
  const browser = /Edg\//.test(userAgent)
    ? 'Edge'
    : /Firefox\//.test(userAgent)
      ? 'Firefox'
      : /Chrome\//.test(userAgent)
        ? 'Chrome'
        : /Safari\//.test(userAgent)
          ? 'Safari'
          : userAgent.slice(0, 60)
  const system = /Android/.test(userAgent)
    ? 'Android'
    : /iPhone|iPad/.test(userAgent)
      ? 'iOS'
      : /Windows/.test(userAgent)
        ? 'Windows'
        : /Mac OS/.test(userAgent)
          ? 'macOS'
          : /Linux/.test(userAgent)
            ? 'Linux'
            : ''
  return [browser, system].filter(Boolean).join(' · ')
}

/** Where the account is signed in, and ending it there. */
export default function SessionsPanel() {
  const { t } = useTranslation('auth')
  const reread = useReread()
  const { data, error, refetch } = useQuery({
    queryKey: ['auth', 'sessions'],
    queryFn: ({ signal }) => ownApi.sessions({ signal }),
  })
  const [fault, setFault] = useState<unknown>(null)
  const step = async (work: () => Promise<unknown>) => {
    setFault(null)
    try {
      await work()
      await reread()
    } catch (cause) {
      setFault(cause)
    }
  }
  const others = data?.items.filter((one) => !one.isThis).length ?? 0
  return (
    <section className={styles['part']}>
      <ErrorNote fault={error ?? fault} onRetry={error ? () => void refetch() : undefined} />
      <ul className={styles['list']}>
        {data?.items.map((one) => (
          <li key={one.id}>
            <span>
              {browserOf(one.userAgent) || t('sessions.unknown')}{' '}
              {one.isThis ? <StateBadge tone="doing">{t('sessions.this')}</StateBadge> : null}
              <small>
                {one.address} · {t('sessions.since', { when: formatInstant(one.createdAt) })} ·{' '}
                {t('sessions.seen', { when: formatInstant(one.lastSeenAt) })}
              </small>
            </span>
            {one.isThis ? null : (
              <Button
                kind="quiet"
                icon="exit"
                onClick={() => void step(() => ownApi.endSession({ params: { id: one.id } }))}
              >
                {t('sessions.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others > 0 ? (
        <div className={styles['row']}>
          <Button onClick={() => void step(() => ownApi.endOtherSessions())}>
            {t('sessions.endOthers', { count: others })}
          </Button>
        </div>
      ) : null}
    </section>
  )
}
