import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { toast } from '#web/kit/toast.tsx'
import { useActing } from '#web/session.tsx'
import { search } from '../contract.ts'
import styles from './search.module.css'

interface Change {
  readonly short: string
  readonly long: readonly string[]
}

const formsOf = (text: string): string[] =>
  text
    .split(';')
    .map((form) => form.trim())
    .filter(Boolean)

/** The office's list of abbreviations, laid over the product's: add, change, switch off, each with its way back. */
export function AbbreviationsSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('search')
  const api = useApi(search)
  const queries = useQueryClient()
  const { post } = useActing()
  const queryKey = ['search', post.id, 'abbreviations']
  const list = useQuery({ queryKey, queryFn: ({ signal }) => api.abbreviations({ signal }) })
  const [short, setShort] = useState('')
  const [long, setLong] = useState('')
  const shortField = useRef<HTMLInputElement>(null)
  const put = useMutation({
    mutationFn: ({ short, long }: Change) => api.putAbbreviation({ body: { short, long: [...long] } }),
    onSuccess: () => queries.invalidateQueries({ queryKey }),
  })
  // One of the office's own that was switched off is gone for everybody; it comes back by being written again.
  const items = list.data?.items.filter((one) => !one.isOff || one.long.length > 0)
  const save = async () => {
    const wanted = { short: short.trim(), long: formsOf(long) }
    await put.mutateAsync(wanted)
    toast({ text: t('abbreviations.done', { short: wanted.short }) })
    setShort('')
    setLong('')
    shortField.current?.focus()
  }
  const switchOff = async (one: Change) => {
    await put.mutateAsync({ short: one.short, long: [] })
    toast({
      text: t('abbreviations.off', { short: one.short }),
      onUndo: () => put.mutate({ short: one.short, long: one.long }),
    })
  }
  return (
    <SideSheet opened onClose={onClose} title={t('abbreviations.title')} width={34}>
      <p className={styles['hint']}>{t('abbreviations.hint')}</p>
      <form
        className={styles['save']}
        onSubmit={(event) => {
          event.preventDefault()
          void save().catch(() => {})
        }}
      >
        <TextField
          ref={shortField}
          label={t('abbreviations.short')}
          value={short}
          maxLength={20}
          required
          onChange={setShort}
        />
        <TextField
          label={t('abbreviations.long')}
          hint={t('abbreviations.several')}
          value={long}
          maxLength={1000}
          required
          onChange={setLong}
        />
        <Button type="submit" busy={put.isPending} disabled={short.trim().length < 2 || formsOf(long).length === 0}>
          {t('abbreviations.save')}
        </Button>
        <ErrorNote fault={put.error} />
      </form>
      <ErrorNote fault={list.error} onRetry={() => void list.refetch()} />
      <ul className={styles['kept']}>
        {items?.map((one) => (
          <li key={one.short} className={one.isOff ? styles['off'] : undefined}>
            <button
              type="button"
              className={styles['open']}
              title={t('abbreviations.change', { short: one.short })}
              onClick={() => {
                setShort(one.short)
                setLong(one.long.join('; '))
                shortField.current?.focus()
              }}
            >
              <strong lang="vi">{one.short}</strong>
              <span className={styles['hint']}>
                <span lang="vi">{one.long.join('; ')}</span>
                {one.isOwn && !one.isOff ? ` · ${t('abbreviations.own')}` : ''}
              </span>
            </button>
            {one.isOff ? (
              <Button kind="quiet" onClick={() => put.mutate(one)}>
                {t('abbreviations.switchOn')}
              </Button>
            ) : (
              <Button kind="quiet" icon="cross" iconOnly onClick={() => void switchOff(one).catch(() => {})}>
                {t('abbreviations.switchOff', { short: one.short })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </SideSheet>
  )
}
