import { useTranslation } from 'react-i18next'
import { type IncomingDetail, incoming } from '#modules/incoming/contract.ts'
import { beginReply } from '#modules/outgoing/web/index.ts'
import { useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { DueBadge } from '#web/kit/due-badge.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatDate } from '#web/kit/format.ts'
import { useGo } from '#web/kit/post-link.tsx'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import { useActing } from '#web/session.tsx'
import { ActionMenu } from './action-menu.tsx'
import styles from './desk.module.css'
import pageStyles from './document.module.css'
import type { Ability } from './document-facts.ts'
import { Reminded } from './reminded.tsx'

const PART_TONE: Readonly<Record<IncomingDetail['assignments'][number]['state'], Tone>> = {
  given: 'new',
  received: 'doing',
  in_progress: 'doing',
  done: 'done',
  returned: 'returned',
  withdrawn: 'returned',
}

/** What the answer begins with. */
const replyOf = ({ id, symbol, subject, issuerName, urgency, dueDate }: IncomingDetail) => ({
  id,
  symbol,
  subject,
  issuerName,
  urgency,
  dueDate,
})

/** Where it is: who holds it, until when, the one next action of this actor as the main button, the rest in a menu. */
export function Where(props: {
  document: IncomingDetail
  main: Ability | null
  others: readonly Ability[]
  onAct: (ability: Ability) => void
  fault: unknown
}) {
  const { t } = useTranslation('desk')
  const { document, main, others, onAct } = props
  const fileUrl = useFileUrl()
  const go = useGo()
  const { post } = useActing()
  const params = { documentId: document.id }
  const shown = document.assignments.filter((one) => one.state !== 'withdrawn')
  return (
    <section aria-label={t('part.where')} className={pageStyles['where']}>
      <h3>{t('part.where')}</h3>
      <p className={pageStyles['holder']}>
        <b>{document.holder ?? t(`state.${document.state}`)}</b>
        {document.dueDate && document.daysLeft !== null ? (
          <>
            <span>{t('dueAt', { date: formatDate(document.dueDate) })}</span>
            <DueBadge due={document.dueDate} left={document.daysLeft} />
          </>
        ) : null}
      </p>
      {document.reminders ? (
        <p className={pageStyles['reminded']}>
          <Reminded reminders={document.reminders} />
        </p>
      ) : null}
      {document.result ? <blockquote className={styles['quote']}>{document.result}</blockquote> : null}
      {shown.length > 0 ? (
        <ul className={pageStyles['parts']}>
          {shown.map((one) => (
            <li key={one.id} data-mine={one.isMine || undefined}>
              <span className={styles['quiet']}>{t(`role.${one.role}`)}</span>
              <span>
                <b>{one.name}</b>
                {one.title ? ` · ${one.title}` : ''}
                {one.dueDate ? ` · ${formatDate(one.dueDate)}` : ''}
              </span>
              <StateBadge tone={PART_TONE[one.state]}>{t(`partState.${one.state}`)}</StateBadge>
              {one.extension ? (
                <p className={styles['ask']}>
                  {t('where.asksUntil', { date: formatDate(one.extension.until) })} <q>{one.extension.reason}</q>
                </p>
              ) : null}
              {one.result && one.role === 'cooperate' ? <q className={styles['words']}>{one.result}</q> : null}
            </li>
          ))}
        </ul>
      ) : null}
      <ErrorNote fault={props.fault} />
      <div className={styles['buttons']}>
        {main ? (
          <Button kind="main" keys="Ctrl+Enter" onClick={() => onAct(main)}>
            {t(`verb.${main}`, { number: document.arrivalNumber ?? '', name: '' })}
          </Button>
        ) : null}
        <ActionMenu
          label={t('where.more')}
          items={[
            ...(post.abilities.includes('outgoing.draft')
              ? [{ id: 'reply', label: t('where.reply'), run: () => go(...beginReply(replyOf(document))) }]
              : []),
            ...others.map((ability) => ({
              id: ability,
              label: t(ability === 'openToAll' && document.isOpenToAll ? 'verb.narrow' : `menu.${ability}`),
              isDangerous: ability === 'cancel' || ability === 'returnToSender',
              run: () => onAct(ability),
            })),
            { id: 'slip', label: t('menu.slip'), href: fileUrl(incoming.slip, { params, query: { format: 'pdf' } }) },
            ...(document.abilities.includes('correct')
              ? [{ id: 'label', label: t('menu.label'), href: fileUrl(incoming.label, { params }) }]
              : []),
          ]}
        />
      </div>
    </section>
  )
}
