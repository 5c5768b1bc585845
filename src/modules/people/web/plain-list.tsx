import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import styles from './people.module.css'

interface Asked {
  readonly error: unknown
  readonly isSuccess: boolean
  readonly refetch: () => unknown
}

/**
 * A short list that is read whole: a table with heads, the one thing that can be added, what failed, and what an empty list
 * says. `heads` in the order of the cells; the last one may be a word for screen readers alone (`tools`).
 */
export function PlainList<Item>(props: {
  asked: Asked
  items: readonly Item[]
  heads: readonly string[]
  /** What the column of buttons is called; no such column when left out. */
  tools?: string
  row: (item: Item) => ReactNode
  rowKey: (item: Item) => string
  /** Adds one: the words on the button, and null when this post may not. */
  add?: { label: string; run: () => void } | null
  note?: ReactNode
  empty: { title: string; hint?: string }
}) {
  const { t: shell } = useTranslation()
  const { asked, items, add } = props
  return (
    <>
      {add || props.note ? (
        <div className={styles['tools']}>
          {add ? (
            <Button kind="main" icon="plus" onClick={add.run}>
              {add.label}
            </Button>
          ) : null}
          {props.note}
        </div>
      ) : null}
      <ErrorNote fault={asked.error} onRetry={() => void asked.refetch()} />
      {!asked.isSuccess && !asked.error ? <p className={styles['quiet']}>{shell('screens.loading')}</p> : null}
      {asked.isSuccess && items.length === 0 ? <EmptyState title={props.empty.title} hint={props.empty.hint} /> : null}
      {items.length > 0 ? (
        <div className={styles['scroll']}>
          <table className={styles['plain']}>
            <thead>
              <tr>
                {props.heads.map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
                {props.tools ? (
                  <th scope="col">
                    <span className="visually-hidden">{props.tools}</span>
                  </th>
                ) : null}
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <tr key={props.rowKey(item)}>{props.row(item)}</tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </>
  )
}
