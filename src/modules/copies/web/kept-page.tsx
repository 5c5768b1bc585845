import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { type Filter, FilterBar, filterDefaults } from '#web/kit/filter-bar.tsx'
import { formatDate } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { useGo } from '#web/kit/post-link.tsx'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { archiveCopies, type KeptRow, keptStates } from '../kept-contract.ts'
import { KeptSheet } from './kept-sheet.tsx'
import { useCopiesKey } from './use-copies.ts'

const TONES: Readonly<Record<KeptRow['state'], Tone>> = {
  missing: 'waiting',
  kept: 'done',
  lent: 'doing',
  electronic: 'done',
}

export function KeptState({ row }: { row: KeptRow }) {
  const { t } = useTranslation('copies')
  return <StateBadge tone={TONES[row.state]}>{t(`kept.state.${row.state}`)}</StateBadge>
}

/** Archive copies in register order: what is missing, what is kept, what is with whom. A row opens what may be done with it. */
export default function KeptPage() {
  const { t } = useTranslation('copies')
  const api = useApi(archiveCopies)
  const go = useGo()
  const key = useCopiesKey()
  const [opened, setOpened] = useState<KeptRow | null>(null)
  const filters = useMemo<Filter[]>(
    () => [
      { kind: 'words', name: 'q', label: t('kept.q') },
      {
        kind: 'choice',
        name: 'state',
        label: t('kept.column.state'),
        options: keptStates.map((state) => ({ value: state, label: t(`kept.state.${state}`) })),
      },
    ],
    [t],
  )
  const [url, setUrl] = useUrlState(useMemo<Record<string, string>>(() => filterDefaults(filters), [filters]))
  const state = keptStates.find((one) => one === url['state'])
  const asked = { ...(url['q'] ? { q: url['q'] } : {}), ...(state ? { state } : {}) }
  const columns = useMemo<Column<KeptRow>[]>(
    () => [
      {
        id: 'symbol',
        header: t('kept.column.symbol'),
        cell: (row) => <DocumentSymbol strong>{row.symbol ?? '–'}</DocumentSymbol>,
        width: 9,
        isFixed: true,
      },
      { id: 'issued', header: t('kept.column.issued'), cell: (row) => formatDate(row.issuedDate), width: 6.5 },
      {
        id: 'subject',
        header: t('kept.column.subject'),
        cell: (row) => (
          <>
            <b>{row.typeName}</b> {row.subject}
            {row.isRecalled ? ` (${t('kept.recalled')})` : ''}
          </>
        ),
        lines: 2,
        min: 18,
      },
      { id: 'unit', header: t('kept.column.unit'), cell: (row) => row.unit ?? '', width: 9, lines: 2 },
      { id: 'state', header: t('kept.column.state'), cell: (row) => <KeptState row={row} />, width: 10 },
      {
        id: 'where',
        header: t('kept.column.where'),
        cell: (row) => (row.loan ? `${row.loan.borrower}, ${formatDate(row.loan.takenOn)}` : (row.place ?? '')),
        width: 12,
        lines: 2,
      },
    ],
    [t],
  )
  return (
    <>
      <PageHead title={t('kept.title')}>
        <Button kind="quiet" onClick={() => go('copies')}>
          {t('list.title')}
        </Button>
        <Button icon="print" onClick={() => go('copies/print', { kind: 'use' })}>
          {t('kept.print')}
        </Button>
      </PageHead>
      <DataTable<KeptRow>
        id="copies.kept"
        label={t('kept.title')}
        columns={columns}
        rowId={(row) => row.documentId}
        onOpen={setOpened}
        toolbar={<FilterBar filters={filters} values={url} onChange={setUrl} />}
        isFiltered={Object.keys(asked).length > 0}
        onClearFilters={() => setUrl(filterDefaults(filters))}
        source={{
          key: key('kept', asked),
          load: async ({ cursor, signal }) => {
            const page = await api.kept({
              query: { ...asked, ...(cursor ? { after: cursor } : {}), limit: 100 },
              signal,
            })
            return { rows: page.items, next: page.next }
          },
        }}
        card={(row) => ({
          first: (
            <>
              <DocumentSymbol strong>{row.symbol ?? '–'}</DocumentSymbol> · {formatDate(row.issuedDate)}
              {row.loan ? ` · ${row.loan.borrower}` : ''}
            </>
          ),
          second: `${row.typeName} ${row.subject}`,
          badge: <KeptState row={row} />,
        })}
        empty={{ title: t('kept.empty'), hint: t('kept.emptyHint') }}
      />
      {opened ? <KeptSheet row={opened} onClose={() => setOpened(null)} /> : null}
    </>
  )
}
