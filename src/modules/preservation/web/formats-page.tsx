import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '#platform/contract/index.ts'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { formatNumber } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import type { preservation } from '../contract.ts'
import { Places } from './places.tsx'
import { usePreservation } from './use-preservation.ts'

type Row = Answer<typeof preservation.formats>['items'][number]

const TONES: Readonly<Record<Row['decision'], Tone>> = {
  accept: 'done',
  warn: 'waiting',
  convert: 'doing',
  refuse: 'overdue',
}

/** What the archive holds by format, and what the policy says of it: the riskiest first. */
export default function FormatsPage() {
  const { t, i18n } = useTranslation('preservation')
  const { api, key } = usePreservation()
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const columns = useMemo<Column<Row>[]>(() => {
    const nameOf = (row: Row) => [row.name ?? t('format.unknown'), row.version].filter(Boolean).join(' ')
    return [
      { id: 'name', header: t('format.name'), cell: nameOf, lines: 2, min: 14, isFixed: true },
      { id: 'puid', header: t('format.puid'), cell: (row) => row.puid ?? '', width: 8 },
      { id: 'files', header: t('format.files'), cell: (row) => formatNumber(row.files), width: 6, align: 'right' },
      { id: 'units', header: t('format.units'), cell: (row) => formatNumber(row.units), width: 6, align: 'right' },
      {
        id: 'decision',
        header: t('format.decision'),
        cell: (row) => <StateBadge tone={TONES[row.decision]}>{t(`format.decisions.${row.decision}`)}</StateBadge>,
        width: 12,
      },
      {
        id: 'reason',
        header: t('format.reason'),
        cell: (row) => [row.reason?.[lang], row.source ? `(${row.source})` : ''].filter(Boolean).join(' '),
        lines: 2,
        min: 18,
      },
    ]
  }, [t, lang])
  return (
    <>
      <PageHead title={t('place.formats')}>
        <Places here="formats" />
      </PageHead>
      <DataTable<Row>
        id="preservation.formats"
        label={t('place.formats')}
        columns={columns}
        rowId={(row) => row.puid ?? 'unknown'}
        onOpen={() => {}}
        source={{
          key: key('formats'),
          load: async ({ signal }) => ({ rows: (await api.formats({ signal })).items, next: null }),
        }}
        card={(row) => ({
          first: <b>{row.name ?? t('format.unknown')}</b>,
          second: `${row.puid ?? ''} · ${formatNumber(row.files)} ${t('format.files')}`,
          badge: <StateBadge tone={TONES[row.decision]}>{t(`format.decisions.${row.decision}`)}</StateBadge>,
        })}
        empty={{ title: t('format.empty'), hint: t('format.emptyHint') }}
      />
    </>
  )
}
