import { useTranslation } from 'react-i18next'
import { formatInstant } from '#web/kit/format.ts'
import { Icon } from '#web/kit/icon.tsx'
import type { IntakeItem } from '../contract.ts'
import styles from './tray.module.css'

/** Who sent it, what it is to earlier documents, and whose signature stood on the package it came in. */
export function OriginNote({ item }: { item: IntakeItem }) {
  const { t } = useTranslation('intake')
  if (item.source !== 'exchange') return null
  const { vouched } = item
  return (
    <p className={styles['origin']}>
      <b>{item.title}</b>
      <span>{t('origin.from', { from: item.createdBy, at: formatInstant(item.createdAt) })}</span>
      {vouched ? (
        <span title={vouched.fingerprint}>
          <Icon name="check" size={13} />{' '}
          {t('origin.signed', { gateway: vouched.gateway, fingerprint: vouched.fingerprint.slice(0, 16) })}
        </span>
      ) : (
        <span>{t('origin.here')}</span>
      )}
    </p>
  )
}
