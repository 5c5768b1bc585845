import { useTranslation } from 'react-i18next'
import { RecipientField, RecipientsField } from '#modules/people/web/recipient-field.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import fieldStyles from '#web/kit/field.module.css'
import { Field } from '#web/kit/field.tsx'
import { LeadChips, PhraseChips } from './chips.tsx'
import styles from './desk.module.css'
import type { Draft, DraftFault } from './direction.ts'

/** Fields of a direction: lead, co-operating, for information, deadline, words with phrase chips. */
export function DirectionForm(props: {
  draft: Draft
  onChange: (draft: Draft) => void
  /** Shown after the first try to send. */
  fault: DraftFault | null
  /** A unit head passes on: the unit's own deadline stands unless an earlier day is named. */
  isInside?: boolean
  /** Offers who led documents like this one. */
  documentId?: string
}) {
  const { t } = useTranslation('desk')
  const { draft, onChange, fault } = props
  return (
    <div className={styles['form']}>
      <RecipientField
        label={t('direction.lead')}
        name="lead"
        required
        isFirst={draft.lead === null}
        value={draft.lead}
        onChange={(lead) => onChange({ ...draft, lead })}
        fault={fault === 'needsLead' ? t('direction.needsLead') : undefined}
      />
      {props.documentId ? (
        <LeadChips
          documentId={props.documentId}
          lead={draft.lead}
          onChange={(lead) => onChange({ ...draft, lead })}
          isSuggestedOnly
        />
      ) : null}
      <RecipientsField
        label={t('direction.cooperate')}
        name="cooperate"
        value={draft.cooperate}
        onChange={(cooperate) => onChange({ ...draft, cooperate })}
      />
      <RecipientsField
        label={t('direction.inform')}
        name="inform"
        value={draft.inform}
        onChange={(inform) => onChange({ ...draft, inform })}
      />
      <div className={styles['pair']}>
        <Field label={t('direction.dueDate')} fault={fault === 'past' ? t('direction.past') : undefined}>
          {(parts) => (
            <DateField
              {...parts}
              name="dueDate"
              value={draft.dueDate}
              onChange={(dueDate) => onChange({ ...draft, dueDate, workingDays: dueDate ? '' : draft.workingDays })}
            />
          )}
        </Field>
        <Field label={t('direction.workingDays')} fault={fault === 'days' ? t('direction.days') : undefined}>
          {(parts) => (
            <input
              {...parts}
              name="workingDays"
              className={fieldStyles['input']}
              inputMode="numeric"
              autoComplete="off"
              value={draft.workingDays}
              onChange={(event) =>
                onChange({
                  ...draft,
                  workingDays: event.currentTarget.value.trim(),
                  dueDate: event.currentTarget.value ? '' : draft.dueDate,
                })
              }
            />
          )}
        </Field>
      </div>
      {draft.dueDate || draft.workingDays ? null : (
        <p className={styles['quiet']}>{t(props.isInside ? 'direction.dueInside' : 'direction.dueRule')}</p>
      )}
      <Field label={t('direction.words')} fault={fault === 'words' ? t('direction.tooLong') : undefined}>
        {(parts) => (
          <textarea
            {...parts}
            name="words"
            rows={3}
            className={fieldStyles['input']}
            value={draft.words}
            onChange={(event) => onChange({ ...draft, words: event.currentTarget.value })}
          />
        )}
      </Field>
      <PhraseChips words={draft.words} onChange={(words) => onChange({ ...draft, words })} />
    </div>
  )
}
