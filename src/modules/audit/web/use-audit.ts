import { useApi } from '#web/api.ts'
import { useActing } from '#web/session.tsx'
import { audit } from '../contract.ts'

export type Log = 'organization' | 'installation'

/** Client, keys of queries and the log that the address names. */
export function useAudit() {
  const api = useApi(audit)
  const { post } = useActing()
  return { api, key: (...parts: unknown[]) => ['audit', post.id, ...parts] as const, post }
}
