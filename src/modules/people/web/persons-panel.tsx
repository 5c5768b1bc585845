import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { type Filter, FilterBar } from '#web/kit/filter-bar.tsx'
import { RecordForm } from '#web/kit/record-form.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { useShortcuts } from '#web/kit/use-shortcuts.ts'
import { useUrlState } from '#web/kit/use-url-state.ts'
import type { PersonLine } from '../shapes.ts'
import { textOf } from './form-values.ts'
import { History } from './history.tsx'
import styles from './people.module.css'
import { usePeople } from './use-people.ts'

/** Persons by given name. What each may do comes from posts; accounts are given in the room auth. */
export default function PersonsPanel() {
  const { t } = useTranslation('people')
  const { api, key, canManage } = usePeople()
  const [url, setUrl] = useUrlState({ q: '' })
  const [open, setOpen] = useState<PersonLine | 'new' | null>(null)
  useShortcuts([{ keys: 'n', label: t('persons.create'), disabled: !canManage, run: () => setOpen('new') }])
  const columns: Column<PersonLine>[] = [
    { id: 'name', header: t('fields.fullName'), isFixed: true, cell: (row) => row.fullName, width: 14 },
    { id: 'posts', header: t('tabs.posts'), cell: (row) => <Posts person={row} />, lines: 2 },
    { id: 'email', header: t('fields.email'), cell: (row) => row.email ?? '', width: 14 },
    { id: 'phone', header: t('fields.phone'), cell: (row) => row.phone ?? '', width: 9, isOptional: true },
  ]
  const filters: Filter[] = [{ kind: 'words', name: 'q', label: t('persons.find') }]
  return (
    <>
      <DataTable<PersonLine>
        id="people.persons"
        label={t('tabs.persons')}
        columns={columns}
        source={{
          key: key('persons', url.q),
          load: async ({ cursor, signal }) => {
            const query = { ...(url.q ? { q: url.q } : {}), ...(cursor ? { after: cursor } : {}) }
            const page = await api.listPersons({ query, signal })
            return { rows: page.items, next: page.next }
          },
        }}
        rowId={(row) => row.id}
        onOpen={setOpen}
        card={(row) => ({ first: row.fullName, second: <Posts person={row} /> })}
        isFiltered={url.q !== ''}
        onClearFilters={() => setUrl({ q: '' })}
        empty={{ title: t('persons.none'), hint: t('persons.noneHint') }}
        toolbar={
          <>
            <FilterBar filters={filters} values={url} onChange={setUrl} />
            {canManage ? (
              <Button kind="main" icon="plus" keys="n" onClick={() => setOpen('new')}>
                {t('persons.create')}
              </Button>
            ) : null}
          </>
        }
      />
      {open ? (
        <PersonSheet
          key={open === 'new' ? 'new' : open.id}
          person={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  )
}

function Posts({ person }: { person: PersonLine }) {
  const { t } = useTranslation('people')
  if (person.posts.length === 0) return <span className={styles['quiet']}>{t('persons.noPost')}</span>
  return person.posts.map((post) => [post.title, post.unitName].filter(Boolean).join(' · ')).join('; ')
}

function PersonSheet({ person, onClose }: { person: PersonLine | null; onClose: () => void }) {
  const { t } = useTranslation('people')
  const { api, canManage, changed } = usePeople()
  return (
    <SideSheet opened onClose={onClose} title={person?.fullName ?? t('persons.create')}>
      {person ? (
        <p>
          <Posts person={person} />
        </p>
      ) : null}
      {canManage ? (
        <RecordForm
          keepAs={`people.person.${person?.id ?? 'new'}`}
          autoFocus
          verb={person ? t('save') : t('persons.create')}
          initial={{ fullName: person?.fullName ?? '', email: person?.email ?? '', phone: person?.phone ?? '' }}
          fields={[
            {
              name: 'fullName',
              label: t('fields.fullName'),
              kind: 'text',
              required: true,
              maxLength: 50,
              hint: t('hints.fullName'),
            },
            { name: 'email', label: t('fields.email'), kind: 'text', maxLength: 200 },
            { name: 'phone', label: t('fields.phone'), kind: 'text', maxLength: 30 },
          ]}
          onSubmit={async (_input, values) => {
            const body = {
              fullName: textOf(values, 'fullName'),
              email: textOf(values, 'email'),
              phone: textOf(values, 'phone'),
            }
            if (person)
              await api.updatePerson({ params: { id: person.id }, body: { ...body, version: person.version } })
            else await api.createPerson({ body })
            onClose()
            await changed(person ? 'done.updatePerson' : 'done.createPerson')
          }}
        />
      ) : null}
      {person && canManage ? (
        <>
          <h3 className={styles['sub']}>{t('history')}</h3>
          <History subjectId={person.id} />
        </>
      ) : null}
    </SideSheet>
  )
}
