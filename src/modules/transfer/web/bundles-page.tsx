import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '#platform/contract/index.ts'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { formatDate } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { useKept } from '#web/kit/use-kept.ts'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { transfer } from '../contract.ts'
import styles from './transfer.module.css'
import { useStep, useTransfersKey } from './use-transfers.ts'

type Row = Answer<typeof transfer.bundles>['items'][number]

/** Papers that were taken in as bundles: work for arrangement. */
export default function BundlesPage() {
  const { t } = useTranslation('transfer')
  const api = useApi(transfer)
  const key = useTransfersKey()
  const [isTaking, setTaking] = useState(false)
  const columns = useMemo<Column<Row>[]>(
    () => [
      { id: 'title', header: t('bundle.what'), cell: (row) => row.title, lines: 2, min: 16, isFixed: true },
      { id: 'unit', header: t('field.unit'), cell: (row) => `${row.unitName} (${row.giverName})`, width: 14, lines: 2 },
      { id: 'years', header: t('bundle.years'), cell: (row) => row.years, width: 7 },
      {
        id: 'metres',
        header: t('field.metres'),
        cell: (row) => row.metres.toLocaleString('vi-VN'),
        width: 6,
        align: 'right',
      },
      { id: 'reason', header: t('bundle.reason'), cell: (row) => row.reason, width: 16, lines: 2 },
      {
        id: 'received',
        header: t('bundle.received'),
        cell: (row) => `${formatDate(row.receivedOn)}, ${row.receivedByName}`,
        width: 12,
        lines: 2,
      },
    ],
    [t],
  )
  return (
    <>
      <PageHead title={t('bundle.title')}>
        <PostLink to="transfers">{t('title')}</PostLink>
        <Button kind="main" icon="plus" onClick={() => setTaking(true)}>
          {t('bundle.take')}
        </Button>
      </PageHead>
      <DataTable<Row>
        id="transfer.bundles"
        label={t('bundle.title')}
        columns={columns}
        rowId={(row) => row.id}
        onOpen={() => {}}
        source={{
          key: key('bundles'),
          load: async ({ cursor, signal }) => {
            const page = await api.bundles({ query: { ...(cursor ? { after: cursor } : {}), limit: 100 }, signal })
            return { rows: page.items, next: page.next }
          },
        }}
        card={(row) => ({
          first: <b>{row.title}</b>,
          second: `${row.unitName} · ${row.years} · ${row.metres.toLocaleString('vi-VN')} m`,
        })}
        empty={{ title: t('bundle.empty'), hint: t('bundle.emptyHint') }}
      />
      {isTaking ? <TakeSheet onClose={() => setTaking(false)} /> : null}
    </>
  )
}

const empty = { unitName: '', giverName: '', title: '', years: '', metres: '', reason: '' }
const NAMES = [
  ['unitName', 200],
  ['giverName', 200],
  ['title', 500],
  ['years', 60],
  ['metres', 8],
  ['reason', 500],
] as const

function TakeSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('transfer')
  const api = useApi(transfer)
  const step = useStep()
  const [form, setForm, kept] = useKept('transfer.bundle', empty)
  const [isTried, setTried] = useState(false)
  const metres = Number(form.metres.trim().replace(',', '.'))
  const isWrong = form.metres.trim() !== '' && !(metres > 0 && metres < 100_000)
  return (
    <WorkSheet
      title={t('bundle.take')}
      about={t('bundle.about')}
      consequence={t('bundle.consequence')}
      verb={t('bundle.take')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return !isWrong && NAMES.every(([name]) => form[name].trim() !== '')
      }}
      onSubmit={async () => {
        const said = Object.fromEntries(NAMES.map(([name]) => [name, form[name].trim()])) as typeof empty
        await step(() => api.takeBundle({ body: { ...said, metres, note: null } }), t('bundle.done'))
        kept.forget()
      }}
    >
      <div className={styles['fields']}>
        {NAMES.map(([name, max], i) => (
          <TextField
            key={name}
            label={t(name === 'metres' ? 'field.metres' : `bundle.field.${name}`)}
            name={name}
            required
            {...(i === 0 ? { 'data-focus': '' } : {})}
            maxLength={max}
            value={form[name]}
            onChange={(value) => setForm({ ...form, [name]: value })}
            fault={
              name === 'metres' && isWrong
                ? t('fault.number')
                : isTried && form[name].trim() === ''
                  ? t('shell:form.needed')
                  : undefined
            }
          />
        ))}
      </div>
    </WorkSheet>
  )
}
