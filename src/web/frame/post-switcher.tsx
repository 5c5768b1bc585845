import { Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../kit/icon.tsx'
import { type PostView, useActing } from '../session.tsx'
import styles from './post-switcher.module.css'

/** Where a post works, short: its unit when it has one, else its organisation. */
function place(post: PostView): string {
  return post.organization.shortName || post.organization.name
}

/**
 * As whom this tab acts, always in words. Choosing another post goes to that post's own start: the address carries
 * the post, so two tabs may act as two posts and nobody signs as the wrong one.
 */
export function PostSwitcher() {
  const { t } = useTranslation()
  const { session, post } = useActing()
  const words = (
    <span className={styles['words']}>
      <span className={styles['title']}>{post.title}</span>
      <span className={styles['place']}>{place(post)}</span>
    </span>
  )
  if (session.posts.length < 2) {
    return (
      <div className={styles['post']} title={`${t('frame.actingAs')}: ${post.title} · ${post.organization.name}`}>
        {words}
      </div>
    )
  }
  return (
    <Menu position="bottom-end" width="min(20rem, calc(100vw - 1rem))" returnFocus>
      <Menu.Target>
        <button
          type="button"
          className={`${styles['post']} ${styles['button']}`}
          aria-label={`${t('frame.actingAs')} ${post.title}, ${post.organization.name}. ${t('frame.switchPost')}`}
        >
          {words}
          <Icon name="down" size={14} />
        </button>
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
