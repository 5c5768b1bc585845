import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { formatNumber } from './format.ts'
import styles from './progress-report.module.css'
import { StateBadge } from './state-badge.tsx'

/** A job as the screen sees it. */
export interface ProgressView {
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly done: number
  readonly total?: number | null
  /** What failed, one line each: the thing's own name and the reason. */
  readonly failures?: readonly { readonly name: string; readonly reason: string }[]
  readonly note?: string | null
}

const tones = { waiting: 'waiting', running: 'doing', done: 'done', failed: 'overdue', cancelled: 'returned' } as const

/** Long work in sight: how far, a way to stop it, and at the end a list of what failed. */
export function ProgressReport({ title, job, onCancel }: { title: string; job: ProgressView; onCancel?: () => void }) {
  const { t } = useTranslation()
  const failures = job.failures ?? []
  const isOn = job.state === 'running' || job.state === 'waiting'
  return (
    <section className={styles['report']} aria-label={title}>
      <div className={styles['head']}>
        <strong>{title}</strong>
        <StateBadge tone={tones[job.state]}>{t(`progress.${job.state}`)}</StateBadge>
        {isOn && onCancel ? (
          <Button kind="quiet" icon="cross" onClick={onCancel}>
            {t('progress.cancel')}
          </Button>
        ) : null}
      </div>
      <progress
        className={styles['bar']}
        aria-label={title}
        {...(job.total ? { max: job.total, value: job.done } : isOn ? {} : { max: 1, value: 1 })}
      />
      <p className={styles['facts']} role="status">
        {job.total
          ? t('progress.count', { done: formatNumber(job.done), total: formatNumber(job.total) })
          : formatNumber(job.done)}
        {failures.length ? ` · ${t('progress.failedCount', { count: failures.length })}` : ''}
        {job.note ? ` · ${job.note}` : ''}
      </p>
      {failures.length ? (
        <details open={!isOn}>
          <summary>{t('progress.showReport', { count: failures.length })}</summary>
          <ul className={styles['failures']}>
            {failures.map((failure) => (
              <li key={failure.name}>
                <strong>{failure.name}</strong> {failure.reason}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}
