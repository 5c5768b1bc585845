import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { casefiles } from '../contract.ts'
import styles from './files.module.css'
import { OpenSheet } from './open-sheet.tsx'
import { useFilesKey, useStep } from './use-files.ts'

/** Chooses a file by words for one or several documents; a line of the plan is opened with them, a new one beside it as well. */
export function ChooseSheet(props: { documentIds: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation('casefiles')
  const api = useApi(casefiles)
  const step = useStep()
  const key = useFilesKey()
  const [q, setQ] = useState('')
  const [chosen, setChosen] = useState('')
  const [isNew, setNew] = useState(false)
  const { data } = useQuery({
    queryKey: key('choose', q.trim()),
    queryFn: ({ signal }) => api.choose({ query: q.trim() ? { q: q.trim() } : {}, signal }),
    placeholderData: (before) => before,
  })
  if (isNew) return <OpenSheet documentIds={props.documentIds} onClose={props.onClose} onOpened={props.onClose} />
  const items = data?.items ?? []
  const idOf = (one: (typeof items)[number]) => one.fileId ?? `line:${one.lineId}`
  const picked = items.find((one) => idOf(one) === chosen)
  return (
    <WorkSheet
      title={t('choose.title')}
      about={t('open.with', { count: props.documentIds.length })}
      consequence={t('choose.consequence')}
      verb={t('choose.verb')}
      onClose={props.onClose}
      check={() => Boolean(picked)}
      onSubmit={async () => {
        if (picked!.fileId)
          await step(
            () => api.add({ params: { fileId: picked!.fileId! }, body: { documentIds: [...props.documentIds] } }),
            ({ threaded }) => t('part.done', { symbol: picked!.symbol ?? '', count: threaded }),
          )
        else
          await step(
            () => api.open({ body: { lineId: picked!.lineId!, documentIds: [...props.documentIds] } }),
            ({ symbol }) => t('open.done', { symbol }),
          )
      }}
    >
      <TextField label={t('choose.q')} name="q" data-focus="" maxLength={200} value={q} onChange={setQ} />
      <div className={styles['choices']} role="radiogroup" aria-label={t('choose.title')}>
        {items.map((one) => (
          <label key={idOf(one)}>
            <input type="radio" name="file" checked={idOf(one) === chosen} onChange={() => setChosen(idOf(one))} />
            <span>
              <DocumentSymbol strong>{one.symbol ?? ''}</DocumentSymbol> {one.title}
              {one.lineId ? <small> {t('part.opens')}</small> : null}
            </span>
          </label>
        ))}
        {data && items.length === 0 ? <p className={styles['quiet']}>{t('choose.none')}</p> : null}
      </div>
      <Button icon="plus" onClick={() => setNew(true)}>
        {t('choose.new')}
      </Button>
    </WorkSheet>
  )
}
