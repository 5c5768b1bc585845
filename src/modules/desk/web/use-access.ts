import { useQuery, useQueryClient } from '@tanstack/react-query'
import { documentAccess } from '#modules/records/access-contract.ts'
import { useApi } from '#web/api.ts'
import { useActing } from '#web/session.tsx'
import { useStep } from './use-desk.ts'

export type Access = NonNullable<ReturnType<typeof useAccess>['data']>

/** Who sees a document and why, what waits, what was changed. */
export function useAccess(documentId: string) {
  const api = useApi(documentAccess)
  const { post } = useActing()
  return useQuery({
    queryKey: ['records', post.id, 'access', documentId],
    queryFn: ({ signal }) => api.access({ params: { documentId }, signal }),
    staleTime: 60_000,
  })
}

/** A step on the rights: afterwards they are read again too, also when it was refused. */
export function useAccessStep(): ReturnType<typeof useStep> {
  const queries = useQueryClient()
  const step = useStep()
  return async (work, said) => {
    try {
      await step(work, said)
    } finally {
      await queries.invalidateQueries({ queryKey: ['records'] })
    }
  }
}
