import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { ErrorNote } from './error-note.tsx'
import { Sheet } from './sheet.tsx'

/**
 * Asks before what cannot be taken back. The title is a question with the thing's own name, `consequence` says in
 * words what will be, the button repeats the verb. While `onConfirm` runs nothing else can be pressed; a refusal stays
 * on the sheet. The first focus is on "cancel" for `danger`, on the verb otherwise.
 */
export function ConfirmSheet(props: {
  opened: boolean
  onClose: () => void
  /** A question: "Hủy số 128?" */
  title: string
  /** "Số này sẽ hiện là khuyết số và không cấp lại." */
  consequence: ReactNode
  /** The verb on the button: "Hủy số". */
  verb: string
  danger?: boolean
  disabled?: boolean
  /** Fields that the step needs, for example the reason. */
  children?: ReactNode
  onConfirm: () => unknown
}) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const confirm = async () => {
    setBusy(true)
    setFault(null)
    try {
      await props.onConfirm()
      props.onClose()
    } catch (cause) {
      setFault(cause)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Sheet
      place="middle"
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      locked={busy}
      footer={
        <>
          <Button onClick={props.onClose} disabled={busy} data-focus={props.danger || undefined}>
            {t('words.cancel')}
          </Button>
          <Button
            kind={props.danger ? 'danger' : 'main'}
            busy={busy}
            disabled={props.disabled}
            data-focus={(!props.danger && !props.children) || undefined}
            onClick={() => void confirm()}
          >
            {props.verb}
          </Button>
        </>
      }
    >
      <p style={{ marginTop: 0 }}>{props.consequence}</p>
      {props.children ? (
        <form
          noValidate
          onKeyDown={(event) => {
            const isChoice = event.target instanceof HTMLSelectElement
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey || isChoice)) return
            event.preventDefault()
            event.currentTarget.requestSubmit()
          }}
          onSubmit={(event) => {
            event.preventDefault()
            // Enter in the one field of the question answers it; never what cannot be taken back.
            if (!props.disabled && !props.danger && !busy) void confirm()
          }}
        >
          {props.children}
        </form>
      ) : null}
      <ErrorNote fault={fault} />
    </Sheet>
  )
}
