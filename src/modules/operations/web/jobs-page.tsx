import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatInstant, formatNumber } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { ProgressReport } from '#web/kit/progress-report.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import { StateTabs } from '#web/kit/state-tabs.tsx'
import { useUrlState } from '#web/kit/use-url-state.ts'
import type { JobLine } from '../contract.ts'
import { jobStates } from '../contract.ts'
import styles from './operations.module.css'
import { useOperations } from './use-operations.ts'
import { usePresence } from './use-presence.ts'

const tones: Record<JobLine['state'], Tone> = {
  queued: 'waiting',
  running: 'doing',
  done: 'done',
  failed: 'overdue',
  cancelled: 'returned',
}

/** Long work: how far, by whom, what came of it. Own jobs; an administrator sees those of the organisation. */
export default function JobsPage() {
  const { t } = useTranslation('operations')
  const { api, key, post } = useOperations()
  const [url] = useUrlState({ tab: 'all' })
  const [open, setOpen] = useState<string | null>(null)
  const state = jobStates.find((one) => one === url.tab)
  const columns: Column<JobLine>[] = [
    {
      id: 'title',
      header: t('jobs.what'),
      isFixed: true,
      lines: 2,
      cell: (row) => row.title ?? t(`names.${row.name}`, row.name),
    },
    { id: 'state', header: t('jobs.state'), width: 9, cell: (row) => <State job={row} /> },
    { id: 'done', header: t('jobs.progress'), width: 9, align: 'right', cell: (row) => progressOf(row) },
    { id: 'by', header: t('jobs.by'), width: 15, cell: (row) => row.startedBy ?? t('jobs.system') },
    { id: 'at', header: t('jobs.at'), width: 10, cell: (row) => formatInstant(row.createdAt) },
  ]
  return (
    <>
      <PageHead
        title={t('jobs.title')}
        facts={post.abilities.includes('operations.health') ? post.organization.name : t('jobs.mine')}
      />
      <StateTabs
        label={t('jobs.state')}
        tabs={[{ id: 'all', label: t('jobs.all') }, ...jobStates.map((id) => ({ id, label: t(`jobs.states.${id}`) }))]}
      />
      <DataTable<JobLine>
        id="operations.jobs"
        label={t('jobs.title')}
        columns={columns}
        source={{
          key: key('jobs', state ?? 'all'),
          load: async ({ cursor, signal }) => {
            const query = { ...(state ? { state } : {}), ...(cursor ? { after: cursor } : {}) }
            const page = await api.jobs({ query, signal })
            return { rows: page.items, next: page.next }
          },
        }}
        rowId={(row) => row.id}
        onOpen={(row) => setOpen(row.id)}
        card={(row) => ({
          first: row.title ?? t(`names.${row.name}`, row.name),
          second: `${formatInstant(row.createdAt)} · ${progressOf(row)}`,
          badge: <State job={row} />,
        })}
        empty={{ title: t('jobs.none'), hint: t('jobs.noneHint') }}
      />
      {open ? <JobSheet id={open} onClose={() => setOpen(null)} /> : null}
    </>
  )
}

function progressOf(job: JobLine): string {
  if (job.total !== null) return `${formatNumber(job.done)}/${formatNumber(job.total)}`
  return job.done > 0 ? formatNumber(job.done) : ''
}

function State({ job }: { job: JobLine }) {
  const { t } = useTranslation('operations')
  return <StateBadge tone={tones[job.state]}>{t(`jobs.states.${job.state}`)}</StateBadge>
}

/** One job: read again every second while it runs and somebody looks. */
function JobSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('operations')
  const { api, key, reread } = useOperations()
  const isThere = usePresence()
  const [fault, setFault] = useState<unknown>(null)
  const { data, error } = useQuery({
    queryKey: key('job', id),
    queryFn: ({ signal }) => api.job({ params: { id }, signal }),
    refetchInterval: ({ state }) => {
      const now = state.data?.state
      return isThere && (now === 'queued' || now === 'running') ? 1000 : false
    },
  })
  const cancel = async () => {
    setFault(null)
    try {
      await api.cancelJob({ params: { id } })
      await reread()
    } catch (cause) {
      setFault(cause)
    }
  }
  const title = data ? (data.title ?? t(`names.${data.name}`, data.name)) : t('jobs.title')
  return (
    <SideSheet opened onClose={onClose} title={title}>
      <ErrorNote fault={error ?? fault} />
      {data ? (
        <div className={styles['column']}>
          <ProgressReport
            title={title}
            job={{
              state: data.state === 'queued' ? 'waiting' : data.state,
              done: data.done,
              total: data.total,
              note: data.isCancelRequested && data.state === 'running' ? t('jobs.stopping') : data.words,
            }}
            {...(data.abilities.cancel ? { onCancel: () => void cancel() } : {})}
          />
          {data.error ? <p className={styles['bad']}>{data.error}</p> : null}
          <dl className={styles['facts']}>
            <dt>{t('jobs.by')}</dt>
            <dd>{data.startedBy ?? t('jobs.system')}</dd>
            <dt>{t('jobs.at')}</dt>
            <dd>{formatInstant(data.createdAt)}</dd>
            {data.finishedAt ? (
              <>
                <dt>{t('jobs.finished')}</dt>
                <dd>{formatInstant(data.finishedAt)}</dd>
              </>
            ) : null}
          </dl>
          {data.report ? (
            <section>
              <h3>{t('jobs.report')}</h3>
              <dl className={styles['facts']}>
                {Object.entries(data.report).map(([name, value]) => (
                  <Fact key={name} name={name} value={value} />
                ))}
              </dl>
            </section>
          ) : null}
        </div>
      ) : null}
    </SideSheet>
  )
}

/** A fault of one thing, in words. */
interface Said {
  readonly name: string
  readonly vi: string
  readonly en: string
}
const areSaid = (value: unknown): value is Said[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && 'vi' in one && 'en' in one)

function Fact({ name, value }: { name: string; value: unknown }) {
  const { t, i18n } = useTranslation('operations')
  if (areSaid(value))
    return (
      <>
        <dt>{t(`report.${name}`, name)}</dt>
        <dd>
          {value.map((one) => (
            <p key={`${one.name} ${one.vi}`}>
              {one.name}: {i18n.language === 'en' ? one.en : one.vi}
            </p>
          ))}
        </dd>
      </>
    )
  return (
    <>
      <dt>{t(`report.${name}`, name)}</dt>
      <dd>
        {typeof value === 'object' && value !== null ? <pre>{JSON.stringify(value, null, 1)}</pre> : String(value)}
      </dd>
    </>
  )
}
