import { Field } from '#web/kit/field.tsx'
import { Picker, type PickerItem } from '#web/kit/picker.tsx'
import { PicksField } from '#web/kit/picks-field.tsx'
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
  fault?: string | undefined
  isFirst?: boolean
}) {
  const search = useRecipientSearch()
  return <PicksField {...props} search={search} pick={(item) => item.recipient} />
}
