import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { fold } from '#web/kit/fold.ts'
import { formatDate } from '#web/kit/format.ts'
import { useUrlState } from '#web/kit/use-url-state.ts'
import type { OrganizationLine } from '../shapes.ts'
import { OrganizationDetailView } from './organization-detail.tsx'
import { type OrganizationForm, OrganizationSheet } from './organization-sheet.tsx'
import styles from './people.module.css'
import { Tree, type TreeNode } from './tree.tsx'
import { usePeople } from './use-people.ts'

/** The tree of organisations with the detail of the chosen one beside it. */
export default function OrganizationsPanel() {
  const { t } = useTranslation('people')
  const { api, key, post, canManage } = usePeople()
  const [url, setUrl] = useUrlState({ org: post.organization.id, q: '', ended: '1' })
  const [form, setForm] = useState<OrganizationForm | null>(null)
  const list = useQuery({
    queryKey: key('organizations'),
    queryFn: ({ signal }) => api.listOrganizations({ signal }),
  })
  const detail = useQuery({
    queryKey: key('organization', url.org),
    queryFn: ({ signal }) => api.getOrganization({ params: { id: url.org }, signal }),
  })
  const items = list.data?.items ?? []
  const nodes = useMemo(
    () => shown(items, url.q, url.ended === '1', (day) => t('organizations.ended', { day: formatDate(day) })),
    [items, url.q, url.ended, t],
  )
  return (
    <div className={styles['split']}>
      <div className={styles['side']}>
        <div className={styles['tools']}>
          <input
            type="search"
            aria-label={t('organizations.find')}
            placeholder={t('organizations.find')}
            value={url.q}
            onChange={(event) => setUrl({ q: event.currentTarget.value })}
          />
          <label className={styles['check']}>
            <input
              type="checkbox"
              checked={url.ended === '1'}
              onChange={(event) => setUrl({ ended: event.currentTarget.checked ? '1' : '0' })}
            />
            {t('organizations.withEnded')}
          </label>
          {canManage && list.data?.canManageAll ? (
            <Button icon="plus" onClick={() => setForm({ kind: 'create', parent: null })}>
              {t('organizations.create')}
            </Button>
          ) : null}
        </div>
        <ErrorNote fault={list.error} onRetry={() => void list.refetch()} />
        {list.isSuccess && nodes.length === 0 ? (
          <EmptyState title={t('organizations.none')} hint={t('organizations.noneHint')} />
        ) : null}
        <Tree
          nodes={nodes}
          chosen={url.org}
          onChoose={(id) => setUrl({ org: id }, true)}
          label={t('tabs.organizations')}
          openAll={url.q !== ''}
        />
      </div>
      <div className={styles['main']}>
        <ErrorNote fault={detail.error} onRetry={() => void detail.refetch()} />
        {detail.data ? (
          <OrganizationDetailView
            organization={detail.data}
            onChoose={(id) => setUrl({ org: id }, true)}
            onForm={setForm}
          />
        ) : detail.isPending ? (
          <p className={styles['quiet']}>{t('loading')}</p>
        ) : null}
      </div>
      {form ? <OrganizationSheet form={form} onClose={() => setForm(null)} /> : null}
    </div>
  )
}

/** What is found by words (marks or none), with its superiors so that it stands in its place. */
function shown(
  items: readonly OrganizationLine[],
  words: string,
  withEnded: boolean,
  ended: (day: string) => string,
): TreeNode[] {
  const byId = new Map(items.map((one) => [one.id, one]))
  const wanted = fold(words.trim())
  const kept = new Set<string>()
  for (const one of items) {
    if (!withEnded && one.dissolvedOn) continue
    const text = [one.name, one.shortName, one.abbreviation, one.organId].filter(Boolean).join(' ')
    if (wanted && !fold(text).includes(wanted)) continue
    for (let at: OrganizationLine | undefined = one; at && !kept.has(at.id); ) {
      kept.add(at.id)
      at = at.parentId ? byId.get(at.parentId) : undefined
    }
  }
  return items
    .filter((one) => kept.has(one.id))
    .map((one) => ({
      id: one.id,
      parentId: one.parentId,
      label: one.name,
      note: one.dissolvedOn ? ended(one.dissolvedOn) : one.organId,
      isEnded: one.dissolvedOn !== null,
    }))
}
