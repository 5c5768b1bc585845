import { useQuery } from '@tanstack/react-query'
import { useApi } from '#web/api.ts'
import { useActing } from '#web/session.tsx'
import { copies } from '../contract.ts'

/** The keys of this room's queries, under the acting post: two posts never share an answer. */
export function useCopiesKey(): (...parts: readonly unknown[]) => readonly unknown[] {
  const { post } = useActing()
  return (...parts) => ['copies', post.id, ...parts]
}

export function useCopies(documentId: string) {
  const api = useApi(copies)
  const key = useCopiesKey()
  return useQuery({
    queryKey: key('of', documentId),
    queryFn: ({ signal }) => api.ofDocument({ params: { documentId }, signal }),
    retry: false,
  })
}
