import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { ConfirmSheet } from '#web/kit/confirm-sheet.tsx'
import fieldStyles from '#web/kit/field.module.css'
import { Field } from '#web/kit/field.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { toast } from '#web/kit/toast.tsx'
import { useActing } from '#web/session.tsx'
import { type IncomingRow, incoming } from '../contract.ts'
import { useLeaders } from './use-entry-form.ts'
import { useLastChoice } from './use-last-choice.ts'

interface Failure {
  readonly id: string
  readonly vi: string
  readonly en: string
}

/** Says how many go to whom, submits, and then lists what did not go through. */
export default function SubmitSheet(props: { rows: readonly IncomingRow[]; onClose: () => void; onDone: () => void }) {
  const { t, i18n } = useTranslation('incoming')
  const api = useApi(incoming)
  const queries = useQueryClient()
  const { post } = useActing()
  const leaders = useLeaders()
  const [to, setTo] = useLastChoice(`submitTo.${post.id}`)
  const [failed, setFailed] = useState<readonly Failure[]>([])
  const able = props.rows.filter((row) => row.state === 'registered')
  const skipped = props.rows.length - able.length
  const isKnown = leaders.some((one) => one.id === to)

  const close = () => {
    props.onClose()
    props.onDone()
  }
  if (failed.length > 0) {
    return (
      <SideSheet opened onClose={close} title={t('submit.failed', { count: failed.length })}>
        <ul>
          {failed.map((one) => {
            const row = props.rows.find((known) => known.id === one.id)
            return (
              <li key={one.id}>
                <strong>
                  {row?.arrivalNumber}
                  {row?.arrivalSuffix}
                </strong>{' '}
                · {row?.subject}
                <br />
                {i18n.language === 'en' ? one.en : one.vi}
              </li>
            )
          })}
        </ul>
      </SideSheet>
    )
  }
  return (
    <ConfirmSheet
      opened
      onClose={props.onClose}
      title={t('submit.title', { count: able.length })}
      consequence={t('submit.consequence')}
      verb={t('submit.verb')}
      disabled={able.length === 0 || !isKnown}
      onConfirm={async () => {
        const answer = await api.submitMany({
          body: { items: able.map(({ id, version }) => ({ id, version })), to },
        })
        toast({ text: t('submit.done', { count: answer.done }) })
        void queries.invalidateQueries({ queryKey: ['incoming', post.id] })
        // The sheet stays open with the list of what did not go through.
        if (answer.failed.length > 0) {
          setFailed(answer.failed)
          throw new Stay()
        }
        props.onDone()
      }}
    >
      <Field label={t('submit.to')} required>
        {(parts) => (
          <select
            {...parts}
            className={fieldStyles['input']}
            value={isKnown ? to : ''}
            onChange={(event) => setTo(event.currentTarget.value)}
            data-focus
          >
            <option value="">–</option>
            {leaders.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {skipped > 0 ? <p>{t('submit.skipped', { count: skipped })}</p> : null}
    </ConfirmSheet>
  )
}

/** Keeps the sheet open; the list of failures takes its place before anything of it is shown. */
class Stay extends Error {}
