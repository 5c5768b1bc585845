import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { formatDate } from '#web/kit/format.ts'
import { PostLink } from '#web/kit/post-link.tsx'
import { StateBadge } from '#web/kit/state-badge.tsx'
import { storage } from '../contract.ts'
import styles from './storage.module.css'
import { useStorageKey } from './use-storage.ts'

/** Where a file of the archive lies, on its page. */
export default function UnitPart({ unitId }: { unitId: string }) {
  const { t } = useTranslation('storage')
  const api = useApi(storage)
  const key = useStorageKey()
  const { data } = useQuery({
    queryKey: key('unit', unitId),
    queryFn: ({ signal }) => api.ofUnit({ params: { unitId }, signal }),
  })
  if (!data) return null
  const { place } = data
  return (
    <section aria-label={t('unit.title')}>
      <h2 className={styles['unitTitle']}>{t('unit.title')}</h2>
      {place ? (
        <p className={styles['unitPlace']}>
          <PostLink to={`storage/boxes/${place.boxId}`}>{place.label}</PostLink>{' '}
          {place.outAt ? (
            <StateBadge tone="waiting">
              {place.outDue ? t('unit.outUntil', { date: formatDate(place.outDue) }) : t('unit.out')}
            </StateBadge>
          ) : null}
        </p>
      ) : (
        <p className={styles['unitPlace']}>{t('unit.none')}</p>
      )}
    </section>
  )
}
