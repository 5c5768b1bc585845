import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { roleIds } from '#regimes/index.ts'
import { Button } from '#web/kit/button.tsx'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { type Filter, FilterBar } from '#web/kit/filter-bar.tsx'
import { formatDate } from '#web/kit/format.ts'
import { useShortcuts } from '#web/kit/use-shortcuts.ts'
import { useUrlState } from '#web/kit/use-url-state.ts'
import type { PostLine, UnitLine } from '../shapes.ts'
import { EndPostSheet } from './end-post-sheet.tsx'
import styles from './people.module.css'
import { PostSheet } from './post-sheet.tsx'
import { Roles } from './roles.tsx'
import { Tree } from './tree.tsx'
import { UnitSheet } from './unit-sheet.tsx'
import { usePeople } from './use-people.ts'

type Open =
  | { kind: 'post'; post: PostLine | null }
  | { kind: 'end'; post: PostLine }
  | { kind: 'unit'; unit: UnitLine | null }

/** Units as a tree, posts of the chosen one as a list. */
export default function PostsPanel() {
  const { t } = useTranslation('people')
  const { api, key, canManage, post: acting } = usePeople()
  const [url, setUrl] = useUrlState({ unit: '', role: '', state: '' })
  const [open, setOpen] = useState<Open | null>(null)
  const units = useQuery({ queryKey: key('units'), queryFn: ({ signal }) => api.listUnits({ signal }) })
  const all = 'all'
  const nodes = useMemo(
    () => [
      { id: all, parentId: null, label: acting.organization.name },
      ...(units.data?.items ?? []).map((unit) => ({
        id: unit.id,
        parentId: unit.parentId ?? all,
        label: unit.name,
        note: unit.abbreviation,
      })),
    ],
    [units.data, acting.organization.name],
  )
  const chosenUnit = units.data?.items.find((unit) => unit.id === url.unit) ?? null
  useShortcuts([
    {
      keys: 'n',
      label: t('posts.create'),
      disabled: !canManage,
      run: () => setOpen({ kind: 'post', post: null }),
    },
  ])
  const columns: Column<PostLine>[] = [
    { id: 'name', header: t('fields.person'), isFixed: true, cell: (row) => row.fullName, width: 12, lines: 2 },
    {
      id: 'title',
      header: t('fields.title'),
      cell: (row) => (row.isActing ? t('posts.acting', { title: row.title }) : row.title),
      lines: 2,
    },
    { id: 'unit', header: t('fields.unit'), cell: (row) => row.unitName ?? '–', lines: 2, width: 15 },
    { id: 'roles', header: t('fields.roles'), cell: (row) => <Roles roles={row.roles} />, lines: 2, width: 12 },
    {
      id: 'days',
      header: t('fields.validity'),
      cell: (row) =>
        row.validTo ? `${formatDate(row.validFrom)} – ${formatDate(row.validTo)}` : formatDate(row.validFrom),
      width: url.state === 'ended' ? 12 : 7,
    },
  ]
  const filters: Filter[] = [
    {
      kind: 'choice',
      name: 'role',
      label: t('fields.roles'),
      options: roleIds.map((role) => ({ value: role, label: t(`roles.${role}`) })),
    },
    {
      kind: 'choice',
      name: 'state',
      label: t('posts.standing'),
      options: [{ value: 'ended', label: t('posts.ended') }],
    },
  ]
  const query = {
    ...(url.unit ? { unitId: url.unit } : {}),
    ...(url.role ? { role: url.role } : {}),
    ...(url.state === 'ended' ? { ended: 'true' } : {}),
  }
  return (
    <div className={styles['split']}>
      <div className={styles['side']}>
        {canManage ? (
          <div className={styles['tools']}>
            <Button icon="plus" onClick={() => setOpen({ kind: 'unit', unit: null })}>
              {t('units.create')}
            </Button>
            {chosenUnit ? (
              <Button icon="pencil" onClick={() => setOpen({ kind: 'unit', unit: chosenUnit })}>
                {t('units.update')}
              </Button>
            ) : null}
          </div>
        ) : null}
        <Tree
          nodes={nodes}
          chosen={url.unit || all}
          onChoose={(id) => setUrl({ unit: id === all ? '' : id }, true)}
          label={t('units.tree')}
        />
      </div>
      <div className={styles['main']}>
        <DataTable<PostLine>
          id="people.posts"
          label={t('tabs.posts')}
          columns={columns}
          source={{
            key: key('posts', query),
            load: async ({ signal }) => {
              const { items } = await api.listPosts({ query, signal })
              return { rows: items, total: items.length }
            },
          }}
          rowId={(row) => row.id}
          onOpen={(row) => setOpen({ kind: 'post', post: row })}
          card={(row) => ({
            first: row.fullName,
            second: [row.title, row.unitName].filter(Boolean).join(' · '),
            badge: <Roles roles={row.roles} />,
          })}
          isFiltered={Boolean(url.unit || url.role || url.state)}
          onClearFilters={() => setUrl({ unit: '', role: '', state: '' })}
          empty={{ title: t('posts.none'), hint: t('posts.noneHint') }}
          toolbar={
            <>
              <FilterBar filters={filters} values={url} onChange={setUrl} />
              {canManage ? (
                <Button kind="main" icon="plus" keys="n" onClick={() => setOpen({ kind: 'post', post: null })}>
                  {t('posts.create')}
                </Button>
              ) : null}
            </>
          }
        />
      </div>
      {open?.kind === 'post' ? (
        <PostSheet
          key={open.post?.id ?? 'new'}
          post={open.post}
          unit={chosenUnit}
          onClose={() => setOpen(null)}
          onEnd={(post) => setOpen({ kind: 'end', post })}
        />
      ) : null}
      {open?.kind === 'end' ? <EndPostSheet post={open.post} onClose={() => setOpen(null)} /> : null}
      {open?.kind === 'unit' ? (
        <UnitSheet key={open.unit?.id ?? 'new'} unit={open.unit} under={chosenUnit} onClose={() => setOpen(null)} />
      ) : null}
    </div>
  )
}
