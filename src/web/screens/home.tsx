import { useTranslation } from 'react-i18next'
import { useRail } from '../frame/rail.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { postPath } from '../kit/post-link.tsx'
import { useActing } from '../session.tsx'
import { Redirect } from './redirect.tsx'

/** The start of a post: the first room of its rail. */
export function Home() {
  const { t } = useTranslation()
  const { post } = useActing()
  const first = useRail()[0]
  if (first) return <Redirect to={postPath(post.id, first.path)} />
  return <EmptyState title={t('signIn.noPost')} hint={t('signIn.noPostHint')} />
}
