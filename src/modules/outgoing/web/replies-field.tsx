import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { search } from '#modules/search/contract.ts'
import { useApi } from '#web/api.ts'
import { Field } from '#web/kit/field.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { Picker } from '#web/kit/picker.tsx'
import styles from './draft.module.css'
import type { DocumentRef } from './draft-form.ts'

/** Documents that this one answers: found by symbol or words, within what the post may see. */
export function RepliesField(props: {
  value: readonly DocumentRef[]
  onChange: (value: readonly DocumentRef[]) => void
}) {
  const { t } = useTranslation('outgoing')
  const api = useApi(search)
  const [added, setAdded] = useState(0)
  const { value, onChange } = props
  return (
    <Field label={t('field.repliesTo')}>
      {(parts) => (
        <div className={styles['many']}>
          {value.length > 0 ? (
            <ul className={styles['chips']} aria-label={t('field.repliesTo')}>
              {value.map((one) => (
                <li key={one.id}>
                  <span>{one.name}</span>
                  <button
                    type="button"
                    aria-label={t('recipient.remove', { name: one.name })}
                    onClick={() => onChange(value.filter((other) => other.id !== one.id))}
                  >
                    <Icon name="cross" size={12} />
                  </button>
                </li>
              ))}
            </ul>
          ) : null}
          <Picker
            key={added}
            {...parts}
            name="repliesTo"
            autoFocus={added > 0}
            placeholder={t('hint.repliesTo')}
            value={null}
            onChange={(item) => {
              if (!item) return
              setAdded(added + 1)
              if (!value.some((one) => one.id === item.id))
                onChange([...value, { id: item.id, name: [item.name, item.note].filter(Boolean).join(' · ') }])
            }}
            search={async (words, signal) => {
              const { items } = await api.find({ query: { q: words, limit: 12 }, signal })
              return items.map((one) => ({
                id: one.id,
                name: one.symbol ?? one.typeName,
                note: [one.issuerName, one.subject].filter(Boolean).join(' · '),
              }))
            }}
          />
        </div>
      )}
    </Field>
  )
}
