import { useTranslation } from 'react-i18next'
import { StateBadge } from '#web/kit/state-badge.tsx'
import type { AuditLine } from '../contract.ts'

const tones = { done: 'done', refused: 'overdue', failed: 'returned' } as const

/** How it ended: icon, word and tint. */
export function Outcome({ value }: { value: AuditLine['outcome'] }) {
  const { t } = useTranslation('audit')
  return <StateBadge tone={tones[value]}>{t(`outcome.${value}`)}</StateBadge>
}
