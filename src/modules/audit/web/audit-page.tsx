import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { DataTable } from '#web/kit/data-table.tsx'
import { type Filter, FilterBar, filterDefaults } from '#web/kit/filter-bar.tsx'
import { formatInstant, formatNumber } from '#web/kit/format.ts'
import { Icon } from '#web/kit/icon.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { StateTabs } from '#web/kit/state-tabs.tsx'
import type { Column } from '#web/kit/table-types.ts'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { type AuditLine, audit } from '../contract.ts'
import styles from './audit.module.css'
import { EntrySheet } from './entry-sheet.tsx'
import { Outcome } from './outcome.tsx'
import { SealSheet, useSeal } from './seal-sheet.tsx'
import { type Log, useAudit } from './use-audit.ts'

/** Who did what, when: list with filters in the address, entry and seal in sheets beside it. */
export default function AuditPage() {
  const { t, i18n } = useTranslation('audit')
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const { api, key } = useAudit()
  const fileUrl = useFileUrl()
  const filters = useFilters(lang)
  const own = useMemo(() => ({ ...filterDefaults(filters), subject: '' }), [filters])
  const [url, setUrl] = useUrlState<Record<string, string>>({ ...own, log: 'organization', entry: '', seal: '' })
  const log: Log = url['log'] === 'installation' ? 'installation' : 'organization'
  const seal = useSeal(log)
  const asked = useMemo(() => queryOf(log, url), [log, url])
  const columns = useColumns(lang)
  const head = seal.data?.head
  return (
    <>
      <PageHead
        title={t('title')}
        facts={head ? t('sealed', { count: formatNumber(head.size), at: formatInstant(head.at) }) : t('unsealed')}
      >
        {(['xlsx', 'pdf'] as const).map((format) => (
          <a
            key={format}
            title={`${t('print')} ${format.toUpperCase()}`}
            className={styles['link']}
            href={fileUrl(audit.print, { query: { ...asked, format } })}
            download
          >
            <Icon name={format === 'pdf' ? 'print' : 'download'} />
            <span className="visually-hidden">{t('print')}</span> {format.toUpperCase()}
          </a>
        ))}
        <Button icon="shield" onClick={() => setUrl({ seal: '1' }, true)}>
          {t('seal')}
        </Button>
      </PageHead>
      {seal.data?.mayReadInstallation ? (
        <StateTabs
          name="log"
          label={t('title')}
          tabs={(['organization', 'installation'] as const).map((id) => ({ id, label: t(`logs.${id}`) }))}
        />
      ) : null}
      <DataTable<AuditLine>
        id="audit"
        label={t('title')}
        columns={columns}
        rowId={(row) => row.id}
        onOpen={(row) => setUrl({ entry: row.id }, true)}
        toolbar={
          <>
            <FilterBar filters={filters} values={url} onChange={setUrl} />
            {url['subject'] ? (
              <Button icon="cross" onClick={() => setUrl({ subject: '' })}>
                {t('filter.subject')}
              </Button>
            ) : null}
          </>
        }
        isFiltered={Object.keys(own).some((name) => url[name])}
        onClearFilters={() => setUrl(own)}
        source={{
          key: key('list', asked),
          load: async ({ cursor, signal }) => {
            const page = await api.list({
              query: { ...asked, ...(cursor ? { before: cursor } : {}), limit: 100 },
              signal,
            })
            return { rows: page.items, next: page.next }
          },
        }}
        card={(row) => ({
          first: `${nameOf(row, t)} ${row.sentence[lang]}`,
          second: toTheSecond(row.at),
          badge: row.outcome === 'done' ? undefined : <Outcome value={row.outcome} />,
        })}
        empty={{ title: t('empty.title'), hint: t('empty.hint') }}
      />
      {url['entry'] ? (
        <EntrySheet
          id={url['entry']}
          log={log}
          onClose={() => setUrl({ entry: '' })}
          onSubject={(subject, looks) => setUrl({ ...own, entry: '', subject, looks: looks ? 'true' : '' }, true)}
        />
      ) : null}
      {url['seal'] && !url['entry'] ? <SealSheet log={log} onClose={() => setUrl({ seal: '' })} /> : null}
    </>
  )
}

