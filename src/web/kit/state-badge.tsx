import { useTranslation } from 'react-i18next'
import { Icon, type IconName } from './icon.tsx'
import styles from './state-badge.module.css'

/** The six tones of work: icon, word and tint together, never colour alone. */
export type Tone = 'new' | 'waiting' | 'doing' | 'done' | 'overdue' | 'returned'

const icons: Readonly<Record<Tone, IconName>> = {
  new: 'dot',
  waiting: 'hourglass',
  doing: 'work',
  done: 'check',
  overdue: 'alarm',
  returned: 'back',
}

/** A state. `children` is the room's own word ("Chờ trình"); without it the tone's general word stands. */
export function StateBadge({ tone, children }: { tone: Tone; children?: string }) {
  const { t } = useTranslation()
  return (
    <span className={`${styles['badge']} ${styles[tone]}`}>
      <Icon name={icons[tone]} size={13} />
      {children ?? t(`state.${tone}`)}
    </span>
  )
}
