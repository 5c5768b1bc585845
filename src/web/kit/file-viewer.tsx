import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { EmptyState } from './empty-state.tsx'
import styles from './file-viewer.module.css'
import { useShortcuts } from './use-shortcuts.ts'
import { type FileKind, type OpenDocument, openAhead, openDocument } from './viewer-document.ts'
import type { PageBox, Turn } from './viewer-geometry.ts'
import { turnedSize } from './viewer-geometry.ts'
import { type Highlight, ViewerPage } from './viewer-page.tsx'

export type { FileKind } from './viewer-document.ts'
export type { PageBox } from './viewer-geometry.ts'
export type { Highlight } from './viewer-page.tsx'

/** A file to look at: its address (with the acting post in the query) and what it is. */
export interface ViewedFile {
  readonly url: string
  readonly kind: FileKind | 'other'
  readonly name?: string
}

const STEP = 1.2
const MIN = 0.25
const MAX = 5
const GAP = 12

/**
 * Pages of a document as pictures, the hero of the screen. Wheel with Ctrl or `+ -` zooms, `0` fits the width, `R`
 * turns, `PgUp PgDn` leaf; words can be marked and copied; nothing inside the file is ever run. `highlights` are lit
 * and the one with `isLit` is scrolled to. With `onDrawBox` a drag gives back page and box (points, top left).
 * `next` is opened ahead. Pages stay light in dark mode.
 */
