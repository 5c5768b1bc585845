import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import styles from './drop-zone.module.css'
import { useSentence } from './error-note.tsx'
import { formatBytes } from './format.ts'
import type { Sending } from './send-file.ts'

interface Item {
  readonly id: number
  readonly file: File
  readonly state: 'waiting' | 'sending' | 'done' | 'failed'
  readonly part: number
  readonly fault?: unknown
}

/** How many files travel at once: more would only share the same line. */
const AT_ONCE = 2
let nextId = 1

/**
 * A place to drop or choose files, or (with `children`) a whole screen on which files may be dropped. Each file shows
 * its own progress; a failed one keeps its place and is sent again on a press; leaving while files travel is asked
 * back by the browser.
 */
export function DropZone(props: {
  send: (file: File, sending: Sending) => Promise<unknown>
  onDone?: (file: File, answer: unknown) => void
  accept?: string
  /** In bytes. */
  maxSize?: number
  children?: ReactNode
}) {
  const { t } = useTranslation()
  const sentence = useSentence()
  const input = useRef<HTMLInputElement>(null)
  const [items, setItems] = useState<readonly Item[]>([])
  const [isOver, setOver] = useState(false)
  const stops = useRef(new Map<number, AbortController>())
  const given = useRef(props)
  useEffect(() => {
    given.current = props
  })
  const change = useCallback(
    (id: number, next: Partial<Item>) =>
      setItems((now) => now.map((item) => (item.id === id ? { ...item, ...next } : item))),
    [],
  )

  const add = (files: Iterable<File>) =>
    setItems((now) => [
      ...now.filter((item) => item.state !== 'done'),
      ...[...files].map((file) => {
        const isBig = props.maxSize !== undefined && file.size > props.maxSize
        return {
          id: nextId++,
          file,
          state: isBig ? ('failed' as const) : ('waiting' as const),
          part: 0,
          ...(isBig ? { fault: t('drop.tooBig', { size: formatBytes(props.maxSize ?? 0) }) } : {}),
        }
      }),
    ])

  useEffect(() => {
    for (const item of items) {
      if (item.state !== 'waiting' || stops.current.has(item.id) || stops.current.size >= AT_ONCE) continue
      const stop = new AbortController()
      stops.current.set(item.id, stop)
      change(item.id, { state: 'sending', part: 0 })
      given.current
        .send(item.file, { signal: stop.signal, onProgress: (part) => change(item.id, { part }) })
        .then((answer) => {
          stops.current.delete(item.id)
          change(item.id, { state: 'done', part: 1 })
          given.current.onDone?.(item.file, answer)
        })
        .catch((fault: unknown) => {
          stops.current.delete(item.id)
          change(item.id, { state: 'failed', fault })
        })
    }
  }, [items, change])

  const isBusy = items.some((item) => item.state === 'sending' || item.state === 'waiting')
  useEffect(() => {
    if (!isBusy) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isBusy])

  const failed = items.filter((item) => item.state === 'failed' && typeof item.fault !== 'string')
  const done = items.filter((item) => item.state === 'done').length
  return (
    <section
      className={props.children ? styles['around'] : undefined}
      aria-label={t('drop.list')}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => event.currentTarget.contains(event.relatedTarget as Node) || setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        add(event.dataTransfer.files)
      }}
    >
      {props.children}
      <div className={styles['zone']} data-over={isOver || undefined}>
        <span>{isOver ? t('drop.over') : t('drop.hint')}</span>
        <Button icon="upload" onClick={() => input.current?.click()}>
          {t('drop.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept={props.accept}
          aria-label={t('drop.choose')}
          onChange={(event) => {
            add(event.currentTarget.files ?? [])
            event.currentTarget.value = ''
          }}
        />
      </div>
      {items.length > 0 ? (
        <>
          <p className={styles['summary']} role="status">
            {t('drop.summary', { done, total: items.length })}
            {failed.length > 1 ? (
              <Button kind="quiet" onClick={() => failed.forEach((item) => void change(item.id, { state: 'waiting' }))}>
                {t('drop.retryAll')}
              </Button>
            ) : null}
          </p>
          <ul className={styles['items']}>
            {items.map((item) => (
              <li key={item.id} data-state={item.state}>
                <span className={styles['name']}>{item.file.name}</span>
                <span className={styles['fact']}>
                  {item.state === 'sending'
                    ? t('drop.sending', { percent: Math.round(item.part * 100) })
                    : `${t(`drop.${item.state}`)} · ${formatBytes(item.file.size)}`}
                </span>
                {item.state === 'failed' && typeof item.fault !== 'string' ? (
                  <Button kind="quiet" icon="rotate" onClick={() => change(item.id, { state: 'waiting' })}>
                    {t('drop.resume')}
                  </Button>
                ) : null}
                {item.state === 'sending' ? (
                  <Button kind="quiet" icon="cross" iconOnly onClick={() => stops.current.get(item.id)?.abort()}>
                    {t('drop.stop')}
                  </Button>
                ) : (
                  <Button
                    kind="quiet"
                    icon="cross"
                    iconOnly
                    onClick={() => setItems((now) => now.filter((one) => one.id !== item.id))}
                  >
                    {t('drop.dismiss')}
                  </Button>
                )}
                {item.fault && item.state === 'failed' ? (
                  <span className={styles['fault']}>
                    {typeof item.fault === 'string' ? item.fault : sentence(item.fault)}
                  </span>
                ) : null}
                {item.state === 'sending' ? <progress max={1} value={item.part} aria-label={item.file.name} /> : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}
