import { useQueryClient } from '@tanstack/react-query'
import { toast } from '#web/kit/toast.tsx'
import { useActing } from '#web/session.tsx'

/** The keys of this room's queries, under the acting post: two posts never share an answer. */
export function useTransfersKey(): (...parts: readonly unknown[]) => readonly unknown[] {
  const { post } = useActing()
  return (...parts) => ['transfer', post.id, ...parts]
}

/** Does a step, says it, and reads everything of this room and of files again, also after a refusal. */
export function useStep() {
  const queries = useQueryClient()
  return async <T>(work: () => Promise<T>, said: string | ((answer: T) => string)): Promise<T> => {
    try {
      const answer = await work()
      toast({ text: typeof said === 'string' ? said : said(answer) })
      return answer
    } finally {
      await queries.invalidateQueries({ queryKey: ['transfer'] })
      await queries.invalidateQueries({ queryKey: ['casefiles'] })
    }
  }
}
