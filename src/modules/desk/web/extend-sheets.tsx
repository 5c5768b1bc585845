import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type IncomingDetail, incoming } from '#modules/incoming/contract.ts'
import { useApi } from '#web/api.ts'
import { DateField } from '#web/kit/date-field.tsx'
import { Field } from '#web/kit/field.tsx'
import { dayOf, formatDate } from '#web/kit/format.ts'
import { LinesField } from '#web/kit/lines-field.tsx'
import { useKept } from '#web/kit/use-kept.ts'
import styles from './desk.module.css'
import { partFor } from './document-facts.ts'
import { useStep } from './use-desk.ts'
import { WorkSheet } from './work-sheet.tsx'

/** Asks whoever gave the work for more time. */
export function ExtendSheet({ document, onClose }: { document: IncomingDetail; onClose: () => void }) {
  const { t } = useTranslation('desk')
  const api = useApi(incoming)
  const step = useStep()
  const part = partFor(document, 'requestExtension')
  const [draft, setDraft, kept] = useKept(`desk.extend.${document.id}`, { until: '', reason: '' })
  const [isTried, setTried] = useState(false)
  const isEarly = draft.until !== '' && draft.until <= (part?.dueDate ?? dayOf(new Date()))
  if (!part) return null
  return (
    <WorkSheet
      document={document}
      title={t('step.requestExtension')}
      consequence={t('extend.consequence', { name: part.givenBy })}
      verb={t('verb.requestExtension')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return draft.until !== '' && !isEarly && draft.reason.trim() !== ''
      }}
      onSubmit={async () => {
        await step(
          () =>
            api.requestExtension({
              params: { assignmentId: part.id },
              body: { version: part.version, until: draft.until, reason: draft.reason },
            }),
          t('done.requestExtension'),
        )
        kept.forget()
      }}
    >
      {part.dueDate ? <p className={styles['quiet']}>{t('extend.now', { date: formatDate(part.dueDate) })}</p> : null}
      <Field
        label={t('extend.until')}
        required
        fault={isEarly ? t('extend.early') : isTried && !draft.until ? t('extend.needed') : undefined}
      >
        {(parts) => (
          <DateField {...parts} name="until" value={draft.until} onChange={(until) => setDraft({ ...draft, until })} />
        )}
      </Field>
      <LinesField
        label={t('reason')}
        name="reason"
        max={500}
        required
        value={draft.reason}
        onChange={(reason) => setDraft({ ...draft, reason })}
        isMissing={isTried && draft.reason.trim() === ''}
      />
    </WorkSheet>
  )
}

/** Grants or refuses more time. */
export function DecideSheet({ document, onClose }: { document: IncomingDetail; onClose: () => void }) {
  const { t } = useTranslation('desk')
  const api = useApi(incoming)
  const step = useStep()
  const part = partFor(document, 'decideExtension')
  const [words, setWords, kept] = useKept(`desk.decide.${document.id}`, '')
  if (!part?.extension) return null
  const { extension } = part
  const decide = async (isGranted: boolean) => {
    await step(
      () =>
        api.decideExtension({
          params: { assignmentId: part.id },
          body: { version: part.version, isGranted, words: words || null },
        }),
      t(isGranted ? 'done.grant' : 'done.refuse'),
    )
    kept.forget()
  }
  return (
    <WorkSheet
      document={document}
      title={t('step.decideExtension')}
      consequence={t('decide.consequence', { name: part.name, date: formatDate(extension.until) })}
      verb={t('verb.grant')}
      check={() => true}
      onClose={onClose}
      onSubmit={() => decide(true)}
      second={{ verb: t('verb.refuse'), onSubmit: () => decide(false) }}
    >
      <p className={styles['ask']}>
        {t('decide.asks', {
          name: part.name,
          from: formatDate(part.dueDate) || t('noDue'),
          until: formatDate(extension.until),
        })}
      </p>
      <blockquote className={styles['quote']}>{extension.reason}</blockquote>
      <LinesField label={t('decide.words')} name="words" max={500} value={words} onChange={setWords} />
    </WorkSheet>
  )
}
