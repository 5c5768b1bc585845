import { type PointerEvent as ReactPointerEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './file-viewer.module.css'
import type { OpenDocument } from './viewer-document.ts'
import { boxBetween, type PageBox, type Turn, turnBox, turnedSize, unturnBox } from './viewer-geometry.ts'

/** A lit place on a page. */
export interface Highlight extends PageBox {
  readonly id: string
  /** What was read from here, for screen readers: "Số, ký hiệu". */
  readonly label: string
  /** The one that belongs to the field with the focus. */
  readonly isLit?: boolean
  /** A word that was looked for: marked like with a pen. */
  readonly isFound?: boolean
  /** Width of the page in the measure of the box, where that is not the page's own. */
  readonly pageWidth?: number
}

/** One page: picture, words over it, lit places, and the box being drawn. Draws itself when it comes into sight. */
export function ViewerPage(props: {
  opened: OpenDocument
  page: number
  /** CSS pixels a point. */
  zoom: number
  turn: Turn
  highlights: readonly Highlight[]
  onDrawBox?: ((box: PageBox) => void) | undefined
}) {
  const { opened, page, zoom, turn, highlights, onDrawBox } = props
  const { t } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const words = useRef<HTMLDivElement>(null)
  const [isNear, setNear] = useState(false)
  const [drag, setDrag] = useState<{ from: { x: number; y: number }; to: { x: number; y: number } } | null>(null)
  const size = opened.pages[page - 1] ?? { width: 595, height: 842 }
  const lying = turnedSize(size, turn)

  useEffect(() => {
    const element = place.current
    if (!element) return
    const watch = new IntersectionObserver((entries) => setNear(entries.some((entry) => entry.isIntersecting)), {
      rootMargin: '600px 0px',
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [])

  useEffect(() => {
    const picture = canvas.current
    const over = words.current
    if (!isNear || !picture || !over) return
    const stop = new AbortController()
    const scale = zoom * Math.min(2, window.devicePixelRatio || 1)
    opened
      .draw(page, picture, scale, stop.signal)
      .then(() => opened.words(page, over, zoom, stop.signal))
      .catch(() => undefined)
    return () => stop.abort()
  }, [isNear, opened, page, zoom])

  const pointOf = (event: ReactPointerEvent) => {
    const frame = event.currentTarget.getBoundingClientRect()
    return { x: (event.clientX - frame.left) / zoom, y: (event.clientY - frame.top) / zoom }
  }
  const end = () => {
    if (drag && onDrawBox) {
      const box = boxBetween(drag.from, drag.to, lying)
      if (box.width > 4 && box.height > 4) onDrawBox({ page, ...unturnBox(box, size, turn) })
    }
    setDrag(null)
  }
  const percent = (box: Omit<PageBox, 'page'>) => ({
    left: `${(box.x / lying.width) * 100}%`,
    top: `${(box.y / lying.height) * 100}%`,
    width: `${(box.width / lying.width) * 100}%`,
    height: `${(box.height / lying.height) * 100}%`,
  })
  return (
    <div
      ref={place}
      role="img"
      aria-label={t('viewer.pageOf', { page, total: opened.pages.length })}
      data-page={page}
      className={styles['page']}
      data-draws={onDrawBox ? true : undefined}
      style={{ width: lying.width * zoom, height: lying.height * zoom }}
      onPointerDown={(event) => {
        if (!onDrawBox || event.button !== 0 || event.pointerType === 'touch') return
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        const from = pointOf(event)
        setDrag({ from, to: from })
      }}
      onPointerMove={(event) => drag && setDrag({ from: drag.from, to: pointOf(event) })}
      onPointerUp={end}
      onPointerCancel={() => setDrag(null)}
    >
      <div
        className={styles['upright']}
        style={{
          width: size.width * zoom,
          height: size.height * zoom,
          transform: `translate(-50%, -50%) rotate(${turn}deg)`,
        }}
      >
        <canvas ref={canvas} className={styles['picture']} />
        <div
          ref={words}
          // What is printed on the page is Vietnamese, whatever the language of the screen.
          lang="vi"
          className={`${styles['words']} textLayer`}
          style={{ ['--total-scale-factor' as string]: zoom, ['--scale-factor' as string]: zoom }}
        />
      </div>
      {highlights.map((highlight) => (
        <div
          key={highlight.id}
          data-box={highlight.id}
          data-lit={highlight.isLit || undefined}
          data-found={highlight.isFound || undefined}
          className={styles['box']}
          style={percent(turnBox(onPage(highlight, size), size, turn))}
          title={highlight.isFound ? undefined : t('viewer.source', { name: highlight.label })}
        />
      ))}
      {drag ? <div className={styles['drawn']} style={percent(boxBetween(drag.from, drag.to, lying))} /> : null}
    </div>
  )
}

/** The box in the page's own measure. */
function onPage(box: Highlight, size: { width: number }): PageBox {
  const factor = box.pageWidth ? size.width / box.pageWidth : 1
  return {
    page: box.page,
    x: box.x * factor,
    y: box.y * factor,
    width: box.width * factor,
    height: box.height * factor,
  }
}
