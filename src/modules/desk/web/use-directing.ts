import { useQuery, useQueryClient } from '@tanstack/react-query'
import { directing, type SuggestedLead } from '#modules/incoming/directing-contract.ts'
import { people } from '#modules/people/contract.ts'
import type { Recipient } from '#modules/people/web/recipients.ts'
import { useApi } from '#web/api.ts'
import { useActing } from '#web/session.tsx'

const FIVE_MINUTES = 300_000

/** Usual words of direction: the office's, then one's own. */
export function usePhrases() {
  const api = useApi(directing)
  const { post } = useActing()
  const queries = useQueryClient()
  const queryKey = ['incoming', post.id, 'phrases']
  const { data } = useQuery({ queryKey, queryFn: ({ signal }) => api.phrases({ signal }), staleTime: FIVE_MINUTES })
  return {
    office: data?.office ?? [],
    own: data?.own ?? [],
    mayChangeOffice: data?.mayChangeOffice ?? false,
    isRead: data !== undefined,
    keep: async (owner: 'office' | 'own', phrases: string[]) => {
      await api.setPhrases({ body: { owner, phrases } })
      await queries.invalidateQueries({ queryKey })
    },
  }
}

export interface LeadChoice {
  readonly recipient: Recipient
  /** Why it is offered; null for a unit that is only one of the office's. */
  readonly suggestion: SuggestedLead | null
}

/** Who may lead at one press: those who led like documents before, then the office's units. */
export function useLeadChoices(documentId: string): readonly LeadChoice[] {
  const help = useApi(directing)
  const api = useApi(people)
  const { post } = useActing()
  const enabled = post.abilities.includes('incoming.suggest-lead')
  const { data: led } = useQuery({
    queryKey: ['incoming', post.id, 'leads', documentId],
    queryFn: ({ signal }) => help.suggestLead({ params: { documentId }, signal }),
    enabled,
    staleTime: FIVE_MINUTES,
  })
  const { data: units } = useQuery({
    queryKey: ['people', post.id, 'units', 'now'],
    queryFn: () => api.listUnits(),
    staleTime: FIVE_MINUTES,
  })
  const suggested = (led?.items ?? []).map(
    (one): LeadChoice => ({
      recipient: { kind: one.postId ? 'post' : 'unit', id: one.postId ?? one.unitId ?? '', name: one.name },
      suggestion: one,
    }),
  )
  const rest = (units?.items ?? [])
    .filter((unit) => !suggested.some((one) => one.recipient.id === unit.id))
    .map((unit): LeadChoice => ({ recipient: { kind: 'unit', id: unit.id, name: unit.name }, suggestion: null }))
  return [...suggested, ...rest]
}
