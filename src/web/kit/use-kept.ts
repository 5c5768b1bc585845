import { useEffect, useRef, useState } from 'react'

function read<T>(name: string): T | undefined {
  try {
    const text = sessionStorage.getItem(name)
    return text ? (JSON.parse(text) as T) : undefined
  } catch {
    return undefined
  }
}

/**
 * State that outlives a reload, a dead session and a wrong turn: kept in this tab's storage under `key` from the first
 * change until `forget`. `isRestored` says that a draft stood there. Changing `key` starts with that key's own state.
 */
export function useKept<T>(
  key: string,
  initial: T,
): [T, (next: T) => void, { isRestored: boolean; forget: () => void; discard: () => void }] {
  const name = `vankho.draft.${key}`
  const begin = useRef(initial)
  begin.current = initial
  const load = () => {
    const found = read<T>(name)
    return { name, value: found ?? initial, isRestored: found !== undefined }
  }
  const [state, setState] = useState(load)
  const current = state.name === name ? state : load()
  useEffect(() => {
    if (state.name !== current.name) setState(current)
  }, [state.name, current])
  const drop = () => {
    try {
      sessionStorage.removeItem(name)
    } catch {
      // Nothing was kept.
    }
  }
  return [
    current.value,
    (value) => {
      setState({ name, value, isRestored: current.isRestored })
      try {
        sessionStorage.setItem(name, JSON.stringify(value))
      } catch {
        // A full or forbidden storage must not stop the typing.
      }
    },
    {
      isRestored: current.isRestored,
      forget: drop,
      discard: () => {
        drop()
        setState({ name, value: begin.current, isRestored: false })
      },
    },
  ]
}
