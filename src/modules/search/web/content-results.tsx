import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import { useActing } from '#web/session.tsx'
import { type Result, search } from '../contract.ts'
import { placeOf } from './address.ts'
import { ResultLine } from './result-line.tsx'
import styles from './search.module.css'

/** Documents whose files hold the words, each with the passages and their pages. */
export function ContentResults({ q, known }: { q: string; known: ReadonlySet<string> }) {
  const { t } = useTranslation('search')
  const api = useApi(search)
  const { post } = useActing()
  const found = useInfiniteQuery({
    queryKey: ['search', post.id, 'content', q],
    queryFn: ({ pageParam, signal }) =>
      api.inContent({ query: { q, ...(pageParam ? { after: pageParam } : {}) }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: q !== '',
  })
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  const marks = found.data?.pages[0]?.marks ?? []
  if (items.length === 0) return null
  return (
    <section aria-labelledby="search-content">
      <h2 id="search-content" className={styles['part']}>
        {t('fromContent')}
      </h2>
      <ol className={styles['results']}>
        {items.map((item) => (
          <ResultLine
            key={item.id + item.componentId}
            result={known.has(item.id) ? { ...item, why: 'words' } : item}
            marks={marks}
          >
            <Snippet item={item} q={q} />
          </ResultLine>
        ))}
      </ol>
      {found.hasNextPage ? (
        <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </section>
  )
}

function Snippet({ item, q }: { item: Result; q: string }) {
  const { t } = useTranslation('search')
  const api = useApi(search)
  const { post } = useActing()
  const componentId = item.componentId ?? ''
  const place = placeOf(item)
  const read = useQuery({
    queryKey: ['search', post.id, 'snippet', componentId, q],
    queryFn: ({ signal }) => api.snippet({ params: { componentId }, query: { q }, signal }),
    staleTime: 300_000,
  })
  if (read.isError) return <p className={styles['hint']}>{t('noSnippet')}</p>
  return (
    <ul className={styles['snippets']}>
      {(read.data?.hits ?? []).slice(0, 2).map((hit) => (
        <li key={hit.page}>
          {place ? (
            <PostLink to={place} search={{ file: componentId, page: String(hit.page), find: q }}>
              {t('page', { page: hit.page })}
            </PostLink>
          ) : (
            t('page', { page: hit.page })
          )}{' '}
          …{' '}
          {hit.pieces.map((piece, i) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one fixed passage
            piece.isHit ? <mark key={i}>{piece.text} </mark> : <span key={i}>{piece.text} </span>,
          )}
          …
        </li>
      ))}
    </ul>
  )
}
