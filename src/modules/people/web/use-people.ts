import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { fits } from '#web/kit/fold.ts'
import { formatDate } from '#web/kit/format.ts'
import type { PickerItem } from '#web/kit/picker.tsx'
import { toast } from '#web/kit/toast.tsx'
import { useActing } from '#web/session.tsx'
import { people, peopleRules } from '../contract.ts'

/** What every panel needs: both clients, what the post may do, and reading again after a change. */
export function usePeople() {
  const api = useApi(people)
  const rules = useApi(peopleRules)
  const { post } = useActing()
  const queries = useQueryClient()
  const { t } = useTranslation('people')
  return {
    api,
    rules,
    post,
    canManage: post.abilities.includes('people.manage'),
    canDelegate: post.abilities.includes('people.delegate'),
    /** The key of a query: the room, the post and what it asks. */
    key: (...parts: readonly unknown[]) => ['people', post.id, ...parts],
    /** After a change: everything of this room is read again, and the change is said. */
    changed: async (what: string) => {
      toast({ text: t(what) })
      await queries.invalidateQueries({ queryKey: ['people', post.id] })
    },
  }
}

type Search = (words: string, signal: AbortSignal) => Promise<readonly PickerItem[]>

/** Finders for the pickers of forms. Words are compared without marks by the server or by the short list here. */
export function useFinders(): { persons: Search; posts: Search; units: Search; organizations: Search } {
  const { api } = usePeople()
  const { t } = useTranslation('people')
  return useMemo(() => {
    const among = (items: readonly PickerItem[], words: string) =>
      items.filter((item) => fits(`${item.name} ${item.note ?? ''}`, words)).slice(0, 30)
    return {
      persons: async (words, signal) => {
        const { items } = await api.listPersons({ query: { q: words }, signal })
        return items.slice(0, 30).map((person) => ({
          id: person.id,
          name: person.fullName,
          note: person.posts.map((post) => post.title).join(' · ') || t('persons.noPost'),
        }))
      },
      posts: async (words, signal) => {
        const { items } = await api.listPosts({ signal })
        const found = items.map((post) => ({
          id: post.id,
          name: post.fullName,
          note: [post.title, post.unitName].filter(Boolean).join(' · '),
        }))
        return among(found, words)
      },
      units: async (words, signal) => {
        const { items } = await api.listUnits({ signal })
        const names = new Map(items.map((unit) => [unit.id, unit.name]))
        const found = items.map((unit) => ({
          id: unit.id,
          name: unit.name,
          note: unit.parentId ? names.get(unit.parentId) : null,
        }))
        return among(found, words)
      },
      organizations: async (words, signal) => {
        const { items } = await api.listOrganizations({ signal })
        const found = items.map((one) => ({
          id: one.id,
          name: one.name,
          note: one.dissolvedOn ? t('organizations.ended', { day: formatDate(one.dissolvedOn) }) : null,
          isClosed: one.dissolvedOn !== null,
        }))
        return among(found, words)
      },
    }
  }, [api, t])
}
