import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatNumber } from '#web/kit/format.ts'
import { TextField } from '#web/kit/text-field.tsx'
import { toast } from '#web/kit/toast.tsx'
import { type Book, records } from '../contract.ts'
import styles from './books.module.css'

/** After a restore: the last number on paper, what follows from it in words, then the book takes numbers again. */
export function ReconcileForm(props: { book: Book; onChanged: () => void }) {
  const { t } = useTranslation('records')
  const api = useApi(records)
  const { book } = props
  const [seen, setSeen] = useState('')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const number = /^\d{1,7}$/.test(seen.trim()) ? Number(seen.trim()) : null
  const gaps = number === null ? 0 : Math.max(0, number - book.lastNumber)
  const run = async () => {
    if (number === null) return
    setBusy(true)
    setFault(null)
    try {
      await api.confirmBook({
        params: { bookId: book.id },
        body: { lastNumber: number, version: book.version },
      })
      toast({ text: t('reconcile.done', { title: book.title }) })
      props.onChanged()
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
        void run()
      }}
    >
      <p>{t('reconcile.why', { last: formatNumber(book.lastNumber) })}</p>
      <TextField
        label={t('reconcile.seen')}
        required
        maxLength={7}
        value={seen}
        onChange={setSeen}
        {...(seen.trim() && number === null ? { error: t('reconcile.digits') } : {})}
      />
      {number === null ? null : (
        <p role="status">
          {gaps > 0
            ? t('reconcile.gaps', {
                from: formatNumber(book.lastNumber + 1),
                to: formatNumber(number),
                next: formatNumber(number + 1),
              })
            : t('reconcile.noGaps', { next: formatNumber(book.lastNumber + 1) })}
        </p>
      )}
      <ErrorNote fault={fault} />
      <p className={styles['facts']}>
        <Button kind="main" type="submit" busy={busy} disabled={number === null}>
          {t('reconcile.verb')}
        </Button>
      </p>
    </form>
  )
}
