import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { many, type Outcome } from '#modules/incoming/many-contract.ts'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { dayOf } from '#web/kit/format.ts'
import { LinesField } from '#web/kit/lines-field.tsx'
import { ProgressReport, type ProgressView } from '#web/kit/progress-report.tsx'
import { isComposing } from '#web/kit/shortcut-gate.ts'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import type { ChosenRow } from '#web/manifest.ts'
import { useActing } from '#web/session.tsx'
import { type ChosenStep, portions } from './chosen.ts'
import styles from './desk.module.css'
import { consequenceOf } from './direct-sheet.tsx'
import { bodyOf, type Draft, emptyDraft, faultOf } from './direction.ts'
import { DirectionForm } from './direction-form.tsx'

type Failed = Outcome['failed']

/**
 * One step on several documents: every subject stands there before the one confirmation, progress and a way to stop while
 * it runs, and at the end what could not be done, each with its reason. What is done is done whole, one by one.
 */
export function ChosenSheet(props: {
  step: string
  rows: readonly ChosenRow[]
  /** Chosen, but at another step: they stay as they are. */
  leftOut: number
  onDone: () => void
  onClose: () => void
}) {
  const step = props.step as ChosenStep
  const { rows } = props
  const { t, i18n } = useTranslation('desk')
  const api = useApi(many)
  const queries = useQueryClient()
  const { post } = useActing()
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const [words, setWords] = useState('')
  const [isInsisted, setInsisted] = useState(false)
  const [isTried, setTried] = useState(false)
  const [job, setJob] = useState<ProgressView | null>(null)
  const [failed, setFailed] = useState<Failed>([])
  const [fault, setFault] = useState<unknown>(null)
  const stop = useRef(false)
  const parts = portions(rows)
  const total = parts.flat().length
  const isDirection = step === 'direct' || step === 'assign'
  const missing = isDirection
    ? faultOf(draft, dayOf(new Date()))
    : step === 'complete' && words.trim() === ''
      ? 'words'
      : null
  const send = (items: { id: string; version?: number }[]) => {
    if (step === 'receive') return api.receiveMany({ body: { items } })
    if (step === 'complete') return api.completeMany({ body: { items, result: words } })
    if (step === 'remind') return api.remindMany({ body: { items, words, isInsisted } })
    if (step === 'assign') return api.assignMany({ body: { items, direction: bodyOf(draft) } })
    return api.directMany({ body: { items, ...(step === 'direct' ? { direction: bodyOf(draft) } : {}) } })
  }
  const isOn = job?.state === 'running'
  const run = async () => {
    setTried(true)
    if (missing || job) return
    stop.current = false
    setFault(null)
    let done = 0
    let ready = 0
    const unable: Failed = []
    setJob({ state: 'running', done: 0, total })
    try {
      for (const part of parts) {
        if (stop.current) break
        const answer = await send(
          part.map(({ id, version }) => ({ id, ...(version === undefined ? {} : { version }) })),
        )
        done += answer.done.length
        ready += part.length
        unable.push(...answer.failed)
        setJob({ state: 'running', done: ready, total })
      }
    } catch (cause) {
      setFault(cause)
      // Nothing was done yet: the order itself was refused, and what was typed can be mended.
      if (ready === 0) return setJob(null)
    } finally {
      void queries.invalidateQueries({ queryKey: ['incoming', post.id] })
      void queries.invalidateQueries({ queryKey: ['desk', post.id] })
    }
    setFailed(unable)
    setJob({ state: ready < total ? 'cancelled' : done === 0 ? 'failed' : 'done', done, total })
  }
  const close = () => {
    if (isOn) return
    if (job) props.onDone()
    props.onClose()
  }
  const nameOf = (id: string) => rows.find((row) => row.id === id)
  const title = t(`chosen.title.${step}`, { count: total })
  return (
    <SideSheet
      opened
      onClose={close}
      title={title}
      footer={
        job ? (
          isOn ? null : (
            <Button kind="main" onClick={close}>
              {t('chosen.close')}
            </Button>
          )
        ) : (
          <Button kind="main" keys="Ctrl+Enter" onClick={() => void run()}>
            {t(`chosen.verb.${step}`, { count: total })}
          </Button>
        )
      }
    >
      {job ? (
        <>
          <ProgressReport
            title={t(isOn ? 'chosen.running' : 'chosen.report')}
            job={{
              ...job,
              ...(isOn ? {} : { note: t('chosen.done', { count: job.done }) }),
              failures: failed.map((one) => ({
                name: [nameOf(one.id)?.symbol ?? t('noSymbol'), nameOf(one.id)?.subject].join(' '),
                reason: i18n.language === 'en' ? one.en : one.vi,
              })),
            }}
            onCancel={() => {
              stop.current = true
            }}
          />
          <ErrorNote fault={fault} />
        </>
      ) : (
        <form
          className={styles['form']}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void run()
          }}
          onKeyDown={(event) => {
            if (isComposing(event.nativeEvent) || event.key !== 'Enter' || event.defaultPrevented) return
            if (event.ctrlKey || event.metaKey) {
              event.preventDefault()
              void run()
            } else if (event.target instanceof HTMLInputElement && event.target.type !== 'checkbox')
              event.preventDefault()
          }}
        >
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard */}
          <ol className={styles['chosenRows']} aria-label={t('chosen.rows')} tabIndex={0}>
            {parts.flat().map((row) => (
              <li key={row.id}>
                <DocumentSymbol strong>{row.symbol ?? t('noSymbol')}</DocumentSymbol> {row.subject}
              </li>
            ))}
          </ol>
          {props.leftOut > 0 ? (
            <p className={styles['quiet']}>{t('chosen.leftOut', { count: props.leftOut })}</p>
          ) : null}
          {isDirection ? (
            <DirectionForm
              draft={draft}
              onChange={setDraft}
              fault={isTried ? faultOf(draft, dayOf(new Date())) : null}
            />
          ) : null}
          {step === 'complete' ? (
            <LinesField
              label={t('complete.result')}
              name="result"
              max={1000}
              required
              value={words}
              onChange={setWords}
              isMissing={isTried && words.trim() === ''}
            />
          ) : null}
          {step === 'remind' ? (
            <>
              <LinesField
                label={t('remind.words')}
                name="words"
                max={500}
                rows={3}
                hint={t('remind.hint')}
                value={words}
                onChange={setWords}
              />
              <label className={styles['check']}>
                <input
                  type="checkbox"
                  checked={isInsisted}
                  onChange={(event) => setInsisted(event.currentTarget.checked)}
                />
                {t('remind.insist')}
              </label>
            </>
          ) : null}
          <p className={styles['consequence']} aria-live="polite">
            {isDirection ? consequenceOf(t, draft) : t(`chosen.consequence.${step}`)}
          </p>
          <ErrorNote fault={fault} />
        </form>
      )}
    </SideSheet>
  )
}
