import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { DateField } from '#web/kit/date-field.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { Field } from '#web/kit/field.tsx'
import { formatDate } from '#web/kit/format.ts'
import { LinesField } from '#web/kit/lines-field.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { useActing } from '#web/session.tsx'
import { type Due, transfer } from '../contract.ts'
import { useStep } from './use-transfers.ts'

interface Props {
  readonly row: Due
  readonly onClose: () => void
}

/** A file that is due: keeping it back is asked for, or decided on; else the way to the file. */
export function DueSheet(props: Props) {
  const { post } = useActing()
  const { row } = props
  if (row.keepBack?.state === 'asked' && post.abilities.includes('transfer.consent'))
    return <DecideSheet {...props} keep={row.keepBack} />
  if (row.mayAsk && post.abilities.includes('transfer.hand-over')) return <AskSheet {...props} />
  return <Looked {...props} />
}

function About({ row }: { row: Due }) {
  const { t } = useTranslation('transfer')
  return (
    <>
      <PostLink to={`files/${row.fileId}`}>
        <DocumentSymbol strong>{row.symbol}</DocumentSymbol> {row.title}
      </PostLink>
      <br />
      {t('due.days', { target: formatDate(row.target), limit: formatDate(row.limit) })}
    </>
  )
}

function Kept({ row }: { row: Due }) {
  const { t } = useTranslation('transfer')
  const keep = row.keepBack
  if (!keep) return null
  return (
    <p>
      {t(`keep.${keep.state}`, { name: keep.askedByName, date: formatDate(keep.until), reason: keep.reason })}{' '}
      {keep.words ?? ''}
    </p>
  )
}

function Looked({ row, onClose }: Props) {
  const { t } = useTranslation('transfer')
  return (
    <WorkSheet
      title={row.symbol}
      about={<About row={row} />}
      consequence=""
      verb={t('close')}
      onClose={onClose}
      check={() => true}
      onSubmit={async () => {}}
    >
      <Kept row={row} />
    </WorkSheet>
  )
}

function AskSheet({ row, onClose }: Props) {
  const { t } = useTranslation('transfer')
  const api = useApi(transfer)
  const step = useStep()
  const [until, setUntil] = useState('')
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  return (
    <WorkSheet
      title={t('keep.title')}
      about={<About row={row} />}
      consequence={t('keep.consequence')}
      verb={t('keep.verb')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return until !== '' && reason.trim() !== ''
      }}
      onSubmit={async () =>
        void (await step(
          () => api.keepBack({ body: { fileId: row.fileId, until, reason: reason.trim() } }),
          t('keep.done'),
        ))
      }
    >
      <Kept row={row} />
      <Field label={t('keep.until')} required fault={isTried && until === '' ? t('shell:form.needed') : undefined}>
        {(parts) => <DateField {...parts} value={until} onChange={setUntil} />}
      </Field>
      <LinesField
        label={t('keep.reason')}
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

function DecideSheet({ row, keep, onClose }: Props & { keep: NonNullable<Due['keepBack']> }) {
  const { t } = useTranslation('transfer')
  const api = useApi(transfer)
  const step = useStep()
  const [words, setWords] = useState('')
  const [isTried, setTried] = useState(false)
  const check = () => {
    setTried(true)
    return words.trim() !== ''
  }
  const send = async (to: 'granted' | 'refused') =>
    void (await step(
      () => api.decideKeepBack({ params: { id: keep.id }, body: { to, words: words.trim() } }),
      t(`keep.said.${to}`),
    ))
  return (
    <WorkSheet
      title={t('keep.decide')}
      about={<About row={row} />}
      consequence={t('keep.decideConsequence', { date: formatDate(keep.until) })}
      verb={t('keep.grant')}
      onClose={onClose}
      check={check}
      onSubmit={() => send('granted')}
      second={{ verb: t('keep.refuse'), check, onSubmit: () => send('refused') }}
    >
      <Kept row={row} />
      <LinesField
        label={t('keep.words')}
        name="words"
        max={500}
        rows={3}
        required
        value={words}
        onChange={setWords}
        isMissing={isTried && words.trim() === ''}
      />
    </WorkSheet>
  )
}
