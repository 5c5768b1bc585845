import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi, useFileUrl } from '#web/api.ts'
import { formatInstant, formatNumber } from '#web/kit/format.ts'
import { conversions } from '../conversions-contract.ts'
import styles from './preservation.module.css'
import { usePreservation } from './use-preservation.ts'

/** Copies in formats that last, on the page of a file or of a document in it; nothing where there are none. */
export default function CopiesPart({ unitId }: { unitId: string }) {
  const { t } = useTranslation('preservation')
  const api = useApi(conversions)
  const { key } = usePreservation()
  const fileUrl = useFileUrl()
  const { data } = useQuery({
    queryKey: key('copies', unitId),
    queryFn: ({ signal }) => api.copies({ params: { unitId }, signal }),
    retry: false,
  })
  if (!data || data.items.length === 0) return null
  return (
    <section aria-label={t('conversions.title')}>
      <h2 className={styles['partTitle']}>{t('conversions.title')}</h2>
      <p className={styles['partLine']}>{t('conversions.about')}</p>
      <ul className={styles['copies']}>
        {data.items.map((one) => (
          <li key={`${one.id} ${one.documentTitle} ${one.fileName}`}>
            <a href={fileUrl(conversions.openCopy, { params: { copyId: one.id } })} target="_blank" rel="noreferrer">
              {t('conversions.open', { name: one.fileName })}
            </a>
            <span>
              {one.format}
              {one.pages === null
                ? ''
                : ` · ${t('conversions.pages', { count: one.pages, n: formatNumber(one.pages) })}`}{' '}
              · {one.program}
            </span>
            <small>
              {formatInstant(one.madeAt)}, {one.madeByName}
            </small>
            {one.isSourceSigned ? <span className={styles['warn']}>{t('conversions.signed')}</span> : null}
            {one.notes ? (
              <details>
                <summary>{t('conversions.notes')}</summary>
                <pre className={styles['said']}>{one.notes}</pre>
              </details>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
