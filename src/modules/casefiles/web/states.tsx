import { useTranslation } from 'react-i18next'
import { Icon } from '#web/kit/icon.tsx'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import type { CaseFile } from '../contract.ts'
import type { Line, Plan } from '../plan-contract.ts'
import styles from './files.module.css'

const FILE: Readonly<Record<CaseFile['state'], Tone>> = {
  open: 'doing',
  closed: 'done',
  submitted: 'waiting',
  returned: 'returned',
  accepted: 'done',
}
const PLAN: Readonly<Record<Plan['state'], Tone>> = { draft: 'doing', submitted: 'waiting', approved: 'done' }
const LINE: Readonly<Record<Line['state'], Tone>> = { proposed: 'waiting', accepted: 'done', refused: 'returned' }

export function FileState({ state }: { state: CaseFile['state'] }) {
  const { t } = useTranslation('casefiles')
  return <StateBadge tone={FILE[state]}>{t(`state.${state}`)}</StateBadge>
}

export function PlanState({ state }: { state: Plan['state'] }) {
  const { t } = useTranslation('casefiles')
  return <StateBadge tone={PLAN[state]}>{t(`plan.state.${state}`)}</StateBadge>
}

export function LineState({ state }: { state: Line['state'] }) {
  const { t } = useTranslation('casefiles')
  return <StateBadge tone={LINE[state]}>{t(`line.state.${state}`)}</StateBadge>
}

/** Beside what is narrowed to a list, for who may see it. */
export function NarrowedMark() {
  const { t } = useTranslation('casefiles')
  return (
    <span className={styles['narrowed']}>
      <Icon name="shield" size={13} /> {t('narrowed.mark')}
    </span>
  )
}
