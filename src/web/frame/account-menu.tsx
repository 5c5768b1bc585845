import { Menu } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeLanguage } from '../i18n.ts'
import { Icon } from '../kit/icon.tsx'
import { useOpenAtOnce } from '../kit/late.tsx'
import { useGo } from '../kit/post-link.tsx'
import { signOut, useActing } from '../session.tsx'
import { AccountButton } from './account-button.tsx'
import { setScheme, useScheme } from './preferences.ts'

/** Account, language, light and dark, leaving. */
export default function AccountMenu({ onHelp }: { onHelp: () => void }) {
  const { t, i18n } = useTranslation()
  const { session } = useActing()
  const scheme = useScheme()
  const go = useGo()
  const [leaving, setLeaving] = useState(false)
  const { target, opened, setOpened } = useOpenAtOnce()
  const name = session.account?.name ?? ''
  return (
    <Menu position="bottom-end" width={240} returnFocus opened={opened} onChange={setOpened}>
      <Menu.Target>
        <AccountButton ref={target} />
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
