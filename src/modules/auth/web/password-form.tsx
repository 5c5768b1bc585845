import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError } from '#platform/contract/index.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import styles from './auth.module.css'

/** A new password, twice; with the present one when `asksCurrent`. The server judges it, its words stand below. */
export function PasswordForm(props: {
  asksCurrent: boolean
  login?: string
  rules: { minLength: number; history: number }
  onSubmit: (given: { current: string; password: string }) => Promise<void>
}) {
  const { t } = useTranslation('auth')
  const empty = { current: '', password: '', again: '' }
  const [given, setGiven] = useState(empty)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const differs = given.again !== '' && given.again !== given.password
  const put = (name: keyof typeof given) => (value: string) => setGiven({ ...given, [name]: value })
  const isWeak = fault instanceof ProblemError && fault.code === 'AUTH_PASSWORD_WEAK'
  const submit = async () => {
    setBusy(true)
    setFault(null)
    try {
      await props.onSubmit(given)
      setGiven(empty)
    } catch (cause) {
      setFault(cause)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        if (!differs) void submit()
      }}
    >
      {props.login ? (
        <input type="text" name="username" autoComplete="username" value={props.login} readOnly hidden />
      ) : null}
      {props.asksCurrent ? (
        <TextField
          label={t('password.current')}
          type="password"
          autoComplete="current-password"
          required
          value={given.current}
          onChange={put('current')}
        />
      ) : null}
      <TextField
        label={t('password.new')}
        hint={t('password.rules', { min: props.rules.minLength, history: props.rules.history })}
        type="password"
        autoComplete="new-password"
        required
        value={given.password}
        onChange={put('password')}
        {...(isWeak ? { 'aria-invalid': true } : {})}
      />
      <TextField
        label={t('password.again')}
        type="password"
        autoComplete="new-password"
        required
        value={given.again}
        onChange={put('again')}
        fault={differs ? t('password.differs') : undefined}
      />
      <ErrorNote fault={fault} />
      <div className={styles['row']}>
        <Button kind="main" type="submit" busy={busy} disabled={differs}>
          {t('password.submit')}
        </Button>
      </div>
    </form>
  )
}
