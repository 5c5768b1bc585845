import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError } from '#platform/contract/index.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { Sheet } from '#web/kit/sheet.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import styles from './auth.module.css'
import { ownApi } from './use-auth.ts'

/**
 * Runs dangerous steps: when the server asks for the password once more (AUTH_CONFIRM_AGAIN), the sheet opens and the
 * step is done again afterwards. Place `sheet` where no other sheet stands open.
 */
export function useConfirmed(): {
  run: <T>(step: () => Promise<T>) => Promise<T>
  sheet: ReactNode
} {
  const [waiting, setWaiting] = useState<{ go: () => void; leave: (cause: unknown) => void } | null>(null)
  const run = async <T,>(step: () => Promise<T>): Promise<T> => {
    try {
      return await step()
    } catch (cause) {
      if (!(cause instanceof ProblemError) || cause.code !== 'AUTH_CONFIRM_AGAIN') throw cause
      await new Promise<void>((go, leave) => setWaiting({ go, leave: () => leave(cause) }))
      return step()
    }
  }
  const sheet = waiting ? (
    <ConfirmIdentity
      onDone={() => {
        setWaiting(null)
        waiting.go()
      }}
      onClose={() => {
        setWaiting(null)
        waiting.leave(null)
      }}
    />
  ) : null
  return { run, sheet }
}

function ConfirmIdentity({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const { t } = useTranslation('auth')
  return (
    <Sheet place="middle" width={24} opened onClose={onClose} title={t('confirm.title')}>
      <p className={styles['quiet']}>{t('confirm.hint')}</p>
      <ConfirmForm onDone={onDone} />
    </Sheet>
  )
}

/** Password and, where one is enrolled, the second factor: makes the session fresh for ten minutes. */
export function ConfirmForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('auth')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [needsCode, setNeedsCode] = useState(false)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const submit = async () => {
    setBusy(true)
    setFault(null)
    try {
      await ownApi.confirm({ body: { password, ...(code ? { code } : {}) } })
      onDone()
    } catch (cause) {
      if (cause instanceof ProblemError && cause.code === 'AUTH_SECOND_FACTOR_NEEDED' && !needsCode) setNeedsCode(true)
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
        label={t('password.current')}
        type="password"
        autoComplete="current-password"
        required
        autoFocus
        value={password}
        onChange={setPassword}
      />
      {needsCode ? (
        <TextField
          label={t('factor.code')}
          hint={t('factor.codeHint')}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          autoFocus
          value={code}
          onChange={setCode}
        />
      ) : null}
      <ErrorNote fault={fault} />
      <Button kind="main" type="submit" busy={busy}>
        {t('confirm.submit')}
      </Button>
    </form>
  )
}
