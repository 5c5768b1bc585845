import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { mainOf, useViewed } from '#modules/intake/web/index.ts'
import { useApi } from '#web/api.ts'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { FileViewer } from '#web/kit/file-viewer.tsx'
import { formatDate } from '#web/kit/format.ts'
import { useActing } from '#web/session.tsx'
import { incoming } from '../contract.ts'
import styles from './bench.module.css'

/** The registered document beside the one in the tray, page against page. */
export function ComparePane({ documentId }: { documentId: string }) {
  const { t } = useTranslation('incoming')
  const api = useApi(incoming)
  const viewed = useViewed()
  const { post } = useActing()
  const { data, error, refetch } = useQuery({
    queryKey: ['incoming', post.id, 'get', documentId],
    queryFn: ({ signal }) => api.get({ params: { documentId }, signal }),
  })
  return (
    <div className={styles['compared']}>
      <ErrorNote fault={error} onRetry={() => void refetch()} />
      {data ? (
        <>
          <p className={styles['comparedHead']}>
            {t('duplicate.entered', { number: data.arrivalNumber ?? '–', date: formatDate(data.arrivalDate) })}
            <br />
            {[data.symbol, formatDate(data.issuedDate), data.issuerName, data.subject].filter(Boolean).join(' · ')}
          </p>
          <FileViewer file={viewed(mainOf(data.components))} thumbnails={false} label={t('duplicate.registered')} />
        </>
      ) : null}
    </div>
  )
}
