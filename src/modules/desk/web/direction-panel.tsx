import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type IncomingDetail, incoming } from '#modules/incoming/contract.ts'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { dayOf, formatDate } from '#web/kit/format.ts'
import { useKept } from '#web/kit/use-kept.ts'
import { useShortcuts } from '#web/kit/use-shortcuts.ts'
import type { Task } from '../contract.ts'
import styles from './desk.module.css'
import { consequenceOf } from './direct-sheet.tsx'
import { bodyOf, type Draft, draftOf, faultOf } from './direction.ts'
import { DirectionForm } from './direction-form.tsx'
import inboxStyles from './inbox.module.css'
import { Urgency } from './task-cells.tsx'
import { useStep } from './use-desk.ts'

/** Beside the pages: what it is, what the office proposes, the direction. Ctrl+Enter sends, also out of a field. */
export function DirectionPanel(props: {
  document: IncomingDetail
  task: Task
  onDone: () => void
  onLater?: () => void
}) {
  const { t } = useTranslation('desk')
  const { document, task } = props
  const api = useApi(incoming)
  const step = useStep()
  const proposed = draftOf(document.proposal)
  const [draft, setDraft, kept] = useKept<Draft>(`desk.direct.${document.id}`, proposed)
  const fields = useRef<HTMLDivElement>(null)
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const fault = faultOf(draft, dayOf(new Date()))
  const isAsProposed = document.proposal !== null && JSON.stringify(draft) === JSON.stringify(proposed)
  const mayDirect = document.abilities.includes('direct')
  const send = async () => {
    setTried(true)
    if (fault === 'needsLead') fields.current?.querySelector<HTMLElement>('[name="lead"]')?.focus()
    if (fault || isBusy || !mayDirect) return
    setBusy(true)
    setProblem(null)
    try {
      await step(
        () =>
          api.direct({ params: { documentId: document.id }, body: { ...bodyOf(draft), version: document.version } }),
        t('done.directed', { symbol: document.symbol ?? t('noSymbol') }),
      )
      kept.forget()
      props.onDone()
    } catch (cause) {
      setProblem(cause)
      setBusy(false)
    }
  }
  useShortcuts([{ keys: 'Ctrl+Enter', label: t('verb.direct'), run: () => void send(), disabled: !mayDirect }])
  return (
    <>
      <div ref={fields} className={inboxStyles['panelBody']}>
        <h2 className={styles['panelTitle']}>{document.subject}</h2>
        <p className={styles['quiet']}>
          {document.issuerName}
          {document.issuedDate ? ` · ${formatDate(document.issuedDate)}` : ''} <Urgency level={document.urgency} />
        </p>
        {task.words ? (
          <blockquote className={styles['quote']}>
            {task.words}
            <footer>{task.from.name}</footer>
          </blockquote>
        ) : null}
        {document.proposal ? (
          <p className={styles['quiet']}>{t('inbox.proposedBy', { name: document.proposal.byName })}</p>
        ) : null}
        <DirectionForm draft={draft} onChange={setDraft} fault={isTried ? fault : null} documentId={document.id} />
      </div>
      <div className={inboxStyles['panelFoot']}>
        <ErrorNote fault={problem} />
        <p className={styles['consequence']}>{consequenceOf(t, draft)}</p>
        <div className={inboxStyles['footButtons']}>
          {props.onLater ? (
            <Button onClick={props.onLater} keys="l">
              {t('inbox.later')}
            </Button>
          ) : null}
          <Button kind="main" busy={isBusy} disabled={!mayDirect} keys="Ctrl+Enter" onClick={() => void send()}>
            {t(isAsProposed ? 'inbox.agree' : 'verb.direct')}
          </Button>
        </div>
      </div>
    </>
  )
}
