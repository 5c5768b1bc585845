import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError } from '#platform/contract/index.ts'
import { Button } from '../kit/button.tsx'
import { ErrorNote } from '../kit/error-note.tsx'
import { TextField } from '../kit/text-field.tsx'
import { signIn } from '../session.tsx'
import styles from './sign-in.module.css'

/** Codes by which the server asks for the second factor. */
const asksForCode = new Set(['AUTH_CODE_NEEDED', 'AUTH_SECOND_FACTOR_NEEDED', 'AUTH_CODE_WRONG'])

/** Name, password and, when the server asks for it, the second factor. Used by the page and by the sheet. */
export function SignInForm({ onDone }: { onDone: () => void | Promise<void> }) {
  const { t } = useTranslation()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [needsCode, setNeedsCode] = useState(false)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const submit = async () => {
    setBusy(true)
    setFault(null)
    try {
      await signIn({ login, password, ...(code ? { code } : {}) })
      await onDone()
    } catch (cause) {
      if (cause instanceof ProblemError && asksForCode.has(cause.code) && !needsCode) setNeedsCode(true)
      else setFault(cause)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <TextField
        label={t('signIn.login')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        required
        value={login}
        onChange={setLogin}
      />
      <TextField
        label={t('signIn.password')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={setPassword}
      />
      {needsCode ? (
        <TextField
          label={t('signIn.code')}
          hint={t('signIn.codeHint')}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          required
          value={code}
          onChange={setCode}
        />
      ) : null}
      <ErrorNote fault={fault} />
      <Button kind="main" type="submit" busy={busy}>
        {t('signIn.submit')}
      </Button>
    </form>
  )
}
