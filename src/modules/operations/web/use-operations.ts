import { useQueryClient } from '@tanstack/react-query'
import { useApi } from '#web/api.ts'
import { useActing } from '#web/session.tsx'
import { operations } from '../contract.ts'

/** Client, keys of queries, and reading again. */
export function useOperations() {
  const api = useApi(operations)
  const { post } = useActing()
  const queries = useQueryClient()
  return {
    api,
    post,
    key: (...parts: readonly unknown[]) => ['operations', post.id, ...parts],
    reread: () => queries.invalidateQueries({ queryKey: ['operations', post.id] }),
  }
}
