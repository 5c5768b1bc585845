import { Popover } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../kit/icon.tsx'
import type { BellSlot } from '../manifest.ts'
import { rooms } from '../rooms.ts'
import styles from './top-bar.module.css'

const nothing: BellSlot = {
  useCount: () => 0,
  List: () => {
    const { t } = useTranslation()
    return <p>{t('frame.noNotifications')}</p>
  },
}

const load = rooms.find((room) => room.bell)?.bell
const RoomBell = load
  ? lazy(async () => {
      const { default: slot } = await load()
      return { default: () => <BellButton slot={slot} /> }
    })
  : () => <BellButton slot={nothing} />

/** The bell: unread notices as a number, their list on a press. A room fills it (`bell` in its manifest). */
export function Bell() {
  return (
    <Suspense fallback={<BellButton slot={nothing} />}>
      <RoomBell />
    </Suspense>
  )
}

function BellButton({ slot }: { slot: BellSlot }) {
  const { t } = useTranslation()
  const count = slot.useCount()
  const [opened, setOpened] = useState(false)
  const label = count > 0 ? t('frame.unread', { count }) : t('frame.notifications')
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width="min(21.25rem, calc(100vw - 1rem))"
      trapFocus
      returnFocus
    >
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
