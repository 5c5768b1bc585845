import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'

/** Goes to an address once. (The router's own component goes again at every render, endlessly while a page loads.) */
export function Redirect({ to }: { to: string }) {
  const navigate = useNavigate()
  useEffect(() => {
    void navigate({ href: to, replace: true })
  }, [navigate, to])
  return null
}
