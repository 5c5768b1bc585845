import { useTranslation } from 'react-i18next'
import { DateField } from '#web/kit/date-field.tsx'
import fieldStyles from '#web/kit/field.module.css'
import { Field } from '#web/kit/field.tsx'
import { fits } from '#web/kit/fold.ts'
import { LinesField } from '#web/kit/lines-field.tsx'
import { Picker } from '#web/kit/picker.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import styles from './draft.module.css'
import type { DraftForm } from './draft-form.ts'
import { JointField } from './joint-field.tsx'
import { RecipientsField } from './recipients-field.tsx'
import { RepliesField } from './replies-field.tsx'
import { useChoices } from './use-outgoing.ts'

/** The fields of a draft, new or to be changed. Wrong ones say so once it was tried to save. */
export function DraftFields(props: {
  value: DraftForm
  onChange: (value: DraftForm) => void
  faults: Readonly<Record<string, string>>
  /** A draft that exists keeps its links; only a new one takes them. */
  isNew: boolean
}) {
  const { t, i18n } = useTranslation('outgoing')
  const { value, onChange, faults } = props
  const { data: choices } = useChoices(value.typeCode)
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const types = choices?.types ?? []
  const type = types.find((one) => one.code === value.typeCode)
  const marks = choices?.circulation ?? []
  const mark = marks.find((one) => value.circulation.includes(one.vi))
  const put = (change: Partial<DraftForm>) => onChange({ ...value, ...change })
  const fault = (name: string) => (faults[name] ? t(`fault.${faults[name]}`) : undefined)
  return (
    <>
      <div className={styles['pair']}>
        <Field label={t('field.type')} required fault={fault('typeCode')}>
          {(parts) => (
            <Picker
              {...parts}
              name="typeCode"
              {...(props.isNew && !value.typeCode ? { 'data-focus': '' } : {})}
              placeholder={t('hint.type')}
              value={type ? { id: type.code, name: type[lang] } : null}
              onChange={(item) => {
                if (item?.id !== value.typeCode) put({ typeCode: item?.id ?? '', authorityId: '' })
              }}
              search={async (words) =>
                types
                  .filter((one) => fits(`${one[lang]} ${one.abbreviation ?? ''}`, words))
                  .map((one) => ({ id: one.code, name: one[lang], note: one.abbreviation }))
              }
            />
          )}
        </Field>
        <Field label={t('field.urgency')}>
          {(parts) => (
            <select
              {...parts}
              name="urgency"
              className={fieldStyles['input']}
              value={value.urgency}
              onChange={(event) => put({ urgency: Number(event.currentTarget.value) })}
            >
              {[0, 1, 2, 3].map((level) => (
                <option key={level} value={level}>
                  {t(`urgency.${level}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Field label={t('field.subject')} required fault={fault('subject')} hint={t('hint.subject')}>
        {(parts) => (
          <textarea
            {...parts}
            name="subject"
            rows={2}
            maxLength={500}
            className={fieldStyles['input']}
            value={value.subject}
            onChange={(event) => put({ subject: event.currentTarget.value.replace(/\n/g, ' ') })}
          />
        )}
      </Field>
      {props.isNew ? <RepliesField value={value.repliesTo} onChange={(repliesTo) => put({ repliesTo })} /> : null}
      <SignerField value={value} onChange={put} />
      <fieldset className={styles['modes']}>
        <legend>{t('field.mode')}</legend>
        {(['digital', 'paper'] as const).map((mode) => (
          <label key={mode}>
            <input
              type="radio"
              name="mode"
              checked={value.mode === mode}
              // The other bodies of a joint document sign elsewhere, on paper.
              disabled={mode === 'digital' && value.jointWith.length > 0}
              onChange={() => put({ mode })}
            />
            <span>
              {t(`mode.${mode}`)}
              <small>
                {t(mode === 'digital' && value.jointWith.length > 0 ? 'modeHint.joint' : `modeHint.${mode}`)}
              </small>
            </span>
          </label>
        ))}
      </fieldset>
      <JointField value={value} onChange={put} faults={faults} />
      <BookField value={value} onChange={put} />
      <RecipientsField value={value.recipients} onChange={(recipients) => put({ recipients })} faults={faults} />
      <div className={styles['pair']}>
        <Field label={t('field.dueDate')} hint={t('hint.dueDate')}>
          {(parts) => (
            <DateField {...parts} name="dueDate" value={value.dueDate} onChange={(dueDate) => put({ dueDate })} />
          )}
        </Field>
        {type && type.abbreviation === null ? (
          <TextField
            label={t('field.notationUnit')}
            name="notationUnit"
            maxLength={10}
            placeholder="VX"
            hint={t('hint.notationUnit')}
            fault={fault('notationUnit')}
            value={value.notationUnit}
            onChange={(text) => put({ notationUnit: text.toLocaleUpperCase('vi') })}
          />
        ) : null}
        <Field label={t('field.circulation')}>
          {(parts) => (
            <select
              {...parts}
              name="circulation"
              className={fieldStyles['input']}
              value={mark?.vi ?? ''}
              onChange={(event) => {
                const others = value.circulation.filter((one) => one !== mark?.vi)
                const { value: chosen } = event.currentTarget
                put({ circulation: chosen ? [chosen, ...others] : others })
              }}
            >
              <option value="">{t('hint.noCirculation')}</option>
              {marks.map((one) => (
                <option key={one.vi} value={one.vi}>
                  {one[lang]}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <LinesField
        label={t('field.description')}
        name="description"
        max={500}
        rows={2}
        value={value.description}
        onChange={(description) => put({ description })}
      />
    </>
  )
}

/** Where a council, board or congress has its own series: that one, or the book of the type. Nothing to choose: nothing shown. */
function BookField({ value, onChange }: { value: DraftForm; onChange: (change: Partial<DraftForm>) => void }) {
  const { t } = useTranslation('outgoing')
  const { data: choices } = useChoices(value.typeCode)
  const books = (choices?.books ?? []).filter(
    (one) => one.code === value.bookCode || one.types.includes(value.typeCode),
  )
  if (books.length === 0 && !value.bookCode) return null
  const chosen = books.find((one) => one.code === value.bookCode)
  const isMeant = chosen === undefined || chosen.types.includes(value.typeCode)
  return (
    <Field
      label={t('field.bookCode')}
      hint={chosen ? t('hint.bookCode', { name: chosen.issuer }) : undefined}
      fault={isMeant ? undefined : t('fault.bookCode')}
    >
      {(parts) => (
        <select
          {...parts}
          name="bookCode"
          className={fieldStyles['input']}
          value={value.bookCode}
          onChange={(event) => onChange({ bookCode: event.currentTarget.value })}
        >
          <option value="">{t('hint.bookOfType')}</option>
          {books.map((one) => (
            <option key={one.code} value={one.code}>
              {one.title} · {one.periodLabel}
            </option>
          ))}
          {value.bookCode && !chosen ? <option value={value.bookCode}>{t('hint.bookShut')}</option> : null}
        </select>
      )}
    </Field>
  )
}

/** Who signs: only those whose authority covers the type today, with the lines as they will be printed. */
function SignerField({ value, onChange }: { value: DraftForm; onChange: (change: Partial<DraftForm>) => void }) {
  const { t } = useTranslation('outgoing')
  const { data: choices, isFetching } = useChoices(value.typeCode)
  const signers = value.typeCode ? (choices?.signers ?? []) : []
  const chosen =
    signers.find((one) => one.authorityId === value.authorityId) ??
    signers.find((one) => one.postId === value.signerPost)
  const hint = !value.typeCode
    ? t('hint.signerFirst')
    : signers.length === 0 && !isFetching
      ? t('hint.noSigner')
      : undefined
  return (
    <Field label={t('field.signer')} hint={hint}>
      {(parts) => (
        <div className={styles['signer']}>
          <select
            {...parts}
            name="signer"
            className={fieldStyles['input']}
            disabled={signers.length === 0}
            value={chosen?.authorityId ?? ''}
            onChange={(event) => {
              const one = signers.find((signer) => signer.authorityId === event.currentTarget.value)
              onChange({ signerPost: one?.postId ?? '', authorityId: one?.authorityId ?? '' })
            }}
          >
            <option value="">{t('hint.signerLater')}</option>
            {signers.map((one) => (
              <option key={one.authorityId} value={one.authorityId}>
                {[one.name, one.title, one.lines.length > 1 ? one.lines[0] : ''].filter(Boolean).join(' · ')}
              </option>
            ))}
          </select>
          {chosen ? <SignatureBlock lines={chosen.lines} name={chosen.name} /> : null}
        </div>
      )}
    </Field>
  )
}

/** The block of the signature as the document prints it. */
export function SignatureBlock({ lines, name }: { lines: readonly string[]; name: string }) {
  return (
    <div className={styles['block']} lang="vi">
      {lines.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of one fixed block
        <b key={i}>{line}</b>
      ))}
      <span aria-hidden="true" />
      <b>{name}</b>
    </div>
  )
}
