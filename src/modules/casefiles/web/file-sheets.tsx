import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseRetention, retentionYears } from '#regimes/retention/index.ts'
import { useApi } from '#web/api.ts'
import { ChoiceField } from '#web/kit/choice-field.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Field } from '#web/kit/field.tsx'
import { dayOf } from '#web/kit/format.ts'
import { LinesField } from '#web/kit/lines-field.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { useKept } from '#web/kit/use-kept.ts'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { casefiles, fileKinds, mediums } from '../contract.ts'
import { KindFields, MakerField, RetentionField } from './fields.tsx'
import type { FileDetail } from './file-page.tsx'
import styles from './files.module.css'
import { useMakers, useStep } from './use-files.ts'

interface Props {
  readonly detail: FileDetail
  readonly onClose: () => void
}

/** Title, retention, maker and helpers of a file that is open. */
export function ChangeSheet({ detail, onClose }: Props) {
  const { t } = useTranslation('casefiles')
  const api = useApi(casefiles)
  const step = useStep()
  const { file } = detail
  const makers = useMakers()
  const [form, setForm] = useState({
    title: file.title,
    kind: file.kind as string,
    medium: file.medium as string,
    retention: file.retention ?? '',
    makerPost: file.makerPost,
    members: detail.members.map((one) => one.postId),
    keywords: file.keywords ?? '',
    note: file.note ?? '',
  })
  const [isTried, setTried] = useState(false)
  const isBad = form.retention !== '' && !parseRetention(form.retention)
  const others = (makers.data?.items ?? []).filter(
    (one) => one.postId !== form.makerPost && !form.members.includes(one.postId),
  )
  return (
    <WorkSheet
      title={t('change.title')}
      about={`${file.symbol} ${file.title}`}
      consequence={t('change.consequence')}
      verb={t('items.save')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return form.title.trim() !== '' && !isBad
      }}
      onSubmit={async () => {
        await step(
          () =>
            api.change({
              params: { fileId: file.id },
              body: {
                version: file.version,
                title: form.title.trim(),
                kind: fileKinds.find((one) => one === form.kind) ?? 'case',
                medium: mediums.find((one) => one === form.medium) ?? 'electronic',
                ordering: file.ordering,
                retention: form.retention || null,
                makerPost: form.makerPost,
                memberPosts: form.members,
                keywords: form.keywords.trim() || null,
                note: form.note.trim() || null,
              },
            }),
          t('items.saved'),
        )
      }}
    >
      <LinesField
        label={t('field.title')}
        name="title"
        max={1000}
        rows={3}
        required
        value={form.title}
        onChange={(title) => setForm({ ...form, title })}
        isMissing={isTried && form.title.trim() === ''}
      />
      <RetentionField
        title={form.title}
        value={form.retention}
        onChange={(retention) => setForm({ ...form, retention })}
        fault={isBad ? t('retention.wrong') : undefined}
      />
      <MakerField
        label={t('field.maker')}
        value={form.makerPost}
        onChange={(makerPost) =>
          setForm({ ...form, makerPost, members: form.members.filter((id) => id !== makerPost) })
        }
      />
      <ChoiceField
        label={t('field.members')}
        hint={t('change.membersHint')}
        value=""
        onChange={(id) => id && setForm({ ...form, members: [...form.members, id] })}
      >
        <option value="">{t('change.addMember')}</option>
        {others.map((one) => (
          <option key={one.postId} value={one.postId}>
            {one.name} · {one.title}
          </option>
        ))}
      </ChoiceField>
      {form.members.length > 0 ? (
        <ul className={styles['list']}>
          {form.members.map((id) => (
            <li key={id}>
              <span>
                {makers.data?.items.find((one) => one.postId === id)?.name ??
                  detail.members.find((one) => one.postId === id)?.name}{' '}
                <button
                  type="button"
                  className={styles['link']}
                  onClick={() => setForm({ ...form, members: form.members.filter((one) => one !== id) })}
                >
                  {t('change.removeMember')}
                </button>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <KindFields kind={form.kind} medium={form.medium} onChange={(next) => setForm({ ...form, ...next })} />
      <TextField
        label={t('field.keywords')}
        name="keywords"
        maxLength={100}
        value={form.keywords}
        onChange={(keywords) => setForm({ ...form, keywords })}
      />
      <TextField
        label={t('field.note')}
        name="note"
        maxLength={500}
        value={form.note}
        onChange={(note) => setForm({ ...form, note })}
      />
    </WorkSheet>
  )
}

/** The work is done: retention is decided once more, what is still lacking stands above the verb. */
export function CloseSheet({ detail, onClose }: Props) {
  const { t } = useTranslation('casefiles')
  const api = useApi(casefiles)
  const step = useStep()
  const { file, checks, span } = detail
  const today = dayOf(new Date())
  const [form, setForm, kept] = useKept(`casefiles.close.${file.id}`, {
    retention: file.retention ?? '',
    startsOn: file.startsOn ?? span.from ?? file.openedOn,
    endsOn: file.endsOn ?? span.to ?? today,
    condition: file.condition ?? '',
    reason: '',
  })
  const [isTried, setTried] = useState(false)
  const isBad = !parseRetention(form.retention)
  const areDaysWrong = form.startsOn === '' || form.endsOn === '' || form.startsOn > form.endsOn || form.endsOn > today
  const unnumbered =
    file.medium === 'paper' &&
    (retentionYears(form.retention) ?? 0) >= 5 &&
    detail.items.some((one) => one.sheets === null)
  return (
    <WorkSheet
      title={t('close.title')}
      about={`${file.symbol} ${file.title}`}
      consequence={
        <>
          {t('close.consequence', { count: detail.items.length })}
          {checks.length > 0 ? ` ${t('close.lacks', { count: checks.length })}` : ''}
        </>
      }
      verb={t('close.title')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return !isBad && !areDaysWrong && !unnumbered && detail.items.length > 0
      }}
      onSubmit={async () => {
        await step(
          () =>
            api.close({
              params: { fileId: file.id },
              body: {
                version: file.version,
                retention: form.retention,
                startsOn: form.startsOn,
                endsOn: form.endsOn,
                condition: form.condition.trim() || null,
                reason: form.reason.trim() || null,
              },
            }),
          t('close.done', { symbol: file.symbol }),
        )
        kept.forget()
      }}
    >
      {detail.items.length === 0 ? <p className={styles['fault']}>{t('check.empty')}</p> : null}
      {unnumbered ? <p className={styles['fault']}>{t('close.sheets')}</p> : null}
      <RetentionField
        title={file.title}
        value={form.retention}
        onChange={(retention) => setForm({ ...form, retention })}
        fault={isTried && isBad ? t('retention.wrong') : undefined}
      />
      <div className={styles['pair']}>
        <Field label={t('close.startsOn')} fault={areDaysWrong ? t('close.days') : undefined}>
          {(parts) => (
            <DateField {...parts} value={form.startsOn} onChange={(startsOn) => setForm({ ...form, startsOn })} />
          )}
        </Field>
        <Field label={t('close.endsOn')}>
          {(parts) => <DateField {...parts} value={form.endsOn} onChange={(endsOn) => setForm({ ...form, endsOn })} />}
        </Field>
      </div>
      <TextField
        label={t('field.condition')}
        name="condition"
        maxLength={300}
        value={form.condition}
        onChange={(condition) => setForm({ ...form, condition })}
      />
      <TextField
        label={t('close.reason')}
        hint={t('close.reasonHint')}
        name="reason"
        maxLength={500}
        value={form.reason}
        onChange={(reason) => setForm({ ...form, reason })}
      />
    </WorkSheet>
  )
}

/** Opened again by authority, with the reason on record. */
export function ReopenSheet({ detail, onClose }: Props) {
  const { t } = useTranslation('casefiles')
  const api = useApi(casefiles)
  const step = useStep()
  const { file } = detail
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  return (
    <WorkSheet
      title={t('reopen.title')}
      about={`${file.symbol} ${file.title}`}
      consequence={t('reopen.consequence')}
      verb={t('reopen.title')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return reason.trim() !== ''
      }}
      onSubmit={async () =>
        void (await step(
          () => api.reopen({ params: { fileId: file.id }, body: { version: file.version, reason: reason.trim() } }),
          t('reopen.done', { symbol: file.symbol }),
        ))
      }
    >
      <LinesField
        label={t('reopen.reason')}
        name="reason"
        max={500}
        rows={3}
        required
        value={reason}
        onChange={setReason}
        isMissing={isTried && reason.trim() === ''}
      />
    </WorkSheet>
  )
}
