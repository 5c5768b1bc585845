import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { people } from '#modules/people/contract.ts'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { DataTable } from '#web/kit/data-table.tsx'
import { leaveTrail } from '#web/kit/document-trail.ts'
import { type Filter, FilterBar, filterDefaults } from '#web/kit/filter-bar.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { useGo } from '#web/kit/post-link.tsx'
import { StateTabs } from '#web/kit/state-tabs.tsx'
import { useShortcuts } from '#web/kit/use-shortcuts.ts'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { useActing } from '#web/session.tsx'
import { type OutgoingRow, type OutgoingState, outgoing, outgoingStates, tabs } from '../contract.ts'
import { cardOf, useListColumns } from './list-columns.tsx'
import { useChoices, useOutgoingKey } from './use-outgoing.ts'

const SignManySheet = lazy(async () => ({ default: (await import('./sign-many-sheet.tsx')).SignManySheet }))

type Tab = (typeof tabs)[number]
const SORTS = ['-moved', '-issued', 'issued', 'due'] as const
type Sort = (typeof SORTS)[number]

/** Outgoing documents as work: tabs by what they wait for, filters in the address. */
export default function ListPage() {
  const { t, i18n } = useTranslation('outgoing')
  const api = useApi(outgoing)
  const directory = useApi(people)
  const go = useGo()
  const key = useOutgoingKey()
  const { post } = useActing()
  const place = useRef<HTMLDivElement>(null)
  const mayDraft = post.abilities.includes('outgoing.draft')
  const isRegistry = post.roles.includes('registry')
  // What the registry numbers and issues interests nobody else; who drafts nothing has no drafts of his own.
  const shown: readonly Tab[] = tabs.filter((tab) => (tab !== 'to-issue' || isRegistry) && (tab !== 'mine' || mayDraft))
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  // Who may not draft is not told what may be drafted, and filters by the rest.
  const { data: choices } = useChoices('', mayDraft)
  const { data: units } = useQuery({
    queryKey: ['people', post.id, 'units', 'now'],
    queryFn: ({ signal }) => directory.listUnits({ signal }),
    staleTime: 300_000,
  })
  const filters = useMemo<Filter[]>(
    () => [
      { kind: 'words', name: 'q', label: t('list.filter.q') },
      {
        kind: 'choice',
        name: 'typeCode',
        label: t('field.type'),
        options: (choices?.types ?? []).map((one) => ({ value: one.code, label: one[lang] })),
      },
      {
        kind: 'choice',
        name: 'state',
        label: t('list.column.state'),
        options: outgoingStates.map((state) => ({ value: state, label: t(`state.${state}`) })),
      },
      {
        kind: 'choice',
        name: 'unitId',
        label: t('field.unit'),
        options: (units?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name })),
      },
      {
        kind: 'choice',
        name: 'urgency',
        label: t('field.urgency'),
        options: ['1', '2', '3'].map((value) => ({ value, label: t(`urgency.${value}`) })),
      },
      { kind: 'dates', name: 'issued', label: t('list.filter.issued') },
    ],
    [t, lang, choices, units],
  )
  const first = shown[0] ?? 'all'
  const defaults = useMemo<Record<string, string>>(() => ({ ...filterDefaults(filters), tab: first }), [filters, first])
  const [url, setUrl] = useUrlState(defaults)
  const tab = shown.find((one) => one === url['tab']) ?? first
  const columns = useListColumns(tab === 'issued')
  const { data: counts } = useQuery({
    queryKey: key('counts'),
    queryFn: ({ signal }) => api.counts({ signal }),
    refetchInterval: 60_000,
  })
  // In the list of what waits for him, what is approved waits for his signature; the registry seals.
  const moves = [
    ...(tab === 'waiting' && post.abilities.includes('outgoing.sign') ? (['sign'] as const) : []),
    ...(isRegistry && (tab === 'waiting' || tab === 'to-issue') ? (['seal'] as const) : []),
  ]
  const [many, setMany] = useState<Many | null>(null)
  // `[` and `]` on the document page follow the order of this list, as far as it was read.
  const trail = useRef<string[]>([])
  const asked = useMemo(() => queryOf(tab, url), [tab, url])
  const find = () => place.current?.querySelector<HTMLInputElement>('input[type="search"]')?.focus()
  useShortcuts([
    { keys: 'n', label: t('list.new'), disabled: !mayDraft, run: () => go('outgoing/new') },
    { keys: '/', label: t('list.search'), run: find },
  ])
  const isFiltered = Object.keys(filterDefaults(filters)).some((name) => url[name])
  return (
    <div ref={place} style={{ display: 'contents' }}>
      <PageHead title={t('list.title')}>
        {post.abilities.includes('outgoing.print') ? (
          <Button icon="print" onClick={() => go('outgoing/print')}>
            {t('list.print')}
          </Button>
        ) : null}
        {mayDraft ? (
          <Button kind="main" icon="plus" keys="n" onClick={() => go('outgoing/new')}>
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
            isCapped: counts !== undefined && count !== undefined && count > counts.cap,
            isAlarm: false,
          }
        })}
      />
      <DataTable<OutgoingRow>
        key={tab === 'issued' ? 'issued' : 'open'}
        id={tab === 'issued' ? 'outgoing.issued' : 'outgoing'}
        label={t('list.title')}
        columns={columns}
        rowId={(row) => row.id}
        href={(row) => `outgoing/${row.id}`}
        defaultSort={tab === 'issued' ? '-issued' : '-moved'}
        toolbar={<FilterBar filters={filters} values={url} onChange={setUrl} />}
        isFiltered={isFiltered}
        onClearFilters={() => setUrl(filterDefaults(filters))}
        source={{
          key: key('list', asked),
          load: async ({ cursor, sort, signal }) => {
            const page = await api.list({
              query: { ...asked, sort: sortOf(sort), ...(cursor ? { after: cursor } : {}), limit: 100 },
              signal,
            })
            trail.current = [...(cursor ? trail.current : []), ...page.items.map((row) => `outgoing/${row.id}`)]
            leaveTrail(trail.current)
            return { rows: page.items, next: page.next, total: page.total, isCapped: page.capped }
          },
        }}
        card={(row) => cardOf(row, t)}
        {...(moves.length > 0
          ? {
              bulk: (rows: readonly OutgoingRow[], clear: () => void) =>
                moves.map((move) => {
                  const fitting = rows.filter((row) => fits(row, move))
                  return fitting.length === 0 ? null : (
                    <Button key={move} icon="key" onClick={() => setMany({ move, rows: fitting, clear })}>
                      {t(`signMany.title.${move}`, { count: fitting.length })}
                    </Button>
                  )
                }),
            }
          : {})}
        empty={{
          title: t(`list.empty.${tab}`),
          hint: t(`list.emptyHint.${tab}`),
          action: mayDraft ? (
            <Button icon="plus" onClick={() => go('outgoing/new')}>
              {t('list.new')}
            </Button>
          ) : undefined,
        }}
      />
      <Suspense fallback={null}>
        {many ? (
          <SignManySheet move={many.move} rows={many.rows} onDone={many.clear} onClose={() => setMany(null)} />
        ) : null}
      </Suspense>
    </div>
  )
}

