import { type InputHTMLAttributes, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DateMode, readDate } from './date-text.ts'
import styles from './field.module.css'
import { formatDate } from './format.ts'

/**
 * A date as it is written here, dd/MM/yyyy; digits alone are enough (`05032026`). With `mode="partial"` a month or a
 * year alone is a date too. Gives `YYYY-MM-DD`, `YYYY-MM`, `YYYY` or ''; text that is no date stays in the field,
 * marked, and '' is given on. Only the control: put it into `Field`, or use it through RecordForm.
 */
export function DateField(
  props: Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'type'> & {
    value: string
    onChange: (value: string) => void
    mode?: DateMode
    onWrong?: (isWrong: boolean) => void
    'data-trust'?: string | undefined
  },
) {
  const { value, onChange, mode = 'day', onWrong, ...rest } = props
  const { t } = useTranslation()
  const [text, setText] = useState(() => formatDate(value))
  const [isWrong, setWrong] = useState(false)
  useEffect(() => {
    setText((now) => ((readDate(now, mode) ?? '') === value ? now : formatDate(value)))
    if (value) setWrong(false)
  }, [value, mode])
  const settle = () => {
    const read = readDate(text, mode)
    setWrong(read === undefined)
    onWrong?.(read === undefined)
    if (read === undefined) return
    setText(formatDate(read))
    if (read !== value) onChange(read)
  }
  return (
    <>
      <input
        {...rest}
        inputMode="numeric"
        autoComplete="off"
        className={styles['input']}
        placeholder={t(mode === 'partial' ? 'date.partial' : 'date.day')}
        value={text}
        data-wrong={readDate(text, mode) === undefined || undefined}
        aria-invalid={isWrong || rest['aria-invalid']}
        onChange={(event) => {
          setText(event.currentTarget.value)
          const read = readDate(event.currentTarget.value, mode)
          // Half-typed text is no date: the old one must not be sent in its place.
          if ((read ?? '') !== value) onChange(read ?? '')
        }}
        onBlur={(event) => {
          settle()
          rest.onBlur?.(event)
        }}
      />
      {isWrong ? (
        <div className={styles['fault']} role="alert">
          {t('date.wrong')}
        </div>
      ) : null}
    </>
  )
}
