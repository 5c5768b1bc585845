import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IncomingDetail } from '#modules/incoming/contract.ts'
import { type AccessChange, documentAccess } from '#modules/records/access-contract.ts'
import { useApi } from '#web/api.ts'
import { DateField } from '#web/kit/date-field.tsx'
import { Field } from '#web/kit/field.tsx'
import { dayOf } from '#web/kit/format.ts'
import { LinesField } from '#web/kit/lines-field.tsx'
import { useKept } from '#web/kit/use-kept.ts'
import { useActing } from '#web/session.tsx'
import styles from './access.module.css'
import { Difference } from './access-words.tsx'
import deskStyles from './desk.module.css'
import { RecipientsField } from './recipient-field.tsx'
import type { Recipient } from './recipients.ts'
import { type Access, useAccessStep } from './use-access.ts'
import { WorkSheet } from './work-sheet.tsx'

interface Draft {
  readonly isNarrowed: boolean
  readonly members: readonly Recipient[]
  readonly until: string
  readonly reason: string
}

/** Asks for other rights; who may confirm them himself sets them. */
export function AskAccessSheet({
  document,
  access,
  onClose,
}: {
  document: IncomingDetail
  access: Access
  onClose: () => void
}) {
  const { t } = useTranslation('desk')
  const api = useApi(documentAccess)
  const step = useAccessStep()
  const { post } = useActing()
  const { now } = access
  const [draft, setDraft, kept] = useKept<Draft>(`desk.access.${document.id}`, {
    isNarrowed: now.isNarrowed,
    members: now.members,
    until: now.until ?? '',
    reason: '',
  })
  const [isTried, setTried] = useState(false)
  const isPast = draft.until !== '' && draft.until < dayOf(new Date())
  const isOwn = post.abilities.includes('records.confirm-access')
  const consequence = [
    t(draft.isNarrowed ? 'access.consequence.narrowed' : 'access.consequence.usual'),
    t(
      isOwn
        ? 'access.consequence.own'
        : draft.isNarrowed
          ? 'access.consequence.precaution'
          : 'access.consequence.waits',
    ),
  ].join(' ')
  return (
    <WorkSheet
      document={document}
      title={t('access.title')}
      consequence={consequence}
      verb={t(isOwn ? 'access.set' : 'access.ask')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return draft.reason.trim() !== '' && !isPast
      }}
      onSubmit={async () => {
        await step(
          () =>
            api.askAccess({
              params: { documentId: document.id },
              body: {
                isNarrowed: draft.isNarrowed,
                members: draft.members.map(({ kind, id }) => ({ kind, id })),
                until: draft.until || null,
                reason: draft.reason,
              },
            }),
          t(isOwn ? 'access.done.set' : 'access.done.asked'),
        )
        kept.forget()
      }}
    >
      <fieldset className={styles['modes']}>
        <legend>{t('access.whoSees')}</legend>
        {[false, true].map((isNarrowed) => (
          <label key={String(isNarrowed)}>
            <input
              type="radio"
              name="isNarrowed"
              checked={draft.isNarrowed === isNarrowed}
              onChange={() => setDraft({ ...draft, isNarrowed })}
            />
            <span>
              <b>{t(`access.mode.${isNarrowed}`)}</b>
              <span className={deskStyles['quiet']}>{t(`access.modeHint.${isNarrowed}`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <RecipientsField
        label={t(draft.isNarrowed ? 'access.members.true' : 'access.members.false')}
        name="members"
        value={draft.members}
        onChange={(members) => setDraft({ ...draft, members })}
      />
      <Field label={t('access.lastDay')} hint={t('access.lastDayHint')} fault={isPast ? t('access.past') : undefined}>
        {(parts) => (
          <DateField {...parts} name="until" value={draft.until} onChange={(until) => setDraft({ ...draft, until })} />
        )}
      </Field>
      <LinesField
        label={t('reason')}
        name="reason"
        max={500}
        required
        rows={3}
        value={draft.reason}
        onChange={(reason) => setDraft({ ...draft, reason })}
        isMissing={isTried && draft.reason.trim() === ''}
      />
    </WorkSheet>
  )
}

/** The competent person confirms or refuses; a refusal says why. */
export function DecideAccessSheet({
  document,
  change,
  onClose,
}: {
  document: IncomingDetail
  change: AccessChange
  onClose: () => void
}) {
  const { t } = useTranslation('desk')
  const api = useApi(documentAccess)
  const step = useAccessStep()
  const [words, setWords, kept] = useKept(`desk.decide-access.${change.id}`, '')
  const [isMissing, setMissing] = useState(false)
  const decide = async (isConfirmed: boolean) => {
    await step(
      () => api.decideAccess({ params: { changeId: change.id }, body: { isConfirmed, words: words.trim() || null } }),
      t(isConfirmed ? 'access.done.confirmed' : 'access.done.refused'),
    )
    kept.forget()
  }
  return (
    <WorkSheet
      document={document}
      title={t('access.decideTitle')}
      consequence={t('access.consequence.decide')}
      verb={t('access.confirm')}
      onClose={onClose}
      check={() => true}
      onSubmit={() => decide(true)}
      second={{
        verb: t('access.refuse'),
        check: () => {
          setMissing(words.trim() === '')
          return words.trim() !== ''
        },
        onSubmit: () => decide(false),
      }}
    >
      <p className={deskStyles['ask']}>
        <b>{change.asked.name}</b>
        {change.asked.title ? ` · ${change.asked.title}` : ''} {t('access.asked')}
      </p>
      <Difference before={change.before} after={change.after} />
      <blockquote className={deskStyles['quote']}>{change.reason}</blockquote>
      <LinesField
        label={t('access.words')}
        name="words"
        max={500}
        rows={3}
        value={words}
        onChange={setWords}
        isMissing={isMissing && words.trim() === ''}
      />
    </WorkSheet>
  )
}
