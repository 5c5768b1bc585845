import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { useGo } from '#web/kit/post-link.tsx'
import type { BellSlot } from '#web/manifest.ts'
import { NoticeLines } from './notice-lines.tsx'
import styles from './operations.module.css'
import { useOperations } from './use-operations.ts'
import { usePresence } from './use-presence.ts'

/** Unread notices of the acting post, asked for twice a minute while somebody is there. */
function useCount(): number {
  const { api, key } = useOperations()
  const isThere = usePresence()
  const { data } = useQuery({
    queryKey: key('count'),
    queryFn: ({ signal }) => api.countNotices({ signal }),
    refetchInterval: isThere ? 30_000 : false,
    enabled: isThere,
  })
  return data?.unread ?? 0
}

/** The newest notices; opening one marks it read. */
function List({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('operations')
  const { api, key, reread } = useOperations()
  const go = useGo()
  const { data, error, refetch } = useQuery({
    queryKey: key('notices', 'bell'),
    queryFn: ({ signal }) => api.notices({ signal }),
    staleTime: 0,
  })
  const items = data?.items.slice(0, 12) ?? []
  return (
    <div className={styles['panel']}>
      <ErrorNote fault={error} onRetry={() => void refetch()} />
      {data && items.length === 0 ? <p className={styles['quiet']}>{t('notices.none')}</p> : null}
      <NoticeLines items={items} onOpened={onClose} />
      <div className={styles['ends']}>
        {items.some((one) => !one.isRead) ? (
          <Button kind="quiet" icon="check" onClick={() => void api.readNotices({ body: {} }).then(reread)}>
            {t('notices.readAll')}
          </Button>
        ) : (
          <span />
        )}
        <Button
          kind="quiet"
          onClick={() => {
            onClose()
            go('notices')
          }}
        >
          {t('notices.all')}
        </Button>
      </div>
    </div>
  )
}

const slot: BellSlot = { useCount, List }
export default slot
