import { useLocation } from '@tanstack/react-router'
import { lazy, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../kit/icon.tsx'
import { Late } from '../kit/late.tsx'
import { useGo } from '../kit/post-link.tsx'
import { useShortcuts } from '../kit/use-shortcuts.ts'
import { AccountButton } from './account-button.tsx'
import { Bell } from './bell.tsx'
import { PostSwitcher } from './post-switcher.tsx'
import styles from './top-bar.module.css'

/** Search, as whom one acts, notices, help, account. One line on a desk; on a phone the search opens over it. */
export function TopBar({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation()
  return (
    <header className={styles['bar']}>
      <SearchBox />
      <PostSwitcher />
      <Bell />
      <button
        type="button"
        className={`${styles['tool']} ${styles['desk']}`}
        onClick={onHelp}
        title={`${t('frame.help')} (?)`}
      >
        <Icon name="help" title={t('frame.help')} />
      </button>
      <AccountMenu onHelp={onHelp} />
    </header>
  )
}

function SearchBox() {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  const go = useGo()
  const given = useLocation({ select: (location) => (location.search as Record<string, string>)['q'] ?? '' })
  useShortcuts([
    { keys: '/', label: t('keys.search'), group: t('keys.everywhere'), quiet: true, run: () => field.current?.focus() },
  ])
  return (
    <search className={styles['search']}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const words = field.current?.value.trim()
          if (words) go('search', { q: words })
        }}
      >
        <Icon name="search" />
        <input
          ref={field}
          key={given}
          defaultValue={given}
          type="search"
          name="q"
          className={styles['words']}
          aria-label={t('frame.searchLabel')}
          placeholder={t('frame.search')}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
        />
        <kbd>/</kbd>
      </form>
    </search>
  )
}

const LateMenu = lazy(() => import('./account-menu.tsx'))

function AccountMenu({ onHelp }: { onHelp: () => void }) {
  return (
    <Late closed={(open) => <AccountButton aria-haspopup="menu" onClick={open} />}>
      <LateMenu onHelp={onHelp} />
    </Late>
  )
}
