import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

/** An empty place that says the next step: what is not here, why that may be, and the one thing to do. */
export function EmptyState({ title, hint, children }: { title: string; hint?: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles['empty']}>
      <p className={styles['title']}>{title}</p>
      {hint ? <p className={styles['hint']}>{hint}</p> : null}
      {children ? <div className={styles['next']}>{children}</div> : null}
    </div>
  )
}
