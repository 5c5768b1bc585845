import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { ConfirmSheet } from '#web/kit/confirm-sheet.tsx'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { type Filter, FilterBar } from '#web/kit/filter-bar.tsx'
import { fits } from '#web/kit/fold.ts'
import { formatInstant } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { toast } from '#web/kit/toast.tsx'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { useActing } from '#web/session.tsx'
import type { AccountLine } from '../contract.ts'
import { AccountSheet } from './account-sheet.tsx'
import { usePostApi, useReread } from './use-auth.ts'

const tones: Record<AccountLine['state'], Tone> = {
  none: 'waiting',
  invited: 'new',
  active: 'doing',
  disabled: 'returned',
  idle: 'overdue',
}

/** Everybody with a post in the organisation, and their accounts; also the sheet of the quarterly review. */
export default function AccountsPage() {
  const { t } = useTranslation('auth')
  const api = usePostApi()
  const { post } = useActing()
  const [url, setUrl] = useUrlState({ q: '' })
  const [open, setOpen] = useState<AccountLine | null>(null)
  const [isReviewing, setReviewing] = useState(false)
  const key = ['auth', 'accounts', post.id]
  const { data } = useQuery({ queryKey: key, queryFn: ({ signal }) => api.accounts({ signal }) })
  const columns: Column<AccountLine>[] = [
    { id: 'name', header: t('accounts.name'), isFixed: true, width: 14, cell: (row) => row.name },
    { id: 'login', header: t('accounts.login'), width: 11, cell: (row) => row.login ?? '–' },
    { id: 'state', header: t('accounts.state'), width: 11, cell: (row) => <State row={row} /> },
    {
      id: 'posts',
      header: t('accounts.posts'),
      lines: 2,
      cell: (row) => row.posts.map((one) => `${one.title} (${one.roles.join(', ') || '–'})`).join('; '),
    },
    {
      id: 'factor',
      header: t('factor.title'),
      width: 8,
      cell: (row) => (row.hasSecondFactor ? t('factor.on') : t('factor.off')),
    },
    {
      id: 'seen',
      header: t('accounts.lastSignIn'),
      width: 10,
      cell: (row) => (row.lastSignInAt ? formatInstant(row.lastSignInAt) : '–'),
    },
  ]
  const filters: Filter[] = [{ kind: 'words', name: 'q', label: t('accounts.find') }]
  const review = data?.review
  return (
    <>
      <PageHead
        title={t('accounts.title')}
        facts={
          review
            ? review.lastAt
              ? t('review.last', { when: formatInstant(review.lastAt), by: review.lastBy ?? '' })
              : t('review.never')
            : undefined
        }
      >
        {review?.isOverdue ? <StateBadge tone="overdue">{t('review.overdue')}</StateBadge> : null}
        <Button icon="check" onClick={() => setReviewing(true)}>
          {t('review.record')}
        </Button>
      </PageHead>
      <DataTable<AccountLine>
        id="auth.accounts"
        label={t('accounts.title')}
        columns={columns}
        source={{
          key: [...key, url.q],
          load: async ({ signal }) => {
            const { items } = await api.accounts({ signal })
            const rows = items.filter((row) => !url.q || fits(`${row.name} ${row.login ?? ''}`, url.q))
            return { rows, next: null, total: rows.length }
          },
        }}
        rowId={(row) => row.personId}
        onOpen={setOpen}
        card={(row) => ({ first: row.name, second: row.login ?? t('state.none'), badge: <State row={row} /> })}
        isFiltered={url.q !== ''}
        onClearFilters={() => setUrl({ q: '' })}
        empty={{ title: t('accounts.none'), hint: t('accounts.noneHint') }}
        toolbar={<FilterBar filters={filters} values={url} onChange={setUrl} />}
      />
      {open ? <AccountSheet key={open.personId} row={open} onClose={() => setOpen(null)} /> : null}
      {isReviewing ? <Review onClose={() => setReviewing(false)} count={data?.items.length ?? 0} /> : null}
    </>
  )
}

function State({ row }: { row: AccountLine }) {
  const { t } = useTranslation('auth')
  return <StateBadge tone={tones[row.state]}>{t(`state.${row.state}`)}</StateBadge>
}

function Review({ onClose, count }: { onClose: () => void; count: number }) {
  const { t } = useTranslation('auth')
  const api = usePostApi()
  const reread = useReread()
  const [note, setNote] = useState('')
  return (
    <ConfirmSheet
      opened
      onClose={onClose}
      title={t('review.title')}
      consequence={t('review.hint', { count })}
      verb={t('review.record')}
      onConfirm={async () => {
        await api.recordReview({ body: { note } })
        toast({ text: t('review.done') })
        await reread()
      }}
    >
      <TextField label={t('review.note')} maxLength={1000} value={note} onChange={setNote} />
    </ConfirmSheet>
  )
}
