import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type IncomingDetail, incoming } from '#modules/incoming/contract.ts'
import { RecipientField } from '#modules/people/web/recipient-field.tsx'
import type { Recipient } from '#modules/people/web/recipients.ts'
import { useApi } from '#web/api.ts'
import { dayOf, formatDate } from '#web/kit/format.ts'
import { useKept } from '#web/kit/use-kept.ts'
import { bodyOf, type Draft, draftOf, emptyDraft, faultOf } from './direction.ts'
import { DirectionForm } from './direction-form.tsx'
import { partFor } from './document-facts.ts'
import { useStep } from './use-desk.ts'
import { WorkSheet } from './work-sheet.tsx'

/** What a direction will do, in words, before it is given. */
export function consequenceOf(t: TFunction<'desk'>, draft: Draft): string {
  if (!draft.lead)
    return draft.inform.length > 0 && draft.cooperate.length === 0 ? t('direction.willInform') : t('direction.willNeed')
  const parts = [t('direction.willLead', { name: draft.lead.name })]
  if (draft.cooperate.length > 0) parts.push(t('direction.willCooperate', { count: draft.cooperate.length }))
  if (draft.inform.length > 0) parts.push(t('direction.willTell', { count: draft.inform.length }))
  if (draft.dueDate) parts.push(t('direction.willDue', { date: formatDate(draft.dueDate) }))
  else if (draft.workingDays) parts.push(t('direction.willDays', { count: Number(draft.workingDays) }))
  return `${parts.join('; ')}.`
}

/** A leader's direction, the office's proposal, or giving on. */
export function DirectSheet(props: {
  document: IncomingDetail
  mode: 'direct' | 'assign' | 'propose'
  onClose: () => void
}) {
  const { t } = useTranslation('desk')
  const { document, mode, onClose } = props
  const api = useApi(incoming)
  const step = useStep()
  const part = mode === 'assign' ? partFor(document, 'assign') : null
  const start =
    mode === 'direct' || mode === 'propose'
      ? draftOf(document.proposal, mode === 'direct' ? 'leader' : 'office')
      : { ...emptyDraft, dueDate: part?.dueDate ?? '' }
  const [draft, setDraft, kept] = useKept<Draft>(`desk.${mode}.${document.id}`, start)
  const [leader, setLeader] = useState<Recipient | null>(
    document.submittedTo ? { kind: 'post', id: document.submittedTo.id, name: document.submittedTo.name } : null,
  )
  const [isTried, setTried] = useState(false)
  const fault = faultOf(draft, dayOf(new Date()))
  const params = { documentId: document.id }
  const body = { ...bodyOf(draft), version: document.version }
  return (
    <WorkSheet
      document={document}
      title={t(`step.${mode}`)}
      consequence={
        mode === 'propose' ? t('propose.consequence', { name: leader?.name ?? '…' }) : consequenceOf(t, draft)
      }
      verb={t(`verb.${mode}`)}
      onClose={onClose}
      check={() => {
        setTried(true)
        return fault === null
      }}
      onSubmit={async () => {
        await step(
          () => {
            if (mode === 'direct') return api.direct({ params, body })
            if (mode === 'propose') return api.propose({ params, body: { ...body, to: leader?.id ?? null } })
            return api.assign({ params, body: { ...body, assignmentId: part?.id ?? null } })
          },
          t(`done.${mode}`),
        )
        kept.forget()
      }}
    >
      {mode === 'propose' ? (
        <RecipientField label={t('propose.to')} name="to" roles={LEADERS} value={leader} onChange={setLeader} />
      ) : null}
      <DirectionForm
        draft={draft}
        onChange={setDraft}
        fault={isTried ? fault : null}
        isInside={part !== null}
        {...(mode === 'assign' ? {} : { documentId: document.id })}
      />
    </WorkSheet>
  )
}

const LEADERS = ['leader']
