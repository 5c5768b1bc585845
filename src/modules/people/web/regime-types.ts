import { useQuery } from '@tanstack/react-query'
import { findRuleSet } from '#regimes/index.ts'
import { today } from './form-values.ts'
import { usePeople } from './use-people.ts'

/** The regime of the own organisation and the types that it issues. */
export function useRegimeTypes(): {
  regime: 'state' | 'party'
  types: readonly { readonly code: string; readonly vi: string; readonly en: string }[]
} {
  const { api, key, post } = usePeople()
  const { data } = useQuery({
    queryKey: key('organization', post.organization.id),
    queryFn: ({ signal }) => api.getOrganization({ params: { id: post.organization.id }, signal }),
    staleTime: 300_000,
  })
  const regime = data?.regime ?? 'state'
  const types = data ? (findRuleSet(regime, today())?.documentTypes ?? []).filter((one) => one.isIssued) : []
  return { regime, types }
}
