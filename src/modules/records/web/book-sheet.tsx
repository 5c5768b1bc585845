import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatDate, formatInstant, formatNumber } from '#web/kit/format.ts'
import { PostLink } from '#web/kit/post-link.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { StateBadge } from '#web/kit/state-badge.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { toast } from '#web/kit/toast.tsx'
import { useActing } from '#web/session.tsx'
import { type Book, records } from '../contract.ts'
import styles from './books.module.css'
import { ReconcileForm } from './reconcile-form.tsx'
import { bookTones } from './tones.ts'

type Move = 'open' | 'locked' | 'closed'

/** From each state, where the keeper of the books may move it. */
const moves: Readonly<Record<Book['state'], readonly Move[]>> = {
  open: ['locked', 'closed'],
  locked: ['open', 'closed'],
  closed: [],
  reconciling: [],
}

/** One book: its facts, its cancelled numbers, and what its keeper may do with it. */
export function BookSheet(props: {
  book: Book
  mayKeep: boolean
  onClose: () => void
  onChanged: () => void
  children?: ReactNode
}) {
  const { t } = useTranslation('records')
  const api = useApi(records)
  const { post } = useActing()
  const { book } = props
  const [move, setMove] = useState<Move | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: ['records', post.id, 'numbers', book.id],
    queryFn: ({ signal }) => api.listNumbers({ params: { bookId: book.id }, signal }),
  })
  return (
    <SideSheet opened onClose={props.onClose} title={`${book.title} · ${book.periodLabel}`}>
      <p className={styles['facts']}>
        <StateBadge tone={bookTones[book.state]}>{t(`state.${book.state}`)}</StateBadge>
        <span>
          {formatDate(book.startsOn)} – {formatDate(book.endsOn)}
        </span>
        {props.children}
      </p>
      {book.issuer ? (
        <p>
          {t('named.prints', {
            name: [book.issuer.above, book.issuer.name].filter(Boolean).join(' / '),
            abbreviation: book.issuer.abbreviation,
          })}
        </p>
      ) : null}
      {props.mayKeep && book.state === 'reconciling' ? (
        <ReconcileForm key={book.version} book={book} onChanged={props.onChanged} />
      ) : null}
      {book.stateReason ? <p>{t('sheet.reason', { reason: book.stateReason })}</p> : null}
      {props.mayKeep && moves[book.state].length > 0 && !move ? (
        <p className={styles['facts']}>
          {moves[book.state].map((to) => (
            <Button key={to} kind={to === 'closed' ? 'danger' : 'plain'} onClick={() => setMove(to)}>
              {t(`move.${to}.verb`)}
            </Button>
          ))}
        </p>
      ) : null}
      {move ? (
        <MoveForm key={move} book={book} to={move} onEnd={() => setMove(null)} onChanged={props.onChanged} />
      ) : null}
      <h3>{t('sheet.cancelled', { count: data?.cancelled.length ?? 0 })}</h3>
      <ErrorNote fault={error} onRetry={() => void refetch()} />
      {data && data.cancelled.length === 0 ? <p>{t('sheet.noCancelled')}</p> : null}
      <ul className={styles['numbers']}>
        {data?.cancelled.map((one) => (
          <li key={one.number}>
            <strong>{formatNumber(one.number)}</strong>
            <span>
              {one.documentId ? (
                <PostLink to={`${book.direction}/${one.documentId}`}>{one.subject}</PostLink>
              ) : (
                t('sheet.lost')
              )}
              <br />
              <small>
                {t('sheet.cancelledAt', { at: formatInstant(one.at) })} · {one.reason}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </SideSheet>
  )
}

/** The consequence in words and the reason, inside the sheet: no window over a window. */
function MoveForm(props: { book: Book; to: Move; onEnd: () => void; onChanged: () => void }) {
  const { t } = useTranslation('records')
  const api = useApi(records)
  const { book, to } = props
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const run = async () => {
    setBusy(true)
    setFault(null)
    try {
      await api.moveBook({ params: { bookId: book.id }, body: { to, version: book.version, reason } })
      toast({ text: t(`move.${to}.done`, { title: book.title }) })
      props.onChanged()
      props.onEnd()
    } catch (cause) {
      setFault(cause)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className={styles['move']}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim()) void run()
      }}
    >
      <p>{t(`move.${to}.consequence`)}</p>
      <TextField label={t('move.reason')} required maxLength={300} value={reason} onChange={setReason} autoFocus />
      <ErrorNote fault={fault} />
      <p className={styles['facts']}>
        <Button onClick={props.onEnd}>{t('shell:words.cancel')}</Button>
        <Button kind={to === 'closed' ? 'danger' : 'main'} type="submit" busy={busy} disabled={!reason.trim()}>
          {t(`move.${to}.verb`)}
        </Button>
      </p>
    </form>
  )
}
