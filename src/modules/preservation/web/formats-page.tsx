import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '#platform/contract/index.ts'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ConfirmSheet } from '#web/kit/confirm-sheet.tsx'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { formatNumber } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import type { preservation } from '../contract.ts'
import { conversions } from '../conversions-contract.ts'
import { Places } from './places.tsx'
import styles from './preservation.module.css'
import { usePreservation } from './use-preservation.ts'

type Formats = Answer<typeof preservation.formats>
type Row = Formats['items'][number]

const TONES: Readonly<Record<Row['decision'], Tone>> = {
  accept: 'done',
  warn: 'waiting',
  convert: 'doing',
  refuse: 'overdue',
}

/** What the archive holds by format, what the policy says of it, and what can be made of it: the riskiest first. */
export default function FormatsPage() {
  const { t, i18n } = useTranslation('preservation')
  const { api, key } = usePreservation()
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const [whole, setWhole] = useState<Formats | null>(null)
  const [asking, setAsking] = useState<Row | 'asked' | null>(null)
  const mayConvert = whole?.abilities.convert ?? false
  const columns = useMemo<Column<Row>[]>(() => {
    const offers = (row: Row) => mayConvert && isOffered(row)
    return [
      { id: 'name', header: t('format.name'), cell: (row) => nameOf(row, t), lines: 2, min: 14, isFixed: true },
      { id: 'puid', header: t('format.puid'), cell: (row) => row.puid ?? '', width: 7 },
      { id: 'files', header: t('format.files'), cell: (row) => formatNumber(row.files), width: 5, align: 'right' },
      { id: 'units', header: t('format.units'), cell: (row) => formatNumber(row.units), width: 5, align: 'right' },
      {
        id: 'decision',
        header: t('format.decision'),
        cell: (row) => <StateBadge tone={TONES[row.decision]}>{t(`format.decisions.${row.decision}`)}</StateBadge>,
        width: 11,
      },
      {
        id: 'reason',
        header: t('format.reason'),
        cell: (row) => [row.reason?.[lang], row.source ? `(${row.source})` : ''].filter(Boolean).join(' '),
        lines: 2,
        min: 16,
      },
      {
        id: 'copies',
        header: t('format.copies'),
        cell: (row) => (row.copies > 0 ? formatNumber(row.copies) : ''),
        width: 8,
        align: 'right',
      },
      {
        id: 'convert',
        header: t('convert.pdfa'),
        cell: (row) =>
          offers(row) ? (
            <button type="button" className={styles['link']} onClick={() => setAsking(row)}>
              {t('convert.verb')}
            </button>
          ) : row.pdfa?.package && row.pdfa.files > 0 ? (
            t('convert.no', { program: row.pdfa.program })
          ) : (
            ''
          ),
        width: 9,
      },
    ]
  }, [t, lang, mayConvert])
  return (
    <>
      <PageHead title={t('place.formats')}>
        <Places here="formats" />
        <PostLink to="jobs">{t('jobs')}</PostLink>
        {whole && mayConvert && whole.asked > 0 ? (
          <Button kind="main" icon="archive" onClick={() => setAsking('asked')}>
            {t('convert.asked', { count: whole.asked })}
          </Button>
        ) : null}
      </PageHead>
      {mayConvert
        ? whole?.missing.map((one) => (
            <p key={one.package} className={styles['note']}>
              {t('convert.missing', { program: one.program, package: one.package, count: one.files })}
            </p>
          ))
        : null}
      <DataTable<Row>
        id="preservation.formats"
        label={t('place.formats')}
        columns={columns}
        rowId={(row) => row.puid ?? 'unknown'}
        onOpen={(row) => (mayConvert && isOffered(row) ? setAsking(row) : undefined)}
        source={{
          key: key('formats'),
          load: async ({ signal }) => {
            const answer = await api.formats({ signal })
            setWhole(answer)
            return { rows: answer.items, next: null }
          },
        }}
        card={(row) => ({
          first: <b>{row.name ?? t('format.unknown')}</b>,
          second: `${row.puid ?? ''} · ${formatNumber(row.files)} ${t('format.files')}`,
          badge: <StateBadge tone={TONES[row.decision]}>{t(`format.decisions.${row.decision}`)}</StateBadge>,
        })}
        empty={{ title: t('format.empty'), hint: t('format.emptyHint') }}
      />
      {asking && whole ? <AskSheet of={asking} asked={whole.asked} onClose={() => setAsking(null)} /> : null}
    </>
  )
}

/** PDF/A can be made of it here, and is not there yet. */
const isOffered = (row: Row): boolean => row.pdfa !== null && row.pdfa.package === null && row.pdfa.files > 0

const nameOf = (row: Row, t: (key: string) => string): string => {
  const name = row.name ?? t('format.unknown')
  return row.version && !name.endsWith(row.version) ? `${name} ${row.version}` : name
}

/** Asks before many files are converted: what is made, and what a copy is not. */
function AskSheet({ of, asked, onClose }: { of: Row | 'asked'; asked: number; onClose: () => void }) {
  const { t } = useTranslation('preservation')
  const api = useApi(conversions)
  const { step } = usePreservation()
  const count = of === 'asked' ? asked : (of.pdfa?.files ?? 0)
  return (
    <ConfirmSheet
      opened
      onClose={onClose}
      title={of === 'asked' ? t('convert.askPolicy', { count }) : t('convert.ask', { count, format: nameOf(of, t) })}
      consequence={t('convert.consequence')}
      verb={t('convert.verb')}
      onConfirm={() =>
        step(
          () => api.convert({ body: of === 'asked' || of.puid === null ? {} : { puid: of.puid } }),
          ({ files }) => t('convert.begun', { count: files }),
        )
      }
    />
  )
}
