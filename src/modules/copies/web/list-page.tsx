import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '#platform/contract/index.ts'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { type Filter, FilterBar, filterDefaults } from '#web/kit/filter-bar.tsx'
import { formatDate } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { useGo } from '#web/kit/post-link.tsx'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { copies, copyForms } from '../contract.ts'
import { useCopiesKey } from './use-copies.ts'

type Row = Answer<typeof copies.list>['items'][number]

/** Every copy that the office has made, newest first; a row leads to the document, where the copy is printed. */
export default function ListPage() {
  const { t } = useTranslation('copies')
  const api = useApi(copies)
  const go = useGo()
  const key = useCopiesKey()
  const filters = useMemo<Filter[]>(
    () => [
      { kind: 'words', name: 'q', label: t('list.q') },
      {
        kind: 'choice',
        name: 'form',
        label: t('field.form'),
        options: copyForms.map((form) => ({ value: form, label: t(`form.${form}`) })),
      },
    ],
    [t],
  )
  const [url, setUrl] = useUrlState(useMemo<Record<string, string>>(() => filterDefaults(filters), [filters]))
  const form = copyForms.find((one) => one === url['form'])
  const asked = { ...(url['q'] ? { q: url['q'] } : {}), ...(form ? { form } : {}) }
  const columns = useMemo<Column<Row>[]>(
    () => [
      {
        id: 'symbol',
        header: t('list.symbol'),
        cell: (row) => <DocumentSymbol strong>{row.symbol}</DocumentSymbol>,
        width: 9,
        isFixed: true,
      },
      { id: 'madeOn', header: t('list.madeOn'), cell: (row) => formatDate(row.madeOn), width: 6.5 },
      {
        id: 'subject',
        header: t('list.subject'),
        cell: (row) => (
          <>
            <b>{t(`form.${row.form}`)}</b> {row.typeName}{' '}
            {row.documentSymbol ? <DocumentSymbol>{row.documentSymbol}</DocumentSymbol> : null} {row.subject}
          </>
        ),
        lines: 2,
        min: 18,
      },
      { id: 'askedBy', header: t('field.askedBy'), cell: (row) => row.askedBy, width: 10, lines: 2 },
      {
        id: 'recipients',
        header: t('field.recipients'),
        cell: (row) => row.recipients.join('; '),
        width: 10,
        lines: 2,
      },
      { id: 'amount', header: t('field.amount'), cell: (row) => row.amount, width: 4.5, align: 'right' },
      { id: 'signer', header: t('field.signer'), cell: (row) => row.signer, width: 8, lines: 2 },
    ],
    [t],
  )
  return (
    <>
      <PageHead title={t('list.title')}>
        <Button kind="quiet" onClick={() => go('copies/kept')}>
          {t('kept.title')}
        </Button>
        <Button icon="print" onClick={() => go('copies/print')}>
          {t('list.print')}
        </Button>
      </PageHead>
      <DataTable<Row>
        id="copies"
        label={t('list.title')}
        columns={columns}
        rowId={(row) => row.id}
        href={(row) => `${row.direction === 'incoming' ? 'incoming' : 'outgoing'}/${row.documentId}`}
        toolbar={<FilterBar filters={filters} values={url} onChange={setUrl} />}
        isFiltered={Object.keys(asked).length > 0}
        onClearFilters={() => setUrl(filterDefaults(filters))}
        source={{
          key: key('list', asked),
          load: async ({ cursor, signal }) => {
            const page = await api.list({
              query: { ...asked, ...(cursor ? { after: cursor } : {}), limit: 100 },
              signal,
            })
            return { rows: page.items, next: page.next }
          },
        }}
        card={(row) => ({
          first: (
            <>
              <DocumentSymbol strong>{row.symbol}</DocumentSymbol> · {formatDate(row.madeOn)} · {row.askedBy}
            </>
          ),
          second: `${t(`form.${row.form}`)} ${row.typeName} ${row.documentSymbol ?? ''} ${row.subject}`,
        })}
        empty={{ title: t('list.empty'), hint: t('list.emptyHint') }}
      />
    </>
  )
}
