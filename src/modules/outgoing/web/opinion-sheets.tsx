import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RecipientsField } from '#modules/people/web/recipient-field.tsx'
import { type Recipient, recipientInput } from '#modules/people/web/recipients.ts'
import { useApi } from '#web/api.ts'
import { DateField } from '#web/kit/date-field.tsx'
import { Field } from '#web/kit/field.tsx'
import { dayOf } from '#web/kit/format.ts'
import { LinesField } from '#web/kit/lines-field.tsx'
import { useKept } from '#web/kit/use-kept.ts'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { opinionAnswers } from '../contract.ts'
import { outgoingWay } from '../way-contract.ts'
import { About } from './about.tsx'
import type { MoveProps } from './panel-props.ts'
import styles from './panels.module.css'
import { useStep } from './use-outgoing.ts'

/** Asks units and persons for their opinion on the latest version. */
export function AskSheet({ document, onClose }: MoveProps) {
  const { t } = useTranslation('outgoing')
  const api = useApi(outgoingWay)
  const step = useStep()
  const [draft, setDraft, kept] = useKept<{ from: readonly Recipient[]; question: string; dueDate: string }>(
    `outgoing.ask.${document.id}`,
    { from: [], question: '', dueDate: '' },
  )
  const [isTried, setTried] = useState(false)
  const isPast = draft.dueDate !== '' && draft.dueDate < dayOf(new Date())
  return (
    <WorkSheet
      title={t('move.askOpinions')}
      about={<About document={document} />}
      consequence={t('sheet.ask', { no: document.latestVersion })}
      verb={t('verb.askOpinions')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return draft.from.length > 0 && !isPast
      }}
      onSubmit={async () => {
        await step(
          () =>
            api.askOpinions({
              params: { documentId: document.id },
              body: {
                version: document.version,
                from: draft.from.map(recipientInput),
                question: draft.question.trim() || null,
                dueDate: draft.dueDate || null,
              },
            }),
          (made) => t('done.askOpinions', { count: made.asked }),
        )
        kept.forget()
      }}
    >
      <RecipientsField
        name="inside"
        label={t('sheet.asked')}
        isFirst
        value={draft.from}
        onChange={(from) => setDraft({ ...draft, from })}
        fault={isTried && draft.from.length === 0 ? t('fault.asked') : undefined}
      />
      <LinesField
        label={t('sheet.question')}
        name="question"
        max={1000}
        rows={3}
        value={draft.question}
        onChange={(question) => setDraft({ ...draft, question })}
      />
      <Field label={t('sheet.due')} fault={isPast ? t('fault.past') : undefined}>
        {(parts) => (
          <DateField {...parts} value={draft.dueDate} onChange={(dueDate) => setDraft({ ...draft, dueDate })} />
        )}
      </Field>
    </WorkSheet>
  )
}

/** The own opinion: one of four answers, with words. */
export function AnswerSheet({ document, id, onClose }: MoveProps) {
  const { t } = useTranslation('outgoing')
  const api = useApi(outgoingWay)
  const step = useStep()
  const opinion = document.opinions.find((one) => (id ? one.id === id : one.isMine))
  const [draft, setDraft, kept] = useKept<{ answer: (typeof opinionAnswers)[number] | ''; words: string }>(
    `outgoing.answer.${opinion?.id}`,
    { answer: '', words: '' },
  )
  const [isTried, setTried] = useState(false)
  const { answer } = draft
  // Who would change something says what.
  const needsWords = answer === 'agree-with-changes' || answer === 'disagree'
  if (!opinion) return null
  return (
    <WorkSheet
      title={t('move.answerOpinion')}
      about={<About document={document} />}
      consequence=""
      verb={t('verb.answerOpinion')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return answer !== '' && (!needsWords || draft.words.trim() !== '')
      }}
      onSubmit={async () => {
        if (answer === '') return
        await step(
          () =>
            api.answerOpinion({
              params: { opinionId: opinion.id },
              body: { version: opinion.version, answer, words: draft.words.trim() || null },
            }),
          t('done.answerOpinion'),
        )
        kept.forget()
      }}
    >
      {opinion.question ? (
        <blockquote className={styles['words']}>
          {opinion.question} <cite>{opinion.askedBy}</cite>
        </blockquote>
      ) : null}
      <fieldset className={styles['answers']} data-missing={(isTried && answer === '') || undefined}>
        <legend>{t('sheet.answer')}</legend>
        {opinionAnswers.map((one, i) => (
          <label key={one}>
            <input
              type="radio"
              name="answer"
              checked={answer === one}
              {...(i === 0 ? { 'data-focus': '' } : {})}
              onChange={() => setDraft({ ...draft, answer: one })}
            />
            {t(`opinions.answers.${one}`)}
          </label>
        ))}
      </fieldset>
      <LinesField
        label={t('sheet.words')}
        name="words"
        max={4000}
        value={draft.words}
        onChange={(words) => setDraft({ ...draft, words })}
        isMissing={isTried && needsWords && draft.words.trim() === ''}
      />
    </WorkSheet>
  )
}

/** What became of an opinion: taken over, or why not. */
export function ReplySheet({ document, id, onClose }: MoveProps) {
  const { t } = useTranslation('outgoing')
  const api = useApi(outgoingWay)
  const step = useStep()
  const opinion = document.opinions.find((one) => one.id === id)
  const [reply, setReply, kept] = useKept(`outgoing.reply.${id}`, opinion?.reply ?? '')
  const [isTried, setTried] = useState(false)
  if (!opinion) return null
  return (
    <WorkSheet
      title={t('sheet.replyOf', { name: opinion.name })}
      about={opinion.words ? <q>{opinion.words}</q> : <About document={document} />}
      consequence=""
      verb={t('verb.replyOpinion')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return reply.trim() !== ''
      }}
      onSubmit={async () => {
        await step(
          () =>
            api.replyOpinion({ params: { opinionId: id }, body: { version: opinion.version, reply: reply.trim() } }),
          t('done.replyOpinion'),
        )
        kept.forget()
      }}
    >
      <LinesField
        label={t('sheet.reply')}
        name="reply"
        max={2000}
        hint={t('sheet.replyHint')}
        value={reply}
        onChange={setReply}
        isMissing={isTried && reply.trim() === ''}
      />
    </WorkSheet>
  )
}

export function WithdrawOpinionSheet({ document, id, onClose }: MoveProps) {
  const { t } = useTranslation('outgoing')
  const api = useApi(outgoingWay)
  const step = useStep()
  const opinion = document.opinions.find((one) => one.id === id)
  if (!opinion) return null
  return (
    <WorkSheet
      title={t('opinions.withdraw')}
      about={<About document={document} />}
      consequence={opinion.name}
      verb={t('opinions.withdraw')}
      onClose={onClose}
      check={() => true}
      onSubmit={async () => {
        await step(
          () => api.withdrawOpinion({ params: { opinionId: id }, body: { version: opinion.version } }),
          t('done.withdrawOpinion'),
        )
      }}
    />
  )
}
