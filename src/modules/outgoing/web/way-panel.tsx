import { useTranslation } from 'react-i18next'
import type { Tone } from '#web/kit/state-badge.tsx'
import { Timeline, type TimelineEntry } from '#web/kit/timeline.tsx'
import type { PanelProps } from './panel-props.ts'

const TONES: Readonly<Record<string, Tone>> = {
  created: 'new',
  submitted: 'waiting',
  'opinions-asked': 'waiting',
  'content-checked': 'doing',
  'form-checked': 'doing',
  approved: 'done',
  'signed-by-hand': 'done',
  signed: 'done',
  sealed: 'done',
  issued: 'done',
  received: 'done',
  'sent-back': 'returned',
  withdrawn: 'returned',
  'approval-voided': 'returned',
  abandoned: 'returned',
  recalled: 'overdue',
  'not-delivered': 'overdue',
  'recall-agreed': 'returned',
  'recall-refused': 'overdue',
  'change-agreed': 'done',
  'change-refused': 'overdue',
}

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : Array.isArray(value)
      ? value.filter((one) => typeof one === 'string').join(', ')
      : ''

/** Its way in words, newest first. */
export default function WayPanel({ document }: PanelProps) {
  const { t } = useTranslation('outgoing')
  const entries = document.steps.toReversed().map((step): TimelineEntry => {
    const tone = TONES[step.kind]
    const facts = {
      no: step.versionNo ?? '',
      to: text(step.data['to']),
      from: text(step.data['from']),
      symbol: text(step.data['symbol']) || (document.symbol ?? ''),
    }
    const named = text(step.data['of'] ?? step.data['recipient'] ?? step.data['inside'])
    return {
      id: step.id,
      at: step.at,
      who: [step.byName, step.byTitle].filter(Boolean).join(' · '),
      what: `${t(`way.${step.kind}`, { ...facts, defaultValue: step.kind })}${named ? `: ${named}` : ''}`,
      quote: step.words,
      ...(tone ? { tone } : {}),
    }
  })
  return (
    <section>
      <Timeline entries={entries} shown={12} />
    </section>
  )
}
