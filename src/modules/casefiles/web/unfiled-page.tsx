import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '#platform/contract/index.ts'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { formatDate } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import { casefiles } from '../contract.ts'
import { ChooseSheet } from './choose-sheet.tsx'
import { useFilesKey } from './use-files.ts'

type Row = Answer<typeof casefiles.unfiled>['items'][number]

/** What one led or drafted and put into no file yet: chosen with `x`, filed with `f`. */
export default function UnfiledPage() {
  const { t } = useTranslation('casefiles')
  const api = useApi(casefiles)
  const key = useFilesKey()
  const [filing, setFiling] = useState<readonly string[] | null>(null)
  const columns = useMemo<Column<Row>[]>(
    () => [
      {
        id: 'symbol',
        header: t('unfiled.symbol'),
        cell: (row) => <DocumentSymbol strong>{row.symbol ?? '–'}</DocumentSymbol>,
        width: 9,
        isFixed: true,
      },
      { id: 'date', header: t('unfiled.date'), cell: (row) => formatDate(row.issuedDate), width: 6.5 },
      {
        id: 'subject',
        header: t('unfiled.subject'),
        cell: (row) => (
          <>
            <b>{row.typeName}</b> {row.subject}
          </>
        ),
        lines: 2,
        min: 18,
      },
      { id: 'issuer', header: t('unfiled.issuer'), cell: (row) => row.issuerName, width: 13, lines: 2 },
      {
        id: 'done',
        header: t('unfiled.work'),
        cell: (row) => t(row.isDone ? 'unfiled.done' : 'unfiled.doing'),
        width: 8,
      },
    ],
    [t],
  )
  return (
    <>
      <PageHead title={t('unfiled.title')}>
        <PostLink to="files">{t('list.title')}</PostLink>
      </PageHead>
      <DataTable<Row>
        id="casefiles.unfiled"
        label={t('unfiled.title')}
        columns={columns}
        rowId={(row) => row.documentId}
        href={(row) => `${row.direction === 'outgoing' ? 'outgoing' : 'incoming'}/${row.documentId}`}
        rowKeys={[{ keys: 'f', label: t('part.file'), run: (row) => setFiling([row.documentId]) }]}
        bulk={(rows, clear) => (
          <Button
            icon="folder"
            onClick={() => {
              setFiling(rows.map((row) => row.documentId))
              clear()
            }}
          >
            {t('part.file')}
          </Button>
        )}
        source={{
          key: key('unfiled'),
          load: async ({ cursor, signal }) => {
            const page = await api.unfiled({ query: { ...(cursor ? { after: cursor } : {}), limit: 100 }, signal })
            return { rows: page.items, next: page.next }
          },
        }}
        card={(row) => ({
          first: (
            <>
              <DocumentSymbol strong>{row.symbol ?? '–'}</DocumentSymbol> · {formatDate(row.issuedDate)}
            </>
          ),
          second: `${row.typeName} ${row.subject}`,
        })}
        empty={{ title: t('unfiled.empty'), hint: t('unfiled.emptyHint') }}
      />
      {filing ? <ChooseSheet documentIds={filing} onClose={() => setFiling(null)} /> : null}
    </>
  )
}
