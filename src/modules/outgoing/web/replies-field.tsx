import { useTranslation } from 'react-i18next'
import { search } from '#modules/search/contract.ts'
import { useApi } from '#web/api.ts'
import { PicksField } from '#web/kit/picks-field.tsx'
import type { DocumentRef } from './draft-form.ts'

/** Documents that this one answers: found by symbol or words, within what the post may see. */
export function RepliesField(props: {
  value: readonly DocumentRef[]
  onChange: (value: readonly DocumentRef[]) => void
}) {
  const { t } = useTranslation('outgoing')
  const api = useApi(search)
  return (
    <PicksField
      {...props}
      label={t('field.repliesTo')}
      name="repliesTo"
      placeholder={t('hint.repliesTo')}
      pick={(item): DocumentRef => ({ id: item.id, name: [item.name, item.note].filter(Boolean).join(' · ') })}
      search={async (words, signal) => {
        const { items } = await api.find({ query: { q: words, limit: 12 }, signal })
        return items.map((one) => ({
          id: one.id,
          name: one.symbol ?? one.typeName,
          note: [one.issuerName, one.subject].filter(Boolean).join(' · '),
        }))
      }}
    />
  )
}
