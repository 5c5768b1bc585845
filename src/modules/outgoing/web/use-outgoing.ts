import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ProblemError, useApi } from '#web/api.ts'
import { type ToastInput, toast } from '#web/kit/toast.tsx'
import { useActing } from '#web/session.tsx'
import { type OutgoingDetail, outgoing } from '../contract.ts'

/** The keys of this room's queries, under the acting post: two posts never share an answer. */
export function useOutgoingKey(): (...parts: readonly unknown[]) => readonly unknown[] {
  const { post } = useActing()
  return (...parts) => ['outgoing', post.id, ...parts]
}

/** A document is read again while a file of it waits for the screen. */
const WHILE_SCREENING = 1500
const isScreening = (document: OutgoingDetail | undefined): boolean =>
  document?.waitingFiles.some((file) => file.state === 'screening') ?? false

/** A document with everything that may be done to it. Opening is on record: it is asked for when looked at, never ahead. */
export function useDocument(documentId: string) {
  const api = useApi(outgoing)
  const key = useOutgoingKey()
  return useQuery({
    queryKey: key('document', documentId),
    queryFn: ({ signal }) => api.get({ params: { documentId }, signal }),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    refetchInterval: (query) => (isScreening(query.state.data) ? WHILE_SCREENING : false),
  })
}

/** Types that may be issued here, and with a type who may sign it today. */
export function useChoices(typeCode: string, isWanted = true) {
  const api = useApi(outgoing)
  const key = useOutgoingKey()
  return useQuery({
    queryKey: key('choices', typeCode),
    queryFn: ({ signal }) => api.choices({ query: typeCode ? { typeCode } : {}, signal }),
    staleTime: 300_000,
    enabled: isWanted,
    placeholderData: (before) => before,
  })
}

/** What the form checker said of a version, and where on its pages; the places come after the words. */
export function useFindings(documentId: string, no: number, isWanted: boolean) {
  const api = useApi(outgoing)
  const key = useOutgoingKey()
  // What was said of a version stays said.
  const asked = { enabled: isWanted && no > 0, staleTime: Number.POSITIVE_INFINITY }
  const said = useQuery({
    queryKey: key('findings', documentId, no),
    queryFn: ({ signal }) => api.findings({ params: { documentId, no }, signal }),
    ...asked,
  })
  const placed = useQuery({
    queryKey: key('finding-places', documentId, no),
    queryFn: ({ signal }) => api.findingPlaces({ params: { documentId, no }, signal }),
    ...asked,
    enabled: asked.enabled && (said.data?.findings.length ?? 0) > 0,
  })
  return { ...said, places: placed.data?.places ?? [] }
}

/**
 * Does a step on a document: afterwards the document, every list and the desk are read again and the step is said. A refusal goes on,
 * but the document is read again too: somebody was faster, or a part of the step stays done (a number is kept when signing fails).
 */
export function useStep(): <T>(
  step: () => Promise<T>,
  said: string | ((answer: T) => string | ToastInput),
) => Promise<T> {
  const queries = useQueryClient()
  const readAgain = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['outgoing'] }),
      queries.invalidateQueries({ queryKey: ['desk'] }),
    ])
  return async (step, said) => {
    let answer: Awaited<ReturnType<typeof step>>
    try {
      answer = await step()
    } catch (fault) {
      if (fault instanceof ProblemError) await readAgain()
      throw fault
    }
    const words = typeof said === 'string' ? said : said(answer)
    toast(typeof words === 'string' ? { text: words } : words)
    await readAgain()
    return answer
  }
}
