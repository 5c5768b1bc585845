import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi, useFileUrl } from '#web/api.ts'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { type Entry, transfer } from '../contract.ts'
import styles from './transfer.module.css'
import { useTransfersKey } from './use-transfers.ts'

/** What lies in a file that another archive hands over, to be read before it is taken in. */
export function ContentsSheet({
  handoverId,
  entry,
  onClose,
}: {
  handoverId: string
  entry: Entry
  onClose: () => void
}) {
  const { t } = useTranslation('transfer')
  const api = useApi(transfer)
  const key = useTransfersKey()
  const fileUrl = useFileUrl()
  const params = { handoverId, fileId: entry.fileId }
  const { data, error, refetch } = useQuery({
    queryKey: key('contents', handoverId, entry.fileId),
    queryFn: ({ signal }) => api.contents({ params, signal }),
    retry: false,
  })
  return (
    <WorkSheet
      title={t('contents.title')}
      about={`${entry.symbol} ${entry.title}`}
      consequence={t('contents.consequence')}
      verb={t('close')}
      onClose={onClose}
      check={() => true}
      onSubmit={async () => {}}
    >
      {error ? <ErrorNote fault={error} onRetry={() => void refetch()} /> : null}
      {data ? null : error ? null : <p>{t('loading')}</p>}
      <ol className={styles['contents']}>
        {(data?.items ?? []).map((item, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list does not change while it is shown
          <li key={i}>
            {[item.title, item.date, item.pages ? t('entry.pages', { count: item.pages }) : null]
              .filter(Boolean)
              .join(' · ')}
            {item.files.map((file) => (
              <a
                key={file.id}
                href={fileUrl(transfer.openFile, { params: { ...params, componentId: file.id } })}
                target="_blank"
                rel="noreferrer"
              >
                {file.fileName}
              </a>
            ))}
          </li>
        ))}
      </ol>
    </WorkSheet>
  )
}
