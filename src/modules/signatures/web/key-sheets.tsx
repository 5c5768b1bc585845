import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { ConfirmSheet } from '#web/kit/confirm-sheet.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import fieldStyles from '#web/kit/field.module.css'
import { Field } from '#web/kit/field.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import type { KeyView, policySchema } from '../contract.ts'
import { FileField } from './file-field.tsx'
import styles from './signatures.module.css'
import { base64Of, shortName, useSignatures } from './use-signatures.ts'

/** A leader answers for the agency's key: what he confirms stands before him. */
export function ConfirmKeySheet({ of, onClose }: { of: KeyView; onClose: () => void }) {
  const { t } = useTranslation('signatures')
  const { api, step } = useSignatures()
  return (
    <ConfirmSheet
      opened
      onClose={onClose}
      title={t('confirm.title', { name: of.commonName })}
      consequence={t('confirm.consequence', { issuer: shortName(of.issuer), serial: of.serial, by: of.enteredByName })}
      verb={t('confirm.verb')}
      onConfirm={() =>
        step(() => api.confirmKey({ params: { keyId: of.id }, body: { version: of.version } }), t('confirm.done'))
      }
    />
  )
}

const ENDS = ['revoked', 'removed'] as const

/** Revoked or removed, with the reason: there is no way back. */
export function EndKeySheet({ of, onClose }: { of: KeyView; onClose: () => void }) {
  const { t } = useTranslation('signatures')
  const { api, step } = useSignatures()
  const [to, setTo] = useState<(typeof ENDS)[number]>('removed')
  const [reason, setReason] = useState('')
  return (
    <ConfirmSheet
      opened
      danger
      onClose={onClose}
      title={t('end.title', { name: of.commonName })}
      consequence={t('end.consequence')}
      verb={t('end.verb')}
      disabled={reason.trim() === ''}
      onConfirm={() =>
        step(
          () => api.endKey({ params: { keyId: of.id }, body: { to, reason, version: of.version } }),
          t('end.done', { name: of.commonName }),
        )
      }
    >
      <Field label={t('end.how')} required>
        {(parts) => (
          <select
            {...parts}
            className={fieldStyles['input']}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value as (typeof ENDS)[number])}
          >
            {ENDS.map((one) => (
              <option key={one} value={one}>
                {t(`end.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField label={t('end.reason')} required maxLength={500} value={reason} onChange={setReason} />
    </ConfirmSheet>
  )
}

/** The picture that stands on paper: seen before it is kept. */
export function PictureSheet({ of, onClose }: { of: KeyView; onClose: () => void }) {
  const { t } = useTranslation('signatures')
  const { api, step } = useSignatures()
  const [file, setFile] = useState<File | null>(null)
  const [seen, setSeen] = useState<string | null>(null)
  const [width, setWidth] = useState(of.pictureWidthMm === null ? '' : String(of.pictureWidthMm))
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const isSeal = of.owner === 'agency'
  const widthMm = Number(width.replace(',', '.'))
  const isReady = file !== null && (!isSeal || (widthMm >= 5 && widthMm <= 120))
  const choose = async (chosen: File | null) => {
    setFile(chosen)
    setSeen(chosen ? `data:image/png;base64,${await base64Of(chosen)}` : null)
  }
  const keep = async () => {
    if (!file || !isReady || isBusy) return
    setBusy(true)
    setFault(null)
    try {
      const body = { file: await base64Of(file), version: of.version, ...(isSeal ? { widthMm } : {}) }
      await step(() => api.setPicture({ params: { keyId: of.id }, body }), t('picture.done'))
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
      title={t(`picture.title.${of.owner}`)}
      footer={
        <>
          <Button onClick={onClose}>{t('shell:words.cancel')}</Button>
          <Button kind="main" busy={isBusy} disabled={!isReady} onClick={() => void keep()}>
            {t('picture.verb')}
          </Button>
        </>
      }
    >
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void keep()
        }}
      >
        <p className={styles['quiet']}>{t(`picture.hint.${of.owner}`)}</p>
        <FileField
          label={t('picture.file')}
          accept="image/png,.png"
          file={file}
          onChange={(chosen) => void choose(chosen)}
        />
        {seen ? (
          <span className={styles['picture']}>
            <img src={seen} alt={t(`picture.alt.${of.owner}`)} />
          </span>
        ) : null}
        {isSeal ? (
          <TextField
            label={t('picture.width')}
            hint={t('picture.widthHint')}
            required
            inputMode="decimal"
            maxLength={5}
            value={width}
            onChange={setWidth}
          />
        ) : null}
        <ErrorNote fault={fault} />
      </form>
    </SideSheet>
  )
}

type Policy = ReturnType<(typeof policySchema)['parse']> & { version: number }
const UNDECIDED = ['NO_CERTIFICATE_CHAIN_FOUND', 'TRY_LATER', 'OUT_OF_BOUNDS_NO_POE'] as const

/** What the organisation says where the law leaves it open. */
export function PolicySheet({ policy, onClose }: { policy: Policy; onClose: () => void }) {
  const { t } = useTranslation('signatures')
  const { api, step } = useSignatures()
  const [values, setValues] = useState({
    tries: String(policy.tries),
    waitMinutes: String(policy.waitMinutes),
    noticeDays: String(policy.noticeDays),
  })
  const [withoutTimestamp, setWithout] = useState(policy.withoutTimestamp)
  const [allowed, setAllowed] = useState<readonly (typeof UNDECIDED)[number][]>(policy.undecidedAllowed)
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const save = async () => {
    setBusy(true)
    setFault(null)
    try {
      const numbers = {
        tries: Number(values.tries),
        waitMinutes: Number(values.waitMinutes),
        noticeDays: Number(values.noticeDays),
      }
      const body = { ...numbers, withoutTimestamp, undecidedAllowed: [...allowed], version: policy.version }
      await step(() => api.setPolicy({ body }), t('policy.done'))
      onClose()
    } catch (cause) {
      setFault(cause)
    } finally {
      setBusy(false)
    }
  }
  const number = (name: keyof typeof values, hint: string) => (
    <TextField
      label={t(`policy.field.${name}`)}
      hint={hint}
      inputMode="numeric"
      maxLength={4}
      required
      value={values[name]}
      onChange={(value) => setValues({ ...values, [name]: value })}
    />
  )
  return (
    <SideSheet
      opened
      onClose={onClose}
      title={t('policy.change')}
      footer={
        <>
          <Button onClick={onClose}>{t('shell:words.cancel')}</Button>
          <Button kind="main" busy={isBusy} onClick={() => void save()}>
            {t('policy.verb')}
          </Button>
        </>
      }
    >
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        {number('tries', '3–20')}
        {number('waitMinutes', '1–1440')}
        <Field label={t('policy.timestampLabel')}>
          {(parts) => (
            <select
              {...parts}
              className={fieldStyles['input']}
              value={withoutTimestamp}
              onChange={(event) => setWithout(event.currentTarget.value as Policy['withoutTimestamp'])}
            >
              {(['stop', 'warn'] as const).map((one) => (
                <option key={one} value={one}>
                  {t(`policy.withoutTimestamp.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <fieldset className={styles['form']} style={{ border: 0, margin: 0, padding: 0 }}>
          <legend>{t('policy.undecidedLabel')}</legend>
          {UNDECIDED.map((one) => (
            <label key={one} className={styles['row']}>
              <input
                type="checkbox"
                checked={allowed.includes(one)}
                onChange={(event) =>
                  setAllowed(event.currentTarget.checked ? [...allowed, one] : allowed.filter((each) => each !== one))
                }
              />
              {t(`policy.undecided.${one}`)}
            </label>
          ))}
          <p className={styles['quiet']}>{t('policy.undecidedHint')}</p>
        </fieldset>
        {number('noticeDays', '1–180')}
        <ErrorNote fault={fault} />
      </form>
    </SideSheet>
  )
}
