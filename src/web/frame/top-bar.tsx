import { Menu } from '@mantine/core'
import { useLocation } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeLanguage } from '../i18n.ts'
import { Icon } from '../kit/icon.tsx'
import { useGo } from '../kit/post-link.tsx'
import { useShortcuts } from '../kit/use-shortcuts.ts'
import { signOut, useActing } from '../session.tsx'
import { Bell } from './bell.tsx'
import { PostSwitcher } from './post-switcher.tsx'
import { setScheme, useScheme } from './preferences.ts'
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

/** Initials of a Vietnamese name: the given name stands last, so its letter leads: "Nguyễn Thị An" is A. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  return ((words[0]?.[0] ?? '') + (words.length > 1 ? (words.at(-1)?.[0] ?? '') : '')).toUpperCase()
}

function AccountMenu({ onHelp }: { onHelp: () => void }) {
  const { t, i18n } = useTranslation()
  const { session } = useActing()
  const scheme = useScheme()
  const go = useGo()
  const [leaving, setLeaving] = useState(false)
  const name = session.account?.name ?? ''
  return (
    <Menu position="bottom-end" width={240} returnFocus>
      <Menu.Target>
        <button type="button" className={styles['account']} aria-label={`${t('frame.account')}: ${name}`}>
          {initials(name)}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{name}</Menu.Label>
        <Menu.Item leftSection={<Icon name="person" />} onClick={() => go('account')}>
          {t('frame.account')}
        </Menu.Item>
        <Menu.Item
          leftSection={<Icon name="language" />}
          onClick={() => void changeLanguage(i18n.language === 'en' ? 'vi' : 'en')}
          lang={i18n.language === 'en' ? 'vi' : 'en'}
        >
          {i18n.language === 'en' ? 'Tiếng Việt' : 'English'}
        </Menu.Item>
        <Menu.Item
          leftSection={<Icon name={scheme === 'dark' ? 'sun' : 'moon'} />}
          onClick={() => setScheme(scheme === 'dark' ? 'light' : 'dark')}
        >
          {scheme === 'dark' ? t('frame.light') : t('frame.dark')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="help" />} rightSection={<kbd>?</kbd>} onClick={onHelp}>
          {t('frame.help')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<Icon name="exit" />}
          disabled={leaving}
          onClick={() => {
            setLeaving(true)
            void signOut().finally(() => window.location.assign('/login'))
          }}
        >
          {t('frame.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
