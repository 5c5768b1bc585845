import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Late } from '../kit/late.tsx'
import type { BellSlot } from '../manifest.ts'
import { rooms } from '../rooms.ts'
import { BellTarget } from './bell-target.tsx'

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

const LateList = lazy(() => import('./bell-list.tsx'))

function BellButton({ slot }: { slot: BellSlot }) {
  const count = slot.useCount()
  return (
    <Late closed={(open) => <BellTarget count={count} aria-haspopup="dialog" onClick={open} />}>
      <LateList slot={slot} count={count} />
    </Late>
  )
}
