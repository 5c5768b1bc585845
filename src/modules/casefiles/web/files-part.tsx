import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import { useShortcuts } from '#web/kit/use-shortcuts.ts'
import { casefiles, type Offer } from '../contract.ts'
import { ChooseSheet } from './choose-sheet.tsx'
import styles from './files.module.css'
import { useFilesKey, useStep } from './use-files.ts'

/** The files that a document lies in, and the likeliest to put it into: `f` takes the first. */
export default function FilesPart({ documentId }: { documentId: string }) {
  const { t } = useTranslation('casefiles')
  const api = useApi(casefiles)
  const key = useFilesKey()
  const file = useFiling(documentId)
  const [isChoosing, setChoosing] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const { data } = useQuery({
    queryKey: key('of', documentId),
    queryFn: ({ signal }) => api.ofDocument({ params: { documentId }, signal }),
    retry: false,
  })
  const first = data?.offers[0]
  const take = async (offer: Offer) => {
    setFault(null)
    try {
      await file(offer)
    } catch (cause) {
      setFault(cause)
    }
  }
  useShortcuts([
    {
      keys: 'f',
      label: t('part.file'),
      disabled: !data?.mayFile,
      run: () => (first && data?.files.length === 0 ? void take(first) : setChoosing(true)),
    },
  ])
  if (!data || (data.files.length === 0 && !data.mayFile)) return null
  return (
    <section aria-label={t('part.title')}>
      <h2 className={styles['partTitle']}>{t('part.title')}</h2>
      {data.files.length > 0 ? (
        <ul className={styles['list']}>
          {data.files.map((one) => (
            <li key={one.id}>
              <PostLink to={`files/${one.id}`}>
                <DocumentSymbol strong>{one.symbol}</DocumentSymbol> {one.title}
              </PostLink>
            </li>
          ))}
        </ul>
      ) : null}
      {data.mayFile ? (
        <>
          {data.files.length === 0 && data.offers.length > 0 ? (
            <ul className={styles['offers']} aria-label={t('part.offers')}>
              {data.offers.map((offer, i) => (
                <li key={offer.fileId ?? offer.lineId}>
                  <Button kind="quiet" icon="plus" {...(i === 0 ? { keys: 'f' } : {})} onClick={() => void take(offer)}>
                    {`${offer.symbol ?? ''} ${offer.title}`.trim()}
                  </Button>
                  <small>
                    {t(`why.${offer.why}`)}
                    {offer.lineId ? ` · ${t('part.opens')}` : ''}
                  </small>
                </li>
              ))}
            </ul>
          ) : null}
          {fault ? <ErrorNote fault={fault} /> : null}
          <div className={styles['buttons']}>
            <Button icon="folder" onClick={() => setChoosing(true)}>
              {t(data.files.length === 0 ? 'part.file' : 'part.another')}
            </Button>
          </div>
        </>
      ) : null}
      {isChoosing ? <ChooseSheet documentIds={[documentId]} onClose={() => setChoosing(false)} /> : null}
    </section>
  )
}

/** Puts a document into an offered file; a line of the plan is opened with it. */
export function useFiling(
  documentId: string,
): (offer: Pick<Offer, 'fileId' | 'lineId' | 'symbol'>) => Promise<unknown> {
  const { t } = useTranslation('casefiles')
  const api = useApi(casefiles)
  const step = useStep()
  return (offer) =>
    offer.fileId
      ? step(
          () => api.add({ params: { fileId: offer.fileId! }, body: { documentIds: [documentId] } }),
          ({ threaded }) => t('part.done', { symbol: offer.symbol ?? '', count: threaded }),
        )
      : step(
          () => api.open({ body: { lineId: offer.lineId!, documentIds: [documentId] } }),
          ({ symbol }) => t('open.done', { symbol }),
        )
}
