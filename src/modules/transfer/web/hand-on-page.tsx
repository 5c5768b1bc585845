import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ChoiceField } from '#web/kit/choice-field.tsx'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { type Filter, FilterBar, filterDefaults } from '#web/kit/filter-bar.tsx'
import { formatDate } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink, useGo } from '#web/kit/post-link.tsx'
import { StateBadge } from '#web/kit/state-badge.tsx'
import { StateTabs } from '#web/kit/state-tabs.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { useActing } from '#web/session.tsx'
import { type HandOn, transfer } from '../contract.ts'
import { useStep, useTransfersKey } from './use-transfers.ts'

const TABS = ['due', 'overdue', 'all'] as const

/** Files kept for ever that lie in the current archive, by the year in which the historical archive is to have them. */
export default function HandOnPage() {
  const { t } = useTranslation('transfer')
  const api = useApi(transfer)
  const key = useTransfersKey()
  const go = useGo()
  const { post } = useActing()
  const [chosen, setChosen] = useState<{ rows: readonly HandOn[]; clear: () => void } | null>(null)
  const filters = useMemo<Filter[]>(() => [{ kind: 'words', name: 'q', label: t('handOn.q') }], [t])
  const [url, setUrl] = useUrlState(
    useMemo<Record<string, string>>(() => ({ tab: 'due', ...filterDefaults(filters) }), [filters]),
  )
  const tab = TABS.find((one) => one === url['tab']) ?? 'due'
  const asked = { what: tab === 'due' ? ('soon' as const) : tab, ...(url['q'] ? { q: url['q'] } : {}) }
  const columns = useMemo<Column<HandOn>[]>(
    () => [
      {
        id: 'symbol',
        header: t('handOn.reference'),
        cell: (row) => <DocumentSymbol strong>{row.symbol}</DocumentSymbol>,
        width: 12,
        isFixed: true,
      },
      { id: 'title', header: t('field.title'), cell: (row) => row.title, lines: 2, min: 18 },
      { id: 'items', header: t('handOn.items'), cell: (row) => row.items, width: 6, align: 'right' },
      { id: 'since', header: t('handOn.since'), cell: (row) => row.since ?? '', width: 8 },
      { id: 'limit', header: t('field.limit'), cell: (row) => formatDate(row.limit), width: 6.5 },
      { id: 'state', header: t('field.state'), cell: (row) => <HandOnState row={row} />, width: 10 },
    ],
    [t],
  )
  return (
    <>
      <PageHead title={t('handOn.title')}>
        <PostLink to="transfers?tab=lists">{t('tab.lists')}</PostLink>
      </PageHead>
      <DataTable<HandOn>
        id={`transfer.hand-on.${tab}`}
        label={t('handOn.title')}
        columns={columns}
        rowId={(row) => row.unitId}
        href={(row) => `archive/units/${row.unitId}`}
        toolbar={
          <>
            <StateTabs
              label={t('handOn.title')}
              tabs={TABS.map((id) => ({ id, label: t(`handOn.tab.${id}`), isAlarm: id === 'overdue' }))}
            />
            <FilterBar filters={filters} values={url} onChange={setUrl} />
          </>
        }
        isFiltered={Boolean(url['q'])}
        onClearFilters={() => setUrl(filterDefaults(filters))}
        {...(post.abilities.includes('transfer.hand-on')
          ? {
              bulk: (rows: readonly HandOn[], clear: () => void) => (
                <Button icon="archive" onClick={() => setChosen({ rows, clear })}>
                  {t('list.make')}
                </Button>
              ),
            }
          : {})}
        source={{
          key: key('hand-on', asked),
          load: async ({ cursor, signal }) => {
            const page = await api.handOnDue({
              query: { ...asked, ...(cursor ? { after: cursor } : {}), limit: 100 },
              signal,
            })
            return { rows: page.items, next: page.next }
          },
        }}
        card={(row) => ({
          first: (
            <>
              <DocumentSymbol strong>{row.symbol}</DocumentSymbol> · {formatDate(row.limit)}
            </>
          ),
          second: row.title,
          badge: <HandOnState row={row} />,
        })}
        empty={{ title: t(`handOn.empty.${tab}`), hint: t('handOn.emptyHint') }}
      />
      {chosen ? (
        <GiveSheet
          rows={chosen.rows}
          onClose={() => setChosen(null)}
          onMade={(id) => {
            chosen.clear()
            go(`transfers/${id}`)
          }}
        />
      ) : null}
    </>
  )
}

function HandOnState({ row }: { row: HandOn }) {
  const { t } = useTranslation('transfer')
  if (row.isListed) return <StateBadge tone="waiting">{t('handOn.listed')}</StateBadge>
  if (row.isOverdue) return <StateBadge tone="overdue">{t('due.overdue')}</StateBadge>
  return <StateBadge tone="doing">{t('handOn.kept')}</StateBadge>
}

/** The archive that receives the chosen files. */
function GiveSheet({
  rows,
  onClose,
  onMade,
}: {
  rows: readonly HandOn[]
  onClose: () => void
  onMade: (id: string) => void
}) {
  const { t } = useTranslation('transfer')
  const api = useApi(transfer)
  const key = useTransfersKey()
  const step = useStep()
  const [receiver, setReceiver] = useState('')
  const [note, setNote] = useState('')
  const { data } = useQuery({ queryKey: key('receivers'), queryFn: ({ signal }) => api.receivers({ signal }) })
  const receiverId = receiver || (data?.items[0]?.id ?? '')
  return (
    <WorkSheet
      title={t('handOn.give')}
      about={t('list.count', { count: rows.length })}
      consequence={t('handOn.consequence')}
      verb={t('list.make')}
      onClose={onClose}
      check={() => receiverId !== ''}
      onSubmit={async () => {
        const { id } = await step(
          () => api.handOn({ body: { unitIds: rows.map((row) => row.unitId), receiverId, note: note.trim() || null } }),
          t('list.made'),
        )
        onMade(id)
      }}
    >
      <ChoiceField label={t('field.receiver')} value={receiverId} onChange={setReceiver}>
        {(data?.items ?? []).map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </ChoiceField>
      <TextField label={t('field.note')} name="note" maxLength={500} value={note} onChange={setNote} />
    </WorkSheet>
  )
}
