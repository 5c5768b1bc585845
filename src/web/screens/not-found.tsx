import { useTranslation } from 'react-i18next'
import { EmptyState } from '../kit/empty-state.tsx'
import { PostLink } from '../kit/post-link.tsx'
import { useActingOrNull } from '../session.tsx'

/** Missing and forbidden look alike here too. */
export function NotFound() {
  const { t } = useTranslation()
  const acting = useActingOrNull()
  return (
    <EmptyState title={t('screens.notFound')} hint={t('screens.notFoundHint')}>
      {acting ? <PostLink to="">{t('frame.home')}</PostLink> : <a href="/">{t('frame.home')}</a>}
    </EmptyState>
  )
}

/** A screen that broke: what is saved is safe; reloading goes on. */
export function Broken() {
  const { t } = useTranslation()
  return (
    <EmptyState title={t('screens.broken')} hint={t('screens.brokenHint')}>
      <button type="button" onClick={() => window.location.reload()}>
        {t('screens.reload')}
      </button>
    </EmptyState>
  )
}
