import { useTranslation } from 'react-i18next'
import { dayOf, daysBetween, formatDate } from './format.ts'
import { Icon } from './icon.tsx'
import styles from './state-badge.module.css'

/**
 * A deadline against today: overdue with its days in red, today and tomorrow in amber, otherwise the days left in plain
 * ink. With `doneOn` it says whether the work was in time. Days are calendar days; the server decides what is late.
 * @param due `YYYY-MM-DD` or nothing
 * @param today `YYYY-MM-DD`; the machine's day in Vietnam when left out
 */
export function DueBadge({ due, doneOn, today }: { due?: string | null; doneOn?: string | null; today?: string }) {
  const { t } = useTranslation()
  if (!due) return null
  const date = formatDate(due)
  if (doneOn) {
    const late = daysBetween(due, doneOn)
    return (
      <span className={styles['calm']} title={t('due.at', { date })}>
        {late > 0 ? t('due.doneLate', { count: late }) : t('due.doneInTime')}
      </span>
    )
  }
  const left = daysBetween(today ?? dayOf(new Date()), due)
  if (left > 1) {
    return (
      <span className={styles['calm']} title={t('due.at', { date })}>
        {t('due.left', { count: left })}
      </span>
    )
  }
  const words = left < 0 ? t('due.over', { count: -left }) : left === 0 ? t('due.today') : t('due.tomorrow')
  return (
    <span
      className={`${styles['badge']} ${left < 0 ? styles['overdue'] : styles['waiting']}`}
      title={t('due.at', { date })}
    >
      <Icon name={left < 0 ? 'alarm' : 'hourglass'} size={13} />
      {words}
    </span>
  )
}
