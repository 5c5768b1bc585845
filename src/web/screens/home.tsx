import { Navigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRail } from '../frame/rail.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { postPath } from '../kit/post-link.tsx'
import { useActing } from '../session.tsx'

/** The start of a post: the first room of its rail. */
export function Home() {
  const { t } = useTranslation()
  const { post } = useActing()
  const first = useRail()[0]
  if (first) return <Navigate to={postPath(post.id, first.path)} replace />
  return <EmptyState title={t('signIn.noPost')} hint={t('signIn.noPostHint')} />
}
