import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { NoticeLines } from './notice-lines.tsx'
import styles from './operations.module.css'
import { useOperations } from './use-operations.ts'

/** All notices of the acting post, newest first. */
export default function NoticesPage() {
  const { t } = useTranslation('operations')
  const { api, key, post, reread } = useOperations()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: key('notices', 'all'),
    queryFn: ({ pageParam, signal }) => api.notices({ query: pageParam ? { after: pageParam } : {}, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
  const items = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <PageHead title={t('notices.title')} facts={post.title}>
        <Button icon="check" onClick={() => void api.readNotices({ body: {} }).then(reread)}>
          {t('notices.readAll')}
        </Button>
      </PageHead>
      <ErrorNote fault={error} onRetry={() => void refetch()} />
      {data && items.length === 0 ? <EmptyState title={t('notices.none')} hint={t('notices.noneHint')} /> : null}
      <div className={styles['page']}>
        <NoticeLines items={items} />
        {hasNextPage ? (
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('more')}
          </Button>
        ) : null}
      </div>
    </>
  )
}
