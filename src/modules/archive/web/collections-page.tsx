import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { type Filter, FilterBar, filterDefaults } from '#web/kit/filter-bar.tsx'
import { formatDate } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink, useGo } from '#web/kit/post-link.tsx'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import { toast } from '#web/kit/toast.tsx'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { type Collected, type Collection, collectedStates, collections } from '../collections-contract.ts'
import styles from './archive.module.css'
import { CollectionSheet, DecideSheet } from './collection-sheets.tsx'
import { useArchiveKey } from './use-archive.ts'

const TONES: Readonly<Record<Collected['state'], Tone>> = {
  proposed: 'waiting',
  published: 'done',
  withdrawn: 'returned',
}
type Opened =
  | { kind: 'collection'; collection?: Collection }
  | { kind: 'decide'; rows: readonly Collected[]; clear: () => void }

/** Văn kiện: issued documents by term, year, type and body. */
export default function CollectionsPage() {
  const { t } = useTranslation('archive')
  const api = useApi(collections)
  const key = useArchiveKey()
  const { data } = useQuery({ queryKey: key('collections'), queryFn: ({ signal }) => api.listCollections({ signal }) })
  const [opened, setOpened] = useState<Opened | null>(null)
  const [url, setUrl] = useUrlState({ collection: '' })
  const items = data?.items ?? []
  const chosen = items.find((one) => one.id === url['collection']) ?? items[0] ?? null
  return (
    <>
      <PageHead title={chosen?.name ?? t('collections.title')}>
        {items.length > 1 ? (
          <select
            aria-label={t('collections.choose')}
            value={chosen?.id ?? ''}
            onChange={(event) => setUrl({ collection: event.currentTarget.value })}
          >
            {items.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        ) : null}
        <PostLink to="archive">{t('title')}</PostLink>
        {data?.abilities.describe && chosen ? (
          <Button icon="pencil" onClick={() => setOpened({ kind: 'collection', collection: chosen })}>
            {t('change.title')}
          </Button>
        ) : null}
        {data?.abilities.describe ? (
          <Button kind="main" icon="plus" onClick={() => setOpened({ kind: 'collection' })}>
            {t('collections.add')}
          </Button>
        ) : null}
      </PageHead>
      {data && !chosen ? (
        <EmptyState title={t('collections.none')} hint={t('collections.noneHint')} />
      ) : chosen ? (
        <Documents
          key={chosen.id}
          collection={chosen}
          mayPublish={data?.abilities.publish ?? false}
          onDecide={(rows, clear) => setOpened({ kind: 'decide', rows, clear })}
        />
      ) : null}
      {opened?.kind === 'collection' ? (
        <CollectionSheet
          {...(opened.collection ? { collection: opened.collection } : {})}
          types={data?.types ?? []}
          onMade={(id) => setUrl({ collection: id })}
          onClose={() => setOpened(null)}
        />
      ) : null}
      {opened?.kind === 'decide' && chosen ? (
        <DecideSheet
          collection={chosen}
          rows={opened.rows}
          clear={opened.clear}
          mayOpen={data?.abilities.open ?? false}
          onClose={() => setOpened(null)}
        />
      ) : null}
    </>
  )
}

function Documents(props: {
  collection: Collection
  mayPublish: boolean
  onDecide: (rows: readonly Collected[], clear: () => void) => void
}) {
  const { t } = useTranslation('archive')
  const api = useApi(collections)
  const key = useArchiveKey()
  const go = useGo()
  const { collection, mayPublish } = props
  const params = { collectionId: collection.id }
  const { data: counts } = useQuery({
    queryKey: key('facets', collection.id),
    queryFn: ({ signal }) => api.facets({ params, query: {}, signal }),
  })
  const filters = useMemo<Filter[]>(() => {
    const options = (found: readonly { value: string; count: number }[] | undefined) =>
      (found ?? []).map(({ value, count }) => ({ value, label: `${value} (${count})` }))
    return [
      { kind: 'words', name: 'q', label: t('collections.q') },
      ...(counts?.terms.length
        ? [{ kind: 'choice', name: 'term', label: t('collections.term'), options: options(counts.terms) } as const]
        : []),
      { kind: 'choice', name: 'year', label: t('collections.year'), options: options(counts?.years) },
      { kind: 'choice', name: 'type', label: t('field.typeName'), options: options(counts?.types) },
      { kind: 'choice', name: 'issuer', label: t('field.issuerName'), options: options(counts?.issuers) },
      ...(mayPublish
        ? [
            {
              kind: 'choice',
              name: 'state',
              label: t('collections.state'),
              options: collectedStates.map((value) => ({ value, label: t(`collected.${value}`) })),
            } as const,
          ]
        : []),
    ]
  }, [t, counts, mayPublish])
  const [url, setUrl] = useUrlState(
    useMemo<Record<string, string>>(() => ({ q: '', term: '', year: '', type: '', issuer: '', state: '' }), []),
  )
  const state = collectedStates.find((one) => one === url['state'])
  const asked = {
    ...(url['q'] ? { q: url['q'] } : {}),
    ...(url['term'] ? { term: url['term'] } : {}),
    ...(/^\d{4}$/.test(url['year'] ?? '') ? { year: Number(url['year']) } : {}),
    ...(url['type'] ? { type: url['type'] } : {}),
    ...(url['issuer'] ? { issuer: url['issuer'] } : {}),
    ...(state ? { state } : {}),
  }
  const columns = useMemo<Column<Collected>[]>(
    () => [
      {
        id: 'symbol',
        header: t('field.symbol'),
        cell: (row) => <DocumentSymbol strong>{row.symbol ?? row.typeName}</DocumentSymbol>,
        width: 9,
        isFixed: true,
      },
      { id: 'date', header: t('field.issuedDate'), cell: (row) => formatDate(row.issuedDate), width: 7 },
      { id: 'type', header: t('field.typeName'), cell: (row) => row.typeName, width: 8 },
      { id: 'subject', header: t('field.subject'), cell: (row) => row.subject, lines: 2, min: 18 },
      { id: 'issuer', header: t('field.issuerName'), cell: (row) => row.issuerName, width: 12, lines: 2 },
      { id: 'signer', header: t('collections.signer'), cell: (row) => row.signerName ?? '', width: 9 },
      { id: 'term', header: t('collections.term'), cell: (row) => row.term ?? '', width: 7, isOptional: true },
      {
        id: 'state',
        header: t('collections.state'),
        cell: (row) => <StateBadge tone={TONES[row.state]}>{t(`collected.${row.state}`)}</StateBadge>,
        width: 8.5,
      },
    ],
    [t],
  )
  return (
    <div className={styles['found']}>
      <DataTable<Collected>
        id="archive.collected"
        label={collection.name}
        columns={columns}
        rowId={(row) => row.documentId}
        onOpen={(row) => {
          if (row.maySee) go(`documents/${row.documentId}`)
          else toast({ text: t('item.closed') })
        }}
        toolbar={<FilterBar filters={filters} values={url} onChange={setUrl} />}
        isFiltered={Object.keys(asked).length > 0}
        onClearFilters={() => setUrl(filterDefaults(filters))}
        {...(mayPublish
          ? {
              bulk: (rows: readonly Collected[], clear: () => void) => (
                <Button onClick={() => props.onDecide(rows, clear)}>{t('collections.decide')}</Button>
              ),
            }
          : {})}
        source={{
          key: key('collected', collection.id, asked),
          load: async ({ cursor, signal }) => {
            const page = await api.collected({
              params,
              query: { ...asked, ...(cursor ? { after: cursor } : {}), limit: 100 },
              signal,
            })
            return { rows: page.items, next: page.next }
          },
        }}
        card={(row) => ({
          first: (
            <>
              <DocumentSymbol strong>{row.symbol ?? row.typeName}</DocumentSymbol> {formatDate(row.issuedDate)}
            </>
          ),
          second: row.subject,
          badge: <StateBadge tone={TONES[row.state]}>{t(`collected.${row.state}`)}</StateBadge>,
        })}
        empty={{ title: t('collections.empty'), hint: t('collections.emptyHint') }}
      />
    </div>
  )
}
