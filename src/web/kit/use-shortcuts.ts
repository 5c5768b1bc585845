import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from 'react'
import { isTyping, keyName, mayHear } from './shortcut-gate.ts'

/** One key of a screen. `keys` is a name of `keyName`, or two separated by a blank: `g d`. */
export interface Shortcut {
  readonly keys: string
  /** What it does, in the language of the screen: stands in the help of `?` and in Ctrl K. */
  readonly label: string
  readonly run: () => void
  /** Group in the help; the screen's own name when left out. */
  readonly group?: string
  readonly disabled?: boolean
  /** Not offered in Ctrl K (moving up and down a list, say). */
  readonly quiet?: boolean
}

/** True inside a sheet: while one stands open, only its own keys are heard. */
export const InSheet = createContext(false)

interface Layer {
  readonly inSheet: boolean
  shortcuts: readonly Shortcut[]
}

const layers: Layer[] = []
const listeners = new Set<() => void>()
let edited: EventTarget | null = null
let version = 0
let pending: { key: string; at: number } | undefined
const PAIR_MS = 1200

function changed() {
  version++
  for (const listener of listeners) listener()
}

/** The layers that may hear now: those of the open sheet, or those of the page. */
function hearing(): Layer[] {
  const isModal = document.querySelector('dialog:modal') !== null
  return layers.filter((layer) => layer.inSheet === isModal)
}

function find(name: string): Shortcut | undefined {
  for (const layer of hearing().reverse()) {
    const hit = layer.shortcuts.find((shortcut) => shortcut.keys === name && !shortcut.disabled)
    if (hit) return hit
  }
  return undefined
}

function startsPair(name: string): boolean {
  return hearing().some((layer) =>
    layer.shortcuts.some((shortcut) => !shortcut.disabled && shortcut.keys.startsWith(`${name} `)),
  )
}

function hear(event: KeyboardEvent) {
  if (!mayHear(event) || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return
  const name = keyName(event)
  // A field that was typed in keeps Ctrl+Z for its own text.
  if (name === 'Ctrl+z' && isTyping(event.target) && event.target === edited) return
  const second = pending && event.timeStamp - pending.at < PAIR_MS ? `${pending.key} ${name}` : undefined
  pending = undefined
  const hit = (second && find(second)) || find(name)
  if (hit) {
    event.preventDefault()
    hit.run()
  } else if (startsPair(name)) {
    pending = { key: name, at: event.timeStamp }
  }
}

function remember(event: Event) {
  edited = event.type === 'input' ? event.target : null
}

function listen(on: boolean) {
  const change = on ? window.addEventListener : window.removeEventListener
  change('keydown', hear as EventListener)
  change('input', remember)
  change('focusin', remember)
}

let listening = 0

/**
 * Offers keys while the component stands on the screen. Later layers win over earlier ones, so a sheet's Escape goes
 * before its page's. Keys rest while a field has the focus or an input method composes (see `mayHear`).
 */
export function useShortcuts(shortcuts: readonly Shortcut[], enabled = true): void {
  const layer = useRef<Layer | null>(null)
  const inSheet = useContext(InSheet)
  const signature = enabled
    ? shortcuts.map((one) => `${one.keys}|${one.label}|${one.disabled ? 0 : 1}|${one.group ?? ''}`).join('\n')
    : ''

  useEffect(() => {
    if (!enabled) return
    const own: Layer = { inSheet, shortcuts: [] }
    layer.current = own
    layers.push(own)
    if (listening++ === 0) listen(true)
    return () => {
      layers.splice(layers.indexOf(own), 1)
      layer.current = null
      if (--listening === 0) listen(false)
      changed()
    }
  }, [enabled, inSheet])

  useEffect(() => {
    if (layer.current) layer.current.shortcuts = shortcuts
  })

  useEffect(() => {
    if (signature) changed()
  }, [signature])
}

/** All keys that work on the page now, the innermost first; for `?` and Ctrl K. */
export function useActiveShortcuts(): readonly Shortcut[] {
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => version,
  )
  const seen = new Set<string>()
  return layers
    .filter((layer) => !layer.inSheet)
    .reverse()
    .flatMap((layer) => layer.shortcuts)
    .filter((shortcut) => !shortcut.disabled && !seen.has(shortcut.keys) && seen.add(shortcut.keys))
}
