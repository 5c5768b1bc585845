import { useQueryClient } from '@tanstack/react-query'
import { apiFor, useApi } from '#web/api.ts'
import { auth } from '../contract.ts'

/** The client of the own account: no post is needed, and none stands for it. */
export const ownApi = apiFor(auth, undefined)

/** The client in the acting post: keys, and accounts of the organisation. */
export const usePostApi = () => useApi(auth)

/** Reads the room again after a change. */
export function useReread(): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ['auth'] })
}
