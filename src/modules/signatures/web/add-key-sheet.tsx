import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import type { KeyView } from '../contract.ts'
import { FileField } from './file-field.tsx'
import styles from './signatures.module.css'
import { base64Of, useSignatures } from './use-signatures.ts'

const IN_FILE = /\.(p12|pfx)$/i

/** A key file with its passphrase, or the certificate of a device whose key never leaves it. */
export function AddKeySheet({ owner, onClose }: { owner: KeyView['owner']; onClose: () => void }) {
  const { t } = useTranslation('signatures')
  const { api, step } = useSignatures()
  const [file, setFile] = useState<File | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const [label, setLabel] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const isKey = file !== null && IN_FILE.test(file.name)
  const isReady = file !== null && (!isKey || passphrase !== '')
  const add = async () => {
    if (!file || !isReady || isBusy) return
    setBusy(true)
    setFault(null)
    try {
      const body = { owner, file: await base64Of(file), label }
      await step(
        () => (isKey ? api.addKey({ body: { ...body, passphrase } }) : api.addCertificate({ body })),
        t(owner === 'agency' ? 'add.doneAgency' : 'add.done'),
      )
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
      title={t(owner === 'agency' ? 'add.agency' : 'add.own')}
      footer={
        <>
          <Button onClick={onClose}>{t('shell:words.cancel')}</Button>
          <Button kind="main" busy={isBusy} disabled={!isReady} onClick={() => void add()}>
            {t('add.verb')}
          </Button>
        </>
      }
    >
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <p className={styles['quiet']}>{t(owner === 'agency' ? 'add.hintAgency' : 'add.hint')}</p>
        <FileField
          label={t('add.file')}
          hint={t('add.fileHint')}
          accept=".p12,.pfx,.cer,.crt,.pem,.der"
          file={file}
          onChange={setFile}
        />
        {file && !isKey ? <p className={styles['note']}>{t('add.isToken')}</p> : null}
        {isKey ? (
          <TextField
            label={t('add.passphrase')}
            hint={t('add.passphraseHint')}
            type="password"
            autoComplete="off"
            required
            maxLength={200}
            value={passphrase}
            onChange={setPassphrase}
          />
        ) : null}
        <TextField label={t('add.label')} hint={t('add.labelHint')} maxLength={120} value={label} onChange={setLabel} />
        <ErrorNote fault={fault} />
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </SideSheet>
  )
}
