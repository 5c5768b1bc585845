import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { ConfirmSheet } from '#web/kit/confirm-sheet.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatInstant } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { StateBadge } from '#web/kit/state-badge.tsx'
import { StateTabs } from '#web/kit/state-tabs.tsx'
import { toast } from '#web/kit/toast.tsx'
import { useUrlState } from '#web/kit/use-url-state.ts'
import styles from './auth.module.css'
import { useConfirmed } from './confirm-identity.tsx'
import { EnrolFactor, RecoveryCodes } from './enrol-factor.tsx'
import { PasswordForm } from './password-form.tsx'
import { ownApi, useReread } from './use-auth.ts'

const KeysPanel = lazy(() => import('./keys-panel.tsx'))
const SessionsPanel = lazy(() => import('./sessions-panel.tsx'))
const tabs = ['security', 'sessions', 'keys'] as const

/** My account: password and second factor, where I am signed in, keys for programs. */
export default function AccountPage() {
  const { t } = useTranslation('auth')
  const [url] = useUrlState({ tab: 'security' })
  const { data, error, refetch } = useQuery({
    queryKey: ['auth', 'me'],
    queryFn: ({ signal }) => ownApi.me({ signal }),
  })
  return (
    <>
      <PageHead title={t('account.title')} facts={data ? `${data.name} · ${data.login}` : undefined} />
      <StateTabs label={t('account.title')} tabs={tabs.map((id) => ({ id, label: t(`account.tabs.${id}`) }))} />
      <div className={styles['page']}>
        <ErrorNote fault={error} onRetry={() => void refetch()} />
        <Suspense>
          {url.tab === 'sessions' ? (
            <SessionsPanel />
          ) : url.tab === 'keys' ? (
            <KeysPanel />
          ) : data ? (
            <Security me={data} />
          ) : null}
        </Suspense>
      </div>
    </>
  )
}

type Me = Awaited<ReturnType<typeof ownApi.me>>

function Security({ me }: { me: Me }) {
  const { t } = useTranslation('auth')
  const reread = useReread()
  return (
    <>
      <section className={styles['part']}>
        <h2>{t('password.title')}</h2>
        <p className={styles['quiet']}>
          {me.passwordAt ? t('password.since', { when: formatInstant(me.passwordAt) }) : null}{' '}
          {me.passwordDueAt ? t('password.due', { when: formatInstant(me.passwordDueAt) }) : null}
        </p>
        <PasswordForm
          asksCurrent
          login={me.login}
          rules={me.policy}
          onSubmit={async ({ current, password }) => {
            await ownApi.changePassword({ body: { current, password } })
            toast({ text: t('password.changed') })
            await reread()
          }}
        />
      </section>
      <Factor me={me} />
    </>
  )
}

function Factor({ me }: { me: Me }) {
  const { t } = useTranslation('auth')
  const reread = useReread()
  const confirmed = useConfirmed()
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const [isRemoving, setRemoving] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const done = () => {
    setCodes(null)
    void reread()
  }
  const step = async (work: () => Promise<void>) => {
    setFault(null)
    try {
      await work()
    } catch (cause) {
      if (cause) setFault(cause)
    }
  }
  return (
    <section className={styles['part']}>
      <div className={styles['row']}>
        <h2>{t('factor.title')}</h2>
        <StateBadge tone={me.hasSecondFactor ? 'done' : me.mustHaveSecondFactor ? 'overdue' : 'waiting'}>
          {me.hasSecondFactor ? t('factor.on') : t('factor.off')}
        </StateBadge>
      </div>
      {codes ? (
        <RecoveryCodes codes={codes} onDone={done} />
      ) : me.hasSecondFactor ? (
        <>
          <p className={styles['quiet']}>{t('factor.left', { count: me.recoveryCodesLeft })}</p>
          <div className={styles['row']}>
            <Button
              onClick={() =>
                void step(async () => setCodes((await confirmed.run(() => ownApi.newRecoveryCodes())).recoveryCodes))
              }
            >
              {t('factor.newCodes')}
            </Button>
            <Button kind="quiet" onClick={() => setRemoving(true)}>
              {t('factor.remove')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p className={styles['quiet']}>{t('factor.hint')}</p>
          <EnrolFactor run={confirmed.run} onDone={done} />
        </>
      )}
      <ErrorNote fault={fault} />
      <ConfirmSheet
        opened={isRemoving}
        onClose={() => setRemoving(false)}
        title={t('factor.removeTitle')}
        consequence={me.mustHaveSecondFactor ? t('factor.removeAdmin') : t('factor.removeHint')}
        verb={t('factor.remove')}
        danger
        onConfirm={() => {
          // The confirmation of the person comes after this sheet has gone: no modal over a modal.
          setTimeout(
            () =>
              void step(async () => {
                await confirmed.run(() => ownApi.removeFactor())
                await reread()
              }),
          )
        }}
      />
      {confirmed.sheet}
    </section>
  )
}
