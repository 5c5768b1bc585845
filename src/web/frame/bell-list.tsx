import { Popover } from '@mantine/core'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useOpenAtOnce } from '../kit/late.tsx'
import type { BellSlot } from '../manifest.ts'
import { BellTarget } from './bell-target.tsx'

/** The notices below the bell. */
export default function BellList({ slot, count }: { slot: BellSlot; count: number }) {
  const { t } = useTranslation()
  const { target, opened, setOpened } = useOpenAtOnce()
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
        <BellTarget ref={target} count={count} onClick={() => setOpened(!opened)} />
      </Popover.Target>
      <Popover.Dropdown aria-label={t('frame.notifications')}>
        <Suspense>{opened ? <slot.List onClose={() => setOpened(false)} /> : null}</Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
