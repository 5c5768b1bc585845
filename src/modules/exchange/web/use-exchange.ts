import { useQueryClient } from '@tanstack/react-query'
import { useApi } from '#web/api.ts'
import { toast } from '#web/kit/toast.tsx'
import { useActing } from '#web/session.tsx'
import { exchange } from '../contract.ts'

/** Client of the room, and a step after which what was read is read again. */
export function useExchange() {
  const { post } = useActing()
  const queries = useQueryClient()
  const api = useApi(exchange)
  const reread = () => queries.invalidateQueries({ queryKey: ['exchange', post.id] })
  const step = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work()
      toast({ text: done })
    } finally {
      await reread()
    }
  }
  return { api, post, step, reread, key: (...parts: readonly unknown[]) => ['exchange', post.id, ...parts] }
}
