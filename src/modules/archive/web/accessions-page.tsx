import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ChoiceField } from '#web/kit/choice-field.tsx'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Field } from '#web/kit/field.tsx'
import { dayOf, formatDate } from '#web/kit/format.ts'
import { LinesField } from '#web/kit/lines-field.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink, useGo } from '#web/kit/post-link.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { type Accession, archive } from '../contract.ts'
import styles from './archive.module.css'
import { useArchiveKey, useRepositories, useStep } from './use-archive.ts'

/** Sổ nhập tài liệu: what came into the repositories. */
export default function AccessionsPage() {
  const { t } = useTranslation('archive')
  const api = useApi(archive)
  const key = useArchiveKey()
  const go = useGo()
  const { data } = useRepositories()
  const [isAdding, setAdding] = useState(false)
  const columns = useMemo<Column<Accession>[]>(
    () => [
      {
        id: 'number',
        header: t('accessions.number'),
        cell: (row) => `${row.number}/${row.year}`,
        width: 6,
        isFixed: true,
      },
      { id: 'received', header: t('accessions.receivedOn'), cell: (row) => formatDate(row.receivedOn), width: 7 },
      { id: 'source', header: t('accessions.source'), cell: (row) => row.source, width: 13, lines: 2 },
      {
        id: 'content',
        header: t('accessions.content'),
        cell: (row) => [row.content, row.years].filter(Boolean).join(', '),
        lines: 2,
        min: 16,
      },
      { id: 'files', header: t('accessions.files'), cell: (row) => row.files ?? '', width: 5, align: 'right' },
      {
        id: 'metres',
        header: t('accessions.metres'),
        cell: (row) => row.metres?.toLocaleString('vi') ?? '',
        width: 5,
        align: 'right',
      },
      { id: 'condition', header: t('field.condition'), cell: (row) => row.condition ?? '', width: 9, lines: 2 },
      { id: 'minutes', header: t('accessions.minutes'), cell: (row) => row.minutes ?? '', width: 7 },
      { id: 'fonds', header: t('level.fonds'), cell: (row) => row.fonds?.title ?? '', width: 11, lines: 2 },
      { id: 'note', header: t('field.note'), cell: (row) => row.note ?? '', width: 9, lines: 2, isOptional: true },
    ],
    [t],
  )
  const repositories = data?.items ?? []
  return (
    <>
      <PageHead title={t('accessions.title')}>
        <PostLink to="archive">{t('title')}</PostLink>
        {repositories.length > 0 ? (
          <Button kind="main" icon="plus" onClick={() => setAdding(true)}>
            {t('accessions.add')}
          </Button>
        ) : null}
      </PageHead>
      <DataTable<Accession>
        id="archive.accessions"
        label={t('accessions.title')}
        columns={columns}
        rowId={(row) => row.id}
        onOpen={(row) => {
          if (row.handoverId) go(`transfers/${row.handoverId}`)
          else if (row.fonds) go(`archive/units/${row.fonds.id}`)
        }}
        source={{
          key: key('accessions'),
          load: async ({ cursor, signal }) => {
            const page = await api.accessions({ query: { ...(cursor ? { after: cursor } : {}), limit: 100 }, signal })
            return { rows: page.items, next: page.next }
          },
        }}
        card={(row) => ({
          first: (
            <>
              <b>
                {row.number}/{row.year}
              </b>{' '}
              · {formatDate(row.receivedOn)} · {row.source}
            </>
          ),
          second: row.content,
        })}
        empty={{ title: t('accessions.empty'), hint: t('accessions.emptyHint') }}
      />
      {isAdding ? <AccessionSheet onClose={() => setAdding(false)} /> : null}
    </>
  )
}

function AccessionSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('archive')
  const { t: shell } = useTranslation()
  const api = useApi(archive)
  const step = useStep()
  const { data } = useRepositories()
  const repositories = data?.items ?? []
  const [form, setForm] = useState({
    repositoryId: '',
    receivedOn: dayOf(new Date()),
    source: '',
    content: '',
    years: '',
    files: '',
    metres: '',
    condition: '',
    minutes: '',
    note: '',
  })
  const [isTried, setTried] = useState(false)
  const put = (name: keyof typeof form) => (value: string) => setForm({ ...form, [name]: value })
  const metres = form.metres.trim() === '' ? null : Number(form.metres.replace(',', '.'))
  const files = form.files.trim() === '' ? null : Number(form.files)
  const isGood =
    (metres === null || (metres >= 0 && metres < 100_000)) &&
    (files === null || (Number.isInteger(files) && files >= 0))
  const missing = (value: string) => (isTried && value.trim() === '' ? shell('form.needed') : undefined)
  return (
    <WorkSheet
      title={t('accessions.add')}
      about={t('accessions.about')}
      consequence={null}
      verb={t('verb.save')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return isGood && form.source.trim() !== '' && form.content.trim() !== '' && form.receivedOn !== ''
      }}
      onSubmit={async () => {
        await step(
          () =>
            api.addAccession({
              body: {
                repositoryId: form.repositoryId || repositories[0]!.id,
                receivedOn: form.receivedOn,
                source: form.source.trim(),
                content: form.content.trim(),
                years: form.years.trim() || null,
                files,
                metres,
                condition: form.condition.trim() || null,
                minutes: form.minutes.trim() || null,
                note: form.note.trim() || null,
              },
            }),
          ({ number }) => t('done.accession', { number }),
        )
      }}
    >
      {repositories.length > 1 ? (
        <ChoiceField label={t('title')} value={form.repositoryId} onChange={put('repositoryId')}>
          {repositories.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </ChoiceField>
      ) : null}
      <Field label={t('accessions.receivedOn')} required fault={missing(form.receivedOn)}>
        {(parts) => <DateField {...parts} value={form.receivedOn} onChange={put('receivedOn')} />}
      </Field>
      <TextField
        label={t('accessions.source')}
        required
        maxLength={300}
        value={form.source}
        onChange={put('source')}
        fault={missing(form.source)}
        data-focus=""
      />
      <LinesField
        label={t('accessions.content')}
        name="content"
        max={1000}
        rows={3}
        required
        value={form.content}
        onChange={put('content')}
        isMissing={isTried && form.content.trim() === ''}
      />
      <div className={styles['pair']}>
        <TextField label={t('accessions.years')} maxLength={60} value={form.years} onChange={put('years')} />
        <TextField
          label={t('accessions.files')}
          inputMode="numeric"
          maxLength={8}
          value={form.files}
          onChange={put('files')}
          fault={files !== null && !(Number.isInteger(files) && files >= 0) ? t('notACount') : undefined}
        />
        <TextField
          label={t('accessions.metres')}
          inputMode="decimal"
          maxLength={8}
          value={form.metres}
          onChange={put('metres')}
          fault={metres !== null && !(metres >= 0) ? t('notACount') : undefined}
        />
      </div>
      <TextField label={t('field.condition')} maxLength={300} value={form.condition} onChange={put('condition')} />
      <TextField label={t('accessions.minutes')} maxLength={200} value={form.minutes} onChange={put('minutes')} />
      <TextField label={t('field.note')} maxLength={500} value={form.note} onChange={put('note')} />
    </WorkSheet>
  )
}
