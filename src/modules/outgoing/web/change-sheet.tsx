import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { useKept } from '#web/kit/use-kept.ts'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { outgoing } from '../contract.ts'
import { outgoingWay } from '../way-contract.ts'
import { About } from './about.tsx'
import { DraftFields } from './draft-fields.tsx'
import { draftOf, faultsOf, fieldsOf, recipientsOf } from './draft-form.ts'
import type { MoveProps } from './panel-props.ts'
import { RecipientsField } from './recipients-field.tsx'
import { useStep } from './use-outgoing.ts'

/** What the draft says of itself, before the approval. */
export function ChangeSheet({ document, onClose }: MoveProps) {
  const { t } = useTranslation('outgoing')
  const api = useApi(outgoing)
  const step = useStep()
  const [form, setForm, kept] = useKept(`outgoing.change.${document.id}.${document.version}`, draftOf(document))
  const [isTried, setTried] = useState(false)
  const faults = faultsOf(form)
  return (
    <WorkSheet
      title={t('move.change')}
      about={<About document={document} />}
      consequence=""
      verb={t('verb.save')}
      width={48}
      onClose={onClose}
      check={() => {
        setTried(true)
        return Object.keys(faults).length === 0
      }}
      onSubmit={async () => {
        await step(
          () =>
            api.change({
              params: { documentId: document.id },
              body: { version: document.version, fields: fieldsOf(form) },
            }),
          t('done.change'),
        )
        kept.forget()
      }}
    >
      <DraftFields value={form} onChange={setForm} faults={isTried ? faults : {}} isNew={false} />
    </WorkSheet>
  )
}

/** How it goes to whom, put right by the registry before it leaves. */
export function RecipientsSheet({ document, onClose }: MoveProps) {
  const { t } = useTranslation('outgoing')
  const api = useApi(outgoingWay)
  const step = useStep()
  const [form, setForm, kept] = useKept(`outgoing.recipients.${document.id}.${document.version}`, draftOf(document))
  const [isTried, setTried] = useState(false)
  const faults = Object.fromEntries(Object.entries(faultsOf(form)).filter(([name]) => name.startsWith('recipients')))
  return (
    <WorkSheet
      title={t('dispatch.edit')}
      about={<About document={document} />}
      consequence=""
      verb={t('verb.save')}
      width={44}
      onClose={onClose}
      check={() => {
        setTried(true)
        return Object.keys(faults).length === 0
      }}
      onSubmit={async () => {
        await step(
          () =>
            api.setRecipients({
              params: { documentId: document.id },
              body: { version: document.version, recipients: recipientsOf(form) },
            }),
          t('done.setRecipients'),
        )
        kept.forget()
      }}
    >
      <RecipientsField
        value={form.recipients}
        onChange={(recipients) => setForm({ ...form, recipients })}
        faults={isTried ? faults : {}}
      />
    </WorkSheet>
  )
}
