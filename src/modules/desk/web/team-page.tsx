import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { useChosen } from '#web/chosen.tsx'
import { DataTable } from '#web/kit/data-table.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { desk, type Task } from '../contract.ts'
import { addressOf } from './chosen.ts'
import styles from './desk.module.css'
import { chosenTask, keepTrail, taskCard, useTaskColumns } from './my-work-page.tsx'
import { useDeskKey } from './use-desk.ts'

/** The head's view: who of the unit has what, and what is late. */
export default function TeamPage() {
  const { t } = useTranslation('desk')
  const api = useApi(desk)
  const key = useDeskKey()
  const [url, setUrl] = useUrlState({ holder: '', late: '' })
  const {
    data: team,
    error,
    refetch,
  } = useQuery({ queryKey: key('team'), queryFn: ({ signal }) => api.team({ signal }) })
  const columns = useTaskColumns(true)
  const chosen = useChosen()
  const open = team?.members.reduce((sum, member) => sum + member.open, 0) ?? 0
  const query = { ...(url.holder ? { holderId: url.holder } : {}), ...(url.late ? { overdue: 'true' } : {}) }
  return (
    <div className={styles['page']}>
      <PageHead title={t('team.title')} facts={team?.units.map((unit) => unit.name).join(' · ')} />
      <ErrorNote fault={error} onRetry={() => void refetch()} />
      <fieldset className={styles['members']}>
        <legend className="visually-hidden">{t('team.members')}</legend>
        <button type="button" aria-pressed={url.holder === ''} onClick={() => setUrl({ holder: '' })}>
          {t('team.everybody')} <b>{open}</b>
        </button>
        {team?.members.map((member) => (
          <button
            key={member.id}
            type="button"
            aria-pressed={url.holder === member.id}
            title={member.title ?? undefined}
            onClick={() => setUrl({ holder: url.holder === member.id ? '' : member.id })}
          >
            {member.name} <b>{member.open}</b>
            {member.overdue > 0 ? <em>{t('team.overdue', { count: member.overdue })}</em> : null}
          </button>
        ))}
        <label className={styles['check']}>
          <input
            type="checkbox"
            checked={url.late !== ''}
            onChange={(event) => setUrl({ late: event.currentTarget.checked ? '1' : '' })}
          />
          {t('team.lateOnly')}
        </label>
      </fieldset>
      <DataTable<Task>
        id="desk.team"
        label={t('team.title')}
        columns={columns}
        source={{
          key: key('team', 'work', url.holder, url.late),
          load: async ({ cursor, signal }) => {
            const page = await api.teamWork({ query: { ...query, after: cursor }, signal })
            keepTrail(page.items, cursor)
            return { rows: page.items, next: page.next }
          },
        }}
        rowId={(task) => task.id}
        href={addressOf}
        card={(task) => ({
          ...taskCard(task, t(task.subjectType === 'outgoing' ? 'draft' : 'noSymbol')),
          second: task.holder ?? '',
        })}
        bulk={(tasks, clear) =>
          chosen.buttons(
            tasks.map((task) => chosenTask(task, true)),
            clear,
          )
        }
        isFiltered={url.holder !== '' || url.late !== ''}
        onClearFilters={() => setUrl({ holder: '', late: '' })}
        empty={{ title: t('team.empty'), hint: t('team.emptyHint') }}
      />
      {chosen.sheet}
    </div>
  )
}
