import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext } from 'react'
import { askJson } from './http.ts'
import type { Standing } from './manifest.ts'

/** One post that the account holds: who one acts as. */
export interface PostView extends Standing {
  readonly id: string
  /** The post's name, for example "Văn thư". */
  readonly title: string
  readonly organization: { readonly id: string; readonly name: string; readonly shortName?: string | null }
  readonly unit?: { readonly id: string; readonly name: string } | null
}

export interface SessionView {
  readonly account: {
    readonly id: string
    readonly name: string
    readonly login?: string
    /** What has to be done before any post may be used; the page `/duty` does it. */
    readonly duty?: 'change-password' | 'enrol' | null
  } | null
  readonly posts: readonly PostView[]
  readonly installation: {
    readonly name?: string
    /** True while demo data is loaded: every screen carries the mark. */
    readonly demo: boolean
    /** True when no administrator exists yet: only the set-up page opens. */
    readonly needsSetup?: boolean
    /** False on an unencrypted connection from another machine: no password is taken there. */
    readonly acceptsPasswords?: boolean
  }
}

/** Where the session lives; the server's room `auth` answers it. */
export const sessionAddress = '/api/auth/session'

export const sessionKey = ['session'] as const

/** Reads who is signed in; a nobody is `account: null`, not an error. */
export async function readSession(): Promise<SessionView> {
  return (await askJson(sessionAddress)) as SessionView
}

export function useSessionQuery() {
  return useQuery({ queryKey: sessionKey, queryFn: readSession, staleTime: 60_000, retry: 1 })
}

/** Signs in; throws ProblemError (a second factor asked for is the problem `AUTH_SECOND_FACTOR_NEEDED`). */
export async function signIn(input: { login: string; password: string; code?: string }): Promise<void> {
  await askJson('/api/auth/login', { method: 'POST', body: input })
}

export async function signOut(): Promise<void> {
  await askJson('/api/auth/logout', { method: 'POST', body: {} })
}

interface Acting {
  readonly session: SessionView
  readonly post: PostView
}

const ActingContext = createContext<Acting | null>(null)

export function ActingProvider({ session, post, children }: Acting & { children: ReactNode }) {
  return <ActingContext value={{ session, post }}>{children}</ActingContext>
}

/** The account and the one post this tab acts in. Only below `/p/<post>/`. */
export function useActing(): Acting {
  const acting = useContext(ActingContext)
  if (!acting) throw new Error('useActing outside of /p/<post>/')
  return acting
}

/** The same, or null where nobody acts yet (gallery, sign-in). */
export function useActingOrNull(): Acting | null {
  return useContext(ActingContext)
}

/** Reads the session again, after signing in or when posts changed. */
export function useRefreshSession(): () => Promise<void> {
  const queries = useQueryClient()
  // Also where nobody looks at it now: it was asked for ahead (`main.tsx`), and the next screen must not find the answer of before.
  return () => queries.invalidateQueries({ queryKey: sessionKey, refetchType: 'all' })
}
