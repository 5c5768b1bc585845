import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { formatDate, formatInstant } from '#web/kit/format.ts'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import type { Opinion } from '../contract.ts'
import type { PanelProps } from './panel-props.ts'
import styles from './panels.module.css'

const TONE: Readonly<Record<NonNullable<Opinion['answer']>, Tone>> = {
  agree: 'done',
  'agree-with-changes': 'waiting',
  disagree: 'returned',
  'no-opinion': 'done',
}

/** All opinions in one table: who, until when, the answer, the words, what became of them. */
export default function OpinionsPanel({ document, onSheet }: PanelProps) {
  const { t } = useTranslation('outgoing')
  const mayAsk = document.abilities.includes('askOpinions') && document.latestVersion > 0
  if (document.opinions.length === 0)
    return (
      <EmptyState title={t('opinions.none')} hint={t('opinions.noneHint')}>
        {mayAsk ? <Button onClick={() => onSheet({ name: 'askOpinions' })}>{t('opinions.ask')}</Button> : null}
      </EmptyState>
    )
  // Who may ask is who takes the answers over.
  const mayReply = document.abilities.includes('askOpinions')
  return (
    <section>
      {mayAsk ? (
        <div className={styles['buttons']}>
          <Button icon="plus" onClick={() => onSheet({ name: 'askOpinions' })}>
            {t('opinions.ask')}
          </Button>
        </div>
      ) : null}
      <ul className={styles['opinions']}>
        {document.opinions.map((one) => (
          <li key={one.id} className={styles['entry']} data-mine={one.isMine || undefined}>
            <p>
              <b>{one.name}</b>
              {one.title ? ` · ${one.title}` : ''}
              <small className={styles['more']}>
                {[
                  t('opinions.on', { no: one.versionNo }),
                  one.dueDate ? t('opinions.due', { date: formatDate(one.dueDate) }) : '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </p>
            <span>
              {one.state === 'answered' && one.answer ? (
                <StateBadge tone={TONE[one.answer]}>{t(`opinions.answers.${one.answer}`)}</StateBadge>
              ) : (
                <StateBadge tone={one.state === 'asked' ? 'waiting' : 'returned'}>
                  {t(one.state === 'asked' ? 'opinions.waiting' : 'opinions.withdrawn')}
                </StateBadge>
              )}
            </span>
            {one.question ? <q className={styles['said']}>{one.question}</q> : null}
            {one.words ? <blockquote className={styles['words']}>{one.words}</blockquote> : null}
            {one.answeredAt ? (
              <small className={styles['quiet']}>
                {t('opinions.by', { name: one.answeredBy })} · {formatInstant(one.answeredAt)}
              </small>
            ) : null}
            {one.reply ? (
              <p>
                <b>{t('opinions.replied')}</b> {one.reply}
              </p>
            ) : null}
            <span className={styles['buttons']}>
              {one.isMine ? (
                <Button kind="main" onClick={() => onSheet({ name: 'answerOpinion', id: one.id })}>
                  {t('opinions.answer')}
                </Button>
              ) : null}
              {mayReply && one.state === 'answered' && !one.reply ? (
                <Button onClick={() => onSheet({ name: 'replyOpinion', id: one.id })}>{t('opinions.reply')}</Button>
              ) : null}
              {mayReply && one.state === 'asked' && !one.isMine ? (
                <Button kind="quiet" onClick={() => onSheet({ name: 'withdrawOpinion', id: one.id })}>
                  {t('opinions.withdraw')}
                </Button>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
