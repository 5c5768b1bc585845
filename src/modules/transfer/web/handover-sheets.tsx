import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { ChoiceField } from '#web/kit/choice-field.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { type Entry, transfer } from '../contract.ts'
import type { HandoverDetail } from './handover-page.tsx'
import styles from './transfer.module.css'
import { useStep } from './use-transfers.ts'

interface Props {
  readonly detail: HandoverDetail
  readonly onClose: () => void
}

/** `2,5` and `2.5` are the same metres; empty is none. */
const metresOf = (text: string): number | null | undefined => {
  const value = text.trim().replace(',', '.')
  if (value === '') return null
  return /^\d{1,5}(\.\d{1,2})?$/.test(value) ? Number(value) : undefined
}
const boxesOf = (text: string): number | null | undefined => {
  const value = text.trim()
  if (value === '') return null
  return /^\d{1,5}$/.test(value) ? Number(value) : undefined
}
const shown = (value: number | null): string => (value === null ? '' : String(value).replace('.', ','))

function PaperFields(props: {
  boxes: string
  metres: string
  onChange: (next: { boxes: string; metres: string }) => void
}) {
  const { t } = useTranslation('transfer')
  const { boxes, metres, onChange } = props
  return (
    <div className={styles['pair']}>
      <TextField
        label={t('field.boxes')}
        name="boxes"
        inputMode="numeric"
        maxLength={5}
        value={boxes}
        onChange={(value) => onChange({ boxes: value, metres })}
        fault={boxesOf(boxes) === undefined ? t('fault.number') : undefined}
      />
      <TextField
        label={t('field.metres')}
        hint={t('field.metresHint')}
        name="metres"
        inputMode="decimal"
        maxLength={8}
        value={metres}
        onChange={(value) => onChange({ boxes, metres: value })}
        fault={metresOf(metres) === undefined ? t('fault.number') : undefined}
      />
    </div>
  )
}

/** Files that leave the list, boxes and metres of paper, a note. */
export function ChangeSheet({ detail, onClose }: Props) {
  const { t } = useTranslation('transfer')
  const api = useApi(transfer)
  const step = useStep()
  const { handover, entries } = detail
  const [form, setForm] = useState({
    boxes: shown(handover.boxes),
    metres: shown(handover.metres),
    note: handover.note ?? '',
  })
  const [removed, setRemoved] = useState<ReadonlySet<string>>(new Set())
  return (
    <WorkSheet
      title={t('change.title')}
      about={handover.title}
      consequence={t('change.consequence')}
      verb={t('change.verb')}
      onClose={onClose}
      check={() => boxesOf(form.boxes) !== undefined && metresOf(form.metres) !== undefined}
      onSubmit={async () =>
        void (await step(
          () =>
            api.change({
              params: { handoverId: handover.id },
              body: {
                version: handover.version,
                boxes: boxesOf(form.boxes) ?? null,
                metres: metresOf(form.metres) ?? null,
                note: form.note.trim() || null,
                remove: [...removed],
              },
            }),
          t('change.done'),
        ))
      }
    >
      <PaperFields boxes={form.boxes} metres={form.metres} onChange={(next) => setForm({ ...form, ...next })} />
      <TextField
        label={t('field.note')}
        name="note"
        maxLength={500}
        value={form.note}
        onChange={(note) => setForm({ ...form, note })}
      />
      <fieldset className={styles['choices']}>
        <legend>{t('change.files')}</legend>
        {entries.map((entry) => (
          <label key={entry.fileId}>
            <input
              type="checkbox"
              checked={!removed.has(entry.fileId)}
              onChange={() => {
                const next = new Set(removed)
                if (!next.delete(entry.fileId)) next.add(entry.fileId)
                setRemoved(next)
              }}
            />
            <span>
              {entry.symbol} {entry.title}
            </span>
          </label>
        ))}
      </fieldset>
    </WorkSheet>
  )
}

