import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ConfirmSheet } from '#web/kit/confirm-sheet.tsx'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { type Filter, FilterBar, filterDefaults } from '#web/kit/filter-bar.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import { StateBadge } from '#web/kit/state-badge.tsx'
import { StateTabs } from '#web/kit/state-tabs.tsx'
import { useShortcuts } from '#web/kit/use-shortcuts.ts'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { useActing } from '#web/session.tsx'
import { type Box, type Place, storage } from '../contract.ts'
import { NewBoxesSheet } from './box-sheets.tsx'
import { FillSheet } from './fill-sheet.tsx'
import { AddPlaceSheet, ChangePlaceSheet } from './place-sheets.tsx'
import { PlaceTree } from './place-tree.tsx'
import styles from './storage.module.css'
import { metresText, useStep, useStorageKey } from './use-storage.ts'

const WHAT = ['all', 'unplaced', 'out'] as const
type Opened = 'add' | 'store' | 'change' | 'remove' | 'boxes' | 'fill'

/** The stores: their places beside the boxes of the chosen one. */
export default function StoresPage() {
  const { t } = useTranslation('storage')
  const api = useApi(storage)
  const key = useStorageKey()
  const step = useStep()
  const fileUrl = useFileUrl()
  const { post } = useActing()
  const keeps = post.abilities.includes('storage.keep')
  const filters = useMemo<Filter[]>(() => [{ kind: 'words', name: 'q', label: t('q') }], [t])
  const defaults = useMemo<Record<string, string>>(
    () => ({ ...filterDefaults(filters), place: '', tab: 'all' }),
    [filters],
  )
  const [url, setUrl] = useUrlState(defaults)
  const [sheet, setSheet] = useState<Opened | null>(null)
  const place = url['place'] ?? ''
  const what = WHAT.find((one) => one === url['tab']) ?? 'all'
  const stores = useQuery({ queryKey: key('places', ''), queryFn: ({ signal }) => api.places({ query: {}, signal }) })
  const chosen = useQuery({
    queryKey: key('place', place),
    queryFn: ({ signal }) => api.place({ params: { placeId: place }, signal }),
    enabled: place !== '',
    retry: false,
  })
  const here: Place | null = place ? (chosen.data?.place ?? null) : null
  const line = chosen.data?.line ?? []
  const all = stores.data?.items ?? []
  const metres = here?.metres ?? all.reduce((sum, one) => sum + one.metres, 0)
  const used = here?.used ?? all.reduce((sum, one) => sum + one.used, 0)
  const mayAdd = keeps && here !== null && here.kind !== 'shelf'
  useShortcuts([
    { keys: 'n', label: t('boxes.new'), disabled: !keeps, run: () => setSheet('boxes') },
    {
      keys: 't',
      label: t('place.add'),
      // A place that is not read yet is not known to hold others.
      disabled: !keeps || (place !== '' && here === null),
      run: () => setSheet(mayAdd ? 'add' : 'store'),
    },
  ])
  const columns = useMemo<Column<Box>[]>(
    () => [
      { id: 'number', header: t('box.number'), cell: (row) => <b>{row.label}</b>, width: 6, isFixed: true },
      { id: 'inventory', header: t('box.inventory'), cell: (row) => row.inventory ?? '', width: 11, lines: 2 },
      { id: 'fonds', header: t('box.fonds'), cell: (row) => row.fonds ?? '', min: 11, lines: 2 },
      { id: 'files', header: t('box.files'), cell: (row) => row.files, width: 4.5, align: 'right' },
      { id: 'range', header: t('box.range'), cell: (row) => (row.from ? `${row.from} – ${row.to}` : ''), width: 7 },
      { id: 'path', header: t('box.path'), cell: (row) => row.path ?? t('box.unplaced'), min: 12, lines: 2 },
      { id: 'state', header: t('box.state'), cell: (row) => <BoxState box={row} />, width: 8 },
    ],
    [t],
  )
  if (stores.data && all.length === 0)
    return (
      <>
        <PageHead title={t('title')} />
        <EmptyState title={t('empty.title')} hint={t('empty.hint')}>
          {keeps ? (
            <Button kind="main" icon="plus" onClick={() => setSheet('store')}>
              {t('place.addStore')}
            </Button>
          ) : null}
        </EmptyState>
        {sheet === 'store' ? <AddPlaceSheet parent={null} onClose={() => setSheet(null)} /> : null}
      </>
    )
  return (
    <div className={styles['page']}>
      <PageHead
        title={here?.label ?? t('title')}
        facts={t('figures', {
          used: metresText(used),
          free: metresText(Math.max(0, metres - used)),
          metres: metresText(metres),
        })}
      >
        <PostLink to="storage/scan">{t('scan.title')}</PostLink>
        {keeps ? (
          <>
            <Button onClick={() => setSheet('fill')}>{t('fill.title')}</Button>
            <Button kind="main" icon="plus" keys="n" onClick={() => setSheet('boxes')}>
              {t('boxes.new')}
            </Button>
          </>
        ) : null}
      </PageHead>
      <div className={styles['split']}>
        <div className={styles['side']}>
          <div className={styles['tools']}>
            <Button kind="quiet" onClick={() => setUrl({ place: '' }, true)}>
              {t('allStores')}
            </Button>
            {keeps ? (
              <Button kind="quiet" icon="plus" onClick={() => setSheet('store')}>
                {t('place.addStore')}
              </Button>
            ) : null}
          </div>
          {place === '' || chosen.data || chosen.error ? (
            <div className={styles['tree']}>
              <PlaceTree
                label={t('title')}
                chosen={place}
                opened={line.map((one) => one.id)}
                onChoose={(id) => setUrl({ place: id }, true)}
              />
            </div>
          ) : null}
        </div>
        <div className={styles['main']}>
          {here ? (
            <div className={styles['tools']}>
              <span className={styles['path']}>{here.path}</span>
              {mayAdd ? (
                <Button icon="plus" onClick={() => setSheet('add')}>
                  {t('place.add')}
                </Button>
              ) : null}
              {keeps ? (
                <Button icon="pencil" onClick={() => setSheet('change')}>
                  {t('place.edit')}
                </Button>
              ) : null}
              {keeps && here.children === 0 && here.boxes === 0 ? (
                <Button onClick={() => setSheet('remove')}>{t('place.remove')}</Button>
              ) : null}
              <a
                href={fileUrl(storage.labels, { query: { of: 'places', place: here.id } })}
                target="_blank"
                rel="noreferrer"
              >
                {t('labels.places')}
              </a>
              {here.boxes > 0 ? (
                <a href={fileUrl(storage.labels, { query: { place: here.id } })} target="_blank" rel="noreferrer">
                  {t('labels.boxes')}
                </a>
              ) : null}
            </div>
          ) : null}
          <DataTable<Box>
            id="storage.boxes"
            label={t('boxes.title')}
            columns={columns}
            rowId={(row) => row.id}
            href={(row) => `storage/boxes/${row.id}`}
            toolbar={
              <>
                <StateTabs label={t('boxes.title')} tabs={WHAT.map((id) => ({ id, label: t(`tab.${id}`) }))} />
                <FilterBar filters={filters} values={url} onChange={setUrl} />
              </>
            }
            isFiltered={Boolean(url['q'])}
            onClearFilters={() => setUrl(filterDefaults(filters))}
            bulk={(rows) => (
              <a
                href={fileUrl(storage.labels, { query: { ids: rows.map((row) => row.id).join(',') } })}
                target="_blank"
                rel="noreferrer"
              >
                {t('labels.boxes')}
              </a>
            )}
            source={{
              key: key('boxes', place, what, url['q']),
              load: async ({ cursor, signal }) => {
                const page = await api.boxes({
                  query: {
                    what,
                    ...(place ? { place } : {}),
                    ...(url['q'] ? { q: url['q'] } : {}),
                    ...(cursor ? { after: cursor } : {}),
                    limit: 100,
                  },
                  signal,
                })
                return { rows: page.items, next: page.next }
              },
            }}
            card={(row) => ({
              first: (
                <>
                  <b>{row.label}</b> · {row.inventory}
                </>
              ),
              second: row.path ?? t('box.unplaced'),
              badge: <BoxState box={row} />,
            })}
            empty={{ title: t('boxes.empty'), hint: t('boxes.emptyHint') }}
          />
        </div>
      </div>
      {sheet === 'store' ? <AddPlaceSheet parent={null} onClose={() => setSheet(null)} /> : null}
      {sheet === 'add' && here ? <AddPlaceSheet parent={here} onClose={() => setSheet(null)} /> : null}
      {sheet === 'change' && here ? <ChangePlaceSheet place={here} onClose={() => setSheet(null)} /> : null}
      {sheet === 'boxes' ? (
        <NewBoxesSheet shelf={here?.kind === 'shelf' ? here : null} onClose={() => setSheet(null)} />
      ) : null}
      {sheet === 'fill' ? <FillSheet onClose={() => setSheet(null)} /> : null}
      {sheet === 'remove' && here ? (
        <ConfirmSheet
          opened
          onClose={() => setSheet(null)}
          title={t('place.removeAsk', { label: here.path })}
          consequence={t('place.removeNote')}
          verb={t('place.remove')}
          danger
          onConfirm={async () => {
            const { parentId } = await step(
              () => api.removePlace({ params: { placeId: here.id }, body: { version: here.version } }),
              t('place.removed'),
            )
            setUrl({ place: parentId ?? '' })
          }}
        />
      ) : null}
    </div>
  )
}

export function BoxState({ box }: { box: Box }) {
  const { t } = useTranslation('storage')
  if (box.out > 0) return <StateBadge tone="waiting">{t('box.out', { count: box.out })}</StateBadge>
  if (!box.shelfId) return <StateBadge tone="doing">{t('box.unplaced')}</StateBadge>
  return <StateBadge tone="done">{t(`boxState.${box.state}`)}</StateBadge>
}
