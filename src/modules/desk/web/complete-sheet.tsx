import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type IncomingDetail, incoming } from '#modules/incoming/contract.ts'
import { useApi } from '#web/api.ts'
import { LinesField } from '#web/kit/lines-field.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { useKept } from '#web/kit/use-kept.ts'
import styles from './desk.module.css'
import { othersOpen, partFor } from './document-facts.ts'
import { useStep } from './use-desk.ts'
import { WorkSheet } from './work-sheet.tsx'

/** Finishes one's part with its result or the answering document; the lead's finish completes the document (Đ24). */
export function CompleteSheet({ document, onClose }: { document: IncomingDetail; onClose: () => void }) {
  const { t } = useTranslation('desk')
  const api = useApi(incoming)
  const step = useStep()
  const part = partFor(document, 'complete')
  const [draft, setDraft, kept] = useKept(`desk.complete.${document.id}`, { result: '', replySymbol: '' })
  const [isAnyway, setAnyway] = useState(false)
  const [isTried, setTried] = useState(false)
  const open = part?.role === 'lead' ? othersOpen(document) : 0
  // The answering document alone is a result too.
  const result =
    draft.result.trim() ||
    (draft.replySymbol.trim() ? t('complete.answered', { symbol: draft.replySymbol.trim() }) : '')
  if (!part) return null
  return (
    <WorkSheet
      document={document}
      title={t('step.complete')}
      consequence={part.role === 'lead' ? t('complete.consequenceLead') : t('complete.consequencePart')}
      verb={t('verb.complete')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return result !== '' && (open === 0 || isAnyway)
      }}
      onSubmit={async () => {
        await step(
          () =>
            api.complete({
              params: { assignmentId: part.id },
              body: {
                version: part.version,
                result,
                replySymbol: draft.replySymbol || null,
                evenIfOthersOpen: isAnyway,
              },
            }),
          t('done.complete'),
        )
        kept.forget()
      }}
    >
      <LinesField
        label={t('complete.result')}
        name="result"
        max={1000}
        hint={t('complete.resultHint')}
        value={draft.result}
        onChange={(value) => setDraft({ ...draft, result: value })}
        isMissing={isTried && result === ''}
      />
      <TextField
        label={t('complete.replySymbol')}
        name="replySymbol"
        maxLength={60}
        placeholder="15/BC-UBND"
        value={draft.replySymbol}
        onChange={(value) => setDraft({ ...draft, replySymbol: value })}
      />
      {open > 0 ? (
        <label className={styles['check']} data-missing={(isTried && !isAnyway) || undefined}>
          <input type="checkbox" checked={isAnyway} onChange={(event) => setAnyway(event.currentTarget.checked)} />
          {t('complete.othersOpen', { count: open })}
        </label>
      ) : null}
    </WorkSheet>
  )
}