export function FileViewer(props: {
  file: ViewedFile | null
  next?: ViewedFile | null
  highlights?: readonly Highlight[]
  onDrawBox?: (box: PageBox) => void
  /** Thumbnails beside the pages; on by default for more than one page. */
  thumbnails?: boolean
  onPage?: (page: number) => void
  /** The page that stands first when the file opens, from 1. */
  startPage?: number
  downloadUrl?: string
  /** Name of these pages where two viewers stand side by side. */
  label?: string
}) {
  const { file, next, highlights = [], onDrawBox, onPage } = props
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<{ url: string; opened?: OpenDocument; isBroken?: boolean }>({ url: '' })
  const [wantedZoom, setWantedZoom] = useState<number | 'fit'>('fit')
  const [room, setRoom] = useState(0)
  const [turn, setTurn] = useState<Turn>(0)
  const [page, setPage] = useState(1)
  const url = file?.url ?? ''
  const kind = file?.kind

  useEffect(() => {
    setTurn(0)
    setPage(1)
    if (!url || !kind || kind === 'other') return
    let isGone = false
    setState({ url })
    scroller.current?.scrollTo({ top: 0 })
    openDocument(url, kind).then(
      (opened) => !isGone && setState({ url, opened }),
      () => !isGone && setState({ url, isBroken: true }),
    )
    return () => {
      isGone = true
    }
  }, [url, kind])

  const opened = state.url === url ? state.opened : undefined
  const nextUrl = next?.url
  const nextKind = next?.kind
  useEffect(() => {
    if (opened && nextUrl && nextKind && nextKind !== 'other') openAhead(nextUrl, nextKind)
  }, [opened, nextUrl, nextKind])

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    // Scrolls by keyboard also where the browser does not see to it itself.
    element.tabIndex = 0
    const watch = new ResizeObserver(() => setRoom(element.clientWidth))
    watch.observe(element)
    return () => watch.disconnect()
  }, [])

  const widest = opened ? Math.max(...opened.pages.map((size) => turnedSize(size, turn).width)) : 595
  const fit = Math.max(MIN, Math.min(MAX, (room - 2 * GAP) / widest))
  const zoom = wantedZoom === 'fit' ? fit : wantedZoom
  const zoomBy = (factor: number) => setWantedZoom(Math.max(MIN, Math.min(MAX, zoom * factor)))
  const total = opened?.pages.length ?? 0
  const numbers = Array.from({ length: total }, (_, index) => index + 1)

  const goTo = (wanted: number) => {
    const to = Math.max(1, Math.min(total, wanted))
    scrollTo(scroller.current, `[data-page="${to}"]`, 0)
    setPage(to)
    onPage?.(to)
  }
  const started = useRef('')
  const { startPage = 1 } = props
  useEffect(() => {
    const mark = `${url} ${startPage}`
    if (!opened || !room || started.current === mark) return
    started.current = mark
    if (startPage < 2 || startPage > opened.pages.length) return
    scrollTo(scroller.current, `[data-page="${startPage}"]`, 0)
    setPage(startPage)
  }, [opened, room, url, startPage])

  const lit = highlights.find((highlight) => highlight.isLit)
  const litKey = lit ? `${lit.id}:${lit.page}` : ''
  useEffect(() => {
    if (!litKey || !opened || !room) return
    const id = litKey.slice(0, litKey.lastIndexOf(':'))
    scrollTo(scroller.current, `[data-box="${CSS.escape(id)}"]`, 0.3)
  }, [litKey, opened, room])

  const isOn = Boolean(opened)
  const group = t('viewer.label')
  useShortcuts(
    [
      { keys: 'PageDown', label: t('viewer.next'), group, quiet: true, run: () => goTo(page + 1) },
      { keys: 'PageUp', label: t('viewer.previous'), group, quiet: true, run: () => goTo(page - 1) },
      { keys: 'Alt+PageDown', label: t('viewer.next'), group, quiet: true, run: () => goTo(page + 1) },
      { keys: 'Alt+PageUp', label: t('viewer.previous'), group, quiet: true, run: () => goTo(page - 1) },
      { keys: 'r', label: t('viewer.rotate'), group, run: () => setTurn(((turn + 90) % 360) as Turn) },
      { keys: 'Alt+r', label: t('viewer.rotate'), group, quiet: true, run: () => setTurn(((turn + 90) % 360) as Turn) },
      { keys: '+', label: t('viewer.zoomIn'), group, quiet: true, run: () => zoomBy(STEP) },
      { keys: '-', label: t('viewer.zoomOut'), group, quiet: true, run: () => zoomBy(1 / STEP) },
      { keys: '0', label: t('viewer.fit'), group, run: () => setWantedZoom('fit') },
    ],
    isOn,
  )

  const wheel = useRef(zoomBy)
  useEffect(() => {
    wheel.current = zoomBy
  })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    // Not passive, so that Ctrl+wheel zooms the page and not the whole window.
    const turnWheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return
      event.preventDefault()
      wheel.current(event.deltaY < 0 ? 1.1 : 1 / 1.1)
    }
    element.addEventListener('wheel', turnWheel, { passive: false })
    return () => element.removeEventListener('wheel', turnWheel)
  }, [])

  const follow = () => {
    const element = scroller.current
    if (!element || total < 2) return
    const middle = element.getBoundingClientRect().top + element.clientHeight / 3
    const seen = [...element.querySelectorAll<HTMLElement>('[data-page]')].findLast(
      (one) => one.getBoundingClientRect().top <= middle,
    )
    const number = Number(seen?.dataset['page'] ?? 1)
    if (number !== page) {
      setPage(number)
      onPage?.(number)
    }
  }

  const isBroken = state.url === url && state.isBroken
  const showThumbs = (props.thumbnails ?? true) && total > 1
  return (
    <section className={styles['viewer']} aria-label={props.label ?? t('viewer.label')}>
      <div className={styles['tools']} role="toolbar" aria-label={t('viewer.label')}>
        <Button kind="quiet" icon="up" iconOnly keys="PgUp" disabled={page <= 1} onClick={() => goTo(page - 1)}>
          {t('viewer.previous')}
        </Button>
        <span className={styles['where']} aria-live="polite">
          {total ? t('words.of', { at: page, total }) : '–'}
        </span>
        <Button kind="quiet" icon="down" iconOnly keys="PgDn" disabled={page >= total} onClick={() => goTo(page + 1)}>
          {t('viewer.next')}
        </Button>
        <span className={styles['rule']} />
        <Button kind="quiet" icon="minus" iconOnly keys="-" disabled={!isOn} onClick={() => zoomBy(1 / STEP)}>
          {t('viewer.zoomOut')}
        </Button>
        <span className={`${styles['where']} ${styles['zoom']}`}>{isOn ? `${Math.round(zoom * 75)} %` : ''}</span>
        <Button kind="quiet" icon="plus" iconOnly keys="+" disabled={!isOn} onClick={() => zoomBy(STEP)}>
          {t('viewer.zoomIn')}
        </Button>
        <Button kind="quiet" icon="fit" iconOnly keys="0" disabled={!isOn} onClick={() => setWantedZoom('fit')}>
          {t('viewer.fit')}
        </Button>
        <Button
          kind="quiet"
          icon="rotate"
          iconOnly
          keys="R"
          disabled={!isOn}
          onClick={() => setTurn(((turn + 90) % 360) as Turn)}
        >
          {t('viewer.rotate')}
        </Button>
        {props.downloadUrl ? (
          <a className={styles['download']} href={props.downloadUrl} download>
            {t('viewer.download')}
          </a>
        ) : null}
      </div>
      <div className={styles['body']}>
        {showThumbs && opened ? (
          <nav className={styles['thumbs']} aria-label={t('viewer.pages')}>
            {numbers.map((number) => (
              <Thumb key={number} opened={opened} page={number} isHere={page === number} onPick={() => goTo(number)} />
            ))}
          </nav>
        ) : null}
        <div ref={scroller} className={styles['scroller']} onScroll={follow}>
          {!file ? <EmptyState title={t('viewer.none')} /> : null}
          {kind === 'other' ? <EmptyState title={t('viewer.unsupported')} hint={file?.name} /> : null}
          {isBroken ? <EmptyState title={t('viewer.missing')} hint={t('viewer.missingHint')} /> : null}
          {file && !opened && !isBroken && kind !== 'other' ? (
            <p className={styles['opening']} role="status">
              {t('viewer.loading')}
            </p>
          ) : null}
          {opened && room
            ? numbers.map((number) => (
                <ViewerPage
                  key={number}
                  opened={opened}
                  page={number}
                  zoom={zoom}
                  turn={turn}
                  highlights={highlights.filter((highlight) => highlight.page === number)}
                  onDrawBox={onDrawBox}
                />
              ))
            : null}
        </div>
      </div>
    </section>
  )
}

