import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError } from '#platform/contract/index.ts'
import { Button } from './button.tsx'
import { ErrorNote } from './error-note.tsx'
import styles from './proof-form.module.css'
import { TextField } from './text-field.tsx'

export interface Proof {
  /** '' where the form does not ask for it. */
  readonly login: string
  readonly password: string
  readonly code?: string
}

/** Codes by which the server asks for the second factor. */
const asksForCode = new Set(['AUTH_CODE_NEEDED', 'AUTH_SECOND_FACTOR_NEEDED', 'AUTH_CODE_WRONG'])

/**
 * Who somebody is: name (when signing in), password and, when the server asks for it, the second factor. `onProof` sends it;
 * what it throws is shown, and what was typed stays.
 */
export function ProofForm(props: { asksLogin?: boolean; verb: string; onProof: (proof: Proof) => Promise<void> }) {
  const { t } = useTranslation()
  const { asksLogin, verb, onProof } = props
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
      await onProof({ login, password, ...(code ? { code } : {}) })
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
      {asksLogin ? (
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
      ) : null}
      <TextField
        label={t('signIn.password')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        autoFocus={!asksLogin}
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
        {verb}
      </Button>
    </form>
  )
}
