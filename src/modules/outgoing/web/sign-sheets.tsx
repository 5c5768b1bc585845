import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { records } from '#modules/records/contract.ts'
import { useApi, useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatDate } from '#web/kit/format.ts'
import { sendFile } from '#web/kit/send-file.ts'
import type { ToastInput } from '#web/kit/toast.tsx'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { signing } from '../signing-contract.ts'
import { About } from './about.tsx'
import { KeyField, PassphraseField, useSigningKeys } from './key-fields.tsx'
import type { MoveProps } from './panel-props.ts'
import styles from './panels.module.css'
import { useStep } from './use-outgoing.ts'

interface Answer {
  readonly symbol?: string
  readonly number?: number
  readonly issuedDate?: string
  readonly warnings: readonly { readonly vi: string; readonly en: string }[]
}

export const SignSheet = (props: MoveProps) => <KeySheet {...props} move="sign" />
export const SealSheet = (props: MoveProps) => <KeySheet {...props} move="seal" />

/** The signature of the person or the agency: with a key that the server holds, or with a device outside. */
function KeySheet(props: MoveProps & { move: 'sign' | 'seal' }) {
  const { t, i18n } = useTranslation('outgoing')
  const { document, move, onClose } = props
  const api = useApi(signing)
  const fileUrl = useFileUrl()
  const step = useStep()
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const keys = useSigningKeys(move)
  const { key } = keys
  const [passphrase, setPassphrase] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [isTried, setTried] = useState(false)
  const isDevice = key?.means === 'token'
  const params = { documentId: document.id }
  const said = (answer: Answer): ToastInput => {
    const warned = answer.warnings.map((one) => one[lang])
    const words = [
      answer.symbol
        ? t('done.signed', { symbol: answer.symbol, date: formatDate(answer.issuedDate ?? '') })
        : t('done.seal'),
      ...warned,
    ]
    return {
      text: words.join(' '),
      ...(answer.number ? { number: String(answer.number) } : {}),
      ...(warned.length > 0 ? { stay: 12_000 } : {}),
    }
  }
  const send = async (): Promise<Answer> => {
    if (isDevice) {
      const route = move === 'sign' ? signing.routes.signElsewhere : signing.routes.sealElsewhere
      const sending = { onProgress: () => {}, signal: new AbortController().signal }
      return (await sendFile(
        fileUrl(route, { params, query: { version: document.version } }),
        file!,
        sending,
      )) as Answer
    }
    const body = { version: document.version, keyId: key!.id, passphrase }
    return move === 'sign' ? api.sign({ params, body }) : api.seal({ params, body })
  }
  return (
    <WorkSheet
      title={t(`move.${move}`)}
      about={<About document={document} />}
      consequence={t(`sheet.${move}`)}
      verb={t(isDevice ? 'sign.handIn' : `verb.${move}`)}
      onClose={onClose}
      onRefused={() => {
        setPassphrase('')
        setTried(false)
      }}
      check={() => {
        setTried(true)
        return key !== undefined && (isDevice ? file !== null : passphrase !== '')
      }}
      onSubmit={async () => {
        await step(send, said)
      }}
    >
      <KeyField move={move} of={keys} />
      {key ? (
        isDevice ? (
          <Device {...props} file={file} onFile={setFile} isMissing={isTried && file === null} />
        ) : (
          <PassphraseField
            of={key}
            value={passphrase}
            isMissing={isTried && passphrase === ''}
            onChange={setPassphrase}
          />
        )
      ) : null}
    </WorkSheet>
  )
}

/** Signing with a device: take the page, sign it with the device's own program, hand it in. */
function Device(
  props: MoveProps & {
    move: 'sign' | 'seal'
    file: File | null
    onFile: (file: File | null) => void
    isMissing: boolean
  },
) {
  const { t } = useTranslation('outgoing')
  const api = useApi(signing)
  const step = useStep()
  const fileUrl = useFileUrl()
  const { document, move } = props
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const page = move === 'sign' ? document.rendered : document.signed
  const prepare = async () => {
    setBusy(true)
    setFault(null)
    try {
      await step(
        () => api.prepare({ params: { documentId: document.id }, body: { version: document.version } }),
        t('sign.prepared'),
      )
    } catch (cause) {
      setFault(cause)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <ol className={styles['steps']}>
        <li>
          {page ? (
            <a
              href={fileUrl(records.openComponent, {
                params: { componentId: page.id },
                query: { copy: 'original', download: '1' },
              })}
              download
            >
              {t('sign.take', { name: page.fileName })}
            </a>
          ) : (
            <Button busy={isBusy} onClick={() => void prepare()}>
              {t('sign.prepare')}
            </Button>
          )}
        </li>
        <li>{t('sign.inDevice')}</li>
        <li>
          <label>
            {t('sign.signedFile')}
            <input
              type="file"
              accept=".pdf"
              disabled={!page}
              aria-invalid={props.isMissing || undefined}
              onChange={(event) => props.onFile(event.currentTarget.files?.[0] ?? null)}
            />
          </label>
        </li>
      </ol>
      <ErrorNote fault={fault} />
    </>
  )
}
