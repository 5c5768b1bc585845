import { useQueryClient } from '@tanstack/react-query'
import { toast } from '#web/kit/toast.tsx'
import { useActing } from '#web/session.tsx'

/** The keys of this room's queries, under the acting post. */
export function useStorageKey(): (...parts: readonly unknown[]) => readonly unknown[] {
  const { post } = useActing()
  return (...parts) => ['storage', post.id, ...parts]
}

/** Does a step, says it, and reads everything of this room again, also after a refusal. */
export function useStep() {
  const queries = useQueryClient()
  return async <T>(work: () => Promise<T>, said: string | ((answer: T) => string | null)): Promise<T> => {
    try {
      const answer = await work()
      const text = typeof said === 'string' ? said : said(answer)
      if (text) toast({ text })
      return answer
    } finally {
      await queries.invalidateQueries({ queryKey: ['storage'] })
    }
  }
}

/** `1,5` or `1.5`; null for what is no number above nothing. */
export function readNumber(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'))
  return text.trim() !== '' && value > 0 && Number.isFinite(value) ? value : null
}

export const metresText = (metres: number): string => metres.toLocaleString('vi-VN', { maximumFractionDigits: 2 })
