import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatInstant } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import type { CheckLine } from '../contract.ts'
import styles from './operations.module.css'
import { useOperations } from './use-operations.ts'

const tones: Record<CheckLine['state'], Tone> = {
  good: 'done',
  warning: 'waiting',
  bad: 'overdue',
  unknown: 'returned',
}
const rank: Record<CheckLine['state'], number> = { bad: 0, warning: 1, unknown: 2, good: 3 }

/** What `vankho doctor` finds, worst first: what is wrong stands above, with what to do. */
export default function HealthPage() {
  const { t, i18n } = useTranslation('operations')
  const { api, key } = useOperations()
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: key('health'),
    queryFn: ({ signal }) => api.health({ signal }),
    staleTime: 0,
  })
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const checks = [...(data?.checks ?? [])].sort((a, b) => rank[a.state] - rank[b.state])
  const warnings = checks.filter((one) => one.state !== 'good').length
  return (
    <>
      <PageHead title={t('health.title')} facts={data ? t('health.at', { when: formatInstant(data.at) }) : undefined}>
        {data ? (
          <StateBadge tone={!data.isGood ? 'overdue' : warnings > 0 ? 'waiting' : 'done'}>
            {!data.isGood ? t('health.bad') : warnings > 0 ? t('health.some', { count: warnings }) : t('health.good')}
          </StateBadge>
        ) : null}
        <Button icon="rotate" busy={isFetching} onClick={() => void refetch()}>
          {t('health.again')}
        </Button>
      </PageHead>
      <ErrorNote fault={error} onRetry={() => void refetch()} />
      <ul className={styles['checks']}>
        {checks.map((one) => (
          <li key={one.id}>
            <strong>{one.title[lang]}</strong>
            <StateBadge tone={tones[one.state]}>{t(`health.states.${one.state}`)}</StateBadge>
            <span>{one.text[lang]}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
