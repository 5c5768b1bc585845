import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { retentionWords } from '#regimes/retention/index.ts'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { type Filter, FilterBar, filterDefaults } from '#web/kit/filter-bar.tsx'
import { dayOf, formatDate, formatInstant } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { useGo } from '#web/kit/post-link.tsx'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import { StateTabs } from '#web/kit/state-tabs.tsx'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { useActing } from '#web/session.tsx'
import { type Due, type Handover, transfer } from '../contract.ts'
import { DueSheet } from './due-sheet.tsx'
import { useStep, useTransfersKey } from './use-transfers.ts'

const TABS = ['due', 'overdue', 'closed', 'lists'] as const

/** What is due and overdue, every closed file, and the lists that were handed over. Chosen files begin a list. */
export default function ListPage() {
  const { t } = useTranslation('transfer')
  const api = useApi(transfer)
  const key = useTransfersKey()
  const go = useGo()
  const { post } = useActing()
  const [url] = useUrlState({ tab: 'due' })
  const tab = TABS.find((one) => one === url.tab) ?? 'due'
  const { data } = useQuery({ queryKey: key('counts'), queryFn: ({ signal }) => api.counts({ signal }) })
  return (
    <>
      <PageHead title={t('title')}>
        {post.abilities.includes('transfer.hand-on') ? (
          <Button kind="quiet" onClick={() => go('transfers/historical')}>
            {t('handOn.title')}
          </Button>
        ) : null}
        <Button kind="quiet" onClick={() => go('transfers/leavers')}>
          {t('leavers.title')}
        </Button>
        {post.abilities.includes('transfer.receive') ? (
          <Button kind="quiet" onClick={() => go('transfers/bundles')}>
            {t('bundle.title')}
          </Button>
        ) : null}
      </PageHead>
      {tab === 'lists' ? (
        <Lists tabs={<Tabs counts={data} />} />
      ) : (
        <DueFiles what={tab === 'due' ? 'soon' : tab === 'overdue' ? 'overdue' : 'all'} tabs={<Tabs counts={data} />} />
      )}
    </>
  )
}

function Tabs({ counts }: { counts: { soon: number; overdue: number; waiting: number } | undefined }) {
  const { t } = useTranslation('transfer')
  return (
    <StateTabs
      label={t('title')}
      tabs={[
        { id: 'due', label: t('tab.due'), count: counts?.soon },
        { id: 'overdue', label: t('tab.overdue'), count: counts?.overdue, isAlarm: true },
        { id: 'closed', label: t('tab.closed') },
        { id: 'lists', label: t('tab.lists'), ...(counts?.waiting ? { count: counts.waiting } : {}) },
      ]}
    />
  )
}

function DueState({ row }: { row: Due }) {
  const { t } = useTranslation('transfer')
  if (row.isReturned) return <StateBadge tone="returned">{t('due.returned')}</StateBadge>
  if (row.keepBack?.state === 'granted')
    return <StateBadge tone="done">{t('due.kept', { date: formatDate(row.keepBack.until) })}</StateBadge>
  if (row.keepBack?.state === 'asked') return <StateBadge tone="waiting">{t('due.asked')}</StateBadge>
  if (row.isOverdue) return <StateBadge tone="overdue">{t('due.overdue')}</StateBadge>
  if (row.target < dayOf(new Date())) return <StateBadge tone="waiting">{t('due.reached')}</StateBadge>
  return <StateBadge tone="doing">{t('due.open')}</StateBadge>
}

