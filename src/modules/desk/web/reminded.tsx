import { useTranslation } from 'react-i18next'
import type { IncomingDetail } from '#modules/incoming/contract.ts'
import { formatInstant } from '#web/kit/format.ts'
import styles from './desk.module.css'

/** How often whoever has it was reminded, and when last; nothing where nobody was. */
export function Reminded({ reminders }: { reminders: IncomingDetail['reminders'] }) {
  const { t } = useTranslation('desk')
  if (!reminders) return null
  return (
    <span className={styles['quiet']}>
      {t('remind.times', { count: reminders.count, last: formatInstant(reminders.lastAt) })}
    </span>
  )
}
