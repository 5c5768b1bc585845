import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { useGo } from '#web/kit/post-link.tsx'
import { isComposing } from '#web/kit/shortcut-gate.ts'
import { useActing } from '#web/session.tsx'
import { search } from '../contract.ts'
import { documentAddress } from './address.ts'
import styles from './search.module.css'

/** The box with endings for the word at the cursor. Arrows move, Enter or Tab takes a chosen ending, else Enter searches. */
export function SearchBox({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const { t } = useTranslation('search')
  const api = useApi(search)
  const { post } = useActing()
  const go = useGo()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(value)
  const [cursor, setCursor] = useState(value.length)
  const [isOpen, setOpen] = useState(false)
  const [at, setAt] = useState(-1)
  useEffect(() => setText(value), [value])
  const asked = useDeferredValue(text)
  const endings = useQuery({
    queryKey: ['search', post.id, 'complete', asked, cursor],
    queryFn: ({ signal }) => api.complete({ query: { q: asked, at: Math.min(cursor, asked.length) }, signal }),
    enabled: isOpen && asked.trim() !== '',
    staleTime: 30_000,
    placeholderData: (before) => before,
  })
  const items = isOpen ? (endings.data?.items ?? []) : []
  const take = (index: number) => {
    const item = items[index]
    if (!item || !endings.data) return
    setAt(-1)
    if (item.documentId) return go(documentAddress({ id: item.documentId, direction: item.direction ?? 'incoming' }))
    const isValue = item.kind === 'value'
    const next = `${text.slice(0, endings.data.start)}${item.text}${isValue ? ' ' : ''}${text.slice(endings.data.end)}`
    setText(next)
    const place = endings.data.start + item.text.length + (isValue ? 1 : 0)
    setCursor(place)
    setOpen(!isValue)
    requestAnimationFrame(() => field.current?.setSelectionRange(place, place))
  }
  return (
    <form
      className={styles['box']}
      onSubmit={(event) => {
        event.preventDefault()
        setOpen(false)
        onSearch(text.trim())
      }}
    >
      <div className={styles['field']}>
        <input
          ref={field}
          type="search"
          role="combobox"
          aria-label={t('box')}
          aria-expanded={items.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={at >= 0 && items[at] ? `${id}-${at}` : undefined}
          autoComplete="off"
          value={text}
          maxLength={1000}
          data-focus
          onChange={(event) => {
            setText(event.currentTarget.value)
            setCursor(event.currentTarget.selectionStart ?? event.currentTarget.value.length)
            setOpen(true)
            setAt(-1)
          }}
          onBlur={() => setOpen(false)}
          onKeyDown={(event) => {
            if (isComposing(event.nativeEvent)) return
            const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
            if (step && items.length > 0) {
              event.preventDefault()
              setAt(Math.max(-1, Math.min(items.length - 1, at + step)))
            } else if ((event.key === 'Enter' || event.key === 'Tab') && at >= 0) {
              event.preventDefault()
              take(at)
            } else if (event.key === 'Escape' && items.length > 0) {
              event.preventDefault()
              event.stopPropagation()
              setOpen(false)
            }
          }}
        />
        {items.length > 0 ? (
          <div className={styles['endings']} role="listbox" id={`${id}-list`} aria-label={t('box')}>
            {items.map((item, index) => (
              <div
                key={`${item.kind} ${item.text} ${item.documentId ?? ''}`}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === at}
                className={styles['ending']}
                onMouseDown={(event) => {
                  event.preventDefault()
                  take(index)
                }}
              >
                <span>{item.label}</span>
                {item.hint ? <span className={styles['hint']}>{item.hint}</span> : null}
              </div>
            ))}
          </div>
        ) : null}
      </div>
      <Button kind="main" icon="search" type="submit">
        {t('go')}
      </Button>
    </form>
  )
}
