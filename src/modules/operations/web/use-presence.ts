import { useEffect, useState } from 'react'

const AWAY_MS = 5 * 60_000

/**
 * Is somebody there? False when the tab is hidden or nothing was touched for five minutes. What asks the server by
 * itself stops then: else an empty chair would keep its session alive.
 */
export function usePresence(): boolean {
  const [isThere, setThere] = useState(true)
  useEffect(() => {
    let timer = 0
    const seen = () => {
      window.clearTimeout(timer)
      setThere(!document.hidden)
      timer = window.setTimeout(() => setThere(false), AWAY_MS)
    }
    const events = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const
    for (const event of events) window.addEventListener(event, seen, { passive: true })
    document.addEventListener('visibilitychange', seen)
    seen()
    return () => {
      window.clearTimeout(timer)
      for (const event of events) window.removeEventListener(event, seen)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [])
  return isThere
}
