import { type ReactNode, useId } from 'react'
import styles from './field.module.css'
import { Icon } from './icon.tsx'

export interface FieldParts {
  readonly id: string
  readonly 'aria-describedby'?: string
  readonly 'aria-invalid'?: true
  readonly 'aria-required'?: true
}

/**
 * Label, control, hint and fault of one field, tied together for screen readers. The control is made by a function
 * that gets the attributes to spread. `across` puts the label beside the control (the register form).
 */
export function Field(props: {
  label: string
  hint?: ReactNode
  fault?: string | undefined
  required?: boolean | undefined
  across?: boolean | undefined
  mark?: ReactNode
  children: (parts: FieldParts) => ReactNode
}) {
  const id = useId()
  const described = [props.hint ? `${id}-hint` : '', props.fault ? `${id}-fault` : ''].filter(Boolean).join(' ')
  return (
    <div className={`${styles['field']} ${props.across ? styles['across'] : ''}`}>
      <label className={styles['label']} htmlFor={id}>
        {props.label}
        {props.required ? <span aria-hidden="true"> *</span> : null}
      </label>
      <div className={styles['control']}>
        {props.children({
          id,
          ...(described ? { 'aria-describedby': described } : {}),
          ...(props.fault ? { 'aria-invalid': true as const } : {}),
          ...(props.required ? { 'aria-required': true as const } : {}),
        })}
        {props.mark}
        {props.hint ? (
          <div id={`${id}-hint`} className={styles['hint']}>
            {props.hint}
          </div>
        ) : null}
        {props.fault ? (
          <div id={`${id}-fault`} className={styles['fault']}>
            <Icon name="alarm" size={13} /> {props.fault}
          </div>
        ) : null}
      </div>
    </div>
  )
}
