import { type InputHTMLAttributes, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import fieldStyles from './field.module.css'
import styles from './picker.module.css'
import { isComposing } from './shortcut-gate.ts'

/** One thing that can be chosen. */
export interface PickerItem {
  readonly id: string
  readonly name: string
  /** Second line: post and organisation of a person, the parent of a unit, "giải thể 30/06/2025". */
  readonly note?: string | null
  /** Shown but not to be chosen: a body that ended. */
  readonly isClosed?: boolean
}

export interface PickerProps
  extends Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'type' | 'onSelect'> {
  /** What is chosen; its `id` is '' when the text was taken as typed. */
  readonly value: PickerItem | null
  readonly onChange: (item: PickerItem | null) => void
  /** Finds by words, marks or none: the server folds both sides. Empty words ask for what is used most. */
  readonly search: (words: string, signal: AbortSignal) => Promise<readonly PickerItem[]>
  /** Text that is in no list may stand as typed (an issuer met for the first time). */
  readonly allowsText?: boolean
  /** Nothing is taken by Enter or Tab that was not chosen with the arrows: the list only helps, the text counts. */
  readonly keepsTyped?: boolean
  readonly 'data-trust'?: string | undefined
}

const PAUSE = 150

/**
 * Chooses one thing by typing part of its name. Arrows move, Enter or Tab takes, Escape lets the old choice stand.
 * A choice not yet made never steals Enter from the form. The ground of PersonPicker, OrgPicker and UnitPicker.
 */
export function Picker(props: PickerProps) {
  const { value, onChange, search, allowsText, keepsTyped, ...rest } = props
  const { t } = useTranslation()
  const id = useId()
  const [text, setText] = useState(value?.name ?? '')
  const [items, setItems] = useState<readonly PickerItem[]>([])
  const [opened, setOpened] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [at, setAt] = useState(-1)
  const finder = useRef(search)
  useEffect(() => {
    finder.current = search
  })
  const name = value?.name ?? ''
  useEffect(() => setText(name), [name])

  useEffect(() => {
    if (!opened) return
    const stop = new AbortController()
    setBusy(true)
    const timer = setTimeout(() => {
      finder
        .current(text === name ? '' : text, stop.signal)
        .then((found) => {
          setItems(found)
          setAt(text !== name && text && !keepsTyped ? found.findIndex((item) => !item.isClosed) : -1)
        })
        .catch(() => !stop.signal.aborted && setItems([]))
        .finally(() => !stop.signal.aborted && setBusy(false))
    }, PAUSE)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [text, opened, name, keepsTyped])

  const take = (item: PickerItem | undefined) => {
    setOpened(false)
    if (!item || item.isClosed) return
    setText(item.name)
    onChange(item)
  }
  const settle = () => {
    setOpened(false)
    const typed = text.trim()
    if (typed === name) return
    if (!typed) onChange(null)
    else if (allowsText) onChange({ id: '', name: typed })
    else setText(name)
  }
  return (
    <div className={styles['picker']}>
      <input
        {...rest}
        className={fieldStyles['input']}
        role="combobox"
        autoComplete="off"
        aria-expanded={opened}
        aria-controls={`${id}-list`}
        aria-activedescendant={opened && at >= 0 ? `${id}-${at}` : undefined}
        placeholder={rest.placeholder ?? t('picker.type')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setOpened(true)
        }}
        onBlur={(event) => {
          settle()
          rest.onBlur?.(event)
        }}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
          if (step) {
            event.preventDefault()
            if (!opened) setOpened(true)
            else setAt(Math.max(0, Math.min(items.length - 1, at + step)))
          } else if (opened && at >= 0 && !event.ctrlKey && (event.key === 'Enter' || event.key === 'Tab')) {
            take(items[at])
            if (event.key === 'Enter') event.preventDefault()
          } else if (opened && event.key === 'Escape') {
            event.preventDefault()
            event.stopPropagation()
            setText(name)
            setOpened(false)
          }
          rest.onKeyDown?.(event)
        }}
      />
      {opened ? (
        <div
          className={styles['list']}
          role="listbox"
          id={`${id}-list`}
          aria-label={rest['aria-label'] ?? t('picker.type')}
        >
          {items.map((item, index) => (
            <div
              key={item.id}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              aria-disabled={item.isClosed || undefined}
              className={styles['option']}
              onMouseDown={(event) => {
                event.preventDefault()
                take(item)
              }}
            >
              <span>{item.name}</span>
              {item.note ? <small>{item.note}</small> : null}
            </div>
          ))}
          {items.length === 0 ? (
            <p className={styles['note']} role="status">
              {isBusy
                ? t('picker.searching')
                : allowsText && text.trim()
                  ? t('picker.asTyped', { text: text.trim() })
                  : t('picker.nothing')}
            </p>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}
