import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { DateField } from './date-field.tsx'
import styles from './filter-bar.module.css'
import { usePhone } from './use-phone.ts'

/** One filter of a list. Its value stands in the address under `name`; dates use `<name>From` and `<name>To`. */
export type Filter =
  | { readonly kind: 'words'; readonly name: string; readonly label?: string }
  | {
      readonly kind: 'choice'
      readonly name: string
      readonly label: string
      readonly options: readonly { value: string; label: string }[]
    }
  | { readonly kind: 'dates'; readonly name: string; readonly label: string }

const PAUSE = 250

/** The address names that a list of filters owns, all empty: defaults for `useUrlState`. */
export function filterDefaults(filters: readonly Filter[]): Record<string, string> {
  return Object.fromEntries(
    filters
      .flatMap((filter) => (filter.kind === 'dates' ? [`${filter.name}From`, `${filter.name}To`] : [filter.name]))
      .map((name) => [name, '']),
  )
}

/** The filters of a list, in one line; a filter that is set stands out and is cleared by a press. */
export function FilterBar(props: {
  filters: readonly Filter[]
  values: Readonly<Record<string, string>>
  onChange: (change: Record<string, string>) => void
}) {
  const { t } = useTranslation()
  const { filters, values, onChange } = props
  const defaults = filterDefaults(filters)
  const isPhone = usePhone()
  const [isOpen, setOpen] = useState(false)
  const isSet = Object.keys(defaults).some((name) => values[name])
  return (
    <search className={styles['bar']} aria-label={t('filter.bar')}>
      {filters.map((filter) => {
        if (isPhone && !isOpen && filter.kind !== 'words') return null
        if (filter.kind === 'words') {
          return (
            <Words
              key={filter.name}
              label={filter.label ?? t('filter.find')}
              value={values[filter.name] ?? ''}
              onChange={(value) => onChange({ [filter.name]: value })}
            />
          )
        }
        if (filter.kind === 'choice') {
          const value = values[filter.name] ?? ''
          return (
            <select
              key={filter.name}
              aria-label={filter.label}
              className={styles['choice']}
              data-set={value ? true : undefined}
              value={value}
              onChange={(event) => onChange({ [filter.name]: event.currentTarget.value })}
            >
              <option value="">{filter.label}</option>
              {filter.options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </select>
          )
        }
        const [from, to] = [`${filter.name}From`, `${filter.name}To`]
        return (
          <fieldset key={filter.name} className={styles['dates']}>
            <legend className="visually-hidden">{filter.label}</legend>
            <span aria-hidden="true">{filter.label}</span>
            <DateField
              aria-label={`${filter.label}: ${t('filter.from')}`}
              value={values[from] ?? ''}
              onChange={(value) => onChange({ [from]: value })}
            />
            <DateField
              aria-label={`${filter.label}: ${t('filter.to')}`}
              value={values[to] ?? ''}
              onChange={(value) => onChange({ [to]: value })}
            />
          </fieldset>
        )
      })}
      {isPhone && filters.some((filter) => filter.kind !== 'words') ? (
        <Button kind="quiet" icon="filter" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('filter.add')}
        </Button>
      ) : null}
      {isSet ? (
        <Button kind="quiet" icon="cross" onClick={() => onChange(defaults)}>
          {t('words.clear')}
        </Button>
      ) : null}
    </search>
  )
}

function Words(props: { label: string; value: string; onChange: (value: string) => void }) {
  const { value, onChange } = props
  const [text, setText] = useState(value)
  // What comes back is what was typed a while ago: only another value, from a link or “clear”, takes the place of what is being typed.
  const given = useRef(value)
  useEffect(() => {
    if (value === given.current) return
    given.current = value
    setText(value)
  }, [value])
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => {
      given.current = text
      onChange(text)
    }, PAUSE)
    return () => clearTimeout(timer)
  }, [text, value, onChange])
  return (
    <input
      type="search"
      className={styles['words']}
      aria-label={props.label}
      placeholder={props.label}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  )
}
