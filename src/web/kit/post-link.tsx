import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useActingOrNull } from '../session.tsx'

/** Address below the acting post: `postPath('7f…', 'incoming/12')` is `/p/7f…/incoming/12`. */
export function postPath(post: string, path: string): string {
  return `/p/${post}/${path.replace(/^\//, '')}`
}

/** A link below the acting post. `search` are plain strings; what is left out starts fresh. */
export function PostLink(props: {
  to: string
  search?: Readonly<Record<string, string>>
  className?: string
  children: ReactNode
  title?: string
  'aria-label'?: string
  'aria-current'?: 'page'
}) {
  const { to, search, ...rest } = props
  const post = useActingOrNull()?.post.id ?? '-'
  return <Link to={postPath(post, to)} search={(search ?? {}) as never} {...rest} />
}

/** Goes to an address below the acting post. */
export function useGo(): (to: string, search?: Readonly<Record<string, string>>) => void {
  const navigate = useNavigate()
  const post = useActingOrNull()?.post.id ?? '-'
  return (to, search) => void navigate({ to: postPath(post, to), search: (search ?? {}) as never })
}
