import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { ConfirmSheet } from '#web/kit/confirm-sheet.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatDate } from '#web/kit/format.ts'
import { StateTabs } from '#web/kit/state-tabs.tsx'
import { useUrlState } from '#web/kit/use-url-state.ts'
import type { OverrideLine, RuleLine } from '../rules-contract.ts'
import { OverrideSheet } from './override-sheet.tsx'
import styles from './people.module.css'
import { ruleName, ruleValue } from './rule-words.ts'
import { usePeople } from './use-people.ts'

const collections = ['deadlines', 'registerBooks', 'documentTypes', 'policies']

/** The rules that stand, each with its source and how sure it is; what the law leaves open can be set otherwise. */
export default function RulesPanel() {
  const { t, i18n } = useTranslation('people')
  const { rules, key, canManage, changed } = usePeople()
  const [url] = useUrlState({ rules: 'deadlines', on: '' })
  const [open, setOpen] = useState<RuleLine | null>(null)
  const [leaving, setLeaving] = useState<OverrideLine | null>(null)
  const query = url.on ? { on: url.on } : {}
  const found = useQuery({
    queryKey: key('rules', url.on),
    queryFn: ({ signal }) => rules.getRules({ query, signal }),
  })
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const lines = (found.data?.rules ?? []).filter((line) => line.collection === url.rules)
  const overrides = (found.data?.overrides ?? []).filter((one) => one.collection === url.rules)
  return (
    <div className={styles['main']}>
      <StateTabs
        name="rules"
        label={t('rules.collection')}
        tabs={collections.map((id) => ({ id, label: t(`collections.${id}`) }))}
      />
      <div className={styles['tools']}>
        {found.data ? (
          <span>
            {t(`regimes.${found.data.regime}`)} · {t('rules.on', { day: formatDate(found.data.day) })} ·{' '}
            <code>{found.data.ruleSet}</code>
          </span>
        ) : null}
      </div>
      <ErrorNote fault={found.error} onRetry={() => void found.refetch()} />
      <div className={styles['scroll']}>
        <table className={styles['plain']}>
          <thead>
            <tr>
              <th scope="col">{t('rules.rule')}</th>
              <th scope="col">{t('rules.value')}</th>
              <th scope="col">{t('rules.source')}</th>
              <th scope="col">{t('rules.mark')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('rules.set')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.id}>
                <td>{ruleName(line, lang, t, found.data?.rules)}</td>
                <td>{ruleValue(line, t)}</td>
                <td>
                  {[line.source.text, line.source.article].filter(Boolean).join(', ')}
                  <br />
                  <small>
                    {t('rules.from', { day: formatDate(line.validFrom) })}
                    {line.validTo ? ` – ${formatDate(line.validTo)}` : ''}
                  </small>
                </td>
                <td>
                  <span className={styles['chip']} data-mark={line.source.confidence}>
                    {t(`confidence.${line.source.confidence}`)}
                  </span>
                </td>
                <td>
                  {canManage && line.isOverridable ? (
                    <Button kind="quiet" icon="pencil" onClick={() => setOpen(line)}>
                      {t('rules.set')}
                    </Button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {overrides.length > 0 ? (
        <div className={styles['detail']}>
          <h3>{t('rules.own')}</h3>
          <ul>
            {overrides.map((one) => (
              <li key={one.id}>
                {one.ruleId}: {t('rules.from', { day: formatDate(one.validFrom) })}
                {one.validTo ? ` – ${formatDate(one.validTo)}` : ''} · {one.basis} ({one.createdBy}){' '}
                {canManage ? <Button onClick={() => setLeaving(one)}>{t('rules.withdraw')}</Button> : null}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {open ? <OverrideSheet key={open.id} line={open} onClose={() => setOpen(null)} /> : null}
      {leaving ? (
        <ConfirmSheet
          opened
          danger
          onClose={() => setLeaving(null)}
          title={t('rules.withdrawOf', { rule: leaving.ruleId })}
          consequence={t('rules.withdrawConsequence')}
          verb={t('rules.withdraw')}
          onConfirm={async () => {
            await rules.withdrawOverride({ params: { id: leaving.id } })
            await changed('done.withdrawOverride')
          }}
        />
      ) : null}
    </div>
  )
}
