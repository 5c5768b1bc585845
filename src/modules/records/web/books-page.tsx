import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ConfirmSheet } from '#web/kit/confirm-sheet.tsx'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatNumber } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink, useGo } from '#web/kit/post-link.tsx'
import { StateBadge } from '#web/kit/state-badge.tsx'
import { toast } from '#web/kit/toast.tsx'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { useActing } from '#web/session.tsx'
import { type Book, records } from '../contract.ts'
import { BookSheet } from './book-sheet.tsx'
import styles from './books.module.css'
import { NamedBookSheet } from './named-book-sheet.tsx'
import { bookTones } from './tones.ts'

/** Numbers of a book as they stand: from the first to the last. */
function span(book: Book): string {
  if (book.firstNumber === null) return '–'
  return `${formatNumber(book.firstNumber)}–${formatNumber(book.lastNumber)}`
}

/** Register books by period: numbers used and cancelled, opening, locking, closing, and the way to the print-out. */
export default function BooksPage() {
  const { t } = useTranslation('records')
  const api = useApi(records)
  const go = useGo()
  const queries = useQueryClient()
  const { post } = useActing()
  const [url, setUrl] = useUrlState({ book: '' })
  const key = useMemo(() => ['records', post.id, 'books', 'all'], [post.id])
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.listBooks({ signal }),
  })
  const [opening, setOpening] = useState<{ code: string; title: string; period: string; periodLabel: string } | null>(
    null,
  )
  const [isNaming, setNaming] = useState(false)
  const mayKeep = post.abilities.includes('records.keep-books')
  const columns = useMemo<readonly Column<Book>[]>(
    () => [
      { id: 'period', header: t('column.period'), cell: (book) => book.periodLabel, width: 8, isFixed: true },
      { id: 'title', header: t('column.title'), cell: (book) => book.title, min: 16, isFixed: true },
      { id: 'numbers', header: t('column.numbers'), cell: span, width: 9, align: 'right' },
      { id: 'used', header: t('column.used'), cell: (book) => formatNumber(book.used), width: 6.5, align: 'right' },
      {
        id: 'cancelled',
        header: t('column.cancelled'),
        cell: (book) => (book.cancelled ? formatNumber(book.cancelled) : ''),
        width: 6.5,
        align: 'right',
      },
      {
        id: 'state',
        header: t('column.state'),
        cell: (book) => <StateBadge tone={bookTones[book.state]}>{t(`state.${book.state}`)}</StateBadge>,
        width: 9,
      },
    ],
    [t],
  )
  const chosen = data?.items.find((book) => book.id === url.book)
  const changed = async () => {
    await queries.invalidateQueries({ queryKey: ['records', post.id] })
    await queries.invalidateQueries({ queryKey: ['incoming', post.id, 'counts'] })
    await queries.invalidateQueries({ queryKey: ['outgoing', post.id, 'choices'] })
  }
  return (
    <>
      <PageHead title={t('title')}>
        {mayKeep && data?.named.length ? (
          <Button icon="plus" onClick={() => setNaming(true)}>
            {t('named.verb')}
          </Button>
        ) : null}
        {post.abilities.includes('incoming.print') ? (
          <Button icon="print" onClick={() => go('incoming/print')}>
            {t('print')}
          </Button>
        ) : null}
      </PageHead>
      <ErrorNote fault={error} onRetry={() => void refetch()} />
      {mayKeep && data?.proposed.length ? (
        <section className={styles['proposed']} aria-label={t('proposed.label')}>
          {data.proposed.map((one) => (
            <p key={`${one.code}:${one.period}`}>
              <span>{t('proposed.line', { title: one.title, period: one.periodLabel })}</span>
              <Button onClick={() => setOpening(one)}>{t('open.verb')}</Button>
            </p>
          ))}
        </section>
      ) : null}
      <DataTable<Book>
        id="books"
        label={t('title')}
        columns={columns}
        rowId={(book) => book.id}
        onOpen={(book) => setUrl({ book: book.id }, true)}
        source={{
          key,
          load: async ({ signal }) => {
            const { items } = await api.listBooks({ signal })
            return { rows: items, total: items.length }
          },
        }}
        card={(book) => ({
          first: `${book.periodLabel} · ${span(book)}`,
          second: book.title,
          badge: <StateBadge tone={bookTones[book.state]}>{t(`state.${book.state}`)}</StateBadge>,
        })}
        empty={{ title: t('empty.title'), hint: t('empty.hint') }}
      />
      {chosen ? (
        <BookSheet
          book={chosen}
          onClose={() => setUrl({ book: '' })}
          onChanged={() => void changed()}
          mayKeep={mayKeep}
        >
          {chosen.direction === 'incoming' && post.abilities.includes('incoming.print') ? (
            <PostLink to="incoming/print" search={{ book: chosen.id }}>
              {t('print')}
            </PostLink>
          ) : null}
          {chosen.direction === 'outgoing' && post.abilities.includes('outgoing.print') ? (
            <PostLink to="outgoing/print" search={{ book: chosen.id }}>
              {t('print')}
            </PostLink>
          ) : null}
        </BookSheet>
      ) : null}
      {isNaming && data ? (
        <NamedBookSheet kinds={data.named} onClose={() => setNaming(false)} onOpened={() => void changed()} />
      ) : null}
      {opening ? (
        <ConfirmSheet
          opened
          onClose={() => setOpening(null)}
          title={t('open.title', { title: opening.title, period: opening.periodLabel })}
          consequence={t('open.consequence')}
          verb={t('open.verb')}
          onConfirm={async () => {
            await api.openBook({ body: { code: opening.code, period: opening.period } })
            toast({ text: t('open.done', { title: opening.title }) })
            await changed()
          }}
        />
      ) : null}
    </>
  )
}
