import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError } from '#platform/contract/index.ts'
import styles from '../frame/sign-in.module.css'
import { askJson } from '../http.ts'
import { Button } from '../kit/button.tsx'
import { ErrorNote } from '../kit/error-note.tsx'
import fieldStyles from '../kit/field.module.css'
import { Field } from '../kit/field.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useRefreshSession } from '../session.tsx'

/** Decides whose rules hold: of the State or of the Party (regime). */
const kinds = ['state', 'party', 'mass', 'enterprise', 'vertical'] as const

/** `/setup?token=…`: the first administrator, by the one-time link that the server prints at its first start. */
export default function SetupScreen() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const refresh = useRefreshSession()
  const token = (useSearch({ strict: false }) as Record<string, string>)['token'] ?? ''
  const [given, setGiven] = useState({ organization: '', kind: 'state', name: '', login: '', password: '', again: '' })
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
            <Field label={t('setup.kind')} hint={t('setup.kindHint')} required>
              {(parts) => (
                <select
                  {...parts}
                  className={fieldStyles['input']}
                  value={given.kind}
                  onChange={(event) => put('kind')(event.currentTarget.value)}
                >
                  {kinds.map((kind) => (
                    <option key={kind} value={kind}>
                      {t(`setup.kinds.${kind}`)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
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
              minLength={8}
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
