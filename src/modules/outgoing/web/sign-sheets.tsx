import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { records } from '#modules/records/contract.ts'
import { type KeyView, signatures } from '#modules/signatures/contract.ts'
import { useApi, useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import fieldStyles from '#web/kit/field.module.css'
import { Field } from '#web/kit/field.tsx'
import { formatDate } from '#web/kit/format.ts'
import { PostLink } from '#web/kit/post-link.tsx'
import { sendFile } from '#web/kit/send-file.ts'
import type { ToastInput } from '#web/kit/toast.tsx'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { useActing } from '#web/session.tsx'
import { signing } from '../signing-contract.ts'
import { About } from './about.tsx'
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

/** A key that can be used now, or whose device can; what ended or waits cannot. */
const isUsable = (key: KeyView): boolean =>
  key.state === 'active' && (key.hindrance === null || key.hindrance === 'in-device')

/** The signature of the person or the agency: with a key that the server holds, or with a device outside. */
function KeySheet(props: MoveProps & { move: 'sign' | 'seal' }) {
  const { t, i18n } = useTranslation('outgoing')
  const { document, move, onClose } = props
  const api = useApi(signing)
  const keysApi = useApi(signatures)
  const fileUrl = useFileUrl()
  const step = useStep()
  const { post } = useActing()
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const { data, error, refetch } = useQuery({
    queryKey: ['signatures', post.id, 'keys'],
    queryFn: ({ signal }) => keysApi.listKeys({ signal }),
  })
  const keys = (move === 'sign' ? data?.own : data?.agency)?.filter(isUsable) ?? []
  const [chosen, setChosen] = useState('')
  const key = keys.find((one) => one.id === chosen) ?? keys[0]
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
      <ErrorNote fault={error} onRetry={() => void refetch()} />
      {data && keys.length === 0 ? (
        <p>
          {t(move === 'sign' ? 'sign.noKey' : 'sign.noAgencyKey')} <PostLink to="keys">{t('sign.toKeys')}</PostLink>
        </p>
      ) : null}
      {key ? (
        <>
          <Field label={t('sign.key')}>
            {(parts) => (
              <select
                {...parts}
                className={fieldStyles['input']}
                value={key.id}
                onChange={(event) => setChosen(event.currentTarget.value)}
              >
                {keys.map((one) => (
                  <option key={one.id} value={one.id}>
                    {[
                      one.label ?? one.commonName,
                      t(`sign.means.${one.means}`),
                      t('sign.until', { date: formatDate(one.validTo) }),
                    ].join(' · ')}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {isDevice ? (
            <Device {...props} file={file} onFile={setFile} isMissing={isTried && file === null} />
          ) : (
            <Field
              label={t('sign.passphrase')}
              hint={t('sign.passphraseHint')}
              required
              fault={isTried && passphrase === '' ? t('shell:form.needed') : undefined}
            >
              {(parts) => (
                <input
                  {...parts}
                  type="password"
                  name="passphrase"
                  data-focus=""
                  autoComplete="off"
                  maxLength={200}
                  className={fieldStyles['input']}
                  value={passphrase}
                  onChange={(event) => setPassphrase(event.currentTarget.value)}
                />
              )}
            </Field>
          )}
        </>
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
