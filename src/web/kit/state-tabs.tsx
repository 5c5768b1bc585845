import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { formatCount } from './format.ts'
import styles from './state-tabs.module.css'
import { mergeSearch, type Search } from './url-state.ts'
import { useUrlState } from './use-url-state.ts'

export interface StateTab {
  readonly id: string
  readonly label: string
  readonly count?: number | undefined
  readonly isCapped?: boolean
  /** The count stands in red when there is any: what is overdue. */
  readonly isAlarm?: boolean
}

/**
 * Tabs by state with counts. Each is a link: the chosen one stands in the address under `name`, the first is the
 * default and stands nowhere. Sorting and filters stay, as they do when a clerk turns to the next tray.
 */
export function StateTabs({ tabs, name = 'tab', label }: { tabs: readonly StateTab[]; name?: string; label?: string }) {
  const { t } = useTranslation()
  const first = tabs[0]?.id ?? ''
  const [state] = useUrlState({ [name]: first })
  return (
    <nav className={styles['tabs']} aria-label={label ?? t('table.views')}>
      {tabs.map((tab) => (
        <Link
          key={tab.id}
          to="."
          search={((before: Search) => mergeSearch(before, { [name]: tab.id }, { [name]: first })) as never}
          className={styles['tab'] ?? ''}
          activeProps={{}}
          aria-current={state[name] === tab.id ? 'page' : undefined}
          data-chosen={state[name] === tab.id || undefined}
        >
          {tab.label}
          {tab.count === undefined ? null : (
            <span className={`${styles['count']} ${tab.isAlarm && tab.count > 0 ? styles['alarm'] : ''}`}>
              {formatCount(tab.count, tab.isCapped)}
            </span>
          )}
        </Link>
      ))}
    </nav>
  )
}
