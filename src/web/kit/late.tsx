import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react'

/**
 * A menu or popover whose floating parts come with the first press: a list must not wait for what nobody has opened.
 * `closed` is the same button without them; `children` a lazy part that uses `useOpenAtOnce`.
 */
export function Late(props: { closed: (open: () => void) => ReactNode; children: ReactNode }) {
  const [isWanted, setWanted] = useState(false)
  const closed = props.closed(() => setWanted(true))
  return isWanted ? <Suspense fallback={closed}>{props.children}</Suspense> : closed
}

/** For a part that came late: open as soon as it stands, the focus first on its button, so that it returns there. */
export function useOpenAtOnce() {
  const target = useRef<HTMLButtonElement>(null)
  const [opened, setOpened] = useState(false)
  useEffect(() => {
    target.current?.focus()
    setOpened(true)
  }, [])
  return { target, opened, setOpened }
}
