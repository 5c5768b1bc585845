import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { formatInstant } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import { StateTabs } from '#web/kit/state-tabs.tsx'
import { toast } from '#web/kit/toast.tsx'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { type Incident, incidentStates, incidents } from '../incidents-contract.ts'
import { IncidentSheet } from './incident-sheet.tsx'
import { Places } from './places.tsx'
import { usePreservation } from './use-preservation.ts'

const TONES: Readonly<Record<Incident['state'], Tone>> = { open: 'overdue', repaired: 'waiting', closed: 'done' }

export function IncidentState({ state }: { state: Incident['state'] }) {
  const { t } = useTranslation('preservation')
  return <StateBadge tone={TONES[state]}>{t(`incident.state.${state}`)}</StateBadge>
}

/** By when it is to be reported, or that it was. */
function Due({ row }: { row: Incident }) {
  const { t } = useTranslation('preservation')
  if (row.reportedAt) return <>{t('incident.reportedAt', { at: formatInstant(row.reportedAt) })}</>
  if (row.state === 'closed') return null
  const isLate = new Date(row.dueAt) < new Date()
  return <StateBadge tone={isLate ? 'overdue' : 'waiting'}>{formatInstant(row.dueAt)}</StateBadge>
}

/** Files found missing, altered or unreadable: mended by themselves or not, reported, closed. */
export default function IncidentsPage() {
  const { t } = useTranslation('preservation')
  const api = useApi(incidents)
  const { key } = usePreservation()
  const fileUrl = useFileUrl()
  const [opened, setOpened] = useState<Incident | null>(null)
  const [url] = useUrlState({ tab: 'all' })
  const state = incidentStates.find((one) => one === url.tab)
  const columns = useMemo<Column<Incident>[]>(
    () => [
      { id: 'found', header: t('incident.found'), cell: (row) => formatInstant(row.foundAt), width: 9, isFixed: true },
      { id: 'kind', header: t('incident.kind'), cell: (row) => t(`incident.kinds.${row.kind}`), width: 11 },
      {
        id: 'affected',
        header: t('incident.affected'),
        cell: (row) => row.affected.map((one) => one.title).join('; ') || row.sha256.slice(0, 16),
        lines: 2,
        min: 16,
      },
      {
        id: 'repair',
        header: t('incident.repair'),
        cell: (row) => (row.repairedFrom ? t(`incident.from.${row.repairedFrom}`) : t('incident.notMended')),
        width: 12,
      },
      { id: 'due', header: t('incident.due'), cell: (row) => <Due row={row} />, width: 12 },
      { id: 'state', header: t('field.state'), cell: (row) => <IncidentState state={row.state} />, width: 11 },
    ],
    [t],
  )
  return (
    <>
      <PageHead title={t('place.incidents')}>
        <Places here="incidents" />
        <PostLink to="jobs">{t('jobs')}</PostLink>
        <a href={fileUrl(incidents.printIncidents, { query: {} })} target="_blank" rel="noreferrer">
          {t('incident.print')}
        </a>
        <Button kind="main" onClick={() => void api.check({}).then(() => toast({ text: t('incident.checking') }))}>
          {t('incident.check')}
        </Button>
      </PageHead>
      <DataTable<Incident>
        id="preservation.incidents"
        label={t('place.incidents')}
        columns={columns}
        rowId={(row) => row.id}
        onOpen={setOpened}
        toolbar={
          <StateTabs
            label={t('place.incidents')}
            tabs={[
              { id: 'all', label: t('tab.all') },
              ...incidentStates.map((one) => ({ id: one, label: t(`incident.state.${one}`) })),
            ]}
          />
        }
        source={{
          key: key('incidents', state ?? null),
          load: async ({ cursor, signal }) => {
            const page = await api.incidents({
              query: { ...(state ? { state } : {}), ...(cursor ? { after: cursor } : {}), limit: 100 },
              signal,
            })
            return { rows: page.items, next: page.next }
          },
        }}
        card={(row) => ({
          first: (
            <b>
              {t(`incident.kinds.${row.kind}`)} · {formatInstant(row.foundAt)}
            </b>
          ),
          second: row.affected.map((one) => one.title).join('; ') || row.sha256.slice(0, 16),
          badge: <IncidentState state={row.state} />,
        })}
        empty={{ title: t('incident.empty'), hint: t('incident.emptyHint') }}
      />
      {opened ? <IncidentSheet row={opened} onClose={() => setOpened(null)} /> : null}
    </>
  )
}
