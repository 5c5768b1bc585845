import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { ProblemError } from '#platform/contract/index.ts'
import { Button } from './button.tsx'
import { DateField } from './date-field.tsx'
import { ErrorNote } from './error-note.tsx'
import fieldStyles from './field.module.css'
import { Field, type FieldParts } from './field.tsx'
import { type FieldFault, faultsOf } from './form-faults.ts'
import { Picker, type PickerItem, type PickerProps } from './picker.tsx'
import styles from './record-form.module.css'
import { isComposing } from './shortcut-gate.ts'
import { useKept } from './use-kept.ts'

/** How far a suggested value can be trusted. `sure` and nothing look alike. */
export type Trust = 'sure' | 'uncertain' | 'unknown'

export type FormValue = string | PickerItem | null
export type FormValues = Readonly<Record<string, FormValue>>

/** One field, in the order of the eye on the page, then of the work. */
export interface FormField {
  readonly name: string
  readonly label: string
  readonly kind: 'text' | 'lines' | 'number' | 'date' | 'partialDate' | 'choice' | 'pick'
  readonly required?: boolean
  readonly hint?: string
  /** A hint that follows the value, for example what stood before it was changed; goes before `hint`. */
  readonly hintFor?: (value: FormValue) => string | undefined
  readonly maxLength?: number
  /** For `choice`. */
  readonly options?: readonly { value: string; label: string }[]
  /** For `pick`; sees what the other fields hold. */
  readonly search?: (words: string, signal: AbortSignal, values: FormValues) => ReturnType<PickerProps['search']>
  /** For `pick`: the text counts, the list only helps. */
  readonly keepsTyped?: boolean
  readonly allowsText?: boolean
  readonly isHidden?: boolean
}

/**
 * A form driven by a zod schema. Uncertain suggestions are dotted, unknown ones empty and hatched; typing replaces a
 * suggestion (the text is marked on focus). Enter goes to the next *uncertain* or faulty field, at the last to the
 * button; Tab to the next one; Ctrl+Enter submits. What was typed is kept in this tab under `keepAs` until it is
 * submitted. A refusal of the server marks its fields; the rest stays.
 */
