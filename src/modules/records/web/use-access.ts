import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { toast } from '#web/kit/toast.tsx'
import { useActing } from '#web/session.tsx'
import type { AccessAnswer } from '../access-contract.ts'

/** What a page tells of rights; a file also of the documents in it. */
export type Access = AccessAnswer & {
  /** Documents that may be narrowed along. */
  readonly narrowable?: number
  /** Documents that wait with the change that waits. */
  readonly along?: number
}

export interface AccessWish {
  readonly isNarrowed: boolean
  readonly members: { readonly kind: 'post' | 'unit'; readonly id: string }[]
  readonly until: string | null
  readonly reason: string
  readonly withDocuments: boolean
}

/** One record whose rights are shown: what it is, and how its room is asked. */
export interface AccessOf {
  readonly kind: 'document' | 'file'
  readonly id: string
  /** Symbol and title, above the fields of a sheet. */
  readonly about: ReactNode
  readonly read: (signal: AbortSignal) => Promise<Access>
  readonly ask: (wish: AccessWish) => Promise<unknown>
  readonly decide: (changeId: string, decision: { isConfirmed: boolean; words: string | null }) => Promise<unknown>
  readonly withdraw: (changeId: string) => Promise<unknown>
  /** Reads again what the rights decide. */
  readonly readAgain: () => Promise<unknown>
}

/** Who sees a record and why, what waits, what was changed. */
export function useAccess(of: AccessOf) {
  const { post } = useActing()
  return useQuery({
    queryKey: ['records', post.id, 'access', of.kind, of.id],
    queryFn: ({ signal }) => of.read(signal),
    staleTime: 60_000,
  })
}

/** A step on the rights: afterwards all is read again, also when it was refused. */
export function useAccessStep(of: AccessOf): (work: () => Promise<unknown>, said: string) => Promise<void> {
  const queries = useQueryClient()
  return async (work, said) => {
    try {
      await work()
      toast({ text: said })
    } finally {
      await Promise.all([queries.invalidateQueries({ queryKey: ['records'] }), of.readAgain()])
    }
  }
}
