import { useMemo } from 'react'
import {
  type Client,
  type Contract,
  createClient,
  type Route,
  type Routes,
  routeUrl,
} from '#platform/contract/index.ts'
import { fetchRevived } from './http.ts'
import { useActingOrNull } from './session.tsx'

export { ProblemError } from '#platform/contract/index.ts'

/** A client over a contract for a given post; outside of components (loaders, uploads that outlive a screen). */
export function apiFor<R extends Routes>(contract: Contract<R>, post: string | undefined): Client<R> {
  return createClient(contract, { fetch: fetchRevived, post })
}

/**
 * The typed client of a room's contract, acting in the post of this tab. A dead session opens the sign-in sheet and
 * the call goes on afterwards.
 */
export function useApi<R extends Routes>(contract: Contract<R>): Client<R> {
  const post = useActingOrNull()?.post.id
  return useMemo(() => apiFor(contract, post), [contract, post])
}

/** Makes addresses that the browser itself opens (images, files, pages of the viewer), with the post in the query. */
export function useFileUrl(): (
  route: Route,
  args?: { params?: Record<string, unknown>; query?: Record<string, unknown> },
) => string {
  const post = useActingOrNull()?.post.id
  return useMemo(() => (route, args) => routeUrl(route, args, post), [post])
}
