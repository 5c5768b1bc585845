/**
 * What the organisation's rules name for the filters of the list. A bundle of its own (it brings the rules of both regimes):
 * the list stands before it is there.
 */
import { people } from '#modules/people/contract.ts'
import { findRuleSet, incomingDocumentTypes } from '#regimes/index.ts'
import { apiFor } from '#web/api.ts'
import { dayOf } from '#web/kit/format.ts'

export interface ListChoices {
  /** Types of incoming documents; the value is what the entry keeps. */
  readonly types: readonly { readonly value: string; readonly vi: string; readonly en: string }[]
  readonly urgencies: readonly { readonly value: string; readonly vi: string; readonly en: string }[]
}

export async function listChoices(postId: string, organizationId: string): Promise<ListChoices> {
  const { regime } = await apiFor(people, postId).getOrganization({ params: { id: organizationId } })
  const rules = findRuleSet(regime, dayOf(new Date()))
  if (!rules) return { types: [], urgencies: [] }
  return {
    types: incomingDocumentTypes(rules).map(({ vi, en }) => ({ value: vi, vi, en })),
    urgencies: rules.urgencies.map(({ level, vi, en }) => ({ value: String(level), vi, en })),
  }
}