interface Many {
  readonly move: 'sign' | 'seal'
  readonly rows: readonly OutgoingRow[]
  readonly clear: () => void
}

/** What a row's state lets expect; the server decides. */
const fits = ({ mode, state }: OutgoingRow, move: Many['move']): boolean =>
  mode === 'digital' && (move === 'seal' ? state === 'signed' : state === 'approved' || state === 'numbered')

/** A direction that the server has not is the latest first. */
const sortOf = (sort: string): Sort => SORTS.find((one) => one === sort) ?? '-moved'

/** What the address says, as the server asks for it. */
function queryOf(tab: Tab, url: Readonly<Record<string, string | undefined>>) {
  const day = (name: string) => (/^\d{4}-\d{2}-\d{2}$/.test(url[name] ?? '') ? { [name]: url[name] } : {})
  const state = outgoingStates.find((one): one is OutgoingState => one === url['state'])
  return {
    tab,
    ...(url['q'] ? { q: url['q'] } : {}),
    ...(url['typeCode'] ? { typeCode: url['typeCode'] } : {}),
    ...(state ? { state } : {}),
    ...(/^[\da-f-]{36}$/.test(url['unitId'] ?? '') ? { unitId: url['unitId'] } : {}),
    ...(/^[0-3]$/.test(url['urgency'] ?? '') ? { urgency: Number(url['urgency']) } : {}),
    ...day('issuedFrom'),
    ...day('issuedTo'),
  }
}
