import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { useChosen } from '#web/chosen.tsx'
import { Button } from '#web/kit/button.tsx'
import { DataTable } from '#web/kit/data-table.tsx'
import { leaveTrail } from '#web/kit/document-trail.ts'
import { type Filter, FilterBar, filterDefaults } from '#web/kit/filter-bar.tsx'
import { dayOf, formatNumber } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink, useGo } from '#web/kit/post-link.tsx'
import { StateTabs } from '#web/kit/state-tabs.tsx'
import { useShortcuts } from '#web/kit/use-shortcuts.ts'
import { useUrlState } from '#web/kit/use-url-state.ts'
import type { ChosenRow } from '#web/manifest.ts'
import { useActing } from '#web/session.tsx'
import { type IncomingRow, incoming, tabs } from '../contract.ts'
import { BulkSubmit } from './bulk-button.tsx'
import { cardOf, useListColumns } from './list-columns.tsx'

// Sheets come when somebody opens one.
const SubmitSheet = lazy(() => import('./bulk-submit.tsx'))
const CancelSheet = lazy(async () => ({ default: (await import('./cancel-sheet.tsx')).CancelSheet }))

type Tab = (typeof tabs)[number]

/** Who does not submit has nothing in the first two trays: his list begins with what is being done. */
const withoutTrays: readonly Tab[] = ['doing', 'overdue', 'completed', 'all']

/** The incoming register as work: tabs by state, filters in the address, submitting in one go. */
export default function ListPage() {
  const { t, i18n } = useTranslation('incoming')
  const api = useApi(incoming)
  const go = useGo()
  const { post } = useActing()
  // What the filters offer comes after the first rows: the rules of both regimes are a fair part of all script.
  const [isRead, setRead] = useState(false)
  const { data: choices } = useQuery({
    queryKey: ['incoming', post.id, 'choices'],
    queryFn: async () => (await import('./list-choices.ts')).listChoices(post.id, post.organization.id),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: isRead,
  })
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const urgencies = useMemo(
    () => (choices?.urgencies ?? []).map((one) => ({ value: one.value, label: one[lang] })),
    [choices, lang],
  )
  const place = useRef<HTMLDivElement>(null)
  const chosen = useChosen()
  const [submitting, setSubmitting] = useState<{ rows: readonly IncomingRow[]; clear: () => void } | null>(null)
  const filters = useMemo<Filter[]>(
    () => [
      { kind: 'words', name: 'q', label: t('list.filter.q') },
      {
        kind: 'choice',
        name: 'typeName',
        label: t('field.typeName'),
        options: (choices?.types ?? []).map((one) => ({ value: one.value, label: one[lang] })),
      },
      { kind: 'choice', name: 'urgency', label: t('field.urgency'), options: urgencies },
      {
        kind: 'choice',
        name: 'due',
        label: t('list.filter.due'),
        options: [
          { value: '0', label: t('list.filter.dueToday') },
          { value: '3', label: t('list.filter.due3') },
          { value: '7', label: t('list.filter.due7') },
        ],
      },
      { kind: 'dates', name: 'arrived', label: t('list.filter.arrived') },
    ],
    [t, lang, choices, urgencies],
  )
  const maySubmit = post.abilities.includes('incoming.submit')
  const mayRegister = post.abilities.includes('incoming.register')
  const shown: readonly Tab[] = maySubmit ? tabs : withoutTrays
  const first = shown[0] ?? 'all'
  const defaults = useMemo<Record<string, string>>(() => ({ ...filterDefaults(filters), tab: first }), [filters, first])
  const [url, setUrl] = useUrlState(defaults)
  const tab = shown.find((one) => one === url['tab']) ?? first
  const columns = useListColumns(urgencies, tab === 'overdue')
  const { data: counts } = useQuery({
    queryKey: ['incoming', post.id, 'counts'],
    queryFn: ({ signal }) => api.counts({ signal }),
    refetchInterval: 60_000,
  })
  const [cancelling, setCancelling] = useState<IncomingRow | null>(null)
  // `[` and `]` on the document page follow the order of this list, as far as it was read.
  const trail = useRef<string[]>([])
  const asked = useMemo(() => queryOf(tab, url), [tab, url])
  const find = () => place.current?.querySelector<HTMLInputElement>('input[type="search"]')?.focus()
  useShortcuts([
    { keys: 'n', label: t('list.new'), disabled: !mayRegister, run: () => go('intake') },
    { keys: '/', label: t('list.search'), run: find },
  ])
  const isFiltered = Object.keys(filterDefaults(filters)).some((name) => url[name])
  return (
    <div ref={place} style={{ display: 'contents' }}>
      <PageHead
        title={t('list.title')}
        facts={
          counts?.book
            ? t('list.book', { title: counts.book.title, number: formatNumber(counts.book.lastNumber) })
            : undefined
        }
      >
        {post.abilities.includes('incoming.figures') ? (
          <Button onClick={() => go('incoming/figures')}>{t('figures.open')}</Button>
        ) : null}
        {post.abilities.includes('incoming.print') ? (
          <Button icon="print" onClick={() => go('incoming/print')}>
            {t('list.print')}
          </Button>
        ) : null}
        {mayRegister ? (
          <Button kind="main" icon="plus" keys="n" onClick={() => go('intake')}>
            {t('list.new')}
          </Button>
        ) : null}
      </PageHead>
      <StateTabs
        tabs={shown.map((id) => {
          const count = counts?.tabs[id]
          return {
            id,
            label: t(`list.tabs.${id}`),
            count,
            isCapped: counts !== undefined && count !== undefined && count >= counts.cap,
            isAlarm: id === 'overdue',
          }
        })}
      />
      <DataTable<IncomingRow>
        id="incoming"
        label={t('list.title')}
        columns={columns}
        rowId={(row) => row.id}
        href={(row) => `incoming/${row.id}`}
        defaultSort="-arrival"
        toolbar={<FilterBar filters={filters} values={url} onChange={setUrl} />}
        isFiltered={isFiltered}
        onClearFilters={() => setUrl(filterDefaults(filters))}
        source={{
          key: ['incoming', post.id, 'list', asked],
          load: async ({ cursor, sort, signal }) => {
            const page = await api.list({
              query: { ...asked, sort: sort as 'arrival', ...(cursor ? { after: cursor } : {}), limit: 100 },
              signal,
            })
            trail.current = [...(cursor ? trail.current : []), ...page.items.map((row) => `incoming/${row.id}`)]
            leaveTrail(trail.current)
            setRead(true)
            return { rows: page.items, next: page.next, total: page.total, isCapped: page.capped }
          },
        }}
        card={(row) => cardOf(row, t)}
        bulk={(rows, clear) => (
          <>
            {maySubmit && rows.some(maySubmitRow) ? (
              <BulkSubmit count={rows.filter(maySubmitRow).length} onOpen={() => setSubmitting({ rows, clear })} />
            ) : null}
            {chosen.buttons(
              rows.map((row) => chosenRow(row, post.roles)),
              clear,
            )}
            {mayRegister && rows.length === 1 && rows[0] && mayCancel(rows[0]) ? (
              <Button onClick={() => setCancelling(rows[0] ?? null)}>{t('cancel.open')}</Button>
            ) : null}
          </>
        )}
        {...(maySubmit
          ? {
              rowKeys: [
                {
                  keys: 's',
                  label: t('submit.verb'),
                  run: (row: IncomingRow) => setSubmitting({ rows: [row], clear: () => {} }),
                },
              ],
            }
          : {})}
        empty={{
          title: t(tab === 'registered' ? 'list.empty.registered' : 'list.empty.other'),
          hint: mayRegister ? t('list.empty.hint') : undefined,
          action: mayRegister ? <PostLink to="intake">{t('list.open')}</PostLink> : undefined,
        }}
      />
      {chosen.sheet}
      <Suspense fallback={null}>
        {submitting ? (
          <SubmitSheet rows={submitting.rows} onClose={() => setSubmitting(null)} onDone={submitting.clear} />
        ) : null}
        {cancelling ? <CancelSheet document={cancelling} onClose={() => setCancelling(null)} /> : null}
      </Suspense>
    </div>
  )
}

