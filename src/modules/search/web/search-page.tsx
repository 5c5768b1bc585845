import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { leaveTrail } from '#web/kit/document-trail.ts'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatCount } from '#web/kit/format.ts'
import { Icon } from '#web/kit/icon.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { useActing } from '#web/session.tsx'
import { type Chip, search } from '../contract.ts'
import { AbbreviationsSheet } from './abbreviations-sheet.tsx'
import { documentAddress, hasPage } from './address.ts'
import { ContentResults } from './content-results.tsx'
import { ExportSheet } from './export-sheet.tsx'
import { Facets, useFacets } from './facets.tsx'
import { FileResults, useFileResults } from './file-results.tsx'
import { addRecent, useRecent } from './recent.ts'
import { ResultLine } from './result-line.tsx'
import { SavedSheet } from './saved-sheet.tsx'
import styles from './search.module.css'
import { SearchBox } from './search-box.tsx'

/** One box over all documents that the post may see: results, counts that narrow, passages in files. */
export default function SearchPage() {
  const { t } = useTranslation('search')
  const api = useApi(search)
  const { post } = useActing()
  const [url, setUrl] = useUrlState({ q: '', order: 'relevance', sheet: '' })
  const q = url.q.trim()
  const order = url.order === 'newest' ? 'newest' : 'relevance'
  const found = useInfiniteQuery({
    queryKey: ['search', post.id, 'find', q, order],
    queryFn: ({ pageParam, signal }) =>
      api.find({ query: { q, order, ...(pageParam ? { after: pageParam } : {}) }, signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: q !== '',
  })
  const counted = useFacets(q)
  const files = useFileResults(q)
  const first = found.data?.pages[0]
  const items = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data])
  const known = useMemo(() => new Set(items.map((item) => item.id)), [items])
  useEffect(() => {
    if (items.length > 0) leaveTrail(items.filter(hasPage).map(documentAddress))
  }, [items])
  useEffect(() => {
    if (q) addRecent(post.id, q)
  }, [q, post.id])
  const ask = (text: string) => setUrl({ q: text }, true)
  return (
    <div className={styles['page']}>
      <PageHead
        title={t('title')}
        facts={
          counted.data
            ? t('count', { count: counted.data.total, shown: formatCount(counted.data.total, counted.data.isMore) })
            : null
        }
      >
        {post.abilities.includes('search.keep-words') ? (
          <Button kind="quiet" onClick={() => setUrl({ sheet: 'abbreviations' })}>
            {t('abbreviations.title')}
          </Button>
        ) : null}
        <Button icon="star" onClick={() => setUrl({ sheet: 'saved' })}>
          {t('saved.title')}
        </Button>
        {items.length > 0 ? (
          <Button icon="download" onClick={() => setUrl({ sheet: 'export' })}>
            {t('export.title')}
          </Button>
        ) : null}
      </PageHead>
      <div className={styles['body']}>
        <main className={styles['main']}>
          <SearchBox value={url.q} onSearch={ask} />
          {first ? <Chips chips={first.chips} q={url.q} onChange={ask} /> : null}
          {q ? (
            <fieldset className={styles['order']}>
              <legend className="visually-hidden">{t('order.label')}</legend>
              {(['relevance', 'newest'] as const).map((one) => (
                <button key={one} type="button" aria-pressed={order === one} onClick={() => setUrl({ order: one })}>
                  {t(`order.${one}`)}
                </button>
              ))}
            </fieldset>
          ) : null}
          <ErrorNote fault={found.error} onRetry={() => void found.refetch()} />
          {first && !first.isWhole ? <p className={styles['hint']}>{t('notWhole')}</p> : null}
          {q === '' ? <Start onSearch={ask} /> : null}
          <FileResults found={files} q={q} />
          {first && items.length === 0 && !files?.items.length ? (
            <EmptyState title={t('empty.title')} hint={t('empty.hint')}>
              {first.didYouMean ? (
                <p>
                  {t('didYouMean')}{' '}
                  <button type="button" className={styles['meant']} onClick={() => ask(first.didYouMean ?? '')}>
                    {first.didYouMean}
                  </button>
                  ?
                </p>
              ) : null}
            </EmptyState>
          ) : null}
          <ol className={styles['results']} aria-busy={found.isFetching}>
            {items.map((item) => (
              <ResultLine key={item.id} result={item} marks={first?.marks ?? []} />
            ))}
          </ol>
          {found.hasNextPage ? (
            <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {t('more')}
            </Button>
          ) : null}
          <ContentResults q={q} known={known} />
        </main>
        {counted.data && items.length > 1 ? (
          <Facets counted={counted.data} onAdd={(filter) => ask(`${url.q.trim()} ${filter}`)} />
        ) : null}
      </div>
      {url.sheet === 'saved' ? (
        <SavedSheet
          q={q}
          order={order}
          onClose={() => setUrl({ sheet: '' })}
          onOpen={(query, by) => setUrl({ q: query, order: by, sheet: '' }, true)}
        />
      ) : null}
      {url.sheet === 'abbreviations' ? <AbbreviationsSheet onClose={() => setUrl({ sheet: '' })} /> : null}
      {url.sheet === 'export' ? <ExportSheet q={q} order={order} onClose={() => setUrl({ sheet: '' })} /> : null}
    </div>
  )
}

/** Filters of the query, each to be taken out; what was not understood says so. */
function Chips({ chips, q, onChange }: { chips: readonly Chip[]; q: string; onChange: (text: string) => void }) {
  const { t, i18n } = useTranslation('search')
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  if (chips.length === 0) return null
  return (
    <ul className={styles['chips']}>
      {chips.map((chip) => {
        const name = `${t(`filters.${chip.key}`)}: ${chip.meaning?.[lang] ?? chip.value}`
        const label = chip.isNot ? t('not', { chip: name }) : name
        return (
          <li key={`${chip.key} ${chip.start}`} className={chip.meaning === null ? styles['unknown'] : ''}>
            {chip.meaning === null ? t('unknown', { value: chip.value, filter: t(`filters.${chip.key}`) }) : label}
            <button
              type="button"
              aria-label={t('removeChip', { chip: label })}
              onClick={() => onChange(`${q.slice(0, chip.start)}${q.slice(chip.end)}`.replace(/\s+/g, ' ').trim())}
            >
              <Icon name="cross" size={12} />
            </button>
          </li>
        )
      })}
    </ul>
  )
}

/** Before anything is asked: how to ask, and what was asked lately on this machine. */
function Start({ onSearch }: { onSearch: (text: string) => void }) {
  const { t } = useTranslation('search')
  const { post } = useActing()
  const recent = useRecent(post.id)
  const [shown] = useState(recent)
  return (
    <EmptyState
      title={t('empty.start')}
      hint={
        <>
          {t('empty.startHint')}
          <br />
          {t('example')}
        </>
      }
    >
      {shown.length > 0 ? (
        <div>
          <h2 className={styles['part']}>{t('saved.recent')}</h2>
          <ul className={styles['recent']}>
            {shown.map((text) => (
              <li key={text}>
                <button type="button" className={styles['meant']} onClick={() => onSearch(text)}>
                  {text}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </EmptyState>
  )
}
