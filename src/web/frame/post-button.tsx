import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../kit/icon.tsx'
import { type PostView, useActing } from '../session.tsx'
import styles from './post-switcher.module.css'

/** Where a post works, short: its unit when it has one, else its organisation. */
function place(post: PostView): string {
  return post.organization.shortName || post.organization.name
}

/** As whom one acts, in two short lines. */
export function PostWords({ post }: { post: PostView }) {
  return (
    <span className={styles['words']}>
      <span className={styles['title']}>{post.title}</span>
      <span className={styles['place']}>{place(post)}</span>
    </span>
  )
}

/** The acting post as a button: opens the choice of the others. */
export function PostButton(props: ComponentProps<'button'>) {
  const { t } = useTranslation()
  const { post } = useActing()
  return (
    <button
      type="button"
      {...props}
      className={`${styles['post']} ${styles['button']}`}
      aria-label={`${t('frame.actingAs')} ${post.title}, ${post.organization.name}. ${t('frame.switchPost')}`}
    >
      <PostWords post={post} />
      <Icon name="down" size={14} />
    </button>
  )
}
