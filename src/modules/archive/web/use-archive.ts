import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { retentionWords } from '#regimes/retention/index.ts'
import { useApi } from '#web/api.ts'
import { formatDate } from '#web/kit/format.ts'
import { toast } from '#web/kit/toast.tsx'
import { useActing } from '#web/session.tsx'
import { archive } from '../contract.ts'

/** The keys of this room's queries, under the acting post: two posts never share an answer. */
export function useArchiveKey(): (...parts: readonly unknown[]) => readonly unknown[] {
  const { post } = useActing()
  return (...parts) => ['archive', post.id, ...parts]
}

export function useUnit(unitId: string | null) {
  const api = useApi(archive)
  const key = useArchiveKey()
  return useQuery({
    queryKey: key('unit', unitId),
    queryFn: ({ signal }) => api.get({ params: { unitId: unitId! }, signal }),
    enabled: unitId !== null,
    retry: false,
  })
}

export function useRepositories() {
  const api = useApi(archive)
  const key = useArchiveKey()
  return useQuery({ queryKey: key('repositories'), queryFn: ({ signal }) => api.repositories({ signal }) })
}

/** Does a step, says it, and reads everything of this room again, also after a refusal. */
export function useStep() {
  const queries = useQueryClient()
  return async <T>(work: () => Promise<T>, said: string | ((answer: T) => string)): Promise<T> => {
    try {
      const answer = await work()
      toast({ text: typeof said === 'string' ? said : said(answer) })
      return answer
    } finally {
      await queries.invalidateQueries({ queryKey: ['archive'] })
    }
  }
}

/** A retention period in the language of the screen. */
export function useRetention(): (text: string | null) => string {
  const { i18n } = useTranslation()
  return (text) => retentionWords(text, i18n.language === 'en' ? 'en' : 'vi')
}

/** The title of a unit; of what is narrowed to others, that it is. */
export function useTitle(): (unit: { title: string; isHidden: boolean }) => string {
  const { t } = useTranslation('archive')
  return (unit) => (unit.isHidden ? t('item.hidden') : unit.title)
}

/** `2010 – 2012`, `03/2010`. */
export const spanText = (starts: string | null, ends: string | null): string =>
  [starts, ends === starts ? null : ends]
    .filter((one) => one !== null)
    .map((one) => formatDate(one))
    .join(' – ')

/** `HS.145`, `ML.03`: the number of a unit with its level. */
const PREFIX: Readonly<Record<string, string>> = { fonds: 'P.', collection: 'ST.', inventory: 'ML.', file: 'HS.' }
export const shortNumber = (unit: { level: string; number: string | null }): string =>
  unit.number ? `${PREFIX[unit.level] ?? ''}${unit.number}` : ''
