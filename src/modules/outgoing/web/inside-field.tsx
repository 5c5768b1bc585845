import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { people } from '#modules/people/contract.ts'
import { useApi } from '#web/api.ts'
import { Field } from '#web/kit/field.tsx'
import { fits } from '#web/kit/fold.ts'
import { Icon } from '#web/kit/icon.tsx'
import { Picker, type PickerItem } from '#web/kit/picker.tsx'
import { useActing } from '#web/session.tsx'
import styles from './draft.module.css'

/** A post or unit of the own office. */
export interface Inside {
  readonly kind: 'post' | 'unit'
  readonly id: string
  readonly name: string
}

export const insideInput = (one: Inside): { postId: string } | { unitId: string } =>
  one.kind === 'post' ? { postId: one.id } : { unitId: one.id }

const FIVE_MINUTES = 300_000

/** Several posts and units of the own office, found by part of a name; the same one only once. */
export function InsideField(props: {
  label: string
  value: readonly Inside[]
  onChange: (value: readonly Inside[]) => void
  fault?: string | undefined
  isFirst?: boolean
}) {
  const { t } = useTranslation('outgoing')
  const api = useApi(people)
  const queries = useQueryClient()
  const { post } = useActing()
  const [added, setAdded] = useState(0)
  const { value, onChange } = props
  const search = async (words: string): Promise<PickerItem[]> => {
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
    return [
      ...units.items.map((unit) => ({ id: `unit:${unit.id}`, name: unit.name, note: t('inside.unit') })),
      ...posts.items
        .filter((one) => one.id !== post.id && !one.roles.includes('sysadmin'))
        .map((one) => ({
          id: `post:${one.id}`,
          name: one.fullName,
          note: [one.title, one.unitName].filter(Boolean).join(' · '),
        })),
    ]
      .filter((item) => fits(`${item.name} ${item.note}`, words))
      .filter((item) => !value.some((one) => `${one.kind}:${one.id}` === item.id))
      .slice(0, 30)
  }
  return (
    <Field label={props.label} fault={props.fault}>
      {(parts) => (
        <div className={styles['many']}>
          {value.length > 0 ? (
            <ul className={styles['chips']} aria-label={props.label}>
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
            name="inside"
            autoFocus={added > 0}
            {...(props.isFirst ? { 'data-focus': '' } : {})}
            value={null}
            onChange={(item) => {
              const [kind, id] = item?.id.split(':') ?? []
              if (!item || !id || (kind !== 'post' && kind !== 'unit')) return
              setAdded(added + 1)
              onChange([...value, { kind, id, name: item.name }])
            }}
            search={search}
          />
        </div>
      )}
    </Field>
  )
}
