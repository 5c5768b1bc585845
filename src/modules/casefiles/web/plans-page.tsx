import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ChoiceField } from '#web/kit/choice-field.tsx'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink, useGo } from '#web/kit/post-link.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { useActing } from '#web/session.tsx'
import { filePlans, numberings, planScopes } from '../plan-contract.ts'
import styles from './files.module.css'
import { PlanState } from './states.tsx'
import { useFilesKey, useStep } from './use-files.ts'

/** File plans, the youngest first. */
export default function PlansPage() {
  const { t } = useTranslation('casefiles')
  const api = useApi(filePlans)
  const key = useFilesKey()
  const { post } = useActing()
  const [isMaking, setMaking] = useState(false)
  const { data, error, refetch } = useQuery({ queryKey: key('plans'), queryFn: ({ signal }) => api.plans({ signal }) })
  const mayMake = post.abilities.includes('casefiles.consolidate')
  const make = mayMake ? (
    <Button kind="main" icon="plus" onClick={() => setMaking(true)}>
      {t('plan.make')}
    </Button>
  ) : null
  return (
    <>
      <PageHead title={t('plan.list')}>
        <PostLink to="files">{t('list.title')}</PostLink>
        <PostLink to="files/schedule">{t('schedule.title')}</PostLink>
        {make}
      </PageHead>
      <div className={styles['pad']}>
        {error ? <ErrorNote fault={error} onRetry={() => void refetch()} /> : null}
        {data && data.items.length === 0 ? <EmptyState title={t('plan.none')} hint={t('plan.noneHint')} /> : null}
        <ul className={styles['plans']}>
          {(data?.items ?? []).map((one) => (
            <li key={one.id}>
              <PostLink to={`files/plans/${one.id}`}>
                <b>{one.title}</b>
              </PostLink>
              <PlanState state={one.state} />
              <small>{t('plan.counts', { accepted: one.accepted, opened: one.opened, waiting: one.waiting })}</small>
            </li>
          ))}
        </ul>
      </div>
      {isMaking ? <MakeSheet hasEarlier={(data?.items.length ?? 0) > 0} onClose={() => setMaking(false)} /> : null}
    </>
  )
}

function MakeSheet({ hasEarlier, onClose }: { hasEarlier: boolean; onClose: () => void }) {
  const { t } = useTranslation('casefiles')
  const api = useApi(filePlans)
  const step = useStep()
  const go = useGo()
  const now = new Date()
  // In autumn one makes the plan of the year that comes.
  const year = now.getFullYear() + (hasEarlier && now.getMonth() >= 8 ? 1 : 0)
  const [form, setForm] = useState({
    scope: 'year',
    period: String(year),
    numbering: 'heading',
    from: hasEarlier ? 'files' : 'units',
  })
  const scope = planScopes.find((one) => one === form.scope) ?? 'year'
  const isWrong = !(scope === 'year' ? /^\d{4}$/ : /^\d{4}( ?- ?\d{4})?$/).test(form.period.trim())
  return (
    <WorkSheet
      title={t('plan.make')}
      about={t('plan.about')}
      consequence={t(`plan.begin.${form.from}`)}
      verb={t('plan.make')}
      onClose={onClose}
      check={() => !isWrong}
      onSubmit={async () => {
        const { id } = await step(
          () =>
            api.createPlan({
              body: {
                scope,
                period: form.period.trim(),
                numbering: numberings.find((one) => one === form.numbering) ?? 'heading',
                from: form.from === 'files' ? 'files' : 'units',
              },
            }),
          ({ lines }) => t('plan.made', { count: lines }),
        )
        go(`files/plans/${id}`)
      }}
    >
      <ChoiceField label={t('plan.scope')} value={form.scope} onChange={(next) => setForm({ ...form, scope: next })}>
        {planScopes.map((one) => (
          <option key={one} value={one}>
            {t(`plan.scopes.${one}`)}
          </option>
        ))}
      </ChoiceField>
      <TextField
        label={t('field.period')}
        hint={t(scope === 'year' ? 'plan.yearHint' : 'plan.termHint')}
        name="period"
        data-focus=""
        maxLength={11}
        value={form.period}
        onChange={(next) => setForm({ ...form, period: next })}
        fault={isWrong ? t('plan.periodWrong') : undefined}
      />
      <ChoiceField label={t('plan.from')} value={form.from} onChange={(from) => setForm({ ...form, from })}>
        <option value="files">{t('plan.fromFiles')}</option>
        <option value="units">{t('plan.fromUnits')}</option>
      </ChoiceField>
      <ChoiceField
        label={t('plan.numbering')}
        value={form.numbering}
        onChange={(numbering) => setForm({ ...form, numbering })}
      >
        {numberings.map((one) => (
          <option key={one} value={one}>
            {t(`plan.numberings.${one}`)}
          </option>
        ))}
      </ChoiceField>
    </WorkSheet>
  )
}
