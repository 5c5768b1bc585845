import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatInstant } from '#web/kit/format.ts'
import styles from './auth.module.css'
import { PasswordForm } from './password-form.tsx'
import { ownApi } from './use-auth.ts'

/** `/link?token=…`: sets a password by the one-time link that an administrator gave. */
export default function LinkPage() {
  const { t } = useTranslation('auth')
  const token = (useSearch({ strict: false }) as Record<string, string>)['token'] ?? ''
  const [isDone, setDone] = useState(false)
  const { data, error } = useQuery({
    queryKey: ['auth', 'link', token],
    queryFn: ({ signal }) => ownApi.readLink({ body: { token }, signal }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <main className={styles['alone']}>
      <div className={styles['card']}>
        <h1>{t('link.title')}</h1>
        {isDone ? (
          <>
            <p className={styles['quiet']}>{t('link.done')}</p>
            <Button kind="main" onClick={() => window.location.assign('/login')}>
              {t('link.signIn')}
            </Button>
          </>
        ) : data ? (
          <>
            <p className={styles['quiet']}>
              {t('link.for', { login: data.login, until: formatInstant(data.expiresAt) })}
            </p>
            <PasswordForm
              asksCurrent={false}
              login={data.login}
              rules={{ minLength: 8, history: 10 }}
              onSubmit={async ({ password }) => {
                await ownApi.takeLink({ body: { token, password } })
                setDone(true)
              }}
            />
          </>
        ) : (
          <ErrorNote fault={error} />
        )}
      </div>
    </main>
  )
}
