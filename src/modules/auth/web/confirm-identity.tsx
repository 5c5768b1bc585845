import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError } from '#platform/contract/index.ts'
import { ProofForm } from '#web/kit/proof-form.tsx'
import { Sheet } from '#web/kit/sheet.tsx'
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
  return (
    <ProofForm
      verb={t('confirm.submit')}
      onProof={async ({ login: _, ...proof }) => {
        await ownApi.confirm({ body: proof })
        onDone()
      }}
    />
  )
}
