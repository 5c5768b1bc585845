import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onSessionDead } from '../http.ts'
import { Button } from '../kit/button.tsx'
import { Sheet } from '../kit/sheet.tsx'
import { useRefreshSession } from '../session.tsx'
import { SignInForm } from './sign-in-form.tsx'

/**
 * Stands ready over every screen. When a call finds the session dead, the sheet opens, the page stays as it is
 * underneath, and after signing in the waiting calls are sent again.
 */
export function SignInSheet() {
  const { t } = useTranslation()
  const refresh = useRefreshSession()
  const [opened, setOpened] = useState(false)
  const waiting = useRef<(isBack: boolean) => void>(null)

  useEffect(() => {
    onSessionDead(
      () =>
        new Promise<boolean>((resolve) => {
          waiting.current = resolve
          setOpened(true)
        }),
    )
    return () => onSessionDead(async () => false)
  }, [])

  const end = (isBack: boolean) => {
    setOpened(false)
    waiting.current?.(isBack)
    waiting.current = null
  }
  return (
    <Sheet place="middle" width={24} opened={opened} onClose={() => end(false)} title={t('signIn.again')} locked>
      <p style={{ marginTop: 0 }}>{t('signIn.againHint')}</p>
      <SignInForm
        onDone={async () => {
          end(true)
          await refresh()
        }}
      />
      <p style={{ marginBottom: 0 }}>
        <Button kind="quiet" onClick={() => window.location.assign('/login')}>
          {t('signIn.leave')}
        </Button>
      </p>
    </Sheet>
  )
}
