import { useCallback, useState } from 'react'

/** A choice that this machine remembers between documents, for example whom the clerk submits to. */
export function useLastChoice(name: string): [string, (value: string) => void] {
  const key = `vankho.last.${name}`
  const [value, setValue] = useState(() => {
    try {
      return localStorage.getItem(key) ?? ''
    } catch {
      return ''
    }
  })
  const keep = useCallback(
    (next: string) => {
      setValue(next)
      try {
        localStorage.setItem(key, next)
      } catch {
        // Without storage the choice lasts for this page only.
      }
    },
    [key],
  )
  return [value, keep]
}
