import { Popover } from '@mantine/core'
import { type ComponentType, createContext, type ReactNode, Suspense, useContext, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../kit/icon.tsx'
import styles from './top-bar.module.css'

/** What a room gives to fill the bell: a count that lives, and the list that opens. */
export interface BellSlot {
  readonly useCount: () => number
  readonly List: ComponentType<{ onClose: () => void }>
}

const BellContext = createContext<BellSlot | null>(null)

/** Fills the bell. Placed by the shell around the frame when a room offers notices. */
export function BellProvider({ slot, children }: { slot: BellSlot; children: ReactNode }) {
  return <BellContext value={slot}>{children}</BellContext>
}

const nothing: BellSlot = {
  useCount: () => 0,
  List: () => {
    const { t } = useTranslation()
    return <p>{t('frame.noNotifications')}</p>
  },
}

/** The bell: unread notices as a number, their list on a press. */
export function Bell() {
  const { t } = useTranslation()
  const slot = useContext(BellContext) ?? nothing
  const count = slot.useCount()
  const [opened, setOpened] = useState(false)
  const label = count > 0 ? t('frame.unread', { count }) : t('frame.notifications')
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={340} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={styles['tool']}
          aria-label={label}
          title={label}
          onClick={() => setOpened(!opened)}
        >
          <Icon name="bell" size={17} />
          {count > 0 ? <span className={styles['count']}>{count > 99 ? '99+' : count}</span> : null}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('frame.notifications')}>
        <Suspense>{opened ? <slot.List onClose={() => setOpened(false)} /> : null}</Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
