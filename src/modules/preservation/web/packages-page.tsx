import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { ConfirmSheet } from '#web/kit/confirm-sheet.tsx'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { type Filter, FilterBar, filterDefaults } from '#web/kit/filter-bar.tsx'
import { formatBytes, formatInstant, formatNumber } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import { StateTabs } from '#web/kit/state-tabs.tsx'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { type PackState, packStates, type UnitLine } from '../contract.ts'
import { Places } from './places.tsx'
import { usePreservation } from './use-preservation.ts'

const TONES: Readonly<Record<PackState, Tone>> = {
  none: 'new',
  stale: 'waiting',
  invalid: 'overdue',
  failed: 'overdue',
  good: 'done',
}

export function UnitState({ state }: { state: PackState }) {
  const { t } = useTranslation('preservation')
  return <StateBadge tone={TONES[state]}>{t(`state.${state}`)}</StateBadge>
}

/** Files of the archive and how far they are packed; an inventory or a whole fonds is packed at once. */
export default function PackagesPage() {
  const { t } = useTranslation('preservation')
  const { api, key, may, step } = usePreservation()
  const [isAsking, setAsking] = useState(false)
  const { data: scopes } = useQuery({ queryKey: key('scopes'), queryFn: ({ signal }) => api.scopes({ signal }) })
  const filters = useMemo<Filter[]>(
    () => [
      { kind: 'words', name: 'q', label: t('q') },
      {
        kind: 'choice',
        name: 'scope',
        label: t('scope'),
        options: (scopes?.items ?? []).map((one) => ({
          value: one.id,
          label: `${one.level === 'inventory' ? '– ' : ''}${one.code} ${one.title} (${formatNumber(one.packed)}/${formatNumber(one.files)})`,
        })),
      },
    ],
    [t, scopes],
  )
  const [url, setUrl] = useUrlState(
    useMemo<Record<string, string>>(() => ({ tab: 'all', ...filterDefaults(filters) }), [filters]),
  )
  const state = packStates.find((one) => one === url['tab'])
  const chosen = scopes?.items.find((one) => one.id === url['scope'])
  const scope = chosen ? { scopeId: chosen.id } : {}
  const { data: counts } = useQuery({
    queryKey: key('counts', chosen?.id ?? null),
    queryFn: ({ signal }) => api.counts({ query: scope, signal }),
  })
  const asked = { ...scope, ...(state ? { state } : {}), ...(url['q'] ? { q: url['q'] } : {}) }
  const columns = useMemo<Column<UnitLine>[]>(
    () => [
      { id: 'code', header: t('field.code'), cell: (row) => row.code, width: 9, isFixed: true },
      { id: 'title', header: t('field.title'), cell: (row) => row.title, lines: 2, min: 18 },
      { id: 'documents', header: t('field.documents'), cell: (row) => row.documents ?? '', width: 6, align: 'right' },
      { id: 'version', header: t('field.version'), cell: (row) => row.version ?? '', width: 5, align: 'right' },
      {
        id: 'size',
        header: t('field.size'),
        cell: (row) => (row.size === null ? '' : formatBytes(row.size)),
        width: 6,
        align: 'right',
      },
      { id: 'made', header: t('field.made'), cell: (row) => formatInstant(row.madeAt), width: 9 },
      { id: 'state', header: t('field.state'), cell: (row) => <UnitState state={row.state} />, width: 12 },
    ],
    [t],
  )
  return (
    <>
      <PageHead title={t('title')}>
        <Places here="packages" />
        <PostLink to="jobs">{t('jobs')}</PostLink>
        {chosen && may('preservation.work') ? (
          <Button kind="main" icon="archive" onClick={() => setAsking(true)}>
            {t(chosen.level === 'inventory' ? 'pack.inventory' : 'pack.fonds')}
          </Button>
        ) : null}
      </PageHead>
      <DataTable<UnitLine>
        id="preservation.units"
        label={t('title')}
        columns={columns}
        rowId={(row) => row.id}
        href={(row) => `preservation/units/${row.id}`}
        toolbar={
          <>
            <StateTabs
              label={t('title')}
              tabs={[
                { id: 'all', label: t('tab.all') },
                ...packStates.map((one) => ({
                  id: one,
                  label: t(`state.${one}`),
                  count: counts?.[one],
                  isAlarm: one === 'invalid' || one === 'failed',
                })),
              ]}
            />
            <FilterBar filters={filters} values={url} onChange={setUrl} />
          </>
        }
        isFiltered={Boolean(url['q'] || url['scope'])}
        onClearFilters={() => setUrl(filterDefaults(filters))}
        source={{
          key: key('units', asked),
          load: async ({ cursor, signal }) => {
            const page = await api.units({
              query: { ...asked, ...(cursor ? { after: cursor } : {}), limit: 100 },
              signal,
            })
            return { rows: page.items, next: page.next }
          },
        }}
        card={(row) => ({
          first: (
            <>
              <b>{row.code}</b> {row.version === null ? '' : `· ${t('versionNo', { version: row.version })}`}
            </>
          ),
          second: row.title,
          badge: <UnitState state={row.state} />,
        })}
        empty={{ title: t('empty'), hint: t('emptyHint') }}
      />
      {chosen ? (
        <ConfirmSheet
          opened={isAsking}
          onClose={() => setAsking(false)}
          title={t('pack.ask', { title: chosen.title })}
          consequence={t('pack.consequence', { count: chosen.files })}
          verb={t('pack.verb')}
          onConfirm={() =>
            step(
              () => api.pack({ params: { unitId: chosen.id } }),
              ({ files }) => t('pack.begun', { count: files }),
            )
          }
        />
      ) : null}
    </>
  )
}
