import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { PostLink } from '#web/kit/post-link.tsx'
import { UnitState } from './packages-page.tsx'
import styles from './preservation.module.css'
import { usePreservation } from './use-preservation.ts'

/** The package of a file of the archive, on its page. */
export default function UnitPart({ unitId }: { unitId: string }) {
  const { t } = useTranslation('preservation')
  const { api, key } = usePreservation()
  const { data } = useQuery({
    queryKey: key('unit', unitId),
    queryFn: ({ signal }) => api.unit({ params: { unitId }, signal }),
    retry: false,
  })
  if (!data) return null
  return (
    <section aria-label={t('title')}>
      <h2 className={styles['partTitle']}>{t('title')}</h2>
      <p className={styles['partLine']}>
        <UnitState state={data.unit.state} /> <PostLink to={`preservation/units/${unitId}`}>{t('part.open')}</PostLink>
      </p>
    </section>
  )
}
