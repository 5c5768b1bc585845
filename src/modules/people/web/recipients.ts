import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { fits } from '#web/kit/fold.ts'
import type { PickerItem } from '#web/kit/picker.tsx'
import { useActing } from '#web/session.tsx'
import { people } from '../contract.ts'

/** A post or a unit, with the name that people know it by: whom work is given to, who may see something. */
export interface Recipient {
  readonly kind: 'post' | 'unit'
  readonly id: string
  readonly name: string
}

/** As actions take it. */
export const recipientInput = ({ kind, id }: Recipient): { postId: string } | { unitId: string } =>
  kind === 'post' ? { postId: id } : { unitId: id }

export interface RecipientItem extends PickerItem {
  readonly recipient: Recipient
}

type Search = (words: string) => Promise<readonly RecipientItem[]>

const FIVE_MINUTES = 300_000
const SHOWN = 30

/**
 * Finders over the own organisation's units and posts; marks need not be typed. Both lists are short (one office) and are
 * read once in five minutes.
 * @param roles only posts that hold one of these; units are left out then
 */
export function useRecipientSearch(roles?: readonly string[]): Search {
  const api = useApi(people)
  const queries = useQueryClient()
  const { post } = useActing()
  const { t } = useTranslation('people')
  const wanted = roles?.join(' ')
  return useCallback(
    async (words) => {
      const [units, posts] = await Promise.all([
        queries.fetchQuery({
          queryKey: ['people', post.id, 'units', 'now'],
          queryFn: () => api.listUnits(),
          staleTime: FIVE_MINUTES,
        }),
        queries.fetchQuery({
          queryKey: ['people', post.id, 'posts', 'now'],
          queryFn: () => api.listPosts(),
          staleTime: FIVE_MINUTES,
        }),
      ])
      const items: RecipientItem[] = []
      if (!wanted)
        for (const unit of units.items)
          items.push({
            id: unit.id,
            name: unit.name,
            note: t('recipient.unit'),
            recipient: { kind: 'unit', id: unit.id, name: unit.name },
          })
      for (const one of posts.items) {
        if (one.roles.includes('sysadmin') || one.id === post.id) continue
        if (wanted && !one.roles.some((role) => wanted.split(' ').includes(role))) continue
        items.push({
          id: one.id,
          name: one.fullName,
          note: [one.title, one.unitName].filter(Boolean).join(' · '),
          recipient: { kind: 'post', id: one.id, name: one.fullName },
        })
      }
      return items.filter((item) => fits(`${item.name} ${item.note ?? ''}`, words)).slice(0, SHOWN)
    },
    [api, queries, post.id, t, wanted],
  )
}