function DueFiles({ what, tabs }: { what: 'soon' | 'overdue' | 'all'; tabs: ReactNode }) {
  const { t, i18n } = useTranslation('transfer')
  const api = useApi(transfer)
  const key = useTransfersKey()
  const step = useStep()
  const go = useGo()
  const { post } = useActing()
  const [opened, setOpened] = useState<Due | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const filters = useMemo<Filter[]>(() => [{ kind: 'words', name: 'q', label: t('due.q') }], [t])
  const [url, setUrl] = useUrlState(useMemo<Record<string, string>>(() => filterDefaults(filters), [filters]))
  const asked = { what, ...(url['q'] ? { q: url['q'] } : {}) }
  const columns = useMemo<Column<Due>[]>(
    () => [
      {
        id: 'symbol',
        header: t('field.symbol'),
        cell: (row) => <DocumentSymbol strong>{row.symbol}</DocumentSymbol>,
        width: 7,
        isFixed: true,
      },
      { id: 'title', header: t('field.title'), cell: (row) => row.title, lines: 2, min: 18 },
      { id: 'retention', header: t('field.retention'), cell: (row) => retentionWords(row.retention, lang), width: 8 },
      { id: 'maker', header: t('field.maker'), cell: (row) => row.makerName, width: 10 },
      { id: 'unit', header: t('field.unit'), cell: (row) => row.unit ?? '', width: 9, lines: 2 },
      { id: 'ends', header: t('field.endsOn'), cell: (row) => formatDate(row.endsOn), width: 6.5 },
      { id: 'target', header: t('field.target'), cell: (row) => formatDate(row.target), width: 6.5 },
      { id: 'limit', header: t('field.limit'), cell: (row) => formatDate(row.limit), width: 6.5 },
      { id: 'state', header: t('field.state'), cell: (row) => <DueState row={row} />, width: 11 },
    ],
    [t, lang],
  )
  const mayGive = post.abilities.includes('transfer.hand-over')
  return (
    <>
      {fault ? <ErrorNote fault={fault} /> : null}
      <DataTable<Due>
        id={`transfer.${what}`}
        label={t(`tab.${what === 'soon' ? 'due' : what === 'all' ? 'closed' : 'overdue'}`)}
        columns={columns}
        rowId={(row) => row.fileId}
        onOpen={setOpened}
        toolbar={
          <>
            {tabs}
            <FilterBar filters={filters} values={url} onChange={setUrl} />
          </>
        }
        isFiltered={Boolean(url['q'])}
        onClearFilters={() => setUrl(filterDefaults(filters))}
        {...(mayGive
          ? {
              bulk: (rows: readonly Due[], clear: () => void) => (
                <Button
                  icon="archive"
                  onClick={() => {
                    setFault(null)
                    void step(
                      () => api.create({ body: { fileIds: rows.map((row) => row.fileId), note: null } }),
                      t('list.made'),
                    )
                      .then(({ id }) => {
                        clear()
                        go(`transfers/${id}`)
                      })
                      .catch(setFault)
                  }}
                >
                  {t('list.make')}
                </Button>
              ),
            }
          : {})}
        source={{
          key: key('due', asked),
          load: async ({ cursor, signal }) => {
            const page = await api.due({
              query: { ...asked, ...(cursor ? { after: cursor } : {}), limit: 100 },
              signal,
            })
            return { rows: page.items, next: page.next }
          },
        }}
        card={(row) => ({
          first: (
            <>
              <DocumentSymbol strong>{row.symbol}</DocumentSymbol> · {formatDate(row.target)} · {row.makerName}
            </>
          ),
          second: row.title,
          badge: <DueState row={row} />,
        })}
        empty={{ title: t(`due.empty.${what}`), hint: t('due.emptyHint') }}
      />
      {opened ? <DueSheet row={opened} onClose={() => setOpened(null)} /> : null}
    </>
  )
}

const TONES: Readonly<Record<Handover['state'], Tone>> = {
  draft: 'doing',
  submitted: 'waiting',
  decided: 'done',
  withdrawn: 'returned',
}

export function HandoverState({ state }: { state: Handover['state'] }) {
  const { t } = useTranslation('transfer')
  return <StateBadge tone={TONES[state]}>{t(`state.${state}`)}</StateBadge>
}

function Lists({ tabs }: { tabs: ReactNode }) {
  const { t } = useTranslation('transfer')
  const api = useApi(transfer)
  const key = useTransfersKey()
  const columns = useMemo<Column<Handover>[]>(
    () => [
      { id: 'title', header: t('list.title'), cell: (row) => row.title, lines: 2, min: 18, isFixed: true },
      {
        id: 'giver',
        header: t('list.giver'),
        cell: (row) => (row.kind === 'in' ? (row.partner ?? '') : row.giverName),
        width: 11,
        lines: 2,
      },
      { id: 'files', header: t('list.files'), cell: (row) => row.files, width: 5, align: 'right' },
      { id: 'accepted', header: t('list.accepted'), cell: (row) => row.accepted, width: 6, align: 'right' },
      { id: 'returned', header: t('list.returned'), cell: (row) => row.returned, width: 6, align: 'right' },
      { id: 'number', header: t('list.number'), cell: (row) => row.number ?? '', width: 6.5 },
      { id: 'state', header: t('field.state'), cell: (row) => <HandoverState state={row.state} />, width: 10 },
      { id: 'moved', header: t('list.moved'), cell: (row) => formatInstant(row.stateAt), width: 9 },
    ],
    [t],
  )
  return (
    <DataTable<Handover>
      id="transfer.lists"
      label={t('tab.lists')}
      columns={columns}
      rowId={(row) => row.id}
      href={(row) => `transfers/${row.id}`}
      toolbar={tabs}
      source={{
        key: key('lists'),
        load: async ({ cursor, signal }) => {
          const page = await api.list({ query: { ...(cursor ? { after: cursor } : {}), limit: 100 }, signal })
          return { rows: page.items, next: page.next }
        },
      }}
      card={(row) => ({
        first: <b>{row.title}</b>,
        second: `${row.giverName} · ${t('list.count', { count: row.files })}`,
        badge: <HandoverState state={row.state} />,
      })}
      empty={{ title: t('list.empty'), hint: t('list.emptyHint') }}
    />
  )
}
