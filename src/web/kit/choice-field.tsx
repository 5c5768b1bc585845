import type { ReactNode } from 'react'
import fieldStyles from './field.module.css'
import { Field } from './field.tsx'

/** One of a few fixed things, with its label. @param props.children the options */
export function ChoiceField(props: {
  label: string
  value: string
  onChange: (value: string) => void
  hint?: ReactNode
  fault?: string | undefined
  children: ReactNode
}) {
  return (
    <Field label={props.label} hint={props.hint} fault={props.fault}>
      {(parts) => (
        <select
          {...parts}
          className={fieldStyles['input']}
          value={props.value}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        >
          {props.children}
        </select>
      )}
    </Field>
  )
}
