import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHead } from '#web/kit/page-head.tsx'
import { StateTabs } from '#web/kit/state-tabs.tsx'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { useActing } from '#web/session.tsx'
import styles from './people.module.css'

const panels = {
  organizations: lazy(() => import('./organizations-panel.tsx')),
  posts: lazy(() => import('./posts-panel.tsx')),
  persons: lazy(() => import('./persons-panel.tsx')),
  delegations: lazy(() => import('./delegations-panel.tsx')),
  authorities: lazy(() => import('./authorities-panel.tsx')),
  terms: lazy(() => import('./terms-panel.tsx')),
  calendar: lazy(() => import('./calendar-panel.tsx')),
  rules: lazy(() => import('./rules-panel.tsx')),
} as const
type Tab = keyof typeof panels

const tabs = Object.keys(panels) as Tab[]

/** Who works here and under which rules. One address; the tab and what is chosen in it stand in the address too. */
export default function PeoplePage() {
  const { t } = useTranslation('people')
  const { post } = useActing()
  const [url] = useUrlState({ tab: 'organizations' })
  const tab: Tab = tabs.find((one) => one === url.tab) ?? 'organizations'
  const Panel = panels[tab]
  return (
    <div className={styles['page']}>
      <PageHead title={t('title')} facts={post.organization.name} />
      <StateTabs tabs={tabs.map((id) => ({ id, label: t(`tabs.${id}`) }))} label={t('title')} />
      <Suspense fallback={<p className={styles['quiet']}>{t('loading')}</p>}>
        <Panel key={tab} />
      </Suspense>
    </div>
  )
}
