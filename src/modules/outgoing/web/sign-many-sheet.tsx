import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError, useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { ErrorNote, useSentence } from '#web/kit/error-note.tsx'
import { ProgressReport, type ProgressView } from '#web/kit/progress-report.tsx'
import { isComposing } from '#web/kit/shortcut-gate.ts'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { type OutgoingRow, outgoing } from '../contract.ts'
import { signing } from '../signing-contract.ts'
import { KeyField, PassphraseField, useSigningKeys } from './key-fields.tsx'
import styles from './panels.module.css'
import { symbolWords } from './states.ts'

/** A refusal that concerns every document alike: key, passphrase, timestamp authority, connection. Nothing more is tried with it. */
const isOfTheOrder = (cause: unknown): boolean =>
  !(cause instanceof ProblemError) || cause.status === 0 || cause.code.startsWith('SIGNATURES_')

type Failure = NonNullable<ProgressView['failures']>[number]

/**
 * Several documents signed, or sealed, with one confirmation: every subject stands there before it; progress and a way to stop while it
 * runs; at the end what could not be signed, each with its reason. Each is signed whole, one after another, in the order of the list.
 */
export function SignManySheet(props: {
  move: 'sign' | 'seal'
  rows: readonly OutgoingRow[]
  onDone: () => void
  onClose: () => void
}) {
  const { t } = useTranslation('outgoing')
  const { move, rows } = props
  const api = useApi(signing)
  const documents = useApi(outgoing)
  const queries = useQueryClient()
  const sentence = useSentence()
  const keys = useSigningKeys(move, true)
  const [passphrase, setPassphrase] = useState('')
  const [isTried, setTried] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const [job, setJob] = useState<ProgressView | null>(null)
  const stop = useRef(false)
  const isOn = job?.state === 'running'
  const total = rows.length
  const readAgain = () => {
    for (const room of ['outgoing', 'desk']) void queries.invalidateQueries({ queryKey: [room] })
  }
  const run = async () => {
    setTried(true)
    const { key } = keys
    if (!key || passphrase === '' || job) return
    stop.current = false
    setFault(null)
    const failures: Failure[] = []
    let done = 0
    for (const row of rows) {
      if (stop.current) break
      setJob({ state: 'running', done, total, failures: [...failures] })
      const params = { documentId: row.id }
      try {
        // An attempt that failed may have taken the number already: what stands now is signed, and only in a state that allows it.
        const { version } = await documents.get({ params })
        const request = { params, body: { version, keyId: key.id, passphrase } }
        await (move === 'sign' ? api.sign(request) : api.seal(request))
      } catch (cause) {
        const isOrders = isOfTheOrder(cause)
        if (isOrders && done === 0) {
          setFault(cause)
          setPassphrase('')
          setTried(false)
          setJob(null)
          readAgain()
          return
        }
        failures.push({ name: `${symbolWords(row)} ${row.subject}`, reason: sentence(cause) })
        if (isOrders) break
      }
      done++
    }
    setPassphrase('')
    readAgain()
    setJob({ state: done < total ? 'cancelled' : 'done', done, total, failures })
  }
  const close = () => {
    if (isOn) return
    if (job) props.onDone()
    props.onClose()
  }
  return (
    <SideSheet
      opened
      onClose={close}
      title={t(`signMany.title.${move}`, { count: total })}
      footer={
        isOn ? null : job ? (
          <Button kind="main" onClick={close}>
            {t('signMany.close')}
          </Button>
        ) : (
          <Button kind="main" keys="Ctrl+Enter" onClick={() => void run()}>
            {t(`signMany.title.${move}`, { count: total })}
          </Button>
        )
      }
    >
      {job ? (
        <ProgressReport
          title={t(isOn ? 'signMany.running' : 'signMany.report')}
          job={job}
          onCancel={() => {
            stop.current = true
          }}
        />
      ) : (
        <form
          noValidate
          className={styles['many']}
          onSubmit={(event) => {
            event.preventDefault()
            void run()
          }}
          onKeyDown={(event) => {
            if (isComposing(event.nativeEvent) || event.key !== 'Enter' || event.defaultPrevented) return
            event.preventDefault()
            if (event.ctrlKey || event.metaKey) void run()
          }}
        >
          <ol className={styles['manyRows']}>
            {rows.map((row) => (
              <li key={row.id}>
                <DocumentSymbol>{symbolWords(row)}</DocumentSymbol> {row.subject}
              </li>
            ))}
          </ol>
          <KeyField move={move} of={keys} />
          {keys.key ? (
            <PassphraseField
              of={keys.key}
              value={passphrase}
              isMissing={isTried && passphrase === ''}
              onChange={setPassphrase}
            />
          ) : null}
          <p className={styles['quiet']}>{t(`sheet.${move}`)}</p>
          <ErrorNote fault={fault} />
        </form>
      )}
    </SideSheet>
  )
}
