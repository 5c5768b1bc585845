import { useTranslation } from 'react-i18next'
import { formatInstant } from '#web/kit/format.ts'
import { useGo } from '#web/kit/post-link.tsx'
import type { NoticeLine } from '../contract.ts'
import styles from './operations.module.css'
import { useOperations } from './use-operations.ts'

/** Notices as lines: a dot and heavier ink while unread. Pressing one marks it read and goes where it points. */
export function NoticeLines({ items, onOpened }: { items: readonly NoticeLine[]; onOpened?: () => void }) {
  const { t, i18n } = useTranslation('operations')
  const { api, reread } = useOperations()
  const go = useGo()
  const open = async (one: NoticeLine) => {
    onOpened?.()
    if (one.link) go(one.link)
    if (!one.isRead) {
      await api.readNotices({ body: { ids: [one.id] } })
      await reread()
    }
  }
  return (
    <ul className={styles['notices']}>
      {items.map((one) => (
        <li key={one.id}>
          <button
            type="button"
            className={one.isRead ? styles['read'] : styles['unread']}
            onClick={() => void open(one)}
          >
            {one.isRead ? null : <span className="visually-hidden">{t('notices.unread')} </span>}
            <span>{i18n.language === 'en' ? one.text.en : one.text.vi}</span>
            <small>{formatInstant(one.createdAt)}</small>
          </button>
        </li>
      ))}
    </ul>
  )
}
