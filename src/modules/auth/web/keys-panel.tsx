import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatInstant } from '#web/kit/format.ts'
import { StateBadge } from '#web/kit/state-badge.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { useActing } from '#web/session.tsx'
import { permissionTitles } from '#web/texts/permissions.gen.ts'
import styles from './auth.module.css'
import { useConfirmed } from './confirm-identity.tsx'
import { ownApi, usePostApi, useReread } from './use-auth.ts'

/** Keys for programs that act in one of my posts. The secret is shown once. */
export default function KeysPanel() {
  const { t } = useTranslation('auth')
  const permissionName = usePermissionName()
  const reread = useReread()
  const { session } = useActing()
  const confirmed = useConfirmed()
  const [isMaking, setMaking] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const { data, error, refetch } = useQuery({
    queryKey: ['auth', 'keys'],
    queryFn: ({ signal }) => ownApi.keys({ signal }),
  })
  const titleOf = (postId: string) => session.posts.find((one) => one.id === postId)?.title ?? '–'
  const end = async (id: string) => {
    setFault(null)
    try {
      await ownApi.endKey({ params: { id } })
      await reread()
    } catch (cause) {
      setFault(cause)
    }
  }
  return (
    <section className={styles['part']}>
      <p className={styles['quiet']}>{t('keys.hint')}</p>
      <ErrorNote fault={error ?? fault} onRetry={error ? () => void refetch() : undefined} />
      {secret ? (
        <div className={styles['part']} role="status">
          <p className={styles['quiet']}>{t('keys.once')}</p>
          <code className={styles['secret']}>{secret}</code>
          <div className={styles['row']}>
            <Button icon="copy" onClick={() => void navigator.clipboard?.writeText(secret)}>
              {t('copy')}
            </Button>
            <Button onClick={() => setSecret(null)}>{t('keys.kept')}</Button>
          </div>
        </div>
      ) : null}
      {data && data.items.length === 0 && !isMaking ? <EmptyState title={t('keys.none')} /> : null}
      <ul className={styles['list']}>
        {data?.items.map((one) => (
          <li key={one.id}>
            <span>
              {one.name}{' '}
              <StateBadge tone={one.state === 'live' ? 'doing' : 'done'}>{t(`keys.state.${one.state}`)}</StateBadge>
              <small>
                {titleOf(one.postId)} · {one.scopes.map(permissionName).join(', ')} ·{' '}
                {t('keys.until', { when: formatInstant(one.expiresAt) })}
                {one.lastUsedAt ? ` · ${t('keys.used', { when: formatInstant(one.lastUsedAt) })}` : ''}
              </small>
            </span>
            {one.state === 'live' ? (
              <Button kind="quiet" icon="cross" onClick={() => void end(one.id)}>
                {t('keys.end')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {isMaking ? (
        <KeyForm
          run={confirmed.run}
          onDone={(made) => {
            setMaking(false)
            setSecret(made)
            void reread()
          }}
        />
      ) : (
        <div className={styles['row']}>
          <Button icon="plus" onClick={() => setMaking(true)}>
            {t('keys.create')}
          </Button>
        </div>
      )}
      {confirmed.sheet}
    </section>
  )
}

function KeyForm(props: { run: <T>(step: () => Promise<T>) => Promise<T>; onDone: (secret: string) => void }) {
  const { t } = useTranslation('auth')
  const permissionName = usePermissionName()
  const api = usePostApi()
  const { post } = useActing()
  const [name, setName] = useState('')
  const [days, setDays] = useState('90')
  const [scopes, setScopes] = useState<readonly string[]>([])
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const submit = async () => {
    setBusy(true)
    setFault(null)
    try {
      const made = await props.run(() => api.createKey({ body: { name, scopes: [...scopes], days: Number(days) } }))
      props.onDone(made.secret)
    } catch (cause) {
      if (cause) setFault(cause)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className={styles['part']}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <div className={styles['form']}>
        <TextField label={t('keys.name')} required maxLength={100} autoFocus value={name} onChange={setName} />
        <TextField label={t('keys.days')} type="number" min={1} max={366} required value={days} onChange={setDays} />
      </div>
      <fieldset className={styles['scopes']}>
        <legend>{t('keys.scopes', { post: post.title })}</legend>
        {post.abilities
          .filter((one) => !one.startsWith('auth.'))
          .map((one) => (
            <label key={one}>
              <input
                type="checkbox"
                checked={scopes.includes(one)}
                onChange={(event) =>
                  setScopes(event.currentTarget.checked ? [...scopes, one] : scopes.filter((other) => other !== one))
                }
              />
              <span title={one}>{permissionName(one)}</span>
            </label>
          ))}
      </fieldset>
      <ErrorNote fault={fault} />
      <div className={styles['row']}>
        <Button kind="main" type="submit" busy={busy} disabled={scopes.length === 0}>
          {t('keys.create')}
        </Button>
      </div>
    </form>
  )
}

/** What a permission lets one do, in the reader's language. */
function usePermissionName(): (name: string) => string {
  const { i18n } = useTranslation()
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  return (name) => permissionTitles[name]?.[lang] ?? name
}
