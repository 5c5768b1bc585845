import { useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Icon } from '../kit/icon.tsx'
import { PostLink, postPath } from '../kit/post-link.tsx'
import { isOffered, type RoomNav } from '../manifest.ts'
import { rooms } from '../rooms.ts'
import { useActing } from '../session.tsx'
import styles from './rail.module.css'

/** The entries that the acting post is offered, in the order of the rail. */
export function useRail(): readonly RoomNav[] {
  const { post } = useActing()
  return rooms
    .flatMap((room) => room.nav ?? [])
    .filter((entry) => isOffered(entry, post))
    .toSorted((a, b) => a.order - b.order)
}

/** How many entries the bottom bar of a phone shows before "more". */
const ON_PHONE = 4

/** Left rail on a desk, bottom bar on a phone: the rooms that the acting post may enter, and no others. */
export function Rail() {
  const { t, i18n } = useTranslation()
  const { post } = useActing()
  const path = useLocation({ select: (location) => location.pathname })
  const entries = useRail()
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const link = (entry: RoomNav) => {
    const address = postPath(post.id, entry.path)
    const isHere = path === address || path.startsWith(`${address}/`)
    return (
      <PostLink
        key={entry.path}
        to={entry.path}
        className={styles['entry'] ?? ''}
        {...(isHere ? { 'aria-current': 'page' as const } : {})}
      >
        <Icon name={entry.icon} size={18} />
        <span>{entry.label[lang]}</span>
      </PostLink>
    )
  }
  return (
    <nav className={styles['rail']} aria-label={t('frame.rooms')}>
      <PostLink to="" className={styles['mark'] ?? ''} aria-label={`${t('product')} · ${t('frame.home')}`}>
        VK
      </PostLink>
      {entries.slice(0, ON_PHONE).map(link)}
      <div className={styles['rest']}>{entries.slice(ON_PHONE).map(link)}</div>
      {entries.length > ON_PHONE ? (
        <details className={styles['more']}>
          <summary className={styles['entry']}>
            <Icon name="menu" size={18} />
            <span>{t('frame.more')}</span>
          </summary>
          <div className={styles['sheet']}>{entries.slice(ON_PHONE).map(link)}</div>
        </details>
      ) : null}
    </nav>
  )
}
