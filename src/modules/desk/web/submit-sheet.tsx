import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type IncomingDetail, incoming } from '#modules/incoming/contract.ts'
import { RecipientField } from '#modules/people/web/recipient-field.tsx'
import type { Recipient } from '#modules/people/web/recipients.ts'
import { useApi } from '#web/api.ts'
import { LinesField } from '#web/kit/lines-field.tsx'
import { useKept } from '#web/kit/use-kept.ts'
import { useStep } from './use-desk.ts'
import { WorkSheet } from './work-sheet.tsx'

const RECEIVERS = ['leader', 'chief_of_office']

/** Submits to a leader or the chief of office (NĐ 30/2020 Đ23). */
export function SubmitSheet({ document, onClose }: { document: IncomingDetail; onClose: () => void }) {
  const { t } = useTranslation('desk')
  const api = useApi(incoming)
  const step = useStep()
  const [draft, setDraft, kept] = useKept<{ to: Recipient | null; words: string }>(`desk.submit.${document.id}`, {
    to: null,
    words: '',
  })
  const [isTried, setTried] = useState(false)
  return (
    <WorkSheet
      document={document}
      title={t('step.submit')}
      consequence={draft.to ? t('submit.consequence', { name: draft.to.name }) : t('submit.needed')}
      verb={t('verb.submit')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return draft.to !== null
      }}
      onSubmit={async () => {
        await step(
          () =>
            api.submit({
              params: { documentId: document.id },
              body: { version: document.version, to: draft.to?.id ?? '', words: draft.words || null },
            }),
          t('done.submit', { name: draft.to?.name ?? '' }),
        )
        kept.forget()
      }}
    >
      <RecipientField
        label={t('submit.to')}
        name="to"
        required
        isFirst
        roles={RECEIVERS}
        value={draft.to}
        onChange={(to) => setDraft({ ...draft, to })}
        fault={isTried && !draft.to ? t('submit.needed') : undefined}
      />
      <LinesField
        label={t('submit.words')}
        name="words"
        max={1000}
        value={draft.words}
        onChange={(words) => setDraft({ ...draft, words })}
      />
    </WorkSheet>
  )
}
