import { useTranslation } from 'react-i18next'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import type { UnitLine } from '../contract.ts'

const TONES: Readonly<Record<UnitLine['publish'], Tone>> = { draft: 'waiting', office: 'doing', public: 'done' }

/** Who may read it. */
export function PublishState({ state }: { state: UnitLine['publish'] }) {
  const { t } = useTranslation('archive')
  return <StateBadge tone={TONES[state]}>{t(`publish.${state}`)}</StateBadge>
}
