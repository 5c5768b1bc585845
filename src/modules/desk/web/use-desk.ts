import { useQuery, useQueryClient } from '@tanstack/react-query'
import { incoming } from '#modules/incoming/contract.ts'
import { ProblemError, useApi } from '#web/api.ts'
import { toast } from '#web/kit/toast.tsx'
import { useActing } from '#web/session.tsx'
import { desk } from '../contract.ts'

/** The keys of this room's queries, under the acting post: two posts never share an answer. */
export function useDeskKey(): (...parts: readonly unknown[]) => readonly unknown[] {
  const { post } = useActing()
  return (...parts) => ['desk', post.id, ...parts]
}

export function useCounts() {
  const api = useApi(desk)
  const key = useDeskKey()
  return useQuery({ queryKey: key('counts'), queryFn: ({ signal }) => api.counts({ signal }), refetchInterval: 60_000 })
}

/** A document with everything that may be done to it. Opening is on record: it is asked for when looked at, never ahead. */
export function useDocument(documentId: string | null) {
  const api = useApi(incoming)
  const { post } = useActing()
  return useQuery({
    queryKey: ['incoming', post.id, 'document', documentId],
    queryFn: ({ signal }) => api.get({ params: { documentId: documentId ?? '' }, signal }),
    enabled: documentId !== null,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  })
}

/**
 * Does a step on a document: afterwards every list and the document are read again and the step is said. When somebody
 * was faster the document is read again too, so that the screen shows what is true, and the refusal goes on to the sheet.
 */
export function useStep(): (step: () => Promise<unknown>, said: string) => Promise<void> {
  const queries = useQueryClient()
  const readAgain = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['incoming'] }),
      queries.invalidateQueries({ queryKey: ['desk'] }),
    ])
  return async (step, said) => {
    try {
      await step()
    } catch (fault) {
      if (fault instanceof ProblemError && (fault.status === 409 || fault.status === 404)) await readAgain()
      throw fault
    }
    toast({ text: said })
    await readAgain()
  }
}
