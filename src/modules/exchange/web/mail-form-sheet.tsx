import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isMailAddress } from '#modules/outgoing/contract.ts'
import { Button } from '#web/kit/button.tsx'
import { LinesField } from '#web/kit/lines-field.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { useKept } from '#web/kit/use-kept.ts'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import type { MailFormFields } from '../address-contract.ts'
import { PLACEHOLDERS, unknownFields } from '../shapes.ts'
import styles from './exchange.module.css'
import { useExchange } from './use-exchange.ts'

interface Mail {
  readonly from: string
  readonly form: MailFormFields
  readonly standard: MailFormFields
  readonly version: number | null
}

const inBraces = (names: readonly string[]): string => names.map((name) => `{${name}}`).join(' ')

/** How letters are worded that bring documents. */
export function MailFormSheet({ mail, onClose }: { mail: Mail; onClose: () => void }) {
  const { t } = useTranslation('exchange')
  const { book, step } = useExchange()
  const [form, setForm, kept] = useKept(`exchange.mail-form.${mail.version ?? 0}`, {
    subject: mail.form.subject,
    body: mail.form.body,
    replyTo: mail.form.replyTo ?? '',
  })
  const [isTried, setTried] = useState(false)
  const unknown = unknownFields(`${form.subject}\n${form.body}`)
  const replyTo = form.replyTo.trim()
  const faults = [
    form.subject.trim() === '' || form.body.trim() === '' ? t('mail.needed') : '',
    unknown.length > 0 ? t('mail.unknown', { list: inBraces(unknown) }) : '',
    replyTo !== '' && !isMailAddress(replyTo) ? t('mail.badReply') : '',
  ].filter(Boolean)
  const save = async () => {
    const fields = { subject: form.subject.trim(), body: form.body.trim(), replyTo: replyTo || null }
    await step(() => book.saveMailForm({ body: { version: mail.version, fields } }), t('mail.saved'))
    kept.forget()
  }
  return (
    <WorkSheet
      title={t('mail.title')}
      about={<p className={styles['quiet']}>{t('mail.fields', { list: inBraces(PLACEHOLDERS) })}</p>}
      consequence=""
      verb={t('save')}
      width={44}
      onClose={onClose}
      check={() => {
        setTried(true)
        return faults.length === 0
      }}
      onSubmit={save}
    >
      <TextField
        label={t('mail.subject')}
        name="subject"
        maxLength={500}
        required
        value={form.subject}
        onChange={(subject) => setForm({ ...form, subject })}
      />
      <LinesField
        label={t('mail.body')}
        name="body"
        max={5000}
        rows={14}
        required
        value={form.body}
        onChange={(body) => setForm({ ...form, body })}
      />
      <TextField
        label={t('mail.replyTo')}
        name="replyTo"
        maxLength={254}
        hint={t('mail.replyHint', { from: mail.from })}
        value={form.replyTo}
        onChange={(text) => setForm({ ...form, replyTo: text })}
      />
      {isTried && faults.length > 0 ? (
        <p role="alert" className={styles['fault']}>
          {faults.join(' ')}
        </p>
      ) : null}
      <span className={styles['buttons']}>
        <Button
          icon="back"
          onClick={() => setForm({ ...form, subject: mail.standard.subject, body: mail.standard.body })}
        >
          {t('mail.reset')}
        </Button>
      </span>
    </WorkSheet>
  )
}
