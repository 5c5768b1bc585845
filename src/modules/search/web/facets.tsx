import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { formatCount, formatNumber } from '#web/kit/format.ts'
import { Icon } from '#web/kit/icon.tsx'
import { useActing } from '#web/session.tsx'
import { type Facet, type PlaceFacet, search } from '../contract.ts'
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
      <PlaceTree places={counted.places} elsewhere={counted.elsewhere} onAdd={onAdd} />
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

/** Issuers by their place in the tree of organisations: each name narrows to the body and all under it. */
function PlaceTree({
  places,
  elsewhere,
  onAdd,
}: {
  places: readonly PlaceFacet[]
  elsewhere: number
  onAdd: (filter: string) => void
}) {
  const { t } = useTranslation('search')
  if (places.length < 2) return null
  return (
    <section>
      <h2>{t('facets.places')}</h2>
      <Level places={places} above={null} depth={0} onAdd={onAdd} />
      {elsewhere > 0 ? (
        <p className={styles['elsewhere']}>
          <span>{t('facets.elsewhere')}</span>
          <span className={styles['count']}>{formatCount(elsewhere)}</span>
        </p>
      ) : null}
    </section>
  )
}

interface LevelProps {
  places: readonly PlaceFacet[]
  above: string | null
  depth: number
  onAdd: (filter: string) => void
}

function Level({ places, above, depth, onAdd }: LevelProps) {
  const here = places.filter((place) => place.above === above)
  return (
    <ul>
      {here.map((place) => (
        <Branch
          key={place.key}
          place={place}
          isOpenFirst={here.length === 1}
          places={places}
          depth={depth}
          onAdd={onAdd}
        />
      ))}
    </ul>
  )
}

function Branch({
  place,
  places,
  depth,
  isOpenFirst,
  onAdd,
}: Omit<LevelProps, 'above'> & { place: PlaceFacet; isOpenFirst: boolean }) {
  const { t } = useTranslation('search')
  const [isOpen, setOpen] = useState(isOpenFirst)
  const hasMore = place.count > place.own
  return (
    <li>
      <div className={styles['branch']} style={{ paddingInlineStart: `${Math.min(depth, 4) * 0.75}rem` }}>
        {hasMore ? (
          <button
            type="button"
            className={styles['twist']}
            aria-expanded={isOpen}
            aria-label={t(isOpen ? 'facets.close' : 'facets.open', { name: place.label })}
            onClick={() => setOpen(!isOpen)}
          >
            <Icon name={isOpen ? 'down' : 'right'} size={12} />
          </button>
        ) : (
          <span className={styles['twist']} />
        )}
        <button type="button" className={styles['narrow']} onClick={() => onAdd(place.filter)}>
          <span lang="vi">{place.label}</span>
          <span className={styles['count']}>{formatCount(place.count)}</span>
        </button>
      </div>
      {isOpen && hasMore ? <Level places={places} above={place.key} depth={depth + 1} onAdd={onAdd} /> : null}
    </li>
  )
}
