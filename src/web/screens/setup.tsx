import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError } from '#platform/contract/index.ts'
import styles from '../frame/sign-in.module.css'
import { askJson } from '../http.ts'
import { Button } from '../kit/button.tsx'
import { ErrorNote } from '../kit/error-note.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useRefreshSession } from '../session.tsx'

/** `/setup?token=…`: the first administrator, by the one-time link that the server prints at its first start. */
export default function SetupScreen() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const refresh = useRefreshSession()
  const token = (useSearch({ strict: false }) as Record<string, string>)['token'] ?? ''
  const [given, setGiven] = useState({ organization: '', name: '', login: '', password: '', again: '' })
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const put = (name: keyof typeof given) => (value: string) => setGiven({ ...given, [name]: value })
  const differs = given.again !== '' && given.again !== given.password
  const fields = fault instanceof ProblemError ? fault.fields : {}
  const submit = async () => {
    setBusy(true)
    setFault(null)
    try {
      const { again: _, ...body } = given
      await askJson('/api/auth/setup', { method: 'POST', body: { token, ...body } })
      await refresh()
      await navigate({ href: '/' })
    } catch (cause) {
      setFault(cause)
    } finally {
      setBusy(false)
    }
  }
  return (
    <main className={styles['page']}>
      <div className={styles['card']}>
        <div className={styles['brand']}>
          <img src="/seal.svg" alt="" />
          <h1>{t('setup.title')}</h1>
        </div>
        <p className={styles['hint']}>{token ? t('setup.hint') : t('setup.noToken')}</p>
        {token ? (
          <form
            className={styles['form']}
            onSubmit={(event) => {
              event.preventDefault()
              if (!differs) void submit()
            }}
          >
            <TextField
              label={t('setup.organization')}
              required
              value={given.organization}
              onChange={put('organization')}
              fault={fields['organization']}
              autoFocus
            />
            <TextField
              label={t('setup.name')}
              required
              autoComplete="name"
              value={given.name}
              onChange={put('name')}
              fault={fields['name']}
            />
            <TextField
              label={t('setup.login')}
              required
              autoComplete="username"
              autoCapitalize="none"
              value={given.login}
              onChange={put('login')}
              fault={fields['login']}
            />
            <TextField
              label={t('setup.password')}
              hint={t('setup.passwordHint')}
              type="password"
              required
              minLength={12}
              autoComplete="new-password"
              value={given.password}
              onChange={put('password')}
              fault={fields['password']}
            />
            <TextField
              label={t('setup.passwordAgain')}
              type="password"
              required
              autoComplete="new-password"
              value={given.again}
              onChange={put('again')}
              fault={differs ? t('setup.differs') : undefined}
            />
            <ErrorNote fault={fault} />
            <Button kind="main" type="submit" busy={busy} disabled={differs}>
              {t('setup.submit')}
            </Button>
          </form>
        ) : null}
      </div>
    </main>
  )
}