function useFilters(lang: 'vi' | 'en'): Filter[] {
  const { t } = useTranslation('audit')
  const { api, key } = useAudit()
  const [place] = useUrlState({ log: 'organization' })
  const log: Log = place.log === 'installation' ? 'installation' : 'organization'
  const kinds = useQuery({
    queryKey: key('kinds', log),
    queryFn: ({ signal }) => api.kinds({ query: { log }, signal }),
    staleTime: 300_000,
  })
  return useMemo(
    () => [
      { kind: 'words', name: 'who', label: t('filter.who') },
      {
        kind: 'choice',
        name: 'kind',
        label: t('filter.kind'),
        options: (kinds.data?.items ?? []).map((one) => ({ value: one.kind, label: one.sentence[lang] })),
      },
      {
        kind: 'choice',
        name: 'outcome',
        label: t('filter.outcome'),
        options: (['done', 'refused', 'failed'] as const).map((value) => ({ value, label: t(`outcome.${value}`) })),
      },
      {
        kind: 'choice',
        name: 'looks',
        label: t('filter.looks'),
        options: [{ value: 'true', label: t('filter.looksOnly') }],
      },
      { kind: 'dates', name: 'day', label: t('filter.days') },
    ],
    [t, lang, kinds.data],
  )
}

function useColumns(lang: 'vi' | 'en'): Column<AuditLine>[] {
  const { t } = useTranslation('audit')
  return useMemo(
    () => [
      {
        id: 'at',
        header: t('columns.at'),
        width: 11,
        isFixed: true,
        cell: (row) => <span className={styles['time']}>{toTheSecond(row.at)}</span>,
      },
      {
        id: 'who',
        header: t('columns.who'),
        width: 16,
        cell: (row) => (
          <>
            {nameOf(row, t)} {row.actorTitle ? <span className={styles['title']}>{row.actorTitle}</span> : null}
          </>
        ),
      },
      { id: 'what', header: t('columns.what'), min: 16, lines: 2, cell: (row) => row.sentence[lang] },
      // The sentence names it already.
      { id: 'subject', header: t('columns.subject'), width: 12, isOptional: true, cell: (row) => row.subjectLabel },
      { id: 'outcome', header: t('columns.outcome'), width: 9, cell: (row) => <Outcome value={row.outcome} /> },
      {
        id: 'kind',
        header: t('columns.kind'),
        width: 11,
        isOptional: true,
        cell: (row) => <span className={styles['mono']}>{row.kind}</span>,
      },
    ],
    [t, lang],
  )
}

const nameOf = (row: AuditLine, t: (key: string) => string): string => row.actorName ?? t(`actor.${row.actorKind}`)

/** Minutes are too coarse here; the seconds of UTC are those of Vietnam. */
const toTheSecond = (at: string): string => `${formatInstant(at)}:${at.slice(17, 19)}`

/** What the address says, as the server asks for it; what it would refuse is left out. */
function queryOf(log: Log, url: Readonly<Record<string, string>>) {
  const day = (value: string | undefined) => (/^\d{4}-\d{2}-\d{2}$/.test(value ?? '') ? value : undefined)
  const outcome = (['done', 'refused', 'failed'] as const).find((one) => one === url['outcome'])
  const asked = {
    who: url['who'] || undefined,
    kind: /^[a-z][a-z-]*(\.[A-Za-z-]+)?$/.test(url['kind'] ?? '') ? url['kind'] : undefined,
    outcome,
    looks: url['looks'] === 'true' ? ('true' as const) : undefined,
    subjectId: url['subject']?.slice(0, 64) || undefined,
    from: day(url['dayFrom']),
    to: day(url['dayTo']),
  }
  return { log, ...asked }
}
