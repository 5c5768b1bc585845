import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { LinesField } from '#web/kit/lines-field.tsx'
import { copies } from '../contract.ts'
import styles from './copies.module.css'
import { useCopiesKey } from './use-copies.ts'

/** The chosen part: paragraphs ticked in the document's own text, or typed. Between parts that do not follow each other stands `…`. */
export function ExtractField(props: {
  documentId: string
  sourceId: string
  value: string
  onChange: (value: string) => void
  isMissing: boolean
}) {
  const { t } = useTranslation('copies')
  const api = useApi(copies)
  const key = useCopiesKey()
  const { documentId, sourceId } = props
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const { data, error } = useQuery({
    queryKey: key('text', documentId, sourceId),
    queryFn: ({ signal }) => api.text({ params: { documentId, componentId: sourceId }, signal }),
    enabled: isOpen && sourceId !== '',
    staleTime: Number.POSITIVE_INFINITY,
  })
  const tick = (index: number) => {
    const next = new Set(chosen)
    if (!next.delete(index)) next.add(index)
    setChosen(next)
    const order = [...next].sort((a, b) => a - b)
    const lines = order.flatMap((at, i) => {
      const isApart = i > 0 && order[i - 1] !== at - 1
      return [...(isApart ? ['…'] : []), data?.paragraphs[at] ?? '']
    })
    props.onChange(lines.join('\n'))
  }
  return (
    <div>
      <LinesField
        label={t('field.extract')}
        name="extract"
        max={20_000}
        rows={6}
        required
        hint={t('hint.extract')}
        value={props.value}
        onChange={props.onChange}
        isMissing={props.isMissing}
      />
      {sourceId !== '' && !isOpen ? (
        <div className={styles['buttons']}>
          <Button onClick={() => setOpen(true)}>{t('sheet.choose')}</Button>
        </div>
      ) : null}
      <ErrorNote fault={error} />
      {data && data.paragraphs.length === 0 ? <p>{t('sheet.noText')}</p> : null}
      {data && data.paragraphs.length > 0 ? (
        <ul className={styles['paragraphs']} aria-label={t('sheet.choose')}>
          {data.paragraphs.map((words, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of one fixed file
            <li key={i}>
              <label>
                <input type="checkbox" checked={chosen.has(i)} onChange={() => tick(i)} />
                <span>{words}</span>
              </label>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
