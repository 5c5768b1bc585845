import { useTranslation } from 'react-i18next'
import { Icon } from '#web/kit/icon.tsx'
import type { Task } from '../contract.ts'
import styles from './desk.module.css'

/** How many co-operators have finished; nothing where nobody co-operates. */
export function Progress({ progress }: { progress: Task['progress'] }) {
  const { t } = useTranslation('desk')
  if (!progress) return null
  return (
    <span className={styles['progress']} title={t('progressOf', progress)}>
      <progress value={progress.done} max={progress.total} aria-label={t('progressOf', progress)} />
      {progress.done}/{progress.total}
    </span>
  )
}

/** Urgency as the document carries it; nothing for a normal one. */
export function Urgency({ level }: { level: number }) {
  const { t } = useTranslation('desk')
  if (level < 1) return null
  return (
    <span className={styles['urgent']}>
      <Icon name="alarm" size={12} />
      {t(`urgency.${level}`)}
    </span>
  )
}

/** Who gave it and in which words. */
export function FromWords({ task }: { task: Task }) {
  const { t } = useTranslation('desk')
  return (
    <>
      {/* On a phone the kind has no column of its own; this one is no work on the document. */}
      {task.kind === 'confirm-access' ? <span className={styles['quiet']}>{t('kind.confirm-access')}: </span> : null}
      <strong className={styles['from']}>{task.from.name}</strong>
      {task.words ? <q className={styles['words']}>{task.words}</q> : null}
    </>
  )
}
