import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { people } from '#modules/people/contract.ts'
import { documentType, findRuleSet, type RuleSet } from '#regimes/index.ts'
import { useApi } from '#web/api.ts'
import { dayOf } from '#web/kit/format.ts'
import type { FormField, FormValue } from '#web/kit/record-form.tsx'
import { useActing } from '#web/session.tsx'
import { incoming } from '../contract.ts'
import { channels, findTypes } from './entry-fields.ts'
import { findIssuers, findNotations, findSigners, type Issuer } from './issuer-habits.ts'

/** The rules of the acting organisation today; null until its regime is known. */
export function useRules(): RuleSet | null {
  const api = useApi(people)
  const { post } = useActing()
  const id = post.organization.id
  const { data } = useQuery({
    queryKey: ['people', post.id, 'organization', id],
    queryFn: ({ signal }) => api.getOrganization({ params: { id }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return useMemo(() => (data ? findRuleSet(data.regime, dayOf(new Date())) : null), [data])
}

/** Whom the registry submits to (NĐ 30/2020 Đ23): leaders and the chief of office. */
export function useLeaders(): readonly { id: string; name: string }[] {
  const api = useApi(people)
  const { post } = useActing()
  const { data } = useQuery({
    queryKey: ['people', post.id, 'leaders'],
    queryFn: async ({ signal }) => {
      const [leaders, chiefs] = await Promise.all(
        ['leader', 'chief_of_office'].map((role) => api.listPosts({ query: { role }, signal })),
      )
      const seen = new Set<string>()
      return [...(chiefs?.items ?? []), ...(leaders?.items ?? [])]
        .filter((one) => !seen.has(one.id) && seen.add(one.id))
        .map((one) => ({ id: one.id, name: `${one.fullName} · ${one.title}` }))
    },
    staleTime: 300_000,
  })
  return data ?? none
}

const none: readonly { id: string; name: string }[] = []

/** Who wrote before, and the bodies of the directory. */
function useIssuers(): { issuers: readonly Issuer[]; directory: readonly string[] } {
  const api = useApi(incoming)
  const staff = useApi(people)
  const { post } = useActing()
  const { data: issuers } = useQuery({
    queryKey: ['incoming', post.id, 'issuers'],
    queryFn: async ({ signal }) => (await api.listIssuers({ signal })).items,
    enabled: post.abilities.includes('incoming.register'),
    staleTime: 60_000,
  })
  const { data: directory } = useQuery({
    queryKey: ['people', post.id, 'directory'],
    queryFn: async ({ signal }) => (await staff.listOrganizations({ signal })).items.map((one) => one.name),
    staleTime: 300_000,
  })
  return { issuers: issuers ?? noIssuers, directory: directory ?? noNames }
}

const noIssuers: readonly Issuer[] = []
const noNames: readonly string[] = []
/** A text field with a list beside it: the text counts. */
const helped: Partial<FormField> = { kind: 'pick', allowsText: true, keepsTyped: true }
const wordsOf = (value: FormValue | undefined): string => (typeof value === 'string' ? value : (value?.name ?? ''))
const abbreviationOf = (type: FormValue | undefined, rules: RuleSet | null): string | null =>
  (rules && documentType(rules, wordsOf(type))?.abbreviation) || null

/** Words for the four degrees of urgency, by level. */
export function useUrgencies(rules: RuleSet | null): readonly { value: string; label: string }[] {
  const { i18n } = useTranslation('incoming')
  const isEnglish = i18n.language === 'en'
  return useMemo(
    () => (rules?.urgencies ?? []).map((one) => ({ value: String(one.level), label: isEnglish ? one.en : one.vi })),
    [rules, isEnglish],
  )
}

/**
 * Fields of the register form: the eye's order on the page, then the work's. `more` shows those that most documents do
 * without.
 */
export function useEntryFields(of: { isNew: boolean; more: boolean }): readonly FormField[] {
  const { t, i18n } = useTranslation('incoming')
  const rules = useRules()
  const urgencies = useUrgencies(rules)
  const leaders = useLeaders()
  const { issuers, directory } = useIssuers()
  const { isNew, more } = of
  return useMemo(() => {
    const label = (name: string) => t(`field.${name}`)
    const text = (name: string, maxLength: number, rest: Partial<FormField> = {}): FormField => ({
      name,
      label: label(name),
      kind: 'text',
      maxLength,
      ...rest,
    })
    return [
      {
        name: 'typeName',
        label: label('typeName'),
        kind: 'pick',
        required: true,
        allowsText: true,
        search: async (words) => (rules ? findTypes(rules, words, i18n.language === 'en') : []),
      },
      text('codeNumber', 11),
      text('codeNotation', 30, {
        ...helped,
        search: async (words, _, values) =>
          findNotations(issuers, wordsOf(values['issuerName']), abbreviationOf(values['typeName'], rules), words),
      }),
      { name: 'issuedDate', label: label('issuedDate'), kind: 'partialDate' },
      text('issuerName', 200, {
        ...helped,
        required: true,
        search: async (words) => findIssuers(issuers, directory, words, (count) => t('issuer.count', { count })),
      }),
      { name: 'subject', label: label('subject'), kind: 'lines', required: true, maxLength: 500 },
      { name: 'urgency', label: label('urgency'), kind: 'choice', options: urgencies },
      {
        name: 'submitTo',
        label: label('submitTo'),
        kind: 'choice',
        isHidden: !isNew,
        options: leaders.map((one) => ({ value: one.id, label: one.name })),
      },
      { name: 'dueDate', label: label('dueDate'), kind: 'date', isHidden: !isNew },
      { name: 'arrivalDate', label: label('arrivalDate'), kind: 'date', isHidden: isNew && !more },
      text('signerName', 50, {
        ...helped,
        isHidden: !more,
        search: async (words, _, values) => findSigners(issuers, wordsOf(values['issuerName']), words),
      }),
      text('signerPosition', 100, { isHidden: !more }),
      text('place', 100, { isHidden: !more }),
      text('toPlaces', 1000, { isHidden: !more }),
      text('pageAmount', 5, { kind: 'number', isHidden: !more }),
      text('copyAmount', 3, { kind: 'number', isHidden: !more }),
      {
        name: 'channel',
        label: label('channel'),
        kind: 'choice',
        isHidden: !isNew || !more,
        options: channels.map((value) => ({ value, label: t(`channel.${value}`) })),
      },
      text('description', 500, { isHidden: !more }),
    ]
  }, [t, i18n.language, rules, urgencies, leaders, issuers, directory, isNew, more])
}
