import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError, useApi } from '#web/api.ts'
import { LinesField } from '#web/kit/lines-field.tsx'
import { useKept } from '#web/kit/use-kept.ts'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { outgoing } from '../contract.ts'
import { outgoingWay } from '../way-contract.ts'
import { About } from './about.tsx'
import type { MoveProps } from './panel-props.ts'
import styles from './panels.module.css'
import { useStep } from './use-outgoing.ts'

type WordsMove = 'submit' | 'withdraw' | 'checkContent' | 'checkForm' | 'approve'

/** A move that takes words and perhaps a tick. */
function WordsSheet(
  props: MoveProps & {
    move: WordsMove
    send: (words: string | null) => Promise<unknown>
    isRequired?: boolean
    check?: () => boolean
    onRefused?: (fault: unknown) => void
    children?: ReactNode
  },
) {
  const { t } = useTranslation('outgoing')
  const step = useStep()
  const { document, move } = props
  const [words, setWords, kept] = useKept(`outgoing.${move}.${document.id}`, '')
  const [isTried, setTried] = useState(false)
  const isMissing = (props.isRequired ?? false) && words.trim() === ''
  return (
    <WorkSheet
      title={t(`move.${move}`)}
      about={<About document={document} />}
      consequence={t(`sheet.${move}`, { no: document.latestVersion })}
      verb={t(`verb.${move}`)}
      onClose={props.onClose}
      {...(props.onRefused ? { onRefused: props.onRefused } : {})}
      check={() => {
        setTried(true)
        return !isMissing && (props.check?.() ?? true)
      }}
      onSubmit={async () => {
        await step(() => props.send(words.trim() || null), t(`done.${move}`))
        kept.forget()
      }}
    >
      {props.children}
      <LinesField
        label={t('sheet.words')}
        name="words"
        max={1000}
        rows={2}
        hint={t('sheet.wordsOptional')}
        value={words}
        onChange={setWords}
        isMissing={isTried && isMissing}
      />
    </WorkSheet>
  )
}

/** To whoever comes next; open opinions are asked about. */
export function SubmitSheet(props: MoveProps) {
  const { t } = useTranslation('outgoing')
  const api = useApi(outgoingWay)
  const { document } = props
  const [isAnyway, setAnyway] = useState(false)
  const [isTried, setTried] = useState(false)
  const open = document.opinions.filter((one) => one.state === 'asked').length
  return (
    <WordsSheet
      {...props}
      move="submit"
      check={() => {
        setTried(true)
        return open === 0 || isAnyway
      }}
      send={(words) =>
        api.submit({
          params: { documentId: document.id },
          body: { version: document.version, words, evenIfOpinionsOpen: isAnyway },
        })
      }
    >
      {open > 0 ? (
        <Tick isMissing={isTried && !isAnyway} value={isAnyway} onChange={setAnyway}>
          {t('sheet.evenOpen', { count: open })}
        </Tick>
      ) : null}
    </WordsSheet>
  )
}

export function WithdrawSheet(props: MoveProps) {
  const api = useApi(outgoing)
  const { document } = props
  return (
    <WordsSheet
      {...props}
      move="withdraw"
      send={(words) =>
        api.withdraw({ params: { documentId: document.id }, body: { version: document.version, words } })
      }
    />
  )
}

export function CheckContentSheet(props: MoveProps) {
  const api = useApi(outgoingWay)
  const { document } = props
  return (
    <WordsSheet
      {...props}
      move="checkContent"
      send={(words) =>
        api.checkContent({ params: { documentId: document.id }, body: { version: document.version, words, marks: [] } })
      }
    />
  )
}

/** Form: the checker of form has counted; what is let pass all the same needs a reason. */
export function CheckFormSheet(props: MoveProps) {
  const { t } = useTranslation('outgoing')
  const api = useApi(outgoingWay)
  const { document } = props
  const latest = document.versions.find((one) => one.no === document.latestVersion)
  const [known, setKnown] = useState(latest?.errors ?? 0)
  const [isAnyway, setAnyway] = useState(false)
  const [isTried, setTried] = useState(false)
  return (
    <WordsSheet
      {...props}
      move="checkForm"
      isRequired={known > 0}
      check={() => {
        setTried(true)
        return known === 0 || isAnyway
      }}
      onRefused={(fault) => {
        if (fault instanceof ProblemError && fault.code === 'OUTGOING_FORM_ERRORS')
          setKnown(Number(fault.facts['count'] ?? 1))
      }}
      send={(words) =>
        api.checkForm({
          params: { documentId: document.id },
          body: { version: document.version, words, marks: [], evenWithErrors: isAnyway },
        })
      }
    >
      <p className={known > 0 ? styles['formErrors'] : styles['formClean']}>
        {known > 0
          ? t('sheet.formErrors', { count: known })
          : latest?.errors === null
            ? t('form.unchecked')
            : t('sheet.formClean')}
      </p>
      {known > 0 ? (
        <Tick isMissing={isTried && !isAnyway} value={isAnyway} onChange={setAnyway}>
          {t('sheet.evenWithErrors')}
        </Tick>
      ) : null}
    </WordsSheet>
  )
}

export function ApproveSheet(props: MoveProps) {
  const api = useApi(outgoingWay)
  const { document } = props
  return (
    <WordsSheet
      {...props}
      move="approve"
      send={(words) =>
        api.approve({ params: { documentId: document.id }, body: { version: document.version, words, marks: [] } })
      }
    />
  )
}

/** A tick that the step needs. */
export function Tick(props: {
  value: boolean
  onChange: (value: boolean) => void
  isMissing: boolean
  children: ReactNode
}) {
  return (
    <label className={styles['tick']} data-missing={props.isMissing || undefined}>
      <input type="checkbox" checked={props.value} onChange={(event) => props.onChange(event.currentTarget.checked)} />
      {props.children}
    </label>
  )
}
