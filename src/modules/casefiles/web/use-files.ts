import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { retentionWords } from '#regimes/retention/index.ts'
import { useApi } from '#web/api.ts'
import { toast } from '#web/kit/toast.tsx'
import { useActing } from '#web/session.tsx'
import { casefiles } from '../contract.ts'
import { filePlans } from '../plan-contract.ts'

/** The keys of this room's queries, under the acting post: two posts never share an answer. */
export function useFilesKey(): (...parts: readonly unknown[]) => readonly unknown[] {
  const { post } = useActing()
  return (...parts) => ['casefiles', post.id, ...parts]
}

export function useFile(fileId: string) {
  const api = useApi(casefiles)
  const key = useFilesKey()
  return useQuery({
    queryKey: key('file', fileId),
    queryFn: ({ signal }) => api.get({ params: { fileId }, signal }),
    retry: false,
  })
}

export function usePlan(planId: string) {
  const api = useApi(filePlans)
  const key = useFilesKey()
  return useQuery({
    queryKey: key('plan', planId),
    queryFn: ({ signal }) => api.plan({ params: { planId }, signal }),
    retry: false,
  })
}

export function useMakers() {
  const api = useApi(filePlans)
  const key = useFilesKey()
  return useQuery({ queryKey: key('makers'), queryFn: ({ signal }) => api.makers({ signal }), staleTime: 60_000 })
}

/** Does a step, says it, and reads everything of this room again, also after a refusal. */
export function useStep() {
  const queries = useQueryClient()
  return async <T>(work: () => Promise<T>, said: string | ((answer: T) => string)): Promise<T> => {
    try {
      const answer = await work()
      toast({ text: typeof said === 'string' ? said : said(answer) })
      return answer
    } finally {
      await queries.invalidateQueries({ queryKey: ['casefiles'] })
    }
  }
}

/** A retention period in the language of the screen. */
export function useRetention(): (text: string | null) => string {
  const { i18n } = useTranslation()
  return (text) => retentionWords(text, i18n.language === 'en' ? 'en' : 'vi')
}
