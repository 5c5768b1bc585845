import type { ReactNode } from 'react'
import styles from './page-head.module.css'

/** First line of a screen: what it is, facts beside it ("Sổ 2026 · đến 1284"), and its main action. One line high. */
export function PageHead(props: { title: string; facts?: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles['head']}>
      <h1>{props.title}</h1>
      {props.facts ? <div className={styles['facts']}>{props.facts}</div> : null}
      <div className={styles['actions']}>{props.children}</div>
    </div>
  )
}
