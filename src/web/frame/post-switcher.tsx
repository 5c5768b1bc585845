import { lazy } from 'react'
import { useTranslation } from 'react-i18next'
import { Late } from '../kit/late.tsx'
import { useActing } from '../session.tsx'
import { PostButton, PostWords } from './post-button.tsx'
import styles from './post-switcher.module.css'

const LateMenu = lazy(() => import('./post-menu.tsx'))

/**
 * As whom this tab acts, always in words. Choosing another post goes to that post's own start: the address carries
 * the post, so two tabs may act as two posts and nobody signs as the wrong one.
 */
export function PostSwitcher() {
  const { t } = useTranslation()
  const { session, post } = useActing()
  if (session.posts.length < 2) {
    return (
      <div className={styles['post']} title={`${t('frame.actingAs')}: ${post.title} · ${post.organization.name}`}>
        <PostWords post={post} />
      </div>
    )
  }
  return (
    <Late closed={(open) => <PostButton aria-haspopup="menu" onClick={open} />}>
      <LateMenu />
    </Late>
  )
}
