import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  chooseFiles,
  giveFiles,
  type ItemSheetName,
  ItemSheets,
  RefusedNote,
  TrayList,
  type TrayShelf,
  UploadPane,
  useTray,
  useTrayItem,
} from '#modules/intake/web/index.ts'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { ErrorNote, useSentence } from '#web/kit/error-note.tsx'
import { formatNumber } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { toast } from '#web/kit/toast.tsx'
import { usePhone } from '#web/kit/use-phone.ts'
import { useShortcuts } from '#web/kit/use-shortcuts.ts'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { useActing } from '#web/session.tsx'
import { incoming } from '../contract.ts'
import styles from './bench.module.css'
import { Bench } from './bench.tsx'
import { CorrectSheet } from './correct-sheet.tsx'
import { Given } from './given.tsx'
import { itemOnBench } from './on-bench.ts'

const shelves: readonly TrayShelf[] = ['open', 'units', 'discarded']
const emptyWords = { open: 'empty', units: 'emptyUnits', discarded: 'emptyDiscarded' } as const

/** The clerk's bench: tray, page image, register. After the drop no mouse is needed until the tray is empty. */
export default function BenchPage() {
  const { t } = useTranslation(['incoming', 'intake'])
  const sentence = useSentence()
  const { post } = useActing()
  const isPhone = usePhone()
  const [url, setUrl] = useUrlState({ item: '', shelf: 'open' })
  const shelf = url.shelf as TrayShelf
  const { api, items, list, refresh, drop } = useTray(shelf)
  const [sheet, setSheet] = useState<ItemSheetName>('none')
  const [correcting, setCorrecting] = useState<string | null>(null)
  const [given, setGiven] = useState<number | null>(null)
  const [isOver, setOver] = useState(false)
  const upload = useRef<HTMLDivElement>(null)
  const { data: counts, refetch: recount } = useBook()

  // Where the bench goes when an item has left, before the address has caught up with it.
  const [hop, setHop] = useState<{ from: string; to: string | undefined }>({ from: '-', to: undefined })
  const wanted = url.item === hop.from ? hop.to : url.item
  const held = useRef('')
  // Before the list has come nothing is chosen for the reader.
  const chosen = itemOnBench(items, { wanted, held: held.current, isPhone: isPhone || !list.data })
  const chosenId = chosen?.id
  const pinned = chosen?.state === 'ready' ? chosenId : undefined
  // What is being typed stands in the address as soon as the browser has time: what a colleague brings must not push it away.
  useEffect(() => {
    held.current = pinned ?? ''
    if (pinned && pinned !== url.item) setUrl({ item: pinned })
  }, [pinned, url.item, setUrl])
  const { data: detail, error: detailError } = useTrayItem(chosen)
  const at = items.findIndex((item) => item.id === chosenId)
  const ready = items.filter((item) => item.state === 'ready')
  const next = items.slice(at + 1).find((item) => item.state === 'ready') ?? ready.find((item) => item.id !== chosenId)
  const { data: nextDetail } = useTrayItem(next)

  useEffect(() => {
    if (given === null) return
    const timer = setTimeout(() => setGiven(null), 1200)
    return () => clearTimeout(timer)
  }, [given])

  const choose = (id: string) => {
    // An item brought back may be opened again.
    if (id === hop.from) setHop({ from: '-', to: undefined })
    setUrl({ item: id })
  }
  const step = (by: number) => {
    const to = items[Math.max(0, Math.min(items.length - 1, at + by))]
    if (to) choose(to.id)
  }
  const goOn = (id: string) => {
    const to = isPhone ? undefined : next?.id
    setHop({ from: id, to })
    held.current = to ?? ''
    drop(id)
    setUrl({ item: to ?? '' })
    void refresh()
  }
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work()
    } catch (fault) {
      toast({ kind: 'fault', text: sentence(fault) })
    }
    await refresh()
  }
  const addPaper = () =>
    attempt(async () => {
      const { id } = await api.addPaper({ body: { title: null } })
      await refresh()
      setUrl({ item: id, shelf: 'open' })
    })
  const isOpen = shelf !== 'discarded'
  const isRegistry = post.abilities.includes('incoming.register')
  const canWork = isOpen && chosen !== undefined
  const group = t('intake:tray.label')
  const ofItem = (keys: string, label: string, name: ItemSheetName, isOn = canWork) => ({
    keys,
    label,
    group,
    disabled: !isOn,
    run: () => setSheet(name),
  })
  const isReady = canWork && chosen.state === 'ready'
  const pageCount = detail?.components.find((one) => one.role === 'main')?.pageCount ?? 0
  useShortcuts([
    { keys: 'Alt+]', label: t('incoming:bench.next'), group, run: () => step(1) },
    { keys: 'Alt+[', label: t('incoming:bench.previous'), group, run: () => step(-1) },
    { keys: ']', label: t('incoming:bench.next'), group, quiet: true, run: () => step(1) },
    { keys: '[', label: t('incoming:bench.previous'), group, quiet: true, run: () => step(-1) },
    { keys: 'Alt+n', label: t('incoming:bench.addPaper'), group, run: () => void addPaper() },
    { keys: 'n', label: t('incoming:bench.addPaper'), group, quiet: true, run: () => void addPaper() },
    { keys: 'Alt+u', label: t('intake:upload.choose'), group, run: () => chooseFiles(upload.current) },
    ofItem('Alt+x', t('intake:discard.verb'), 'discard', canWork && chosen.state !== 'screening'),
    ofItem('Alt+s', t('intake:split.open'), 'split', isReady && pageCount > 1),
    ofItem('Alt+j', t('intake:join.open'), 'join', isReady && ready.length > 1),
    ofItem('Alt+g', t('intake:merge.open'), 'merge', isReady && ready.length > 1),
    ofItem('Alt+p', t('intake:pass.open'), 'pass', isReady && (isRegistry || chosen.unit !== null)),
  ])
  const restore = (id: string, version: number, name: string) =>
    attempt(async () => {
      await api.restore({ params: { intakeId: id }, body: { version } })
      toast({ text: t('intake:tray.restored', { name }) })
    })

  const showsTray = !isPhone || !chosen
  return (
    <section
      className={styles['page']}
      aria-label={t('intake:tray.label')}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => event.currentTarget.contains(event.relatedTarget as Node) || setOver(false)}
      onDrop={(event) => {
        setOver(false)
        if (event.defaultPrevented) return
        event.preventDefault()
        giveFiles(upload.current, event.dataTransfer.files)
      }}
    >
      <PageHead
        title={t('intake:tray.label')}
        facts={
          counts?.book
            ? t('incoming:list.book', { title: counts.book.title, number: formatNumber(counts.book.lastNumber) })
            : undefined
        }
      >
        {isPhone && chosen ? (
          <Button icon="left" onClick={() => setUrl({ item: '' })}>
            {t('intake:tray.open')}
          </Button>
        ) : (
          <>
            <Button icon="pencil" {...(isPhone ? {} : { keys: 'Alt+N' })} onClick={() => void addPaper()}>
              {t('intake:paper.add')}
            </Button>
            {isPhone ? null : (
              <Button icon="upload" keys="Alt+U" onClick={() => chooseFiles(upload.current)}>
                {t('intake:upload.choose')}
              </Button>
            )}
          </>
        )}
      </PageHead>
      <div className={styles['bench']}>
        <div className={styles['tray']} hidden={!showsTray}>
          <div className={styles['shelves']}>
            {shelves
              .filter((one) => one !== 'units' || isRegistry)
              .map((one) => (
                <button
                  key={one}
                  type="button"
                  aria-pressed={shelf === one}
                  onClick={() => setUrl({ shelf: one, item: '' })}
                >
                  {t(`intake:tray.${one}`)}
                  {shelf === one && list.data ? ` (${items.length})` : ''}
                </button>
              ))}
          </div>
          <ErrorNote fault={items.length ? null : list.error} onRetry={() => void list.refetch()} />
          <TrayList items={items} chosen={chosenId} onChoose={choose} />
          <UploadPane
            place={upload}
            onUploaded={() => {
              if (shelf !== 'open') setUrl({ shelf: 'open', item: '' })
              void refresh()
            }}
          />
        </div>
        {!chosen ? (
          isPhone ? null : (
            <div className={styles['nothing']}>
              {list.data ? (
                <EmptyState
                  title={t(`intake:tray.${emptyWords[shelf]}`)}
                  hint={shelf === 'open' ? t('intake:tray.emptyHint') : undefined}
                />
              ) : null}
            </div>
          )
        ) : chosen.state === 'discarded' ? (
          <div className={styles['nothing']}>
            <EmptyState title={chosen.title ?? ''}>
              {chosen.source === 'exchange' ? null : (
                <Button onClick={() => void restore(chosen.id, chosen.version, chosen.title ?? '')}>
                  {t('intake:tray.restore')}
                </Button>
              )}
            </EmptyState>
          </div>
        ) : chosen.state === 'refused' || chosen.state === 'failed' ? (
          <div className={styles['nothing']}>
            <RefusedNote item={chosen} onDiscard={() => setSheet('discard')} onOverrule={() => setSheet('overrule')} />
          </div>
        ) : detail && chosen.state === 'ready' ? (
          <Bench
            key={`${detail.id}:${detail.version}`}
            item={detail}
            next={nextDetail}
            nextNumber={counts?.book ? counts.book.lastNumber + 1 : undefined}
            given={given}
            canRegister={post.abilities.includes('incoming.register')}
            onSheet={setSheet}
            onChanged={() => void refresh()}
            onRegistered={(made) => {
              goOn(detail.id)
              void recount()
              setGiven(made.arrivalNumber)
              toast({
                number: String(made.arrivalNumber),
                text: t('incoming:bench.registered', { book: made.bookTitle }),
                undoWord: t('incoming:correct.verbShort'),
                onUndo: () => setCorrecting(made.id),
              })
            }}
          />
        ) : (
          <div className={styles['nothing']} aria-busy="true">
            <ErrorNote fault={detailError} onRetry={() => void refresh()} />
            {detailError ? null : <p className={styles['wait']}>{t('intake:tray.screening')}</p>}
          </div>
        )}
      </div>
      {isOver ? <div className={styles['drop']}>{t('intake:upload.drop')}</div> : null}
      {given !== null && !detail ? <Given number={given} /> : null}
      <ItemSheets
        sheet={sheet}
        item={chosen}
        others={items}
        onClose={() => setSheet('none')}
        onChanged={() => void refresh()}
        onGone={goOn}
      />
      {correcting ? <CorrectSheet documentId={correcting} isQuick onClose={() => setCorrecting(null)} /> : null}
    </section>
  )
}

/** The open book and its last number; read again after each registration. */
function useBook() {
  const api = useApi(incoming)
  const { post } = useActing()
  return useQuery({
    queryKey: ['incoming', post.id, 'counts'],
    queryFn: ({ signal }) => api.counts({ signal }),
    enabled: post.abilities.includes('incoming.read'),
  })
}
