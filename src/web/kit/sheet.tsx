import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import styles from './sheet.module.css'
import { InSheet } from './use-shortcuts.ts'

/** How many sheets stand open: a second one over the first is refused in development (no modal over a modal). */
let open = 0

/** Where work in a sheet begins: what its maker marked, else its form's first field (not a button that closes it). */
function firstPlace(element: HTMLElement): HTMLElement | null {
  const field =
    ':is(input:not([type=checkbox], [type=radio], [type=file], [type=hidden]), textarea, select):not(:disabled)'
  return element.querySelector('[data-focus]') ?? element.querySelector(`form ${field}`)
}

/**
 * The ground of every sheet: a native modal dialogue (focus stays in it, Escape goes one step back, focus returns).
 * `side` slides from the right edge (from below on a phone), `middle` stands in the centre, `top` hangs below the bar.
 * A sheet closed by Escape or by a press beside it calls `onClose`; with `locked` it stays.
 */
export function Sheet(props: {
  opened: boolean
  onClose: () => void
  title: string
  place?: 'side' | 'middle' | 'top'
  /** Width in rem. */
  width?: number
  hideTitle?: boolean
  locked?: boolean
  footer?: ReactNode
  children: ReactNode
}) {
  const { opened, onClose, title, place = 'side', width, hideTitle, locked, footer, children } = props
  const { t } = useTranslation()
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()

  useEffect(() => {
    const element = dialog.current
    if (!opened || !element) return
    if (open > 0 && import.meta.env.DEV) console.warn(`A sheet opens over a sheet: ${title}`)
    open++
    const before = document.activeElement
    element.showModal()
    firstPlace(element)?.focus()
    return () => {
      open--
      element.close()
      // The dialogue has left the page by now, so the browser no longer gives the focus back by itself.
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus()
    }
  }, [opened, title])

  if (!opened) return null
  return (
    <dialog
      ref={dialog}
      className={`${styles['sheet']} ${styles[place]}`}
      style={width ? { width: `min(${width}rem, 100%)` } : undefined}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        if (!locked) onClose()
      }}
      onMouseDown={(event) => {
        if (event.target === event.currentTarget && !locked) onClose()
      }}
    >
      <div className={styles['body']}>
        <div className={hideTitle ? 'visually-hidden' : styles['head']}>
          <h2 id={id}>{title}</h2>
          {locked ? null : (
            <Button kind="quiet" icon="cross" iconOnly onClick={onClose}>
              {t('words.close')}
            </Button>
          )}
        </div>
        <InSheet value={true}>
          <div className={styles['content']}>{children}</div>
        </InSheet>
        {footer ? <div className={styles['footer']}>{footer}</div> : null}
      </div>
    </dialog>
  )
}
