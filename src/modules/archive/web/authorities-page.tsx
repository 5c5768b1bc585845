import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { type Filter, FilterBar, filterDefaults } from '#web/kit/filter-bar.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { useActing } from '#web/session.tsx'
import { type AuthorityLine, authorities, authorityKinds } from '../authorities-contract.ts'
import { AuthoritySheet } from './authority-sheets.tsx'
import { spanText, useArchiveKey } from './use-archive.ts'

/** Bodies, persons and families that made the records. */
export default function AuthoritiesPage() {
  const { t } = useTranslation('archive')
  const api = useApi(authorities)
  const key = useArchiveKey()
  const { post } = useActing()
  const [isAdding, setAdding] = useState(false)
  const filters = useMemo<Filter[]>(
    () => [
      { kind: 'words', name: 'q', label: t('authorities.q') },
      {
        kind: 'choice',
        name: 'kind',
        label: t('authorities.kind'),
        options: authorityKinds.map((value) => ({ value, label: t(`authorityKind.${value}`) })),
      },
    ],
    [t],
  )
  const [url, setUrl] = useUrlState(useMemo<Record<string, string>>(() => filterDefaults(filters), [filters]))
  const kind = authorityKinds.find((one) => one === url['kind'])
  const asked = { ...(url['q'] ? { q: url['q'] } : {}), ...(kind ? { kind } : {}) }
  const columns = useMemo<Column<AuthorityLine>[]>(
    () => [
      { id: 'name', header: t('authorities.name'), cell: (row) => row.name, lines: 2, min: 18, isFixed: true },
      { id: 'kind', header: t('authorities.kind'), cell: (row) => t(`authorityKind.${row.kind}`), width: 8 },
      { id: 'code', header: t('authorities.code'), cell: (row) => row.code ?? '', width: 9 },
      {
        id: 'exists',
        header: t('authorities.exists'),
        cell: (row) => spanText(row.existsFrom, row.existsTo),
        width: 12,
      },
      { id: 'units', header: t('authorities.units'), cell: (row) => row.units || '', width: 6, align: 'right' },
    ],
    [t],
  )
  return (
    <>
      <PageHead title={t('authorities.title')}>
        <PostLink to="archive">{t('title')}</PostLink>
        {post.abilities.includes('archive.describe') ? (
          <Button kind="main" icon="plus" onClick={() => setAdding(true)}>
            {t('authorities.add')}
          </Button>
        ) : null}
      </PageHead>
      <DataTable<AuthorityLine>
        id="archive.authorities"
        label={t('authorities.title')}
        columns={columns}
        rowId={(row) => row.id}
        href={(row) => `archive/authorities/${row.id}`}
        toolbar={<FilterBar filters={filters} values={url} onChange={setUrl} />}
        isFiltered={Boolean(url['q'] || url['kind'])}
        onClearFilters={() => setUrl(filterDefaults(filters))}
        source={{
          key: key('authorities', asked),
          load: async ({ cursor, signal }) => {
            const page = await api.listAuthorities({
              query: { ...asked, ...(cursor ? { after: cursor } : {}), limit: 100 },
              signal,
            })
            return { rows: page.items, next: page.next }
          },
        }}
        card={(row) => ({ first: <b>{row.name}</b>, second: spanText(row.existsFrom, row.existsTo) })}
        empty={{ title: t('authorities.empty'), hint: t('authorities.emptyHint') }}
      />
      {isAdding ? <AuthoritySheet onClose={() => setAdding(false)} /> : null}
    </>
  )
}
