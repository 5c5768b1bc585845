import type { KeyboardEvent } from 'react'
import { dayOf } from '#web/kit/format.ts'
import type { FormValues } from '#web/kit/record-form.tsx'

/** Text of a form's field, '' when empty. */
export function textOf(values: FormValues, name: string): string {
  const value = values[name]
  return typeof value === 'string' ? value : (value?.name ?? '')
}

/** What a picker of a form chose, null when nothing. */
export function idOf(values: FormValues, name: string): string | null {
  const value = values[name]
  return value !== null && typeof value === 'object' && value.id !== '' ? value.id : null
}

/** Today in Vietnam, for the first value of a date field; the server decides with its own clock. */
export function today(): string {
  return dayOf(new Date())
}

/** Ctrl+Enter sends a form that is not a RecordForm, as it does everywhere else. */
export function submitByKeys(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  event.currentTarget.requestSubmit()
}
