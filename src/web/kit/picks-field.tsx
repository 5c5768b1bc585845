import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from './field.tsx'
import { Icon } from './icon.tsx'
import { Picker, type PickerItem } from './picker.tsx'
import styles from './picks-field.module.css'

/** Several things that are found by part of a name, as chips in front of the field; the same one only once. */
export function PicksField<I extends PickerItem, T extends { readonly id: string; readonly name: string }>(props: {
  label: string
  name: string
  value: readonly T[]
  onChange: (value: readonly T[]) => void
  search: (words: string, signal: AbortSignal) => Promise<readonly I[]>
  /** What is kept of a thing that was found. */
  pick: (item: I) => T
  placeholder?: string
  fault?: string | undefined
  /** Where the focus goes when the sheet opens. */
  isFirst?: boolean
}) {
  const { t } = useTranslation()
  const [added, setAdded] = useState(0)
  const { value, onChange } = props
  return (
    <Field label={props.label} fault={props.fault}>
      {(parts) => (
        <div className={styles['many']}>
          {value.length > 0 ? (
            <ul className={styles['chosen']} aria-label={props.label}>
              {value.map((one) => (
                <li key={one.id}>
                  <span>{one.name}</span>
                  <button
                    type="button"
                    aria-label={t('words.leaveOut', { name: one.name })}
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
            {...(props.isFirst ? { 'data-focus': '' } : {})}
            name={props.name}
            placeholder={props.placeholder}
            value={null}
            onChange={(item) => {
              if (!item) return
              setAdded(added + 1)
              if (!value.some((one) => one.id === item.id)) onChange([...value, props.pick(item as I)])
            }}
            search={props.search}
          />
        </div>
      )}
    </Field>
  )
}
