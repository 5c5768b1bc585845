import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { search } from '#modules/search/contract.ts'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import type { Highlight } from '#web/kit/file-viewer.tsx'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { useActing } from '#web/session.tsx'
import pageStyles from './document.module.css'

interface Passage {
  readonly page: number
  readonly pieces: readonly { readonly text: string; readonly isHit: boolean }[]
}

/** What a search led to: the file, the page, the passages, and their places on the pages. */
export interface Found {
  readonly componentId: string | null
  readonly page: number
  readonly words: string
  readonly passages: readonly Passage[]
  readonly highlights: readonly Highlight[]
  /** Asked and answered: nothing stands in this file (its text is not read yet, or the words are elsewhere). */
  readonly isNowhere: boolean
  readonly goTo: (page: number) => void
  readonly end: () => void
}

/**
 * The hit of a search that opened this document: the address names the file, its page and the words. A file of another
 * document or a page that is no number counts as none.
 */
export function useFound(components: readonly { readonly id: string }[]): Found {
  const api = useApi(search)
  const { post } = useActing()
  const [url, setUrl] = useUrlState({ file: '', page: '', find: '' })
  const componentId = components.find((one) => one.id === url.file)?.id ?? null
  const words = url.find.trim().slice(0, 1000)
  const { data } = useQuery({
    queryKey: ['search', post.id, 'snippet', componentId, words],
    queryFn: ({ signal }) => api.snippet({ params: { componentId: componentId ?? '' }, query: { q: words }, signal }),
    enabled: componentId !== null && words !== '',
    staleTime: 300_000,
    retry: false,
  })
  const passages = useMemo(() => [...(data?.hits ?? [])].sort((a, b) => a.page - b.page), [data])
  const page = /^[1-9]\d{0,4}$/.test(url.page) ? Number(url.page) : (data?.hits[0]?.page ?? 1)
  const highlights = useMemo(
    () =>
      passages.flatMap((hit) =>
        hit.boxes.map(
          ([x0, y0, x1, y1], i): Highlight => ({
            id: `found-${hit.page}-${i}`,
            label: words,
            page: hit.page,
            x: x0,
            y: y0,
            width: x1 - x0,
            height: y1 - y0,
            pageWidth: hit.size.width,
            isFound: true,
            isLit: hit.page === page && i === 0,
          }),
        ),
      ),
    [passages, page, words],
  )
  return {
    componentId,
    page,
    words,
    passages,
    highlights,
    isNowhere: data !== undefined && passages.length === 0,
    goTo: (to) => setUrl({ page: String(to) }),
    end: () => setUrl({ file: '', page: '', find: '' }),
  }
}

/** Above the pages: the words, the passage on this page, and the other pages that have them. */
export function FoundBar({ found }: { found: Found }) {
  const { t } = useTranslation('desk')
  if (!found.words) return null
  const here = found.passages.find((one) => one.page === found.page) ?? found.passages[0]
  return (
    <section className={pageStyles['found']} aria-label={t('found.label')}>
      <p>
        <b>{t('found.words', { words: found.words })}</b> {found.isNowhere ? t('found.nowhere') : null}
        {here ? (
          <q>
            {here.pieces.map((piece, i) =>
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one fixed passage
              piece.isHit ? <mark key={i}>{piece.text} </mark> : <span key={i}>{piece.text} </span>,
            )}
          </q>
        ) : null}
      </p>
      <span className={pageStyles['foundPages']}>
        {found.passages.map(({ page }) => (
          <button
            key={page}
            type="button"
            aria-current={page === found.page ? 'true' : undefined}
            onClick={() => found.goTo(page)}
          >
            {t('found.page', { page })}
          </button>
        ))}
        <Button kind="quiet" icon="cross" iconOnly onClick={found.end}>
          {t('found.end')}
        </Button>
      </span>
    </section>
  )
}
