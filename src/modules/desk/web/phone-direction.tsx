import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type IncomingDetail, incoming } from '#modules/incoming/contract.ts'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { dayOf, formatDate } from '#web/kit/format.ts'
import type { Task } from '../contract.ts'
import { LeadChips, PhraseChips } from './chips.tsx'
import styles from './desk.module.css'
import { consequenceOf } from './direct-sheet.tsx'
import { bodyOf, type Draft, draftOf, emptyDraft, faultOf } from './direction.ts'
import inboxStyles from './inbox.module.css'
import { Pages } from './pages.tsx'
import { DocumentSheet } from './sheets.tsx'
import { Urgency } from './task-cells.tsx'
import { useStep } from './use-desk.ts'

/**
 * A leader's screen on a phone: one document, its pages, the office's proposal, three buttons under the thumb. One press
 * takes the proposal; without one, who leads, the usual words and the verb are three. The next document slides in.
 */
export function PhoneDirection(props: {
  task: Task
  document: IncomingDetail | undefined
  fault: unknown
  place: string
  canPutOff: boolean
  onDone: () => void
  onLater: () => void
}) {
  const { t } = useTranslation('desk')
  const { task, document } = props
  const api = useApi(incoming)
  const step = useStep()
  const [isEditing, setEditing] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const [written, setWritten] = useState<Draft>(emptyDraft)
  const isProposed = Boolean(document?.proposal)
  const draft = isProposed ? draftOf(document?.proposal ?? null) : written
  const mayDirect = document?.abilities.includes('direct') ?? false
  const canSend = mayDirect && faultOf(draft, dayOf(new Date())) === null
  const send = async () => {
    if (!document || isBusy || !canSend) return
    setBusy(true)
    setProblem(null)
    try {
      await step(
        () =>
          api.direct({ params: { documentId: document.id }, body: { ...bodyOf(draft), version: document.version } }),
        t('done.directed', { symbol: document.symbol ?? t('noSymbol') }),
      )
      props.onDone()
    } catch (cause) {
      setProblem(cause)
      setBusy(false)
    }
  }
  return (
    <>
      <header className={inboxStyles['phoneHead']}>
        <p className={inboxStyles['phoneTop']}>
          <span>{document?.issuerName ?? task.from.name}</span>
          <span>{props.place}</span>
        </p>
        <h1>
          <DocumentSymbol strong>{task.symbol ?? t('noSymbol')}</DocumentSymbol> <Urgency level={task.urgency} />
        </h1>
        <p className={inboxStyles['phoneSubject']}>{task.subject}</p>
      </header>
      <div className={inboxStyles['phonePages']}>
        {document ? (
          <Pages document={document} isPlain />
        ) : (
          <p className={styles['pad']}>{props.fault ? null : t('loading')}</p>
        )}
      </div>
      <section
        className={inboxStyles['proposal']}
        aria-label={t(isProposed ? 'inbox.proposal' : 'inbox.direction')}
        data-is-written={document && !isProposed ? true : undefined}
      >
        <ErrorNote fault={props.fault ?? problem} />
        {document?.proposal ? (
          <>
            <p>
              <b>{t('direction.lead')}:</b> {draft.lead?.name ?? '–'}
              {draft.cooperate.length > 0 ? (
                <>
                  {' '}
                  · <b>{t('direction.cooperate')}:</b> {draft.cooperate.map((one) => one.name).join(', ')}
                </>
              ) : null}
              {draft.dueDate || draft.workingDays ? (
                <>
                  {' '}
                  · <b>{t('direction.dueDate')}:</b>{' '}
                  {draft.dueDate ? formatDate(draft.dueDate) : t('inDays', { count: Number(draft.workingDays) })}
                </>
              ) : null}
            </p>
            {task.words ? <q>{task.words}</q> : null}
          </>
        ) : document ? (
          <div className={styles['form']}>
            <LeadChips
              documentId={document.id}
              lead={written.lead}
              onChange={(lead) => setWritten({ ...written, lead })}
            />
            <PhraseChips words={written.words} onChange={(words) => setWritten({ ...written, words })} isPlain />
            <p className={styles['consequence']} aria-live="polite">
              {consequenceOf(t, written)}
            </p>
          </div>
        ) : null}
      </section>
      <div className={inboxStyles['thumb']}>
        <Button onClick={props.onLater} disabled={!props.canPutOff}>
          {t('inbox.later')}
        </Button>
        <Button disabled={!mayDirect} onClick={() => setEditing(true)}>
          {t(isProposed ? 'inbox.edit' : 'inbox.more')}
        </Button>
        <Button kind="main" busy={isBusy} disabled={!canSend} onClick={() => void send()}>
          {t(isProposed ? 'inbox.agree' : 'verb.direct')}
        </Button>
      </div>
      {isEditing && document ? (
        <DocumentSheet documentId={document.id} name="direct" onClose={() => setEditing(false)} />
      ) : null}
    </>
  )
}
