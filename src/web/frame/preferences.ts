import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()

export type Scheme = 'light' | 'dark'

function scheme(): Scheme {
  return document.documentElement.getAttribute('data-mantine-color-scheme') === 'dark' ? 'dark' : 'light'
}

/** The colours on the screen now: what the person chose, else what the system asks (set before the first paint). */
export function useScheme(): Scheme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, scheme)
}

/** Changes the colours of every screen and keeps the choice on this machine. */
export function setScheme(next: Scheme): void {
  document.documentElement.setAttribute('data-mantine-color-scheme', next)
  try {
    localStorage.setItem('vankho.scheme', next)
  } catch {
    // Without storage the choice lasts as long as the tab.
  }
  for (const listener of listeners) listener()
}
