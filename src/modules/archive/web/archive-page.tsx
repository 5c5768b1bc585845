import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { type Filter, FilterBar, filterDefaults } from '#web/kit/filter-bar.tsx'
import { LazyTree } from '#web/kit/lazy-tree.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import { usePhone } from '#web/kit/use-phone.ts'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { useActing } from '#web/session.tsx'
import { archive, levels, publishStates, type Repository, type UnitHit } from '../contract.ts'
import styles from './archive.module.css'
import { Bulk, type BulkStep } from './bulk.tsx'
import { BulkSheet } from './bulk-sheets.tsx'
import { HarvestSheet } from './harvest-sheet.tsx'
import { PublishState } from './states.tsx'
import { CreateSheet, RepositorySheet } from './unit-sheets.tsx'
import {
  shortNumber,
  spanText,
  useArchiveKey,
  useRepositories,
  useRetention,
  useTitle,
  useUnit,
} from './use-archive.ts'

type Opened =
  | { kind: 'repository'; repository?: Repository }
  | { kind: 'fonds'; repositoryId: string }
  | { kind: 'harvest' }
  | { kind: 'bulk'; step: BulkStep }

/** The archive: its tree at the left, what is found in the chosen part at the right. */
export default function ArchivePage() {
  const { t } = useTranslation('archive')
  const api = useApi(archive)
  const key = useArchiveKey()
  const retention = useRetention()
  const titleOf = useTitle()
  const { post } = useActing()
  const isPhone = usePhone()
  const { data: known } = useRepositories()
  const [opened, setOpened] = useState<Opened | null>(null)
  const filters = useMemo<Filter[]>(
    () => [
      { kind: 'words', name: 'q', label: t('list.q') },
      {
        kind: 'choice',
        name: 'level',
        label: t('list.level'),
        options: [
          ...levels.map((value) => ({ value, label: t(`level.${value}`) })),
          { value: 'any', label: t('list.anyLevel') },
        ],
      },
      { kind: 'dates', name: 'time', label: t('list.time') },
      {
        kind: 'choice',
        name: 'publish',
        label: t('list.publish'),
        options: publishStates.map((value) => ({ value, label: t(`publish.${value}`) })),
      },
    ],
    [t],
  )
  const defaults = useMemo<Record<string, string>>(() => ({ within: '', ...filterDefaults(filters) }), [filters])
  const [url, setUrl] = useUrlState(defaults)
  const within = url['within'] || null
  const { data: chosen } = useUnit(within)
  // An item is not what one looks for first: without a wish, files are shown.
  const level = url['level'] === 'any' ? undefined : (levels.find((one) => one === url['level']) ?? 'file')
  const asked = {
    ...(level ? { level } : {}),
    ...(within ? { within } : {}),
    ...(url['q'] ? { q: url['q'] } : {}),
    ...(url['timeFrom'] ? { from: url['timeFrom'] } : {}),
    ...(url['timeTo'] ? { to: url['timeTo'] } : {}),
    ...(publishStates.some((one) => one === url['publish'])
      ? { publish: publishStates.find((one) => one === url['publish'])! }
      : {}),
  }
  const columns = useMemo<Column<UnitHit>[]>(
    () => [
      {
        id: 'reference',
        header: t('field.reference'),
        cell: (row) => <DocumentSymbol strong>{row.reference}</DocumentSymbol>,
        width: 11.5,
        isFixed: true,
      },
      { id: 'title', header: t('field.title'), cell: titleOf, lines: 2, min: 13 },
      { id: 'time', header: t('field.time'), cell: (row) => spanText(row.starts, row.ends), width: 8.5 },
      {
        id: 'sheets',
        header: t('field.sheets'),
        cell: (row) => row.sheets ?? row.pages ?? '',
        width: 4,
        align: 'right',
      },
      { id: 'retention', header: t('field.retention'), cell: (row) => retention(row.retention), width: 6.5 },
      { id: 'box', header: t('field.box'), cell: (row) => row.box ?? '', width: 4.5, isOptional: true },
      { id: 'fonds', header: t('level.fonds'), cell: (row) => row.fondsTitle, width: 13, lines: 2, isOptional: true },
      { id: 'publish', header: t('list.publish'), cell: (row) => <PublishState state={row.publish} />, width: 9.5 },
    ],
    [t, retention, titleOf],
  )
  const mayDescribe = known?.abilities.describe ?? false
  const mayPublish = post.abilities.includes('archive.publish')
  const repositories = known?.items ?? []
  const line = chosen ? [...chosen.unit.ancestors.map((one) => one.id), chosen.unit.id] : []
  const way = chosen ? [chosen.unit.repository.id, ...line] : repositories.slice(0, 1).map((one) => one.id)
  const isRepository = (id: string | null) => repositories.some((one) => one.id === id)
  return (
    <>
      <PageHead title={t('title')}>
        <PostLink to="archive/collections">{t('collections.title')}</PostLink>
        <PostLink to="archive/authorities">{t('authorities.title')}</PostLink>
        {mayDescribe ? <PostLink to="archive/accessions">{t('accessions.title')}</PostLink> : null}
        {mayPublish && repositories.length > 0 ? (
          <Button kind="quiet" onClick={() => setOpened({ kind: 'harvest' })}>
            {t('harvest.open')}
          </Button>
        ) : null}
        {mayPublish && repositories.length > 0 ? (
          <Button
            kind="quiet"
            icon="pencil"
            onClick={() =>
              setOpened({
                kind: 'repository',
                repository: repositories.find((one) => one.id === chosen?.unit.repository.id) ?? repositories[0]!,
              })
            }
          >
            {t('repository.change')}
          </Button>
        ) : null}
        {mayDescribe ? (
          <Button kind="quiet" icon="plus" onClick={() => setOpened({ kind: 'repository' })}>
            {t('repository.add')}
          </Button>
        ) : null}
        {mayDescribe && repositories.length > 0 ? (
          <Button
            kind="main"
            icon="plus"
            onClick={() =>
              setOpened({ kind: 'fonds', repositoryId: chosen?.unit.repository.id ?? repositories[0]!.id })
            }
          >
            {t('fonds.add')}
          </Button>
        ) : null}
      </PageHead>
      {known && repositories.length === 0 ? (
        <EmptyState title={t('list.none')} hint={t('list.noneHint')} />
      ) : (
        <div className={styles['split']}>
          {isPhone ? null : (
            <aside className={styles['aside']} aria-label={t('tree')}>
              <LazyTree
                label={t('tree')}
                chosen={within}
                opened={way}
                levelKey={(parent) => key('tree', parent)}
                onChoose={(id) => setUrl({ within: isRepository(id) || id === within ? '' : id })}
                load={async (parent, cursor, signal) => {
                  if (parent === null) {
                    const { items } = await api.repositories({ signal })
                    return {
                      nodes: items.map((one) => ({
                        id: one.id,
                        label: one.name,
                        note: one.code,
                        isParent: one.fonds > 0,
                      })),
                      next: null,
                    }
                  }
                  const at = isRepository(parent) ? { repository: parent } : { parent }
                  const page = await api.children({
                    query: { ...at, ...(cursor ? { after: cursor } : {}), limit: 100 },
                    signal,
                  })
                  return {
                    nodes: page.items
                      .filter((one) => one.level !== 'item')
                      .map((one) => ({
                        id: one.id,
                        label: [shortNumber(one), one.title].filter(Boolean).join(' '),
                        note: one.isClosed ? t('closed') : null,
                        isParent: one.children > 0 && one.level !== 'file',
                      })),
                    next: page.next,
                  }
                }}
              />
            </aside>
          )}
          <div className={styles['found']}>
            {chosen ? (
              <p className={styles['within']}>
                {chosen.unit.ancestors.map((one) => (
                  <span key={one.id}>
                    <button type="button" className={styles['link']} onClick={() => setUrl({ within: one.id })}>
                      {shortNumber(one) || one.title}
                    </button>
                    {' › '}
                  </span>
                ))}
                <PostLink to={`archive/units/${chosen.unit.id}`}>
                  <b>{[shortNumber(chosen.unit), chosen.unit.title].filter(Boolean).join(' ')}</b>
                </PostLink>
                <button type="button" className={styles['link']} onClick={() => setUrl({ within: '' })}>
                  {t('list.everywhere')}
                </button>
              </p>
            ) : null}
            <DataTable<UnitHit>
              id="archive.units"
              label={t('title')}
              columns={columns}
              rowId={(row) => row.id}
              href={(row) => `archive/units/${row.id}`}
              toolbar={<FilterBar filters={filters} values={url} onChange={setUrl} />}
              isFiltered={Object.keys(defaults).some((name) => name !== 'within' && url[name])}
              onClearFilters={() => setUrl(filterDefaults(filters))}
              {...(mayDescribe || mayPublish
                ? {
                    bulk: (rows: readonly UnitHit[], clear: () => void) => (
                      <Bulk
                        rows={rows}
                        clear={clear}
                        mayDescribe={mayDescribe}
                        mayPublish={mayPublish}
                        onStep={(step) => setOpened({ kind: 'bulk', step })}
                      />
                    ),
                  }
                : {})}
              source={{
                key: key('units', asked),
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
                    <DocumentSymbol strong>{row.reference}</DocumentSymbol> {spanText(row.starts, row.ends)}
                  </>
                ),
                second: titleOf(row),
                badge: <PublishState state={row.publish} />,
              })}
              empty={{ title: t('list.empty'), hint: t('list.emptyHint') }}
            />
          </div>
        </div>
      )}
      {opened?.kind === 'repository' ? (
        <RepositorySheet
          {...(opened.repository ? { repository: opened.repository } : {})}
          onClose={() => setOpened(null)}
        />
      ) : null}
      {opened?.kind === 'fonds' ? (
        <CreateSheet level="fonds" repositoryId={opened.repositoryId} parent={null} onClose={() => setOpened(null)} />
      ) : null}
      {opened?.kind === 'harvest' ? <HarvestSheet onClose={() => setOpened(null)} /> : null}
      {opened?.kind === 'bulk' ? <BulkSheet step={opened.step} onClose={() => setOpened(null)} /> : null}
    </>
  )
}
