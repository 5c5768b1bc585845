import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '#platform/contract/index.ts'
import { useApi } from '#web/api.ts'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { type Filter, FilterBar, filterDefaults } from '#web/kit/filter-bar.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink, useGo } from '#web/kit/post-link.tsx'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { casefiles } from '../contract.ts'
import { useFilesKey } from './use-files.ts'

type Row = Answer<typeof casefiles.duties>['items'][number]
const COUNTS = ['planned', 'opened', 'outside', 'closed', 'unfiled'] as const

/** Who has files to make, and how far each is: it counts in the yearly evaluation. A row leads to the person's files. */
export default function DutiesPage() {
  const { t } = useTranslation('casefiles')
  const api = useApi(casefiles)
  const key = useFilesKey()
  const go = useGo()
  const year = new Date().getFullYear()
  const filters = useMemo<Filter[]>(
    () => [
      {
        kind: 'choice',
        name: 'period',
        label: t('field.period'),
        options: [0, 1, 2, 3, 4].map((back) => ({ value: String(year - back), label: String(year - back) })),
      },
    ],
    [t, year],
  )
  const [url, setUrl] = useUrlState(useMemo<Record<string, string>>(() => filterDefaults(filters), [filters]))
  const asked = url['period'] ? { period: url['period'] } : {}
  const columns = useMemo<Column<Row>[]>(
    () => [
      {
        id: 'name',
        header: t('duties.person'),
        cell: (row) => (
          <>
            <b>{row.name}</b> {row.title}
          </>
        ),
        min: 14,
        isFixed: true,
      },
      { id: 'unit', header: t('field.unit'), cell: (row) => row.unit ?? '', width: 12, lines: 2 },
      ...COUNTS.map(
        (name): Column<Row> => ({
          id: name,
          header: t(`duties.${name}`),
          cell: (row) => row[name],
          width: name === 'unfiled' ? 11 : 7.5,
          align: 'right',
        }),
      ),
    ],
    [t],
  )
  return (
    <>
      <PageHead title={t('duties.title')}>
        <PostLink to="files">{t('list.title')}</PostLink>
      </PageHead>
      <DataTable<Row>
        id="casefiles.duties"
        label={t('duties.title')}
        columns={columns}
        rowId={(row) => row.postId}
        onOpen={(row) => go('files', { tab: 'all', q: row.name })}
        toolbar={<FilterBar filters={filters} values={url} onChange={setUrl} />}
        isFiltered={Boolean(url['period'])}
        onClearFilters={() => setUrl(filterDefaults(filters))}
        source={{
          key: key('duties', asked),
          load: async ({ signal }) => ({ rows: (await api.duties({ query: asked, signal })).items }),
        }}
        card={(row) => ({
          first: (
            <>
              <b>{row.name}</b> · {row.unit ?? row.title}
            </>
          ),
          second: COUNTS.map((name) => `${t(`duties.${name}`)}: ${row[name]}`).join(' · '),
        })}
        empty={{ title: t('duties.empty') }}
      />
    </>
  )
}
