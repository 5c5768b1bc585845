import { useTranslation } from 'react-i18next'
import fieldStyles from './field.module.css'
import { Field } from './field.tsx'

/** Several lines of text. `isNeeded` marks it when it was tried to send without. */
export function LinesField(props: {
  label: string
  name: string
  max: number
  value: string
  onChange: (value: string) => void
  required?: boolean
  isMissing?: boolean
  hint?: string
  rows?: number
}) {
  const { t } = useTranslation()
  return (
    <Field
      label={props.label}
      required={props.required}
      hint={props.hint}
      fault={props.isMissing ? t('form.needed') : undefined}
    >
      {(parts) => (
        <textarea
          {...parts}
          name={props.name}
          rows={props.rows ?? 4}
          maxLength={props.max}
          data-focus=""
          className={fieldStyles['input']}
          value={props.value}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}
