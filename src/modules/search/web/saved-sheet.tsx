import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { toast } from '#web/kit/toast.tsx'
import { useActing } from '#web/session.tsx'
import { search } from '../contract.ts'
import styles from './search.module.css'

interface Saved {
  readonly id: string
  readonly name: string
  readonly query: string
  readonly order: 'relevance' | 'newest'
  readonly isWatched: boolean
}

/** Saved searches of the post, and saving the present one. */
export function SavedSheet(props: {
  q: string
  order: 'relevance' | 'newest'
  onOpen: (query: string, order: 'relevance' | 'newest') => void
  onClose: () => void
}) {
  const { q, order, onOpen, onClose } = props
  const { t } = useTranslation('search')
  const api = useApi(search)
  const queries = useQueryClient()
  const { post } = useActing()
  const key = ['search', post.id, 'saved']
  const list = useQuery({ queryKey: key, queryFn: ({ signal }) => api.saved({ signal }) })
  const [name, setName] = useState(q.slice(0, 100))
  const [isWatched, setWatched] = useState(false)
  const again = () => queries.invalidateQueries({ queryKey: key })
  const save = useMutation({
    mutationFn: () => api.save({ body: { name: name.trim(), query: q, order, isWatched } }),
    onSuccess: () => {
      toast({ text: t('saved.done', { name: name.trim() }) })
      void again()
    },
  })
  const forget = useMutation({
    mutationFn: (one: Saved) => api.forget({ params: { id: one.id } }),
    onSuccess: (_, one) => {
      const { name, query, order, isWatched } = one
      toast({
        text: t('saved.removed', { name }),
        onUndo: () => void api.save({ body: { name, query, order, isWatched } }).then(again),
      })
      void again()
    },
  })
  return (
    <SideSheet opened onClose={onClose} title={t('saved.title')} width={30}>
      {q ? (
        <form
          className={styles['save']}
          onSubmit={(event) => {
            event.preventDefault()
            save.mutate()
          }}
        >
          <TextField label={t('saved.name')} value={name} maxLength={100} required onChange={setName} />
          <label className={styles['tick']}>
            <input type="checkbox" checked={isWatched} onChange={(event) => setWatched(event.currentTarget.checked)} />
            {t('saved.watch')}
          </label>
          <Button type="submit" busy={save.isPending} disabled={!name.trim()}>
            {t('saved.save')}
          </Button>
          <ErrorNote fault={save.error} />
        </form>
      ) : null}
      <ErrorNote fault={list.error ?? forget.error} />
      {list.data?.items.length === 0 ? <p className={styles['hint']}>{t('saved.none')}</p> : null}
      <ul className={styles['kept']}>
        {list.data?.items.map((one) => (
          <li key={one.id}>
            <button type="button" className={styles['open']} onClick={() => onOpen(one.query, one.order)}>
              <strong>{one.name}</strong>
              <span className={styles['hint']}>{one.query}</span>
            </button>
            {one.isWatched ? (
              <span title={t('saved.watched')}>
                <Icon name="bell" title={t('saved.watched')} />
              </span>
            ) : null}
            <Button kind="quiet" icon="cross" iconOnly onClick={() => forget.mutate(one)}>
              {t('saved.remove')}
            </Button>
          </li>
        ))}
      </ul>
    </SideSheet>
  )
}
