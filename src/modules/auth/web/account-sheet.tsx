import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError } from '#platform/contract/index.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatInstant } from '#web/kit/format.ts'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { toast } from '#web/kit/toast.tsx'
import type { AccountLine } from '../contract.ts'
import styles from './auth.module.css'
import { ConfirmForm } from './confirm-identity.tsx'
import { usePostApi, useReread } from './use-auth.ts'

interface Link {
  readonly token: string
  readonly expiresAt: string
}

/** One person's account: make it, give a link for a new password, disable, enable. Each step says what it does. */
export function AccountSheet({ row, onClose }: { row: AccountLine; onClose: () => void }) {
  const { t } = useTranslation('auth')
  const api = usePostApi()
  const reread = useReread()
  const [login, setLogin] = useState('')
  const [reason, setReason] = useState('')
  const [removeFactor, setRemoveFactor] = useState(false)
  const [link, setLink] = useState<Link | null>(null)
  const [again, setAgain] = useState<(() => Promise<void>) | null>(null)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const step = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setFault(null)
    try {
      await work()
      await reread()
    } catch (cause) {
      // Asked for inside this sheet: no modal over a modal.
      if (cause instanceof ProblemError && cause.code === 'AUTH_CONFIRM_AGAIN') setAgain(() => work)
      else setFault(cause)
    } finally {
      setBusy(false)
    }
  }
  const end = async (words: string) => {
    toast({ text: t(words) })
    onClose()
  }
  const { abilities, id } = row
  return (
    <SideSheet opened onClose={onClose} title={row.name}>
      {link ? (
        <div className={styles['part']} role="status">
          <p className={styles['quiet']}>{t('accounts.linkHint', { until: formatInstant(link.expiresAt) })}</p>
          <code className={styles['secret']}>{`${window.location.origin}/link?token=${link.token}`}</code>
          <div className={styles['row']}>
            <Button
              icon="copy"
              onClick={() => void navigator.clipboard?.writeText(`${window.location.origin}/link?token=${link.token}`)}
            >
              {t('copy')}
            </Button>
            <Button kind="main" onClick={onClose}>
              {t('accounts.linkGiven')}
            </Button>
          </div>
        </div>
      ) : again ? (
        <div className={styles['part']}>
          <h3>{t('confirm.title')}</h3>
          <p className={styles['quiet']}>{t('confirm.hint')}</p>
          <ConfirmForm
            onDone={() => {
              const work = again
              setAgain(null)
              void step(work)
            }}
          />
        </div>
      ) : (
        <div className={styles['stack']}>
          {row.login ? (
            <p className={styles['quiet']}>
              {row.login} · {t(`state.${row.state}`)} ·{' '}
              {row.lastSignInAt ? formatInstant(row.lastSignInAt) : t('accounts.neverIn')}
            </p>
          ) : null}
          {abilities.create ? (
            <form
              className={styles['form']}
              onSubmit={(event) => {
                event.preventDefault()
                void step(async () => setLink(await api.createAccount({ body: { personId: row.personId, login } })))
              }}
            >
              <TextField
                label={t('accounts.login')}
                hint={t('accounts.loginHint')}
                required
                autoFocus
                autoCapitalize="none"
                autoComplete="off"
                spellCheck={false}
                value={login}
                onChange={setLogin}
              />
              <Button kind="main" type="submit" busy={busy}>
                {t('accounts.create')}
              </Button>
            </form>
          ) : null}
          {id !== null && abilities.reset ? (
            <section className={styles['part']}>
              <h3>{t('accounts.reset')}</h3>
              <p className={styles['quiet']}>{t('accounts.resetHint')}</p>
              {row.hasSecondFactor ? (
                <label className={styles['row']}>
                  <input
                    type="checkbox"
                    checked={removeFactor}
                    onChange={(event) => setRemoveFactor(event.currentTarget.checked)}
                  />
                  {t('accounts.removeFactor')}
                </label>
              ) : null}
              <div className={styles['row']}>
                <Button
                  busy={busy}
                  onClick={() =>
                    void step(async () => setLink(await api.resetAccount({ params: { id }, body: { removeFactor } })))
                  }
                >
                  {t('accounts.reset')}
                </Button>
              </div>
            </section>
          ) : null}
          {id !== null && (abilities.disable || abilities.enable) ? (
            <section className={styles['part']}>
              <h3>{abilities.enable ? t('accounts.enable') : t('accounts.disable')}</h3>
              <p className={styles['quiet']}>
                {abilities.enable ? t('accounts.enableHint') : t('accounts.disableHint')}
              </p>
              <div className={styles['form']}>
                <TextField label={t('accounts.reason')} required maxLength={300} value={reason} onChange={setReason} />
              </div>
              <div className={styles['row']}>
                <Button
                  kind={abilities.enable ? 'plain' : 'danger'}
                  busy={busy}
                  disabled={reason.trim() === ''}
                  onClick={() =>
                    void step(async () => {
                      const call = abilities.enable ? api.enableAccount : api.disableAccount
                      await call({ params: { id }, body: { reason } })
                      await end(abilities.enable ? 'accounts.enabled' : 'accounts.disabled')
                    })
                  }
                >
                  {abilities.enable ? t('accounts.enable') : t('accounts.disable')}
                </Button>
              </div>
            </section>
          ) : null}
          <ErrorNote fault={fault} />
        </div>
      )}
    </SideSheet>
  )
}
