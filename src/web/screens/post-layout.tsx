import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Frame } from '../frame/frame.tsx'
import styles from '../frame/sign-in.module.css'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorNote } from '../kit/error-note.tsx'
import { ActingProvider, type SessionView, useSessionQuery } from '../session.tsx'
import { Redirect } from './redirect.tsx'

/** `/p/<post>/…`: finds the post among those of the account and puts the frame around the screen. */
export function PostLayout() {
  const { t } = useTranslation()
  const { post: wanted } = useParams({ strict: false }) as { post: string }
  // Where the person wanted to go, as it was when this was opened: leaving for the sign-in page must not change it.
  const [here] = useState(() => window.location.pathname + window.location.search)
  const { data: session, error, refetch } = useSessionQuery()
  if (error && !session) {
    return (
      <main className={styles['page']}>
        <ErrorNote fault={error} onRetry={() => void refetch()} />
      </main>
    )
  }
  if (!session) return null
  if (!session.account) return <Redirect to={`/login?to=${encodeURIComponent(here)}`} />
  if (session.account.duty) return <Redirect to="/duty" />
  const post = session.posts.find((one) => one.id === wanted)
  if (!post) {
    return (
      <main className={styles['page']}>
        <EmptyState title={t('screens.noPostHere')} hint={t('screens.noPostHereHint')}>
          <PostList session={session} />
        </EmptyState>
      </main>
    )
  }
  return (
    <ActingProvider session={session} post={post} key={post.id}>
      <Frame />
    </ActingProvider>
  )
}

function PostList({ session }: { session: SessionView }) {
  return session.posts.map((one) => (
    <a key={one.id} href={`/p/${one.id}/`}>
      {one.title} · {one.organization.name}
    </a>
  ))
}

/** `/`: to the first post, to sign-in, or to set-up when nobody exists yet. */
export function Start() {
  const { t } = useTranslation()
  const { data: session, error, refetch } = useSessionQuery()
  if (error && !session) {
    return (
      <main className={styles['page']}>
        <ErrorNote fault={error} onRetry={() => void refetch()} />
      </main>
    )
  }
  if (!session) return null
  if (session.installation.needsSetup) return <Redirect to="/setup" />
  if (!session.account) return <Redirect to="/login" />
  if (session.account.duty) return <Redirect to="/duty" />
  const first = session.posts[0]
  if (!first) {
    return (
      <main className={styles['page']}>
        <EmptyState title={t('signIn.noPost')} hint={t('signIn.noPostHint')} />
      </main>
    )
  }
  return <Redirect to={`/p/${first.id}`} />
}
