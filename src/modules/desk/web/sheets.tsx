import { useQueryClient } from '@tanstack/react-query'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { CancelSheet, CorrectSheet } from '#modules/incoming/web/index.ts'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { AddFileSheet } from './add-file-sheet.tsx'
import { ChosenSheet } from './chosen-sheet.tsx'
import { CompleteSheet } from './complete-sheet.tsx'
import { DirectSheet } from './direct-sheet.tsx'
import type { Ability } from './document-facts.ts'
import { DecideSheet, ExtendSheet } from './extend-sheets.tsx'
import { OpenSheet, ReasonSheet } from './reason-sheet.tsx'
import { SubmitSheet } from './submit-sheet.tsx'
import { useDocument } from './use-desk.ts'

/** Steps that need a sheet; signing for receipt does not. */
export type SheetName = Exclude<Ability, 'receive'>

/**
 * The sheet of one step on one document. It reads the document itself, so any list can open it. Whether the step is allowed
 * is the server's word: without the ability the sheet says so and offers nothing.
 */
export function DocumentSheet({
  documentId,
  name,
  onClose,
}: {
  documentId: string
  name: SheetName
  onClose: () => void
}) {
  const { t } = useTranslation('desk')
  const queries = useQueryClient()
  const { data: document, error, refetch } = useDocument(documentId)
  if (!document?.abilities.includes(name))
    return (
      <SideSheet opened onClose={onClose} title={t(`step.${name}`)}>
        {error ? (
          <ErrorNote fault={error} onRetry={() => void refetch()} />
        ) : (
          <p>{document ? t('sheet.notNow') : t('loading')}</p>
        )}
      </SideSheet>
    )
  const shared = { document, onClose }
  if (name === 'direct' || name === 'assign' || name === 'propose') return <DirectSheet {...shared} mode={name} />
  if (name === 'submit') return <SubmitSheet {...shared} />
  if (name === 'complete') return <CompleteSheet {...shared} />
  if (name === 'requestExtension') return <ExtendSheet {...shared} />
  if (name === 'decideExtension') return <DecideSheet {...shared} />
  // Incoming's own sheets, with its texts; what they change stands on the desk too.
  const changed = () => void queries.invalidateQueries({ queryKey: ['desk'] })
  if (name === 'correct')
    return (
      <Suspense fallback={null}>
        <CorrectSheet documentId={document.id} onClose={onClose} onCorrected={changed} />
      </Suspense>
    )
  if (name === 'cancel')
    return (
      <Suspense fallback={null}>
        <CancelSheet document={document} onClose={onClose} onCancelled={changed} />
      </Suspense>
    )
  if (name === 'remind')
    return (
      <ChosenSheet
        step="remind"
        rows={[{ id: document.id, symbol: document.symbol, subject: document.subject, steps: ['remind'] }]}
        leftOut={0}
        onDone={changed}
        onClose={onClose}
      />
    )
  if (name === 'addFile') return <AddFileSheet {...shared} />
  if (name === 'openToAll') return <OpenSheet {...shared} />
  return <ReasonSheet {...shared} name={name} />
}
