import type { KeyboardEvent, MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './data-table.module.css'
import { PostLink } from './post-link.tsx'
import type { CardLines, Column } from './table-types.ts'

/** What a row hears and how it stands. */
export interface RowHandlers {
  readonly isCurrent: boolean
  /** The one row that Tab reaches. */
  readonly isEntry: boolean
  readonly isSelected: boolean
  readonly onOpen: () => void
  readonly onCurrent: () => void
  readonly onSelect?: (isRange: boolean) => void
}

/** A press on a control inside a row is that control's own. */
function isOwnPress(event: MouseEvent | KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest('a,button,input,label,select') !== null
}

/** One row of the wide table. Its first cell is a link, so that it opens in another tab too. */
export function WideRow<Row>(
  props: RowHandlers & { index: number; row: Row; columns: readonly Column<Row>[]; href: string | undefined },
) {
  const { t } = useTranslation()
  const { columns, row, href } = props
  const linked = columns.find((column) => column.isFixed)?.id ?? columns[0]?.id
  return (
    <tr
      data-index={props.index}
      aria-rowindex={props.index + 2}
      aria-selected={props.onSelect ? props.isSelected : undefined}
      tabIndex={props.isEntry ? 0 : -1}
      className={styles['row']}
      data-current={props.isCurrent || undefined}
      onFocus={props.onCurrent}
      onClick={(event) => {
        if (isOwnPress(event)) return
        if (event.shiftKey && props.onSelect) props.onSelect(true)
        else props.onOpen()
      }}
      onKeyDown={(event) => {
        if (isOwnPress(event)) return
        if (event.key === ' ' && props.onSelect) {
          // The list would scroll a page otherwise.
          event.preventDefault()
          props.onSelect(event.shiftKey)
        }
        if (event.key !== 'Enter') return
        // Else the same press goes on to the button that has the focus in the sheet that opens: it would close at once.
        event.preventDefault()
        props.onOpen()
      }}
    >
      {props.onSelect ? (
        <td className={styles['tick']}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={t('table.selectRow')}
            checked={props.isSelected}
            onChange={(event) => props.onSelect?.((event.nativeEvent as unknown as PointerEvent).shiftKey)}
          />
        </td>
      ) : null}
      {columns.map((column) => (
        <td key={column.id} data-align={column.align} data-lines={column.lines}>
          <div>
            {column.id === linked && href ? (
              <PostLink to={href} className={styles['link'] ?? ''}>
                {column.cell(row)}
              </PostLink>
            ) : (
              column.cell(row)
            )}
          </div>
        </td>
      ))}
    </tr>
  )
}

/** One row on a phone: two lines and a badge, the whole of it a target for the thumb. */
export function CardRow(props: RowHandlers & { index: number; lines: CardLines; href: string | undefined }) {
  const { t } = useTranslation()
  const inside = (
    <>
      <span className={styles['cardFirst']}>
        <span>{props.lines.first}</span>
        {props.lines.badge}
      </span>
      <span className={styles['cardSecond']}>{props.lines.second}</span>
    </>
  )
  return (
    <li data-index={props.index} className={styles['card']} data-selected={props.isSelected || undefined}>
      {props.onSelect ? (
        <label className={styles['cardTick']}>
          <input
            type="checkbox"
            aria-label={t('table.selectRow')}
            checked={props.isSelected}
            onChange={() => props.onSelect?.(false)}
          />
        </label>
      ) : null}
      {props.href ? (
        <PostLink to={props.href} className={styles['cardBody'] ?? ''}>
          {inside}
        </PostLink>
      ) : (
        <button type="button" className={styles['cardBody']} onClick={props.onOpen}>
          {inside}
        </button>
      )}
    </li>
  )
}
