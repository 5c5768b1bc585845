import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from './format.ts'
import { Icon, type IconName } from './icon.tsx'
import type { Tone } from './state-badge.tsx'
import styles from './timeline.module.css'

/** One step of a document's way. */
export interface TimelineEntry {
  readonly id: string
  /** ISO 8601. */
  readonly at: string
  /** Who did it, with post: "Trần Thị Mơ · Văn thư". */
  readonly who: string
  /** What happened, a sentence without subject: "vào sổ số 1285". */
  readonly what: ReactNode
  /** Words of direction, quoted as they were written. */
  readonly quote?: string | null
  readonly tone?: Tone
  readonly icon?: IconName
  /** What opens under the entry: before and after, the receipt, the file. */
  readonly detail?: ReactNode
}

/** A document's way: people and states, newest first, words of direction quoted; each entry opens what happened. */
export function Timeline({ entries, shown = 8 }: { entries: readonly TimelineEntry[]; shown?: number }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  if (entries.length === 0) return <p className={styles['quiet']}>{t('timeline.empty')}</p>
  const visible = all ? entries : entries.slice(0, shown)
  return (
    <>
      <ol className={styles['timeline']} aria-label={t('timeline.label')}>
        {visible.map((entry) => (
          <li key={entry.id} className={`${styles['entry']} ${entry.tone ? styles[entry.tone] : ''}`}>
            <span className={styles['mark']}>
              <Icon name={entry.icon ?? 'dot'} size={13} />
            </span>
            <div>
              <div className={styles['line']}>
                <strong>{entry.who}</strong> {entry.what}
              </div>
              {entry.quote ? <blockquote className={styles['quote']}>{entry.quote}</blockquote> : null}
              <time dateTime={entry.at} className={styles['quiet']}>
                {formatInstant(entry.at)}
              </time>
              {entry.detail ? (
                <details className={styles['detail']}>
                  <summary>{t('table.open')}</summary>
                  {entry.detail}
                </details>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
      {visible.length < entries.length ? (
        <button type="button" className={styles['more']} onClick={() => setAll(true)}>
          {t('timeline.more')} ({entries.length - visible.length})
        </button>
      ) : null}
    </>
  )
}
