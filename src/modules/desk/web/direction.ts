/** A direction while it is being written: pure, so that the phone, the panel and the sheet say the same. */

import type { Recipient } from '#modules/people/web/recipients.ts'
import type { DateMode } from '#web/kit/date-text.ts'
import { fromInput, type Proposal, type RecipientInput, toInput } from './recipients.ts'

export interface Draft {
  readonly words: string
  readonly lead: Recipient | null
  readonly cooperate: readonly Recipient[]
  readonly inform: readonly Recipient[]
  /** `YYYY-MM-DD` or ''. */
  readonly dueDate: string
  /** Working days from today, as typed; used when no day is named. */
  readonly workingDays: string
}

export const dueMode: DateMode = 'day'

export const emptyDraft: Draft = { words: '', lead: null, cooperate: [], inform: [], dueDate: '', workingDays: '' }

/** What a leader says by taking a proposal: the office's own words are spoken to him, not by him. Content, so Vietnamese. */
export const AGREED = 'Đồng ý như đề xuất.'

/** The office's proposal as a draft: of the leader (his words), or of the office itself changing it (its own words). */
export function draftOf(proposal: Proposal | null, by: 'leader' | 'office' = 'leader'): Draft {
  if (!proposal) return emptyDraft
  const name = (one: RecipientInput) => fromInput(one, proposal.labels)
  return {
    words: by === 'leader' ? AGREED : (proposal.words ?? ''),
    lead: proposal.lead ? name(proposal.lead) : null,
    cooperate: (proposal.cooperate ?? []).map(name),
    inform: (proposal.inform ?? []).map(name),
    dueDate: proposal.dueDate ?? '',
    workingDays: proposal.workingDays == null ? '' : String(proposal.workingDays),
  }
}

export type DraftFault = 'needsLead' | 'days' | 'past' | 'words'

/** What keeps a draft from being sent; null when nothing does. Whoever leads is not asked to co-operate as well. */
export function faultOf(draft: Draft, today: string): DraftFault | null {
  if (!draft.lead && (draft.cooperate.length > 0 || draft.inform.length === 0)) return 'needsLead'
  if (draft.workingDays && !/^\d{1,3}$/.test(draft.workingDays)) return 'days'
  if (Number(draft.workingDays || 0) > 365) return 'days'
  if (draft.dueDate && draft.dueDate < today) return 'past'
  if (draft.words.length > 2000) return 'words'
  return null
}

/** The draft as the contract wants it. */
export function bodyOf(draft: Draft) {
  const others = (list: readonly Recipient[]) => list.filter((one) => one.id !== draft.lead?.id)
  return {
    words: draft.words.trim() || null,
    lead: draft.lead ? toInput(draft.lead) : null,
    cooperate: others(draft.cooperate).map(toInput),
    inform: others(draft.inform)
      .filter((one) => !draft.cooperate.some((co) => co.id === one.id))
      .map(toInput),
    dueDate: draft.dueDate || null,
    workingDays: draft.dueDate || !draft.workingDays ? null : Number(draft.workingDays),
  }
}

/** Puts a phrase into the words of direction, or takes it out again. */
export function togglePhrase(words: string, phrase: string): string {
  if (words.includes(phrase))
    return words
      .replace(phrase, '')
      .replace(/\s{2,}/g, ' ')
      .trim()
  return words.trim() ? `${words.trim()} ${phrase}` : phrase
}
