import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { dayOf, formatCount, formatDate } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import { usePhone } from '#web/kit/use-phone.ts'
import { useShortcuts } from '#web/kit/use-shortcuts.ts'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { desk, type Task } from '../contract.ts'
import styles from './desk.module.css'
import { DirectionPanel } from './direction-panel.tsx'
import inboxStyles from './inbox.module.css'
import { Pages } from './pages.tsx'
import { PhoneDirection } from './phone-direction.tsx'
import { Urgency } from './task-cells.tsx'
import { useCounts, useDeskKey, useDocument } from './use-desk.ts'

/** The queue with what was put off at its end; putting off lasts as long as this screen stands. */
function useQueue() {
  const api = useApi(desk)
  const key = useDeskKey()
  const [later, setLater] = useState<readonly string[]>([])
  const query = useInfiniteQuery({
    queryKey: key('inbox'),
    queryFn: ({ pageParam, signal }) => api.inbox({ query: { after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const queue = useMemo(() => {
    const all = query.data?.pages.flatMap((page) => page.items) ?? []
    const put = later.flatMap((id) => all.find((task) => task.subjectId === id) ?? [])
    return [...all.filter((task) => !later.includes(task.subjectId)), ...put]
  }, [query.data, later])
  const putOff = (documentId: string) => setLater([...later.filter((id) => id !== documentId), documentId])
  return { query, queue, putOff }
}

/** Documents waiting for direction: the queue, the pages, the direction. On a phone one document a screen. */
export default function InboxPage() {
  const { t } = useTranslation('desk')
  const isPhone = usePhone()
  const { query, queue, putOff } = useQueue()
  const { data: counts } = useCounts()
  const [url, setUrl] = useUrlState({ doc: '' })
  const at = Math.max(
    0,
    queue.findIndex((task) => task.subjectId === url.doc),
  )
  const task = queue[at] ?? null
  const document = useDocument(task?.subjectId ?? null)
  const show = (index: number) => {
    const wanted = queue[index]
    if (wanted) setUrl({ doc: wanted.subjectId })
  }
  /** After a direction the document leaves the queue: what stood after it slides in. */
  const goOn = () => setUrl({ doc: queue[at + 1]?.subjectId ?? '' })
  const later = () => {
    if (!task) return
    const next = queue[at + 1]?.subjectId ?? queue[0]?.subjectId ?? ''
    putOff(task.subjectId)
    setUrl({ doc: next })
  }
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && at >= queue.length - 10) void fetchNextPage()
  }, [at, queue.length, hasNextPage, isFetchingNextPage, fetchNextPage])
  useShortcuts([
    { keys: 'j', label: t('inbox.next'), quiet: true, run: () => show(at + 1) },
    { keys: 'k', label: t('inbox.previous'), quiet: true, run: () => show(at - 1) },
    { keys: ']', label: t('inbox.next'), run: () => show(at + 1) },
    { keys: '[', label: t('inbox.previous'), run: () => show(at - 1) },
    { keys: 'l', label: t('inbox.later'), run: later, disabled: queue.length < 2 },
  ])

  const total = counts
    ? formatCount(Math.max(counts.inbox, queue.length), counts.inbox >= counts.cap)
    : String(queue.length)
  if (query.isError && queue.length === 0)
    return (
      <div className={styles['pad']}>
        <ErrorNote fault={query.error} onRetry={() => void query.refetch()} />
      </div>
    )
  if (query.isSuccess && !task)
    return (
      <div className={styles['page']}>
        <PageHead title={t('inbox.title')} />
        <EmptyState title={t('inbox.empty')} hint={t('inbox.emptyHint')}>
          <PostLink to="work">{t('inbox.toWork')}</PostLink>
        </EmptyState>
      </div>
    )
  if (!task) return <p className={styles['pad']}>{t('loading')}</p>
  const place = { at: at + 1, total }
  if (isPhone)
    return (
      <div className={inboxStyles['onePage']} key={task.subjectId}>
        <PhoneDirection
          task={task}
          document={document.data}
          fault={document.error}
          place={t('inbox.place', place)}
          onDone={goOn}
          onLater={later}
          canPutOff={queue.length > 1}
        />
      </div>
    )
  return (
    <div className={styles['page']}>
      <PageHead title={t('inbox.title')} facts={t('inbox.place', place)} />
      <div className={inboxStyles['room']}>
        <div className={inboxStyles['inbox']}>
          <nav className={inboxStyles['queue']} aria-label={t('inbox.queue')}>
            {queue.map((one, index) => (
              <QueueLine key={one.id} task={one} isHere={index === at} onPick={() => show(index)} />
            ))}
          </nav>
          <div className={inboxStyles['middle']}>
            {document.data ? (
              <Pages key={document.data.id} document={document.data} />
            ) : (
              <p className={styles['pad']}>{t('loading')}</p>
            )}
          </div>
          <aside className={inboxStyles['panel']} aria-label={t('inbox.direction')}>
            <ErrorNote fault={document.error} onRetry={() => void document.refetch()} />
            {document.data ? (
              <DirectionPanel
                key={document.data.id}
                document={document.data}
                task={task}
                onDone={goOn}
                {...(queue.length > 1 ? { onLater: later } : {})}
              />
            ) : null}
          </aside>
        </div>
      </div>
    </div>
  )
}

function QueueLine({ task, isHere, onPick }: { task: Task; isHere: boolean; onPick: () => void }) {
  const { t } = useTranslation('desk')
  return (
    <button type="button" className={inboxStyles['line']} aria-current={isHere ? 'true' : undefined} onClick={onPick}>
      <span className={inboxStyles['lineTop']}>
        <DocumentSymbol strong>{task.symbol ?? t('noSymbol')}</DocumentSymbol>
        <Urgency level={task.urgency} />
        <span className={`${styles['quiet']} ${inboxStyles['lineDay']}`}>{formatDate(dayOf(task.since))}</span>
      </span>
      <span className={inboxStyles['lineSubject']}>{task.subject}</span>
      <span className={styles['quiet']}>{task.from.name}</span>
    </button>
  )
}
