import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { ConfirmSheet } from '#web/kit/confirm-sheet.tsx'
import { formatDate } from '#web/kit/format.ts'
import { StateTabs } from '#web/kit/state-tabs.tsx'
import { useUrlState } from '#web/kit/use-url-state.ts'
import type { OverrideLine, RuleLine } from '../rules-contract.ts'
import { OverrideSheet } from './override-sheet.tsx'
import styles from './people.module.css'
import { PlainList } from './plain-list.tsx'
import { ruleName, ruleValue } from './rule-words.ts'
import { usePeople } from './use-people.ts'

const collections = [
  'deadlines',
  'registerBooks',
  'documentTypes',
  'layoutForms',
  'layoutPages',
  'layoutWordings',
  'legalTexts',
  'policies',
  'gatewayProfiles',
]

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
  /** People know a rule by its name; the row keeps its id. */
  const nameOf = (one: OverrideLine) => {
    const line = found.data?.rules.find((rule) => rule.id === one.ruleId && rule.collection === one.collection)
    return line ? ruleName(line, lang, t, found.data?.rules) : one.ruleId
  }
  return (
    <div className={styles['main']}>
      <StateTabs
        name="rules"
        label={t('rules.collection')}
        tabs={collections.map((id) => ({ id, label: t(`collections.${id}`) }))}
      />
      <PlainList
        asked={found}
        items={lines}
        rowKey={(line) => line.id}
        note={
          found.data ? (
            <span>
              {t(`regimes.${found.data.regime}`)} · {t('rules.on', { day: formatDate(found.data.day) })} ·{' '}
              <code>{found.data.ruleSet}</code>
            </span>
          ) : null
        }
        empty={{ title: t('rules.none') }}
        heads={[t('rules.rule'), t('rules.value'), t('rules.source'), t('rules.mark')]}
        tools={t('rules.set')}
        row={(line) => (
          <>
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
          </>
        )}
      />
      {overrides.length > 0 ? (
        <section aria-label={t('rules.own')}>
          <h3 className={styles['subhead']}>{t('rules.own')}</h3>
          <PlainList
            asked={found}
            items={overrides}
            rowKey={(one) => one.id}
            empty={{ title: t('rules.none') }}
            heads={[t('rules.rule'), t('fields.validity'), t('fields.basis'), t('rules.by')]}
            tools={t('rules.withdraw')}
            row={(one) => (
              <>
                <td>{nameOf(one)}</td>
                <td className={styles['symbol']}>
                  {formatDate(one.validFrom)} – {formatDate(one.validTo) || t('untilNow')}
                </td>
                <td>{one.basis}</td>
                <td>{one.createdBy}</td>
                <td>{canManage ? <Button onClick={() => setLeaving(one)}>{t('rules.withdraw')}</Button> : null}</td>
              </>
            )}
          />
        </section>
      ) : null}
      {open ? <OverrideSheet key={open.id} line={open} onClose={() => setOpen(null)} /> : null}
      {leaving ? (
        <ConfirmSheet
          opened
          danger
          onClose={() => setLeaving(null)}
          title={t('rules.withdrawOf', { rule: nameOf(leaving) })}
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