/** Scrolls the pages, and nothing around them, until a place stands at a part of the height from the top. */
function scrollTo(scroller: HTMLElement | null, place: string, part: number) {
  const target = scroller?.querySelector(place)
  if (!scroller || !target) return
  const [outer, inner] = [scroller.getBoundingClientRect(), target.getBoundingClientRect()]
  const isSeen = part > 0 && inner.top > outer.top + 8 && inner.bottom < outer.bottom - 8
  const left = inner.left < outer.left || inner.right > outer.right ? inner.left - outer.left - 24 : 0
  const top = isSeen ? 0 : inner.top - outer.top - outer.height * part - (part > 0 ? 0 : GAP)
  scroller.scrollBy({ top, left })
}

function Thumb(props: { opened: OpenDocument; page: number; isHere: boolean; onPick: () => void }) {
  const { t } = useTranslation()
  const { opened, page } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const picture = canvas.current
    if (!picture) return
    const stop = new AbortController()
    const watch = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return
      watch.disconnect()
      const width = opened.pages[page - 1]?.width ?? 595
      opened.draw(page, picture, 112 / width, stop.signal).catch(() => undefined)
    })
    watch.observe(picture)
    return () => {
      watch.disconnect()
      stop.abort()
    }
  }, [opened, page])
  return (
    <button
      type="button"
      className={styles['thumb']}
      aria-label={t('viewer.page', { page })}
      aria-current={props.isHere ? 'page' : undefined}
      onClick={props.onPick}
    >
      <canvas ref={canvas} />
      {page}
    </button>
  )
}