/** A row to act on together with others: what its state and the post let expect; the server decides. */
function chosenRow({ id, version, symbol, subject, state }: IncomingRow, roles: readonly string[]): ChosenRow {
  const isOffice = roles.includes('registry') || roles.includes('chief_of_office')
  const isRunning = state === 'assigned' || state === 'in_progress'
  const steps = [
    ...(state === 'submitted' ? ['agree', 'direct'] : []),
    ...(state === 'assigned' && !isOffice ? ['receive'] : []),
    ...(state === 'registered' || (isRunning && roles.includes('unit_head')) ? ['assign'] : []),
    ...(isRunning && !isOffice ? ['complete'] : []),
    ...(isRunning || state === 'submitted' ? ['remind'] : []),
  ]
  return { id, version, symbol, subject, steps }
}

/** Only what nobody works on yet; the server decides. */
const mayCancel = (row: IncomingRow) => row.state === 'registered' || row.state === 'submitted'
const maySubmitRow = (row: IncomingRow) => row.state === 'registered'

/** What the address says, as the server asks for it. */
function queryOf(tab: Tab, url: Readonly<Record<string, string | undefined>>) {
  const day = (name: string) => (/^\d{4}-\d{2}-\d{2}$/.test(url[name] ?? '') ? { [name]: url[name] } : {})
  const due = /^\d+$/.test(url['due'] ?? '') ? Number(url['due']) : undefined
  return {
    tab,
    ...(url['q'] ? { q: url['q'] } : {}),
    ...(url['typeName'] ? { typeName: url['typeName'] } : {}),
    ...(/^[0-3]$/.test(url['urgency'] ?? '') ? { urgency: Number(url['urgency']) } : {}),
    ...day('arrivedFrom'),
    ...day('arrivedTo'),
    ...(due === undefined ? {} : { dueTo: dayOf(new Date(Date.now() + due * 86_400_000)) }),
  }
}
