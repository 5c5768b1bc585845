import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '#platform/contract/index.ts'
import { parseRetention } from '#regimes/retention/index.ts'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Field } from '#web/kit/field.tsx'
import { type Filter, FilterBar, filterDefaults } from '#web/kit/filter-bar.tsx'
import { fold } from '#web/kit/fold.ts'
import { dayOf } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { useActing } from '#web/session.tsx'
import { filePlans } from '../plan-contract.ts'
import { RetentionField } from './fields.tsx'
import styles from './files.module.css'
import { useFilesKey, useRetention, useStep } from './use-files.ts'

type Row = Answer<typeof filePlans.schedule>['items'][number]

/** The retention schedule: the office's own rows first, then the national ones, each with its source. */
export default function SchedulePage() {
  const { t } = useTranslation('casefiles')
  const api = useApi(filePlans)
  const key = useFilesKey()
  const words = useRetention()
  const { post } = useActing()
  const mayKeep = post.abilities.includes('casefiles.consolidate')
  const [opened, setOpened] = useState<Row | 'new' | null>(null)
  const filters = useMemo<Filter[]>(() => [{ kind: 'words', name: 'q', label: t('schedule.q') }], [t])
  const [url, setUrl] = useUrlState(useMemo<Record<string, string>>(() => filterDefaults(filters), [filters]))
  const q = fold(url['q'] ?? '')
  const columns = useMemo<Column<Row>[]>(
    () => [
      { id: 'title', header: t('field.title'), cell: (row) => row.title, lines: 2, min: 20, isFixed: true },
      { id: 'retention', header: t('field.retention'), cell: (row) => words(row.retention), width: 12, lines: 2 },
      { id: 'group', header: t('schedule.group'), cell: (row) => row.group, width: 13, lines: 2 },
      { id: 'source', header: t('schedule.source'), cell: (row) => row.source, width: 15, lines: 2 },
    ],
    [t, words],
  )
  return (
    <>
      <PageHead title={t('schedule.title')}>
        <PostLink to="files/plans">{t('plan.list')}</PostLink>
        {mayKeep ? (
          <Button kind="main" icon="plus" onClick={() => setOpened('new')}>
            {t('schedule.add')}
          </Button>
        ) : null}
      </PageHead>
      <p className={styles['note']}>{t('schedule.note')}</p>
      <DataTable<Row>
        id="casefiles.schedule"
        label={t('schedule.title')}
        columns={columns}
        rowId={(row) => row.id}
        onOpen={setOpened}
        toolbar={<FilterBar filters={filters} values={url} onChange={setUrl} />}
        isFiltered={q !== ''}
        onClearFilters={() => setUrl(filterDefaults(filters))}
        source={{
          key: key('schedule-all', q),
          load: async ({ signal }) => {
            const { items } = await api.schedule({ query: {}, signal })
            return { rows: items.filter((row) => fold(`${row.title} ${row.group}`).includes(q)) }
          },
        }}
        card={(row) => ({ first: <b>{words(row.retention)}</b>, second: row.title })}
        empty={{ title: t('schedule.empty') }}
      />
      {opened === null ? null : (
        <RowSheet row={opened === 'new' ? null : opened} mayKeep={mayKeep} onClose={() => setOpened(null)} />
      )}
    </>
  )
}

/** Adds a row of the office's own, with a national row as its beginning; ends one of its own. */
function RowSheet({ row, mayKeep, onClose }: { row: Row | null; mayKeep: boolean; onClose: () => void }) {
  const { t } = useTranslation('casefiles')
  const api = useApi(filePlans)
  const step = useStep()
  const words = useRetention()
  const [form, setForm] = useState({
    group: row?.group ?? '',
    title: row?.title ?? '',
    retention: row?.retention ?? '',
    basis: '',
    validFrom: dayOf(new Date()),
  })
  const [isTried, setTried] = useState(false)
  if (!mayKeep || row?.isOwn)
    return (
      <WorkSheet
        title={row?.title ?? ''}
        about={row ? `${row.group} · ${words(row.retention)}` : ''}
        consequence={row?.source ?? ''}
        verb={mayKeep ? t('schedule.end') : t('schedule.close')}
        isDangerous={mayKeep}
        onClose={onClose}
        check={() => true}
        onSubmit={async () => {
          if (mayKeep && row)
            await step(() => api.endScheduleRow({ params: { rowId: row.id }, body: {} }), t('schedule.ended'))
        }}
      />
    )
  const text = (name: 'group' | 'title' | 'basis', max: number, hint?: string) => (
    <TextField
      label={t(name === 'title' ? 'field.title' : `schedule.${name}`)}
      name={name}
      required
      maxLength={max}
      {...(hint ? { hint } : {})}
      value={form[name]}
      onChange={(value) => setForm({ ...form, [name]: value })}
      fault={isTried && form[name].trim() === '' ? t('shell:form.needed') : undefined}
    />
  )
  const isBad = !parseRetention(form.retention)
  return (
    <WorkSheet
      title={t('schedule.add')}
      about={t('schedule.about')}
      consequence={t('schedule.consequence')}
      verb={t('schedule.add')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return !isBad && [form.group, form.title, form.basis, form.validFrom].every((value) => value.trim() !== '')
      }}
      onSubmit={async () => {
        await step(
          () =>
            api.addScheduleRow({
              body: { ...form, group: form.group.trim(), title: form.title.trim(), basis: form.basis.trim() },
            }),
          t('items.saved'),
        )
      }}
    >
      {text('group', 200)}
      {text('title', 500)}
      <RetentionField
        title=""
        value={form.retention}
        onChange={(retention) => setForm({ ...form, retention })}
        fault={isTried && isBad ? t('retention.wrong') : undefined}
      />
      {text('basis', 200, t('schedule.basisHint'))}
      <Field label={t('schedule.validFrom')}>
        {(parts) => (
          <DateField {...parts} value={form.validFrom} onChange={(validFrom) => setForm({ ...form, validFrom })} />
        )}
      </Field>
    </WorkSheet>
  )
}
