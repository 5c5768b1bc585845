import { useTranslation } from 'react-i18next'
import type { IncomingDetail, Step } from '#modules/incoming/contract.ts'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { formatDate } from '#web/kit/format.ts'
import { PostLink } from '#web/kit/post-link.tsx'
import type { Tone } from '#web/kit/state-badge.tsx'
import { Timeline, type TimelineEntry } from '#web/kit/timeline.tsx'
import styles from './desk.module.css'
import pageStyles from './document.module.css'

const TONES: Readonly<Record<string, Tone>> = {
  registered: 'new',
  submitted: 'waiting',
  proposed: 'waiting',
  directed: 'doing',
  assigned: 'doing',
  received: 'doing',
  'part-done': 'done',
  completed: 'done',
  'sent-back': 'returned',
  returned: 'returned',
  cancelled: 'returned',
  reopened: 'returned',
  reminded: 'overdue',
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

interface Receiver {
  readonly role: 'lead' | 'cooperate' | 'inform'
  readonly name: string
  readonly dueDate?: string | null
}

function receiversOf(step: Step): Receiver[] {
  const list = step.data['recipients']
  return Array.isArray(list) ? (list as Receiver[]) : []
}

/** Its way: people and states, newest first, words of direction quoted; each entry opens what happened. */
export function Way({ document }: { document: IncomingDetail }) {
  const { t } = useTranslation('desk')
  const entries = [...document.steps]
    .sort((a, b) => b.at.localeCompare(a.at))
    .map((step): TimelineEntry => {
      const { data } = step
      const facts = {
        number: document.arrivalNumber ?? '',
        to: text(data['to']),
        name: text(data['name']),
        until: formatDate(text(data['until'])),
        count: Number(data['count'] ?? 0),
      }
      const tone = TONES[step.kind]
      return {
        id: step.id,
        at: step.at,
        who: [step.byName, step.byTitle].filter(Boolean).join(' · '),
        what: t(`way.${step.kind}`, { ...facts, defaultValue: step.kind }),
        quote: step.words,
        ...(tone ? { tone } : {}),
        detail: <Detail step={step} />,
      }
    })
  return (
    <section aria-label={t('part.way')} className={pageStyles['way']}>
      <h3>{t('part.way')}</h3>
      <Timeline
        entries={entries.map(({ detail, ...entry }) =>
          hasDetail(document.steps, entry.id) ? { ...entry, detail } : entry,
        )}
      />
    </section>
  )
}

function hasDetail(steps: readonly Step[], id: string): boolean {
  const step = steps.find((one) => one.id === id)
  return step !== undefined && (receiversOf(step).length > 0 || changesOf(step).length > 0)
}

/** Fields that a correction changed: name, before, after. */
function changesOf(step: Step): [string, string, string][] {
  const { before, after } = step.data as { before?: Record<string, unknown>; after?: Record<string, unknown> }
  if (!before || !after) return []
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names]
    .filter((name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null))
    .map((name) => [name, text(before[name]), text(after[name])])
}

function Detail({ step }: { step: Step }) {
  const { t } = useTranslation('desk')
  return (
    <>
      {receiversOf(step).map((one) => (
        <p key={`${one.role}-${one.name}`} className={styles['quiet']}>
          {t(`role.${one.role}`)}: <b>{one.name}</b>
          {one.dueDate ? ` · ${t('dueAt', { date: formatDate(one.dueDate) })}` : ''}
        </p>
      ))}
      {changesOf(step).map(([name, before, after]) => (
        <p key={name} className={styles['quiet']}>
          {t(`field.${name}`, { defaultValue: name })}: <del>{before || '–'}</del> <ins>{after || '–'}</ins>
        </p>
      ))}
    </>
  )
}

/** Căn cứ, trả lời cho, được trả lời bởi. */
export function Links({ document }: { document: IncomingDetail }) {
  const { t } = useTranslation('desk')
  if (document.relations.length === 0) return null
  return (
    <section aria-label={t('part.links')}>
      <h3>{t('part.links')}</h3>
      <ul className={pageStyles['links']}>
        {document.relations.map((one) => (
          <li key={`${one.kind}-${one.direction}-${one.documentId}`}>
            <span className={styles['quiet']}>{t(`relation.${one.kind}.${one.direction}`)}</span>
            {/* An answer crosses the counter: what answers an incoming document went out. */}
            <PostLink to={`${one.kind === 'replies-to' ? 'outgoing' : 'incoming'}/${one.documentId}`}>
              <DocumentSymbol>{one.symbol ?? t('noSymbol')}</DocumentSymbol> {one.subject}
            </PostLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
