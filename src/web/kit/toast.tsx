import { useEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import styles from './toast.module.css'
import { useShortcuts } from './use-shortcuts.ts'

/** A short word after an action, with the way back where the law allows one. */
export interface ToastInput {
  readonly text: string
  /** The number just given: stands large, in cinnabar, and is read out. */
  readonly number?: string
  /** Runs on the button and on Ctrl+Z while the toast stands. */
  readonly onUndo?: () => void
  /** The word on that button; "Hoàn tác" when left out. */
  readonly undoWord?: string
  /** Milliseconds on the screen: 10 000 with a way back, else 5 000. */
  readonly stay?: number
  readonly kind?: 'done' | 'fault'
}

interface Toast extends ToastInput {
  readonly id: number
}

let toasts: readonly Toast[] = []
let nextId = 1
const listeners = new Set<() => void>()

function set(next: readonly Toast[]) {
  toasts = next
  for (const listener of listeners) listener()
}

/** Shows a toast; answers a function that takes it away. At most three stand at once. */
export function toast(input: ToastInput): () => void {
  const own = { ...input, id: nextId++ }
  set([...toasts, own].slice(-3))
  return () => set(toasts.filter((one) => one.id !== own.id))
}

function ToastLine({ one }: { one: Toast }) {
  const { t } = useTranslation()
  const dismiss = () => set(toasts.filter((other) => other.id !== one.id))
  const undo = () => {
    dismiss()
    one.onUndo?.()
  }
  const stay = one.stay ?? (one.onUndo ? 10_000 : 5_000)
  const id = one.id
  useEffect(() => {
    const timer = setTimeout(() => set(toasts.filter((other) => other.id !== id)), stay)
    return () => clearTimeout(timer)
  }, [id, stay])
  useShortcuts(
    [{ keys: 'Ctrl+z', label: one.undoWord ?? t('words.undo'), run: undo, quiet: true }],
    Boolean(one.onUndo),
  )
  return (
    <div className={`${styles['toast']} ${one.kind === 'fault' ? styles['fault'] : ''}`}>
      {one.number ? (
        <span className={styles['number']}>{one.number}</span>
      ) : (
        <Icon name={one.kind === 'fault' ? 'alarm' : 'check'} />
      )}
      <span className={styles['text']}>{one.text}</span>
      {one.onUndo ? (
        <Button kind="quiet" keys="Ctrl+Z" onClick={undo}>
          {one.undoWord ?? t('words.undo')}
        </Button>
      ) : null}
      <Button kind="quiet" icon="cross" iconOnly onClick={dismiss}>
        {t('words.close')}
      </Button>
    </div>
  )
}

/** Where toasts stand; the frame holds one. A live region, so that the number just given is heard. */
export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
  return (
    <div className={styles['place']} role="status" aria-live="polite" aria-atomic="false">
      {shown.map((one) => (
        <ToastLine key={one.id} one={one} />
      ))}
    </div>
  )
}
