import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatDate, formatInstant, formatNumber } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { StateBadge, type Tone } from '#web/kit/state-badge.tsx'
import { type SealView, seals } from '../seals-contract.ts'
import { AddSealSheet } from './seal-forms.tsx'
import { SealSheet } from './seal-sheet.tsx'
import styles from './signatures.module.css'
import { useSignatures } from './use-signatures.ts'

export const sealTones: Readonly<Record<SealView['state'], Tone>> = {
  'in-use': 'doing',
  returned: 'returned',
  lost: 'overdue',
  destroyed: 'done',
}

/** The register of seals: which there are, who keeps each, since when, how often they were pressed. */
export default function SealsPage() {
  const { t } = useTranslation('signatures')
  const { sealsApi, post } = useSignatures()
  const url = useFileUrl()
  const [chosen, setChosen] = useState<string | null>(null)
  const [isAdding, setAdding] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: ['signatures', post.id, 'seals'],
    queryFn: ({ signal }) => sealsApi.listSeals({ signal }),
  })
  const seal = data?.items.find((one) => one.id === chosen)
  return (
    <>
      <PageHead title={t('seals.title')} facts={t('seals.facts')}>
        {data && data.items.length > 0 ? (
          <a href={url(seals.routes.printSeals, { query: {} })} target="_blank" rel="noreferrer">
            {t('seals.print')}
          </a>
        ) : null}
        {data?.abilities.keep ? (
          <Button kind="main" icon="plus" onClick={() => setAdding(true)}>
            {t('seals.add')}
          </Button>
        ) : null}
      </PageHead>
      <div className={styles['page']}>
        <ErrorNote fault={error} onRetry={() => void refetch()} />
        {data?.items.length === 0 ? (
          <EmptyState title={t('seals.empty')} hint={t(data.abilities.keep ? 'seals.next' : 'seals.wait')} />
        ) : null}
        {data && data.items.length > 0 ? (
          <ul className={styles['seals']}>
            {data.items.map((one) => (
              <li key={one.id}>
                <button type="button" className={styles['seal']} onClick={() => setChosen(one.id)}>
                  <span className={styles['head']}>
                    <strong>{one.name}</strong>
                    <StateBadge tone={sealTones[one.state]}>{t(`seals.state.${one.state}`)}</StateBadge>
                  </span>
                  <small>
                    {t(`seals.kind.${one.kind}`)} · {t('seals.since', { date: formatDate(one.since) })}
                  </small>
                  <small>
                    {t('seals.keptBy', {
                      name: [one.custodianName, one.custodianTitle].filter(Boolean).join(', '),
                    })}
                  </small>
                  <small>
                    {one.impressions > 0
                      ? t('seals.impressions', {
                          count: one.impressions,
                          number: formatNumber(one.impressions),
                          at: formatInstant(one.lastUsedAt),
                        })
                      : t('seals.unused')}
                  </small>
                </button>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      {isAdding && data ? <AddSealSheet posts={data.posts} onClose={() => setAdding(false)} /> : null}
      {seal && data ? (
        <SealSheet
          key={seal.id}
          seal={seal}
          posts={data.posts}
          mayKeep={data.abilities.keep}
          onClose={() => setChosen(null)}
        />
      ) : null}
    </>
  )
}
