import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useFileUrl } from '#web/api.ts'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatDate } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { StateBadge } from '#web/kit/state-badge.tsx'
import { type Leaver, leaving } from '../leavers-contract.ts'
import styles from './transfer.module.css'
import { useTransfersKey } from './use-transfers.ts'

/** Who leaves, and the files that he hands over before he goes. */
export default function LeaversPage() {
  const { t } = useTranslation('transfer')
  const api = useApi(leaving)
  const key = useTransfersKey()
  const [opened, setOpened] = useState<string | null>(null)
  const columns = useMemo<Column<Leaver>[]>(
    () => [
      { id: 'name', header: t('leavers.name'), cell: (row) => <b>{row.name}</b>, min: 12, isFixed: true },
      { id: 'title', header: t('leavers.post'), cell: (row) => row.title, min: 12, lines: 2 },
      { id: 'unit', header: t('field.unit'), cell: (row) => row.unit ?? '', width: 11, lines: 2 },
      { id: 'lastDay', header: t('leavers.lastDay'), cell: (row) => formatDate(row.lastDay), width: 7 },
      { id: 'successor', header: t('leavers.successor'), cell: (row) => row.successor ?? '', width: 11, lines: 2 },
      { id: 'inHand', header: t('leavers.inHand'), cell: (row) => row.inHand, width: 6, align: 'right' },
      { id: 'given', header: t('leavers.given'), cell: (row) => row.given, width: 6, align: 'right' },
      { id: 'state', header: t('field.state'), cell: (row) => <LeaverState row={row} />, width: 10 },
    ],
    [t],
  )
  return (
    <>
      <PageHead title={t('leavers.title')}>
        <PostLink to="transfers">{t('title')}</PostLink>
      </PageHead>
      <DataTable<Leaver>
        id="transfer.leavers"
        label={t('leavers.title')}
        columns={columns}
        rowId={(row) => row.postId}
        onOpen={(row) => setOpened(row.postId)}
        source={{
          key: key('leavers'),
          load: async ({ cursor, signal }) => {
            const page = await api.leavers({ query: { ...(cursor ? { after: cursor } : {}), limit: 100 }, signal })
            return { rows: page.items, next: page.next }
          },
        }}
        card={(row) => ({
          first: <b>{row.name}</b>,
          second: `${row.title} · ${formatDate(row.lastDay)} · ${t('list.count', { count: row.inHand + row.given })}`,
          badge: <LeaverState row={row} />,
        })}
        empty={{ title: t('leavers.empty'), hint: t('leavers.emptyHint') }}
      />
      {opened ? <LeaverSheet postId={opened} onClose={() => setOpened(null)} /> : null}
    </>
  )
}

function LeaverState({ row }: { row: Leaver }) {
  const { t } = useTranslation('transfer')
  if (row.inHand === 0) return <StateBadge tone="done">{t('leavers.state.done')}</StateBadge>
  if (row.isOver) return <StateBadge tone="overdue">{t('leavers.state.left')}</StateBadge>
  return <StateBadge tone="waiting">{t('leavers.state.leaving')}</StateBadge>
}

function LeaverSheet({ postId, onClose }: { postId: string; onClose: () => void }) {
  const { t } = useTranslation('transfer')
  const api = useApi(leaving)
  const key = useTransfersKey()
  const fileUrl = useFileUrl()
  const { data, error, refetch } = useQuery({
    queryKey: key('leaver', postId),
    queryFn: ({ signal }) => api.leaver({ params: { postId }, signal }),
  })
  const print = (format: 'pdf' | 'docx') => fileUrl(leaving.printLeaver, { params: { postId }, query: { format } })
  return (
    <SideSheet opened onClose={onClose} title={data?.leaver.name ?? t('leavers.title')}>
      {error ? <ErrorNote fault={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <>
          <p>
            {t('leavers.about', { title: data.leaver.title, date: formatDate(data.leaver.lastDay) })}{' '}
            {data.leaver.successor
              ? t('leavers.to', { name: data.leaver.successor })
              : t(data.leaver.isOver ? 'leavers.toNobodyLeft' : 'leavers.toNobody')}
          </p>
          {data.files.length === 0 ? (
            <p>{t('leavers.none')}</p>
          ) : (
            <>
              <p>
                {t('leavers.print')}{' '}
                <a href={print('pdf')} target="_blank" rel="noreferrer">
                  PDF
                </a>{' '}
                · <a href={print('docx')}>Word</a>
              </p>
              <ul className={styles['left']} aria-label={t('leavers.files')}>
                {data.files.map((file) => (
                  <li key={file.fileId} className={styles['what']}>
                    {file.isHidden ? (
                      <>
                        <DocumentSymbol strong>{file.symbol}</DocumentSymbol> {t('leavers.hidden')}
                      </>
                    ) : (
                      <PostLink to={`files/${file.fileId}`}>
                        <DocumentSymbol strong>{file.symbol}</DocumentSymbol> {file.title}
                      </PostLink>
                    )}
                    <small>
                      {t(`leavers.file.${file.state}`)} · {t('entry.items', { count: file.items })}
                      {file.givenTo ? ` · ${t('leavers.givenTo', { name: file.givenTo })}` : ''}
                    </small>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      ) : error ? null : (
        t('loading')
      )}
    </SideSheet>
  )
}