/** The archivist has looked at a file: what he saw. */
export function LookSheet({ detail, entry, onClose }: Props & { entry: Entry }) {
  const { t } = useTranslation('transfer')
  const api = useApi(transfer)
  const step = useStep()
  const [remark, setRemark] = useState(entry.remark ?? '')
  return (
    <WorkSheet
      title={t('look.title')}
      about={`${entry.symbol} ${entry.title}`}
      consequence={t('look.consequence')}
      verb={t('look.verb')}
      onClose={onClose}
      check={() => true}
      onSubmit={async () =>
        void (await step(
          () =>
            api.look({
              params: { handoverId: detail.handover.id, fileId: entry.fileId },
              body: { remark: remark.trim() || null },
            }),
          t('look.done'),
        ))
      }
    >
      <TextField
        label={t('look.remark')}
        name="remark"
        data-focus=""
        maxLength={500}
        value={remark}
        onChange={setRemark}
      />
    </WorkSheet>
  )
}

/** Every file is taken in or returned with a reason; what is not said is taken in. */
export function DecideSheet({ detail, onClose }: Props) {
  const { t } = useTranslation('transfer')
  const api = useApi(transfer)
  const step = useStep()
  const { handover, entries } = detail
  const [form, setForm] = useState({ boxes: shown(handover.boxes), metres: shown(handover.metres), condition: '' })
  const [reasons, setReasons] = useState<Readonly<Record<string, string | null>>>({})
  const [isTried, setTried] = useState(false)
  const returned = entries.filter((entry) => reasons[entry.fileId] !== undefined && reasons[entry.fileId] !== null)
  const isBare = returned.some((entry) => reasons[entry.fileId]!.trim() === '')
  const unseen = entries.filter((entry) => entry.isSampled && !entry.lookedAt && !returned.includes(entry))
  return (
    <WorkSheet
      title={t('decide.title')}
      about={handover.title}
      consequence={t('decide.consequence', { accepted: entries.length - returned.length, returned: returned.length })}
      verb={t('decide.verb')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return (
          !isBare && unseen.length === 0 && boxesOf(form.boxes) !== undefined && metresOf(form.metres) !== undefined
        )
      }}
      onSubmit={async () =>
        void (await step(
          () =>
            api.decide({
              params: { handoverId: handover.id },
              body: {
                version: handover.version,
                decisions: entries.map((entry) => {
                  const reason = reasons[entry.fileId]
                  return reason === undefined || reason === null
                    ? { fileId: entry.fileId, to: 'accepted' as const, reason: null }
                    : { fileId: entry.fileId, to: 'returned' as const, reason: reason.trim() }
                }),
                boxes: boxesOf(form.boxes) ?? null,
                metres: metresOf(form.metres) ?? null,
                condition: form.condition.trim() || null,
              },
            }),
          ({ number }) => t('decide.done', { number }),
        ))
      }
    >
      {unseen.length > 0 ? (
        <p className={styles['fault']}>
          {t('decide.unseen', { symbols: unseen.map((entry) => entry.symbol).join(', ') })}
        </p>
      ) : null}
      {entries.map((entry) => {
        const reason = reasons[entry.fileId]
        const isReturned = reason !== undefined && reason !== null
        return (
          <div key={entry.fileId} className={styles['decision']}>
            <ChoiceField
              label={`${entry.symbol} ${entry.title}`}
              value={isReturned ? 'returned' : 'accepted'}
              onChange={(to) => setReasons({ ...reasons, [entry.fileId]: to === 'returned' ? '' : null })}
            >
              <option value="accepted">{t('decide.accept')}</option>
              <option value="returned">{t('decide.return')}</option>
            </ChoiceField>
            {isReturned ? (
              <TextField
                label={t('decide.reason')}
                name={`reason-${entry.fileId}`}
                required
                maxLength={500}
                value={reason}
                onChange={(value) => setReasons({ ...reasons, [entry.fileId]: value })}
                fault={isTried && reason.trim() === '' ? t('shell:form.needed') : undefined}
              />
            ) : null}
          </div>
        )
      })}
      <PaperFields boxes={form.boxes} metres={form.metres} onChange={(next) => setForm({ ...form, ...next })} />
      <TextField
        label={t('field.condition')}
        name="condition"
        maxLength={300}
        value={form.condition}
        onChange={(condition) => setForm({ ...form, condition })}
      />
    </WorkSheet>
  )
}
