import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { DateField } from '#web/kit/date-field.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { Field } from '#web/kit/field.tsx'
import { dayOf, formatDate } from '#web/kit/format.ts'
import { PostLink } from '#web/kit/post-link.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { toast } from '#web/kit/toast.tsx'
import { useKept } from '#web/kit/use-kept.ts'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { useActing } from '#web/session.tsx'
import { archiveCopies, type KeptRow } from '../kept-contract.ts'

interface Props {
  readonly row: KeptRow
  readonly onClose: () => void
}

/** What may be done with an archive copy: take it in, let somebody use it, take it back; of an electronic original nothing. */
export function KeptSheet(props: Props) {
  const { post } = useActing()
  const { row } = props
  if (!post.abilities.includes('copies.make') || row.state === 'electronic') return <Looked {...props} />
  if (row.state === 'missing') return <HandInSheet {...props} />
  return row.loan ? <ReturnSheet {...props} loan={row.loan} /> : <LendSheet {...props} />
}

function About({ row }: { row: KeptRow }) {
  return (
    <PostLink to={`outgoing/${row.documentId}`}>
      <DocumentSymbol strong>{row.symbol ?? '–'}</DocumentSymbol> <b>{row.typeName}</b> {row.subject}
    </PostLink>
  )
}

/** Where it lies or who has it, for those who only look. */
function Looked({ row, onClose }: Props) {
  const { t } = useTranslation('copies')
  return (
    <WorkSheet
      title={t(`kept.state.${row.state}`)}
      about={<About row={row} />}
      consequence=""
      verb={t('kept.close')}
      onClose={onClose}
      check={() => true}
      onSubmit={async () => {}}
    >
      <p>{row.state === 'electronic' ? t('kept.electronic') : (row.loan?.borrower ?? row.place ?? '–')}</p>
    </WorkSheet>
  )
}

/** Sends a step, says it, and reads the list again. */
function useKeeping() {
  const queries = useQueryClient()
  return async (work: () => Promise<unknown>, said: string) => {
    await work()
    toast({ text: said })
    await queries.invalidateQueries({ queryKey: ['copies'] })
  }
}

function HandInSheet({ row, onClose }: Props) {
  const { t } = useTranslation('copies')
  const api = useApi(archiveCopies)
  const keep = useKeeping()
  const [place, setPlace] = useState('')
  return (
    <WorkSheet
      title={t('kept.handIn.title')}
      about={<About row={row} />}
      consequence={t('kept.handIn.consequence')}
      verb={t('kept.handIn.verb')}
      onClose={onClose}
      check={() => true}
      onSubmit={() =>
        keep(
          () => api.handIn({ params: { documentId: row.documentId }, body: { place: place.trim() || null } }),
          t('kept.handIn.done', { symbol: row.symbol ?? '' }),
        )
      }
    >
      <TextField
        label={t('kept.field.place')}
        hint={t('kept.hint.place')}
        name="place"
        data-focus=""
        maxLength={200}
        value={place}
        onChange={setPlace}
      />
    </WorkSheet>
  )
}

const emptyLoan = { borrower: '', unit: '', purpose: '', fileSymbol: '', permittedBy: '', dueOn: '' }

function LendSheet({ row, onClose }: Props) {
  const { t } = useTranslation('copies')
  const api = useApi(archiveCopies)
  const keep = useKeeping()
  const [loan, setLoan, kept] = useKept(`copies.lend.${row.documentId}`, emptyLoan)
  const [isTried, setTried] = useState(false)
  const text = (
    name: 'borrower' | 'unit' | 'purpose' | 'fileSymbol' | 'permittedBy',
    max: number,
    required = false,
  ) => (
    <TextField
      label={t(`kept.field.${name}`)}
      name={name}
      maxLength={max}
      required={required}
      {...(name === 'borrower' ? { 'data-focus': '' } : {})}
      value={loan[name]}
      onChange={(value) => setLoan({ ...loan, [name]: value })}
      fault={isTried && required && loan[name].trim() === '' ? t('shell:form.needed') : undefined}
    />
  )
  const isLate = loan.dueOn !== '' && loan.dueOn < dayOf(new Date())
  return (
    <WorkSheet
      title={t('kept.lend.title')}
      about={<About row={row} />}
      consequence={t('kept.lend.consequence')}
      verb={t('kept.lend.verb')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return loan.borrower.trim() !== '' && loan.permittedBy.trim() !== '' && !isLate
      }}
      onSubmit={async () => {
        await keep(
          () =>
            api.lend({
              params: { documentId: row.documentId },
              body: {
                borrower: loan.borrower.trim(),
                unit: loan.unit.trim() || null,
                purpose: loan.purpose.trim() || null,
                fileSymbol: loan.fileSymbol.trim() || null,
                permittedBy: loan.permittedBy.trim(),
                dueOn: loan.dueOn || null,
              },
            }),
          t('kept.lend.done', { symbol: row.symbol ?? '', name: loan.borrower.trim() }),
        )
        kept.forget()
      }}
    >
      {text('borrower', 200, true)}
      {text('unit', 200)}
      {text('permittedBy', 200, true)}
      {text('purpose', 300)}
      {text('fileSymbol', 60)}
      <Field label={t('kept.field.dueOn')} fault={isLate ? t('kept.fault.due') : undefined}>
        {(parts) => <DateField {...parts} value={loan.dueOn} onChange={(dueOn) => setLoan({ ...loan, dueOn })} />}
      </Field>
    </WorkSheet>
  )
}

function ReturnSheet({ row, loan, onClose }: Props & { loan: NonNullable<KeptRow['loan']> }) {
  const { t } = useTranslation('copies')
  const api = useApi(archiveCopies)
  const keep = useKeeping()
  const today = dayOf(new Date())
  const [returnedOn, setReturnedOn] = useState(today)
  const [note, setNote] = useState('')
  const isWrong = returnedOn === '' || returnedOn < loan.takenOn || returnedOn > today
  return (
    <WorkSheet
      title={t('kept.return.title')}
      about={<About row={row} />}
      consequence={t('kept.return.consequence')}
      verb={t('kept.return.verb')}
      onClose={onClose}
      check={() => !isWrong}
      onSubmit={() =>
        keep(
          () => api.takeBack({ params: { loanId: loan.id }, body: { returnedOn, note: note.trim() || null } }),
          t('kept.return.done', { symbol: row.symbol ?? '' }),
        )
      }
    >
      <p>
        {t('kept.return.with', {
          name: [loan.borrower, loan.unit].filter(Boolean).join(', '),
          date: formatDate(loan.takenOn),
          by: loan.permittedBy,
        })}
        {loan.dueOn ? ` ${t('kept.return.due', { date: formatDate(loan.dueOn) })}` : ''}
      </p>
      <Field label={t('kept.field.returnedOn')} fault={isWrong ? t('kept.fault.returned') : undefined}>
        {(parts) => <DateField {...parts} data-focus="" value={returnedOn} onChange={setReturnedOn} />}
      </Field>
      <TextField label={t('field.note')} name="note" maxLength={300} value={note} onChange={setNote} />
    </WorkSheet>
  )
}
