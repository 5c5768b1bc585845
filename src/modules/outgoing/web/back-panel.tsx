import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import fieldStyles from '#web/kit/field.module.css'
import { LinesField } from '#web/kit/lines-field.tsx'
import { isComposing } from '#web/kit/shortcut-gate.ts'
import { usePhone } from '#web/kit/use-phone.ts'
import type { OutgoingDetail } from '../contract.ts'
import { outgoingWay } from '../way-contract.ts'
import type { Mark } from './marks.ts'
import styles from './panels.module.css'
import { useStep } from './use-outgoing.ts'

/** Sending back stands beside the pages, not over them: places are marked on the page while the words are written. */
export function BackPanel(props: {
  document: OutgoingDetail
  words: string
  marks: readonly Mark[]
  onChange: (change: { words?: string; marks?: readonly Mark[] }) => void
  onEnd: () => void
}) {
  const { t } = useTranslation('outgoing')
  const api = useApi(outgoingWay)
  const step = useStep()
  const isPhone = usePhone()
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const { document, words, marks, onChange } = props
  const put = (i: number, text: string) =>
    onChange({ marks: marks.map((mark, at) => (at === i ? { ...mark, words: text } : mark)) })
  const isWhole = words.trim() !== '' && marks.every((mark) => mark.words.trim() !== '')
  const send = async () => {
    setTried(true)
    if (!isWhole || isBusy) return
    setBusy(true)
    setFault(null)
    try {
      await step(
        () =>
          api.sendBack({
            params: { documentId: document.id },
            body: { version: document.version, words: words.trim(), marks: [...marks] },
          }),
        t('done.sendBack'),
      )
      props.onEnd()
    } catch (cause) {
      setFault(cause)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className={styles['back']}
      noValidate
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (isComposing(event.nativeEvent) || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        void send()
      }}
    >
      <h3>{t('back.title')}</h3>
      <LinesField
        label={t('back.words')}
        name="words"
        max={1000}
        required
        value={words}
        onChange={(text) => onChange({ words: text })}
        isMissing={isTried && words.trim() === ''}
      />
      <p className={styles['quiet']}>{t(isPhone ? 'back.onPhone' : 'back.how')}</p>
      {marks.length > 0 ? (
        <ul className={styles['drawn']} aria-label={t('back.marks')}>
          {marks.map((mark, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a mark is known by its place in the list
            <li key={i} className={styles['mark']}>
              <span>{t('back.mark', { page: mark.page })}</span>
              <textarea
                className={fieldStyles['input']}
                rows={1}
                maxLength={500}
                aria-label={t('back.markWords', { page: mark.page })}
                aria-invalid={(isTried && mark.words.trim() === '') || undefined}
                // The words follow the hand that drew.
                ref={(element) => {
                  if (element && i === marks.length - 1 && mark.words === '' && !element.dataset['seen']) {
                    element.dataset['seen'] = 'true'
                    element.focus()
                  }
                }}
                value={mark.words}
                onChange={(event) => put(i, event.currentTarget.value)}
              />
              <Button
                kind="quiet"
                icon="cross"
                iconOnly
                onClick={() => onChange({ marks: marks.filter((_, at) => at !== i) })}
              >
                {t('back.remove')}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {isTried && !isWhole && words.trim() !== '' ? <p className={styles['fault']}>{t('fault.mark')}</p> : null}
      <ErrorNote fault={fault} />
      <div className={styles['buttons']}>
        <Button kind="main" busy={isBusy} keys="Ctrl+Enter" onClick={() => void send()}>
          {t('verb.sendBack')}
        </Button>
        <Button disabled={isBusy} onClick={props.onEnd}>
          {t('back.cancel')}
        </Button>
      </div>
    </form>
  )
}
