import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RecipientsField } from '#modules/people/web/recipient-field.tsx'
import type { Recipient } from '#modules/people/web/recipients.ts'
import { DateField } from '#web/kit/date-field.tsx'
import { Field } from '#web/kit/field.tsx'
import { dayOf } from '#web/kit/format.ts'
import { LinesField } from '#web/kit/lines-field.tsx'
import { useKept } from '#web/kit/use-kept.ts'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { useActing } from '#web/session.tsx'
import type { AccessChange } from '../access-contract.ts'
import styles from './access.module.css'
import { Difference } from './access-words.tsx'
import { type Access, type AccessOf, useAccessStep } from './use-access.ts'

interface Draft {
  readonly isNarrowed: boolean
  readonly members: readonly Recipient[]
  readonly until: string
  readonly reason: string
  /** Its documents are narrowed along. */
  readonly isAlong: boolean
}

/** Asks for other rights; who may confirm them himself sets them. */
export function AskAccessSheet({ of, access, onClose }: { of: AccessOf; access: Access; onClose: () => void }) {
  const { t } = useTranslation('records')
  const step = useAccessStep(of)
  const { post } = useActing()
  const { now } = access
  const [draft, setDraft, kept] = useKept<Draft>(`records.access.${of.id}`, {
    isNarrowed: now.isNarrowed,
    members: now.members,
    until: now.until ?? '',
    reason: '',
    isAlong: false,
  })
  const [isTried, setTried] = useState(false)
  const isPast = draft.until !== '' && draft.until < dayOf(new Date())
  const narrowable = draft.isNarrowed ? (access.narrowable ?? 0) : 0
  const isOwn = post.abilities.includes('records.confirm-access')
  const consequence = [
    t(`access.of.${of.kind}.${draft.isNarrowed ? 'narrows' : 'opens'}`),
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
      about={of.about}
      title={t(`access.of.${of.kind}.title`)}
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
            of.ask({
              isNarrowed: draft.isNarrowed,
              members: draft.members.map(({ kind, id }) => ({ kind, id })),
              until: draft.until || null,
              reason: draft.reason,
              withDocuments: draft.isAlong && narrowable > 0,
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
              <span className={styles['quiet']}>
                {t(`access.of.${of.kind}.${isNarrowed ? 'modeNarrowed' : 'mode'}`)}
              </span>
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
      {narrowable > 0 ? (
        <label className={styles['along']}>
          <input
            type="checkbox"
            name="withDocuments"
            checked={draft.isAlong}
            onChange={(event) => setDraft({ ...draft, isAlong: event.target.checked })}
          />
          <span>
            <b>{t('access.along.verb', { count: narrowable })}</b>
            <span className={styles['quiet']}>{t('access.along.hint')}</span>
          </span>
        </label>
      ) : null}
      <Field label={t('access.lastDay')} hint={t('access.lastDayHint')} fault={isPast ? t('access.past') : undefined}>
        {(parts) => (
          <DateField {...parts} name="until" value={draft.until} onChange={(until) => setDraft({ ...draft, until })} />
        )}
      </Field>
      <LinesField
        label={t('access.reason')}
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
  of,
  change,
  along,
  onClose,
}: {
  of: AccessOf
  change: AccessChange
  /** Documents decided along with it. */
  along: number
  onClose: () => void
}) {
  const { t } = useTranslation('records')
  const step = useAccessStep(of)
  const [words, setWords, kept] = useKept(`records.decide-access.${change.id}`, '')
  const [isMissing, setMissing] = useState(false)
  const decide = async (isConfirmed: boolean) => {
    await step(
      () => of.decide(change.id, { isConfirmed, words: words.trim() || null }),
      t(isConfirmed ? 'access.done.confirmed' : 'access.done.refused'),
    )
    kept.forget()
  }
  return (
    <WorkSheet
      about={of.about}
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
      <p className={styles['ask']}>
        <b>{change.asked.name}</b>
        {change.asked.title ? ` · ${change.asked.title}` : ''} {t('access.asked')}
      </p>
      <Difference before={change.before} after={change.after} />
      {along > 0 ? <p className={styles['short']}>{t('access.along.waits', { count: along })}</p> : null}
      <blockquote className={styles['quote']}>{change.reason}</blockquote>
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
