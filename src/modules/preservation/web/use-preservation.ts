import { useQueryClient } from '@tanstack/react-query'
import { useApi } from '#web/api.ts'
import { toast } from '#web/kit/toast.tsx'
import { useActing } from '#web/session.tsx'
import { preservation } from '../contract.ts'

/** Client, keys of queries, and a step that says what it did and reads everything of this room again. */
export function usePreservation() {
  const api = useApi(preservation)
  const { post } = useActing()
  const queries = useQueryClient()
  return {
    api,
    may: (ability: string) => post.abilities.includes(ability),
    key: (...parts: readonly unknown[]) => ['preservation', post.id, ...parts],
    async step<T>(work: () => Promise<T>, said: (answer: T) => string): Promise<T> {
      try {
        const answer = await work()
        toast({ text: said(answer) })
        return answer
      } finally {
        await queries.invalidateQueries({ queryKey: ['preservation', post.id] })
      }
    },
  }
}
