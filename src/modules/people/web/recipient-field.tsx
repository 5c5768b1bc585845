import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '#web/kit/field.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { Picker, type PickerItem } from '#web/kit/picker.tsx'
import styles from './recipients.module.css'
import { type Recipient, type RecipientItem, useRecipientSearch } from './recipients.ts'

const recipientOf = (item: PickerItem | null): Recipient | null => (item as RecipientItem | null)?.recipient ?? null

/** One post or unit. */
export function RecipientField(props: {
  label: string
  name: string
  value: Recipient | null
  onChange: (value: Recipient | null) => void
  required?: boolean
  fault?: string | undefined
  hint?: string | undefined
  roles?: readonly string[]
  /** Where the focus goes when the sheet opens. */
  isFirst?: boolean
}) {
  const search = useRecipientSearch(props.roles)
  const { value } = props
  return (
    <Field label={props.label} required={props.required} fault={props.fault} hint={props.hint}>
      {(parts) => (
        <Picker
          {...parts}
          name={props.name}
          data-focus={props.isFirst ? '' : undefined}
          value={value ? ({ id: value.id, name: value.name, recipient: value } as RecipientItem) : null}
          onChange={(item) => props.onChange(recipientOf(item))}
          search={search}
        />
      )}
    </Field>
  )
}

/** Several posts and units, as chips in front of the field; the same one only once. */
export function RecipientsField(props: {
  label: string
  name: string
  value: readonly Recipient[]
  onChange: (value: readonly Recipient[]) => void
}) {
  const { t } = useTranslation('people')
  const search = useRecipientSearch()
  const [added, setAdded] = useState(0)
  const { value, onChange } = props
  return (
    <Field label={props.label}>
      {(parts) => (
        <div className={styles['many']}>
          {value.length > 0 ? (
            <ul className={styles['chosen']} aria-label={props.label}>
              {value.map((one) => (
                <li key={one.id}>
                  {one.name}
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
            // Each choice starts an empty field, ready for the next name.
            key={added}
            {...parts}
            autoFocus={added > 0}
            name={props.name}
            value={null}
            onChange={(item) => {
              const recipient = recipientOf(item)
              if (!recipient) return
              setAdded(added + 1)
              if (!value.some((one) => one.id === recipient.id)) onChange([...value, recipient])
            }}
            search={search}
          />
        </div>
      )}
    </Field>
  )
}
