import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { LinesField } from '#web/kit/lines-field.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { toast } from '#web/kit/toast.tsx'
import styles from './desk.module.css'
import { usePhrases } from './use-directing.ts'

const MOST = 40
const LONGEST = 200

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** The lists of usual words, one a line: the office's for those who word it, one's own for everybody. */
export function PhraseSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('desk')
  const known = usePhrases()
  const [office, setOffice] = useState(known.office.join('\n'))
  const [own, setOwn] = useState(known.own.join('\n'))
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const isTooMuch = [office, own].some(
    (text) => linesOf(text).length > MOST || linesOf(text).some((line) => line.length > LONGEST),
  )
  const keep = async () => {
    setBusy(true)
    setFault(null)
    try {
      if (known.mayChangeOffice && office !== known.office.join('\n')) await known.keep('office', linesOf(office))
      if (own !== known.own.join('\n')) await known.keep('own', linesOf(own))
      toast({ text: t('phrases.done') })
      onClose()
    } catch (cause) {
      setFault(cause)
    } finally {
      setBusy(false)
    }
  }
  return (
    <SideSheet
      opened
      onClose={onClose}
      title={t('phrases.title')}
      footer={
        <Button kind="main" busy={isBusy} disabled={isTooMuch} onClick={() => void keep()}>
          {t('phrases.keep')}
        </Button>
      }
    >
      <form
        noValidate
        className={styles['form']}
        onSubmit={(event) => event.preventDefault()}
        // It stands over a direction that is being written: its keys are not the direction's.
        onKeyDown={(event) => event.key !== 'Escape' && event.stopPropagation()}
      >
        <p className={styles['quiet']}>{t('phrases.hint', { most: MOST, longest: LONGEST })}</p>
        {known.mayChangeOffice ? (
          <LinesField
            label={t('phrases.office')}
            name="office"
            max={8000}
            rows={9}
            value={office}
            onChange={setOffice}
          />
        ) : null}
        <LinesField label={t('phrases.own')} name="own" max={8000} rows={5} value={own} onChange={setOwn} />
        {isTooMuch ? <p role="alert">{t('phrases.tooMuch', { most: MOST, longest: LONGEST })}</p> : null}
        <ErrorNote fault={fault} />
      </form>
    </SideSheet>
  )
}
