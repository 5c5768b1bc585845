import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatDate } from '#web/kit/format.ts'
import { PostLink } from '#web/kit/post-link.tsx'
import { type Copy, copies } from '../contract.ts'
import styles from './copies.module.css'
import { CopySheet } from './copy-sheet.tsx'
import { GiveUpSheet } from './give-up-sheet.tsx'
import { useCopies } from './use-copies.ts'

/** Beside a document: the copies made of it, and making one. Nothing where there is neither. */
export default function CopiesPart({ documentId }: { documentId: string }) {
  const { t } = useTranslation('copies')
  const { data, error, refetch } = useCopies(documentId)
  const [isMaking, setMaking] = useState(false)
  const [ending, setEnding] = useState<Copy | null>(null)
  if (error) return <ErrorNote fault={error} onRetry={() => void refetch()} />
  if (!data || (data.items.length === 0 && !data.mayMake)) return null
  return (
    <section aria-label={t('title')}>
      <h3>{t('title')}</h3>
      {data.items.length > 0 ? (
        <ul className={styles['copies']}>
          {data.items.map((copy) => (
            <li key={copy.id}>
              {copy.voidReason === null ? <CopyLink copy={copy} /> : <s>{copy.symbol}</s>}
              <small className={styles['quiet']}>
                {[
                  t(`form.${copy.form}`),
                  t(`way.${copy.way}`),
                  formatDate(copy.madeOn),
                  t('part.amount', { count: copy.amount }),
                  t('part.askedBy', { name: copy.askedBy }),
                  ...(copy.voidReason === null ? [] : [t('part.voided', { reason: copy.voidReason })]),
                ].join(' · ')}
              </small>
              {data.mayMake && copy.voidReason === null ? (
                <button type="button" className={styles['link']} onClick={() => setEnding(copy)}>
                  {t('giveUp.title')}…
                </button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {data.mayMake ? (
        <div className={styles['buttons']}>
          <Button icon="pages" onClick={() => setMaking(true)}>
            {t('part.make')}
          </Button>
          <PostLink to="copies">{t('part.all')}</PostLink>
        </div>
      ) : null}
      {ending ? <GiveUpSheet copy={ending} onClose={() => setEnding(null)} /> : null}
      {isMaking ? <CopySheet documentId={documentId} onClose={() => setMaking(false)} /> : null}
    </section>
  )
}

/** The pages of a copy, to be printed or saved. */
export function CopyLink({ copy }: { copy: Copy }) {
  const { t } = useTranslation('copies')
  const fileUrl = useFileUrl()
  return (
    <a href={fileUrl(copies.print, { params: { copyId: copy.id } })} target="_blank" rel="noreferrer">
      <DocumentSymbol strong>{copy.symbol}</DocumentSymbol> {t(copy.componentId ? 'part.open' : 'part.print')}
    </a>
  )
}
