import { type ReactNode, useState } from 'react'
import { Button } from './button.tsx'
import { ErrorNote } from './error-note.tsx'
import { isComposing } from './shortcut-gate.ts'
import { SideSheet } from './side-sheet.tsx'
import styles from './work-sheet.module.css'

/**
 * A step of work: what it is about, fields, the consequence in words, one verb. Ctrl+Enter sends, Escape goes back and keeps
 * what was typed (the fields keep it). A refusal stays on the sheet.
 */
export function WorkSheet(props: {
  title: string
  /** What it is about: stands above the fields. */
  about: ReactNode
  consequence: ReactNode
  verb: string
  isDangerous?: boolean
  /** Width in rem. */
  width?: number
  /** Says what is still missing by answering false. */
  check: () => boolean
  onSubmit: () => Promise<void>
  onClose: () => void
  /** A refusal that the fields answer (a tick to go on all the same), beside being shown. */
  onRefused?: (fault: unknown) => void
  /** A second verb beside the main one: refusing what was asked. */
  second?: { verb: string; check?: () => boolean; onSubmit: () => Promise<void> }
  children?: ReactNode
}) {
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const run = async (work: () => Promise<void>, check = props.check) => {
    if (isBusy || !check()) return
    setBusy(true)
    setFault(null)
    try {
      await work()
      props.onClose()
    } catch (cause) {
      setFault(cause)
      props.onRefused?.(cause)
    } finally {
      setBusy(false)
    }
  }
  const { second } = props
  return (
    <SideSheet
      opened
      onClose={props.onClose}
      title={props.title}
      {...(props.width ? { width: props.width } : {})}
      footer={
        <>
          {second ? (
            <Button busy={isBusy} onClick={() => void run(second.onSubmit, second.check)}>
              {second.verb}
            </Button>
          ) : null}
          <Button
            kind={props.isDangerous ? 'danger' : 'main'}
            busy={isBusy}
            keys="Ctrl+Enter"
            onClick={() => void run(props.onSubmit)}
          >
            {props.verb}
          </Button>
        </>
      }
    >
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void run(props.onSubmit)
        }}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent) || event.key !== 'Enter' || event.defaultPrevented) return
          if (event.ctrlKey || event.metaKey) {
            event.preventDefault()
            void run(props.onSubmit)
          } else if (event.target instanceof HTMLInputElement && event.target.type !== 'checkbox') {
            // Enter in a line is no verdict yet: the step is sent by its verb or by Ctrl+Enter.
            event.preventDefault()
          }
        }}
      >
        <p className={styles['about']}>{props.about}</p>
        {props.children}
        {props.consequence ? (
          <p className={styles['consequence']} aria-live="polite">
            {props.consequence}
          </p>
        ) : null}
        <ErrorNote fault={fault} />
      </form>
    </SideSheet>
  )
}
