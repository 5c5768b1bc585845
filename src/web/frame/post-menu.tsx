import { Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../kit/icon.tsx'
import { useOpenAtOnce } from '../kit/late.tsx'
import { useActing } from '../session.tsx'
import { PostButton } from './post-button.tsx'
import styles from './post-switcher.module.css'

/** The person's posts, each a link to that post's own start. */
export default function PostMenu() {
  const { t } = useTranslation()
  const { session, post } = useActing()
  const { target, opened, setOpened } = useOpenAtOnce()
  return (
    <Menu position="bottom-end" width="min(20rem, calc(100vw - 1rem))" returnFocus opened={opened} onChange={setOpened}>
      <Menu.Target>
        <PostButton ref={target} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('frame.switchPost')}</Menu.Label>
        {session.posts.map((one) => (
          <Menu.Item
            key={one.id}
            component="a"
            href={`/p/${one.id}/`}
            leftSection={<Icon name={one.id === post.id ? 'check' : 'person'} />}
            aria-current={one.id === post.id ? 'true' : undefined}
          >
            <span className={styles['choice']}>
              <strong>{one.title}</strong>
              <span>{one.unit ? `${one.unit.name} · ${one.organization.name}` : one.organization.name}</span>
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
