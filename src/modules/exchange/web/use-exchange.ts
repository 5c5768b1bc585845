import { useQueryClient } from '@tanstack/react-query'
import { useApi } from '#web/api.ts'
import { type ToastInput, toast } from '#web/kit/toast.tsx'
import { useActing } from '#web/session.tsx'
import { addresses } from '../address-contract.ts'
import { exchange } from '../contract.ts'

/** Clients of the room, and a step after which what was read is read again. */
export function useExchange() {
  const { post } = useActing()
  const queries = useQueryClient()
  const api = useApi(exchange)
  const book = useApi(addresses)
  const reread = () => queries.invalidateQueries({ queryKey: ['exchange', post.id] })
  const step = async <T>(work: () => Promise<T>, done: string | ((answer: T) => ToastInput)) => {
    try {
      const answer = await work()
      toast(typeof done === 'string' ? { text: done } : done(answer))
    } finally {
      await reread()
    }
  }
  return { api, book, post, step, reread, key: (...parts: readonly unknown[]) => ['exchange', post.id, ...parts] }
}
