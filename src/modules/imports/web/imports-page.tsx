import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFileUrl } from '#web/api.ts'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { DropZone } from '#web/kit/drop-zone.tsx'
import fieldStyles from '#web/kit/field.module.css'
import { Field } from '#web/kit/field.tsx'
import { formatInstant, formatNumber } from '#web/kit/format.ts'
import { Icon } from '#web/kit/icon.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { useGo } from '#web/kit/post-link.tsx'
import { sendFile } from '#web/kit/send-file.ts'
import { StateBadge } from '#web/kit/state-badge.tsx'
import { type ImportLine, imports } from '../contract.ts'
import { type ImportKind, kinds, kindsOfRoles } from '../kinds.ts'
import styles from './imports.module.css'
import { stateTones } from './tones.ts'
import { useImports } from './use-imports.ts'

/** Old registers and lists: choose what, drop the file; below, what was taken over so far. */
export default function ImportsPage() {
  const { t } = useTranslation('imports')
  const { api, key } = useImports()
  const columns: Column<ImportLine>[] = [
    { id: 'file', header: t('column.file'), cell: (row) => row.fileName, min: 14, isFixed: true },
    { id: 'kind', header: t('column.kind'), cell: (row) => t(`kind.${row.kind}`), width: 17 },
    {
      id: 'state',
      header: t('column.state'),
      width: 10,
      cell: (row) => <StateBadge tone={stateTones[row.state]}>{t(`state.${row.state}`)}</StateBadge>,
    },
    {
      id: 'accepted',
      header: t('column.accepted'),
      width: 7,
      align: 'right',
      cell: (row) => count(row.counts?.accepted),
    },
    {
      id: 'rejected',
      header: t('column.rejected'),
      width: 6,
      align: 'right',
      cell: (row) => count(row.counts?.rejected),
    },
    { id: 'by', header: t('column.by'), width: 12, cell: (row) => row.createdByName },
    { id: 'at', header: t('column.at'), width: 10, cell: (row) => formatInstant(row.createdAt) },
  ]
  return (
    <>
      <PageHead title={t('title')} facts={t('facts')} />
      <NewImport />
      <DataTable<ImportLine>
        id="imports"
        label={t('title')}
        columns={columns}
        rowId={(row) => row.id}
        href={(row) => `imports/${row.id}`}
        source={{
          key: key('list'),
          load: async ({ signal }) => {
            const { items } = await api.list({ signal })
            return { rows: items, total: items.length }
          },
        }}
        card={(row) => ({
          first: row.fileName,
          second: `${t(`kind.${row.kind}`)} · ${formatInstant(row.createdAt)}`,
          badge: <StateBadge tone={stateTones[row.state]}>{t(`state.${row.state}`)}</StateBadge>,
        })}
        empty={{ title: t('empty.title'), hint: t('empty.hint') }}
      />
    </>
  )
}

const count = (value: number | undefined): string => (value === undefined ? '' : formatNumber(value))

function NewImport() {
  const { t, i18n } = useTranslation('imports')
  const fileUrl = useFileUrl()
  const { reread, post } = useImports()
  const go = useGo()
  const offered = kindsOfRoles(post.roles)
  const [kind, setKind] = useState<ImportKind>(offered[0] ?? 'incoming')
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  return (
    <section className={styles['new']} aria-label={t('new')}>
      <div className={styles['kind']}>
        <Field label={t('what')} hint={t(`hint.${kind}`)}>
          {(parts) => (
            <select
              {...parts}
              className={fieldStyles['input']}
              value={kind}
              onChange={(event) => setKind(event.currentTarget.value as ImportKind)}
            >
              {offered.map((one) => (
                <option key={one} value={one}>
                  {kinds[one][lang]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <a className={styles['template']} href={fileUrl(imports.template, { params: { kind } })} download>
          <Icon name="download" /> {t('template')}
        </a>
      </div>
      <DropZone
        accept=".xlsx,.csv,.txt,.tsv,.dxl,.xml"
        send={(file, sending) => sendFile(fileUrl(imports.upload), file, sending, { kind })}
        onDone={(_, answer) => {
          void reread()
          go(`imports/${(answer as { id: string }).id}`)
        }}
      />
    </section>
  )
}
