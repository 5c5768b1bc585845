import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { formatCount, formatNumber } from '#web/kit/format.ts'
import { useActing } from '#web/session.tsx'
import { type Facet, search } from '../contract.ts'
import styles from './search.module.css'

const SHOWN = 8

/** Counts beside the results; each narrows the search. On a call of its own: the results never wait for them. */
export function useFacets(q: string) {
  const api = useApi(search)
  const { post } = useActing()
  return useQuery({
    queryKey: ['search', post.id, 'facets', q],
    queryFn: ({ signal }) => api.facets({ query: { q }, signal }),
    enabled: q !== '',
    staleTime: 30_000,
  })
}

export function Facets({
  counted,
  onAdd,
}: {
  counted: NonNullable<ReturnType<typeof useFacets>['data']>
  onAdd: (filter: string) => void
}) {
  const { t } = useTranslation('search')
  const most = Math.max(1, ...counted.years.map((year) => year.count))
  return (
    <aside className={styles['facets']} aria-label={t('facets.label')}>
      {counted.years.length > 1 ? (
        <section>
          <h2>{t('facets.years')}</h2>
          <div className={styles['years']}>
            {counted.years.map((year) => (
              <button
                key={year.key}
                type="button"
                className={styles['slot']}
                title={`${year.label}: ${formatNumber(year.count)}`}
                onClick={() => onAdd(year.filter)}
              >
                <span className={styles['bar']} style={{ height: `${Math.max(6, (100 * year.count) / most)}%` }} />
                <span className={styles['year']}>{counted.years.length > 8 ? year.label.slice(2) : year.label}</span>
                <span className="visually-hidden">{formatNumber(year.count)}</span>
              </button>
            ))}
          </div>
        </section>
      ) : null}
      <Part title={t('facets.types')} parts={counted.types} onAdd={onAdd} />
      <Part title={t('facets.issuers')} parts={counted.issuers} onAdd={onAdd} />
      <Part title={t('facets.units')} parts={counted.units} onAdd={onAdd} />
      {counted.isMore ? <p className={styles['hint']}>{t('facets.newestOnly', { count: counted.total })}</p> : null}
    </aside>
  )
}

function Part({ title, parts, onAdd }: { title: string; parts: readonly Facet[]; onAdd: (filter: string) => void }) {
  if (parts.length < 2) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {parts.slice(0, SHOWN).map((part) => (
          <li key={part.key}>
            <button type="button" className={styles['narrow']} onClick={() => onAdd(part.filter)}>
              <span>{part.label}</span>
              <span className={styles['count']}>{formatCount(part.count)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
