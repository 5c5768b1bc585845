import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { type Filter, FilterBar, filterDefaults } from '#web/kit/filter-bar.tsx'
import { formatDate, formatInstant } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { useGo } from '#web/kit/post-link.tsx'
import { StateTabs } from '#web/kit/state-tabs.tsx'
import { useShortcuts } from '#web/kit/use-shortcuts.ts'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { useActing } from '#web/session.tsx'
import { type CaseFile, casefiles, fileStates, scopes } from '../contract.ts'
import { OpenSheet } from './open-sheet.tsx'
import { FileState, NarrowedMark } from './states.tsx'
import { useFilesKey, useRetention } from './use-files.ts'

const OVERSEERS = ['registry', 'leader', 'chief_of_office', 'archivist', 'inspector']

/** Case files: one's own, the unit's, all; what changed last first. */
export default function ListPage() {
  const { t } = useTranslation('casefiles')
  const api = useApi(casefiles)
  const go = useGo()
  const key = useFilesKey()
  const { post } = useActing()
  const words = useRetention()
  const [isOpening, setOpening] = useState(false)
  const may = (ability: string) => post.abilities.includes(ability)
  const isOverseer = post.roles.some((role) => OVERSEERS.includes(role))
  const tabs = scopes.filter((scope) =>
    scope === 'mine'
      ? may('casefiles.keep')
      : scope === 'unit'
        ? post.roles.some((role) => ['unit_head', 'unit_clerk'].includes(role))
        : isOverseer,
  )
  const filters = useMemo<Filter[]>(
    () => [
      { kind: 'words', name: 'q', label: t('list.q') },
      {
        kind: 'choice',
        name: 'state',
        label: t('field.state'),
        options: fileStates.map((state) => ({ value: state, label: t(`state.${state}`) })),
      },
    ],
    [t],
  )
  const [url, setUrl] = useUrlState(
    useMemo<Record<string, string>>(() => ({ ...filterDefaults(filters), tab: '' }), [filters]),
  )
  const scope = tabs.find((one) => one === url['tab']) ?? tabs[0] ?? 'all'
  const state = fileStates.find((one) => one === url['state'])
  const asked = { scope, ...(url['q'] ? { q: url['q'] } : {}), ...(state ? { state } : {}) }
  useShortcuts([{ keys: 'n', label: t('open.title'), disabled: !may('casefiles.keep'), run: () => setOpening(true) }])
  const columns = useMemo<Column<CaseFile>[]>(
    () => [
      {
        id: 'symbol',
        header: t('field.symbol'),
        cell: (row) => <DocumentSymbol strong>{row.symbol}</DocumentSymbol>,
        width: 7,
        isFixed: true,
      },
      {
        id: 'title',
        header: t('field.title'),
        cell: (row) => (
          <>
            {row.title}
            {row.isOutside ? ` (${t('list.outside')})` : ''} {row.isNarrowed ? <NarrowedMark /> : null}
          </>
        ),
        lines: 2,
        min: 18,
      },
      { id: 'items', header: t('list.items'), cell: (row) => row.items, width: 4.5, align: 'right' },
      { id: 'retention', header: t('field.retention'), cell: (row) => words(row.retention) || '–', width: 8 },
      { id: 'maker', header: t('field.maker'), cell: (row) => row.makerName, width: 10 },
      { id: 'unit', header: t('field.unit'), cell: (row) => row.unit ?? '', width: 9, lines: 2, isOptional: true },
      { id: 'state', header: t('field.state'), cell: (row) => <FileState state={row.state} />, width: 9 },
      { id: 'period', header: t('field.period'), cell: (row) => row.period, width: 5.5, isOptional: true },
      {
        id: 'opened',
        header: t('field.openedOn'),
        cell: (row) => formatDate(row.openedOn),
        width: 6.5,
        isOptional: true,
      },
      { id: 'changed', header: t('list.changed'), cell: (row) => formatInstant(row.changedAt), width: 9 },
    ],
    [t, words],
  )
  return (
    <>
      <PageHead title={t('list.title')}>
        {may('casefiles.keep') ? (
          <Button kind="quiet" onClick={() => go('files/unfiled')}>
            {t('unfiled.title')}
          </Button>
        ) : null}
        {may('casefiles.oversee') ? (
          <Button kind="quiet" onClick={() => go('files/duties')}>
            {t('duties.title')}
          </Button>
        ) : null}
        <Button kind="quiet" onClick={() => go('files/plans')}>
          {t('plan.list')}
        </Button>
        {may('casefiles.keep') ? (
          <Button kind="main" icon="plus" keys="n" onClick={() => setOpening(true)}>
            {t('open.title')}
          </Button>
        ) : null}
      </PageHead>
      <DataTable<CaseFile>
        id="casefiles"
        label={t('list.title')}
        columns={columns}
        rowId={(row) => row.id}
        href={(row) => `files/${row.id}`}
        toolbar={
          <>
            {tabs.length > 1 ? (
              <StateTabs tabs={tabs.map((id) => ({ id, label: t(`scope.${id}`) }))} label={t('list.title')} />
            ) : null}
            <FilterBar filters={filters} values={url} onChange={setUrl} />
          </>
        }
        isFiltered={Boolean(url['q'] || state)}
        onClearFilters={() => setUrl(filterDefaults(filters))}
        source={{
          key: key('list', asked),
          load: async ({ cursor, signal }) => {
            const page = await api.list({
              query: { ...asked, ...(cursor ? { after: cursor } : {}), limit: 100 },
              signal,
            })
            return { rows: page.items, next: page.next }
          },
        }}
        card={(row) => ({
          first: (
            <>
              <DocumentSymbol strong>{row.symbol}</DocumentSymbol> · {t('list.count', { count: row.items })} ·{' '}
              {row.makerName}
            </>
          ),
          second: row.title,
          badge: <FileState state={row.state} />,
        })}
        empty={{ title: t('list.empty'), hint: t('list.emptyHint') }}
      />
      {isOpening ? <OpenSheet onClose={() => setOpening(false)} onOpened={(id) => go(`files/${id}`)} /> : null}
    </>
  )
}
