import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import styles from '../frame/sign-in.module.css'
import { SignInForm } from '../frame/sign-in-form.tsx'
import { changeLanguage } from '../i18n.ts'
import { Button } from '../kit/button.tsx'
import { useRefreshSession, useSessionQuery } from '../session.tsx'

/** `/login`: after signing in goes back to where the person wanted to go (`?to=`), only inside this product. */
export default function LoginScreen() {
  const { t, i18n } = useTranslation()
  const navigate = useNavigate()
  const refresh = useRefreshSession()
  const session = useSessionQuery().data
  const wanted = (useSearch({ strict: false }) as Record<string, string>)['to'] ?? ''
  const to = /^\/p\/[\w-]+(\/|$)/.test(wanted) ? wanted : '/'
  return (
    <main className={styles['page']}>
      <div className={styles['card']}>
        <div className={styles['brand']}>
          <img src="/seal.svg" alt="" />
          <div>
            <h1>{t('product')}</h1>
            {session?.installation.name ? <p>{session.installation.name}</p> : null}
          </div>
        </div>
        {session?.installation.demo ? <p className={styles['hint']}>{t('frame.demo')}</p> : null}
        {session?.installation.acceptsPasswords === false ? <p role="alert">{t('signIn.needsTls')}</p> : null}
        <SignInForm
          onDone={async () => {
            await refresh()
            await navigate({ href: to })
          }}
        />
        <div className={styles['switch']}>
          <Button
            kind="quiet"
            icon="language"
            lang={i18n.language === 'en' ? 'vi' : 'en'}
            onClick={() => void changeLanguage(i18n.language === 'en' ? 'vi' : 'en')}
          >
            {i18n.language === 'en' ? 'Tiếng Việt' : 'English'}
          </Button>
        </div>
      </div>
    </main>
  )
}
