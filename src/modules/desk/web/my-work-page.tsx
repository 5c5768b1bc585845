import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { useChosen } from '#web/chosen.tsx'
import { type Column, DataTable } from '#web/kit/data-table.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { leaveTrail } from '#web/kit/document-trail.ts'
import { DueBadge } from '#web/kit/due-badge.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { useGo } from '#web/kit/post-link.tsx'
import { StateBadge } from '#web/kit/state-badge.tsx'
import { StateTabs } from '#web/kit/state-tabs.tsx'
import { useUrlState } from '#web/kit/use-url-state.ts'
import type { ChosenRow } from '#web/manifest.ts'
import { useActing } from '#web/session.tsx'
import { desk, type Group, groups, type Task, type TaskKind } from '../contract.ts'
import { addressOf, stepsOfTask } from './chosen.ts'
import styles from './desk.module.css'
import { Reminded } from './reminded.tsx'
import { DocumentSheet, type SheetName } from './sheets.tsx'
import { FromWords, Progress, Urgency } from './task-cells.tsx'
import { useCounts, useDeskKey } from './use-desk.ts'

/** Tabs in the order of the day: what burns, what is due, what waits for others, what is new. */
const TABS: readonly Group[] = ['all', 'overdue', 'today', 'new', 'waiting']

/** Columns of a list of work, shared with the head's team. */
export function useTaskColumns(withHolder: boolean): Column<Task>[] {
  const { t } = useTranslation('desk')
  return [
    {
      id: 'symbol',
      header: t('column.symbol'),
      width: 11,
      isFixed: true,
      cell: (task) => (
        <span className={task.isNew ? styles['isNew'] : undefined}>
          <DocumentSymbol strong>
            {task.symbol ?? t(task.subjectType === 'outgoing' ? 'draft' : 'noSymbol')}
          </DocumentSymbol>
        </span>
      ),
    },
    {
      id: 'subject',
      header: t('column.subject'),
      min: 16,
      lines: 2,
      cell: (task) => (
        <>
          <Urgency level={task.urgency} /> {task.subject}
        </>
      ),
    },
    { id: 'kind', header: t('column.kind'), width: 7.5, cell: (task) => t(`kind.${task.kind}`) },
    withHolder
      ? { id: 'holder', header: t('column.holder'), min: 10, lines: 2, cell: (task) => task.holder ?? '–' }
      : { id: 'from', header: t('column.from'), min: 14, lines: 2, cell: (task) => <FromWords task={task} /> },
    {
      id: 'due',
      header: t('column.due'),
      width: 9,
      cell: (task) => <DueBadge due={task.dueDate} left={task.daysLeft} />,
    },
    {
      id: 'reminded',
      header: t('column.reminded'),
      width: 9,
      lines: 2,
      isOptional: !withHolder,
      cell: (task) => <Reminded reminders={task.reminders} />,
    },
    { id: 'progress', header: t('column.progress'), width: 6.5, cell: (task) => <Progress progress={task.progress} /> },
  ]
}

/** A task on a phone: symbol and subject, then who gave it. */
export function taskCard(task: Task, noSymbol: string) {
  return {
    first: (
      <>
        <DocumentSymbol strong>{task.symbol ?? noSymbol}</DocumentSymbol> {task.subject}
      </>
    ),
    second: <FromWords task={task} />,
    badge: <DueBadge due={task.dueDate} left={task.daysLeft} />,
  }
}

/** What `e` does with a task, by its kind; null where there is nothing to finish. */
const FINISHES: Readonly<Partial<Record<TaskKind, SheetName>>> = {
  direct: 'direct',
  handle: 'complete',
  cooperate: 'complete',
  'decide-extension': 'decideExtension',
}

export default function MyWorkPage() {
  const { t } = useTranslation('desk')
  const api = useApi(desk)
  const key = useDeskKey()
  const { post } = useActing()
  const { data: counts } = useCounts()
  const [url] = useUrlState({ group: 'all' })
  const group = groups.find((one) => one === url.group) ?? 'all'
  const [sheet, setSheet] = useState<{ documentId: string; name: SheetName } | null>(null)
  const isWaiting = group === 'waiting'
  const columns = useTaskColumns(isWaiting)
  const chosen = useChosen()
  const go = useGo()
  // A leader gives by direction, a head and the registry by giving on.
  const gives: SheetName = post.abilities.includes('incoming.direct') ? 'direct' : 'assign'
  // What is next with a draft or a file is done on its own page, before its pages.
  const open = (task: Task, name: SheetName | undefined) =>
    task.subjectType !== 'incoming' ? go(addressOf(task)) : name && setSheet({ documentId: task.subjectId, name })
  return (
    <div className={styles['page']}>
      <PageHead
        title={t('work.title')}
        facts={
          counts && counts.groups.overdue > 0 ? (
            <StateBadge tone="overdue">{t('work.overdue', { count: counts.groups.overdue })}</StateBadge>
          ) : undefined
        }
      />
      <StateTabs
        name="group"
        label={t('work.groups')}
        tabs={TABS.map((id) => ({
          id,
          label: t(`group.${id}`),
          count: counts?.groups[id],
          isCapped: counts ? counts.groups[id] >= counts.cap : false,
          isAlarm: id === 'overdue',
        }))}
      />
      <DataTable<Task>
        key={group}
        id="desk.work"
        label={t(`group.${group}`)}
        columns={columns}
        source={{
          key: key('work', group),
          load: async ({ cursor, signal }) => {
            const page = await api.myWork({ query: { group, after: cursor }, signal })
            keepTrail(page.items, cursor)
            return { rows: page.items, next: page.next }
          },
        }}
        rowId={(task) => task.id}
        href={addressOf}
        card={(task) => taskCard(task, t(task.subjectType === 'outgoing' ? 'draft' : 'noSymbol'))}
        bulk={(tasks, clear) =>
          chosen.buttons(
            tasks.map((task) => chosenTask(task, isWaiting)),
            clear,
          )
        }
        rowKeys={[
          { keys: 'e', label: t('work.finish'), run: (task) => open(task, FINISHES[task.kind]) },
          {
            keys: 'a',
            label: t('work.assign'),
            run: (task) => task.subjectType === 'incoming' && open(task, gives),
          },
        ]}
        empty={{ title: t(`empty.${group}`), hint: t(`emptyHint.${group}`) }}
      />
      {chosen.sheet}
      {sheet ? <DocumentSheet {...sheet} onClose={() => setSheet(null)} /> : null}
    </div>
  )
}

/** A task as a row to act on together with others. */
export function chosenTask(task: Task, isWaiting: boolean): ChosenRow {
  const { subjectId: id, symbol, subject } = task
  return { id, symbol, subject, steps: stepsOfTask(task, isWaiting) }
}

let seen: string[] = []
/** `[` and `]` on the document page follow the order of this list, as far as it was read. */
export function keepTrail(tasks: readonly Task[], cursor: string | undefined) {
  seen = [...(cursor ? seen : []), ...tasks.map(addressOf)]
  leaveTrail(seen)
}
