import type { ComponentProps } from 'react'
import styles from './field.module.css'
import { Field } from './field.tsx'

/** A one-line field with label, hint and fault, for small forms outside of RecordForm. */
export function TextField(
  props: Omit<ComponentProps<'input'>, 'onChange'> & {
    label: string
    hint?: string
    fault?: string | undefined
    onChange?: (value: string) => void
  },
) {
  const { label, hint, fault, onChange, ...rest } = props
  return (
    <Field label={label} hint={hint} fault={fault} required={rest.required}>
      {(parts) => (
        <input
          {...rest}
          {...parts}
          className={styles['input']}
          onChange={onChange ? (event) => onChange(event.currentTarget.value) : undefined}
        />
      )}
    </Field>
  )
}
