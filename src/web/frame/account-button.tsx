import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing } from '../session.tsx'
import styles from './top-bar.module.css'

/** Initials of a Vietnamese name: the given name stands last, so its letter leads: "Nguyễn Thị An" is A. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  return ((words[0]?.[0] ?? '') + (words.length > 1 ? (words.at(-1)?.[0] ?? '') : '')).toUpperCase()
}

/** Who is signed in, by his initials; opens the menu of the account. */
export function AccountButton(props: ComponentProps<'button'>) {
  const { t } = useTranslation()
  const { session } = useActing()
  const name = session.account?.name ?? ''
  return (
    <button type="button" {...props} className={styles['account']} aria-label={`${t('frame.account')}: ${name}`}>
      {initials(name)}
    </button>
  )
}
