/** What of a keyboard event decides whether a shortcut may hear it. */
export interface KeyFacts {
  readonly key: string
  readonly keyCode?: number
  readonly isComposing?: boolean
  readonly ctrlKey?: boolean
  readonly metaKey?: boolean
  readonly altKey?: boolean
  readonly shiftKey?: boolean
  readonly defaultPrevented?: boolean
  readonly target?: unknown
}

const typingInputs = new Set([
  'text',
  'search',
  'email',
  'password',
  'number',
  'tel',
  'url',
  'date',
  'time',
  'month',
  'week',
])

/** Whether somebody types in this element: a text field, a list of choices, anything editable. */
export function isTyping(target: unknown): boolean {
  if (typeof target !== 'object' || target === null) return false
  const element = target as {
    tagName?: string
    type?: string
    isContentEditable?: boolean
    getAttribute?: (name: string) => string | null
  }
  if (element.isContentEditable) return true
  const tag = element.tagName?.toUpperCase()
  if (tag === 'TEXTAREA' || tag === 'SELECT') return true
  if (tag === 'INPUT') return typingInputs.has((element.type ?? 'text').toLowerCase())
  const role = element.getAttribute?.('role')
  return role === 'textbox' || role === 'combobox' || role === 'searchbox'
}

/**
 * Whether an input method is composing. Vietnamese methods (Unikey, ibus-bamboo) report `isComposing`, or the old
 * keyCode 229, or the key "Process"; a shortcut that fires then would tear a syllable apart.
 */
export function isComposing(event: KeyFacts): boolean {
  return event.isComposing === true || event.keyCode === 229 || event.key === 'Process' || event.key === 'Dead'
}

/**
 * Writes a key press as a name: `j`, `Shift+x`, `Ctrl+Enter`, `Alt+1`, `?`. Command of a Mac counts as Ctrl.
 * Shift is named for letters and named keys only: `?` and `/` already say where they stand.
 */
export function keyName(event: KeyFacts): string {
  const parts: string[] = []
  if (event.ctrlKey || event.metaKey) parts.push('Ctrl')
  if (event.altKey) parts.push('Alt')
  const single = [...event.key].length === 1
  const isLetter = single && event.key.toLowerCase() !== event.key.toUpperCase()
  if (event.shiftKey && (isLetter || !single)) parts.push('Shift')
  parts.push(event.key === ' ' ? 'Space' : isLetter ? event.key.toLowerCase() : event.key)
  return parts.join('+')
}

/**
 * The gate before every shortcut: none while an input method composes; in a field only those with Ctrl or Alt and the
 * ones that ask for it (`Escape`, `F` keys); everywhere else all.
 */
export function mayHear(event: KeyFacts): boolean {
  if (event.defaultPrevented || isComposing(event)) return false
  if (!isTyping(event.target)) return true
  return Boolean(event.ctrlKey || event.metaKey || event.altKey) || /^(Escape|F\d{1,2})$/.test(event.key)
}
