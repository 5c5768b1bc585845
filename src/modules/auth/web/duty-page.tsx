import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { signOut, useRefreshSession } from '#web/session.tsx'
import styles from './auth.module.css'
import { useConfirmed } from './confirm-identity.tsx'
import { EnrolFactor } from './enrol-factor.tsx'
import { PasswordForm } from './password-form.tsx'
import { ownApi, useReread } from './use-auth.ts'

/** `/duty`: what an account has to do before it may act: change the password, enrol a second factor. Then on to work. */
export default function DutyPage() {
  const { t } = useTranslation('auth')
  const { data, error, refetch } = useQuery({
    queryKey: ['auth', 'me'],
    queryFn: ({ signal }) => ownApi.me({ signal }),
  })
  const refreshSession = useRefreshSession()
  const reread = useReread()
  const confirmed = useConfirmed()
  const next = async () => {
    await reread()
    await refreshSession()
    const { duty } = await ownApi.me()
    if (!duty) window.location.assign('/')
  }
  if (!data)
    return (
      <main className={styles['alone']}>
        <ErrorNote fault={error} onRetry={() => void refetch()} />
      </main>
    )
  const { duty } = data
  return (
    <main className={styles['alone']}>
      <div className={styles['card']}>
        {duty === 'enrol' ? (
          <>
            <h1>{t('duty.enrol')}</h1>
            <p className={styles['quiet']}>{t('duty.enrolHint')}</p>
            <EnrolFactor isMain run={confirmed.run} onDone={() => void next()} />
          </>
        ) : duty === 'change-password' ? (
          <>
            <h1>{t('duty.changePassword')}</h1>
            <p className={styles['quiet']}>{t('duty.changePasswordHint')}</p>
            <PasswordForm
              asksCurrent
              login={data.login}
              rules={data.policy}
              onSubmit={async ({ current, password }) => {
                await ownApi.changePassword({ body: { current, password } })
                await next()
              }}
            />
          </>
        ) : (
          <>
            <h1>{t('duty.done')}</h1>
            <Button kind="main" onClick={() => window.location.assign('/')}>
              {t('duty.goOn')}
            </Button>
          </>
        )}
        <div className={styles['row']}>
          <Button
            kind="quiet"
            icon="exit"
            onClick={() => void signOut().finally(() => window.location.assign('/login'))}
          >
            {t('signOut')}
          </Button>
        </div>
      </div>
      {confirmed.sheet}
    </main>
  )
}
