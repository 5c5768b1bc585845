import { useTranslation } from 'react-i18next'
import { dayOf, formatDate } from './format.ts'
import styles from './state-badge.module.css'
import { StateBadge } from './state-badge.tsx'

/**
 * A deadline: overdue with its days in red, the last day in amber, otherwise the working days left in plain ink. The
 * server counts them with the office's own calendar; where only days off remain, the date itself stands.
 * @param due `YYYY-MM-DD` or nothing
 * @param left working days left, negative when overdue; null when the work is finished
 */
export function DueBadge({ due, left }: { due: string | null; left: number | null }) {
  const { t } = useTranslation()
  if (!due || left === null) return <span className={styles['calm']}>{t('due.none')}</span>
  const date = formatDate(due)
  const isLastDay = left === 0 && due === dayOf(new Date())
  return (
    <span title={t('due.counted', { date })} className={styles['calm']}>
      {left < 0 ? (
        <StateBadge tone="overdue">{t('due.over', { count: -left })}</StateBadge>
      ) : isLastDay ? (
        <StateBadge tone="waiting">{t('due.today')}</StateBadge>
      ) : left === 0 ? (
        t('due.at', { date })
      ) : (
        t('due.left', { count: left })
      )}
    </span>
  )
}
