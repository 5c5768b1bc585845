import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../kit/icon.tsx'
import styles from './top-bar.module.css'

/** The bell with the number of unread notices. */
export function BellTarget({ count, ...rest }: ComponentProps<'button'> & { count: number }) {
  const { t } = useTranslation()
  const label = count > 0 ? t('frame.unread', { count }) : t('frame.notifications')
  return (
    <button type="button" {...rest} className={styles['tool']} aria-label={label} title={label}>
      <Icon name="bell" size={17} />
      {count > 0 ? <span className={styles['count']}>{count > 99 ? '99+' : count}</span> : null}
    </button>
  )
}