export function RecordForm(props: {
  /** Name under which the draft is kept: the kind of form and the thing it is for. */
  keepAs: string
  fields: readonly FormField[]
  /** Suggested or stored values; a draft in this tab goes before them. */
  initial: FormValues
  trust?: Readonly<Record<string, Trust>>
  /** No words about reading under doubtful fields: nothing was read, as with a paper that has no file. */
  isUnread?: boolean
  schema?: z.ZodType
  /** What the schema sees and `onSubmit` gets; the values as they are when left out. */
  toInput?: (values: FormValues) => unknown
  onSubmit: (input: unknown, values: FormValues) => Promise<unknown>
  /** The verb on the button: "Vào sổ". */
  verb: string
  /** The field with the focus, so that the page can light its place. */
  onField?: (name: string | null) => void
  /** Put a read value into a field from outside (a box drawn on the page): give a new object for each reading. */
  incoming?: { readonly name: string; readonly value: FormValue } | null
  autoFocus?: boolean
  /** Sentence of a server's field fault. */
  faultText?: (code: string) => string
}) {
  const { t } = useTranslation()
  const form = useRef<HTMLFormElement>(null)
  const [values, setValues, kept] = useKept<FormValues>(props.keepAs, props.initial)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [faults, setFaults] = useState<Readonly<Record<string, FieldFault>>>({})
  const [problem, setProblem] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const fields = props.fields.filter((field) => !field.isHidden)

  const trustOf = (name: string): Trust | undefined => {
    if (touched.has(name) || values[name] !== props.initial[name]) return undefined
    const trust = props.trust?.[name]
    return trust === 'sure' ? undefined : trust
  }
  const put = (name: string, value: FormValue) => {
    setValues({ ...values, [name]: value })
    setTouched(new Set([...touched, name]))
    if (faults[name]) {
      const { [name]: _, ...rest } = faults
      setFaults(rest)
    }
  }
  const outside = props.incoming
  const putOutside = useRef(put)
  useEffect(() => {
    putOutside.current = put
  })
  useEffect(() => {
    if (outside) putOutside.current(outside.name, outside.value)
  }, [outside])

  const focus = (name: string) => focusField(form.current, name)
  const unsure = (field: FormField) => trustOf(field.name) !== undefined || faults[field.name] !== undefined
  const startAt = props.autoFocus ? (fields.find(unsure)?.name ?? fields[0]?.name) : undefined
  const first = useRef(startAt)
  useEffect(() => {
    if (first.current) focusField(form.current, first.current)
  }, [])

  const submit = async () => {
    if (isBusy) return
    const noDate = form.current?.querySelector<HTMLElement>('[data-wrong]')
    if (noDate) return noDate.focus()
    const input = props.toInput ? props.toInput(values) : values
    const found: Record<string, FieldFault> = {}
    for (const field of fields) {
      const value = values[field.name]
      if (field.required && (value === null || value === undefined || value === ''))
        found[field.name] = { key: 'needed' }
    }
    const parsed = props.schema?.safeParse(input)
    if (parsed && !parsed.success) Object.assign(found, { ...faultsOf(parsed.error.issues), ...found })
    setFaults(found)
    const wrong = fields.find((field) => found[field.name])
    if (wrong) return focus(wrong.name)
    setBusy(true)
    setProblem(null)
    try {
      await props.onSubmit(input, values)
      kept.forget()
    } catch (cause) {
      setProblem(cause)
      if (cause instanceof ProblemError) {
        const given = Object.entries(cause.fields).map(([name, code]) => [
          name,
          { text: props.faultText?.(code) ?? code } as FieldFault,
        ])
        setFaults(Object.fromEntries(given))
        const hit = fields.find((field) => cause.fields[field.name])
        if (hit) focus(hit.name)
      }
    } finally {
      setBusy(false)
    }
  }
  const latest = useRef(submit)
  useEffect(() => {
    latest.current = submit
  })
  const onKey = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.defaultPrevented || isComposing(event.nativeEvent) || event.key !== 'Enter') return
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault()
      // Fields that take their text when they are left (pickers, dates) give it now; the values then stand.
      const field = document.activeElement
      if (field instanceof HTMLElement && form.current?.contains(field)) {
        field.blur()
        field.focus()
      }
      setTimeout(() => void latest.current())
      return
    }
    const target = event.target as HTMLElement
    if (target.tagName === 'BUTTON' || (target.tagName === 'TEXTAREA' && event.shiftKey)) return
    event.preventDefault()
    const at = fields.findIndex((field) => field.name === target.getAttribute('name'))
    const next = fields.slice(at + 1).find(unsure)
    if (next) focus(next.name)
    else form.current?.querySelector<HTMLElement>('[data-submit]')?.focus()
  }
  const faultWords = (fault: FieldFault | undefined) =>
    fault ? (fault.text ?? t(`form.${fault.key}`, fault.facts ?? {})) : undefined

  return (
    <form
      ref={form}
      className={styles['form']}
      noValidate
      onKeyDown={onKey}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
      onFocus={(event) => props.onField?.((event.target as HTMLElement).getAttribute('name'))}
    >
      {kept.isRestored ? (
        <p className={styles['kept']} role="status">
          {t('form.kept')}{' '}
          <button type="button" onClick={kept.discard}>
            {t('form.discard')}
          </button>
        </p>
      ) : null}
      {fields.map((field) => {
        const trust = trustOf(field.name)
        return (
          <Field
            key={field.name}
            label={field.label}
            required={field.required}
            across
            fault={faultWords(faults[field.name])}
            hint={
              trust && !props.isUnread
                ? t(`form.${trust}`)
                : (field.hintFor?.(values[field.name] ?? null) ?? field.hint)
            }
          >
            {(parts) => (
              <Control
                field={field}
                parts={parts}
                trust={trust}
                value={values[field.name] ?? null}
                values={values}
                onChange={(value) => put(field.name, value)}
              />
            )}
          </Field>
        )
      })}
      <ErrorNote fault={problem} />
      <div className={styles['end']}>
        <Button kind="main" type="submit" busy={isBusy} data-submit keys={t('form.submitKeys')}>
          {props.verb}
        </Button>
      </div>
    </form>
  )
}

/** Goes to a field and marks its text, so that typing replaces a suggestion. */
function focusField(form: HTMLFormElement | null, name: string) {
  const element = form?.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)
  element?.focus()
  if (element instanceof HTMLInputElement) element.select()
}

function Control(props: {
  field: FormField
  parts: FieldParts
  trust: Trust | undefined
  value: FormValue
  values: FormValues
  onChange: (value: FormValue) => void
}) {
  const { field, parts, trust, value, onChange } = props
  const text = typeof value === 'string' ? value : (value?.name ?? '')
  const shared = { ...parts, name: field.name, 'data-trust': trust }
  if (field.kind === 'date' || field.kind === 'partialDate') {
    return <DateField {...shared} mode={field.kind === 'date' ? 'day' : 'partial'} value={text} onChange={onChange} />
  }
  const { search } = field
  if (field.kind === 'pick' && search) {
    const item = typeof value === 'string' ? (value ? { id: '', name: value } : null) : value
    return (
      <Picker
        {...shared}
        value={item}
        onChange={onChange}
        search={(words, signal) => search(words, signal, props.values)}
        placeholder={field.keepsTyped ? '' : undefined}
        maxLength={field.maxLength}
        {...(field.allowsText ? { allowsText: true } : {})}
        {...(field.keepsTyped ? { keepsTyped: true } : {})}
      />
    )
  }
  if (field.kind === 'choice') {
    return (
      <select
        {...shared}
        className={fieldStyles['input']}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        <option value="">–</option>
        {field.options?.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    )
  }
  if (field.kind === 'lines') {
    return (
      <textarea
        {...shared}
        rows={3}
        className={fieldStyles['input']}
        maxLength={field.maxLength}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  }
  return (
    <input
      {...shared}
      className={fieldStyles['input']}
      inputMode={field.kind === 'number' ? 'numeric' : undefined}
      maxLength={field.maxLength}
      autoComplete="off"
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
