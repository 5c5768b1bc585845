import { useCallback, useSyncExternalStore } from 'react'

/** A way of looking at a list, by name: the whole query of its address. */
export interface SavedView {
  readonly name: string
  readonly search: Readonly<Record<string, string>>
}

const listeners = new Set<() => void>()
const empty: readonly SavedView[] = []
const cache = new Map<string, { text: string; views: readonly SavedView[] }>()

function read(id: string): readonly SavedView[] {
  let text = ''
  try {
    text = localStorage.getItem(`vankho.views.${id}`) ?? ''
  } catch {
    return empty
  }
  const known = cache.get(id)
  if (known?.text === text) return known.views
  let views = empty
  try {
    const parsed: unknown = text ? JSON.parse(text) : []
    if (Array.isArray(parsed)) views = parsed as SavedView[]
  } catch {
    // Somebody else's writing: start anew.
  }
  cache.set(id, { text, views })
  return views
}

/** The saved views of a list, kept on this machine. Saving under a known name replaces it. */
export function useSavedViews(id: string): {
  views: readonly SavedView[]
  save: (view: SavedView) => void
  remove: (name: string) => void
} {
  const views = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => read(id),
  )
  const write = useCallback(
    (next: readonly SavedView[]) => {
      try {
        localStorage.setItem(`vankho.views.${id}`, JSON.stringify(next))
      } catch {
        // No storage: views last as long as they can, which is not at all.
      }
      for (const listener of listeners) listener()
    },
    [id],
  )
  return {
    views,
    save: (view) => write([...views.filter((one) => one.name !== view.name), view]),
    remove: (name) => write(views.filter((one) => one.name !== name)),
  }
}
