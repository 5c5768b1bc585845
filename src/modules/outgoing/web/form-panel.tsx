import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { type FormFinding, outgoing } from '../contract.ts'
import type { PanelProps } from './panel-props.ts'
import styles from './panels.module.css'
import { useFindings, useStep } from './use-outgoing.ts'

const WEIGHT = { error: 0, warning: 1, info: 2 } as const

/** What is being mended: all, all of a rule, or one place of it. */
const fixName = (ruleId: string | null, paragraph: number | null) => `${ruleId ?? 'all'} ${paragraph ?? ''}`

/** What the checker of form says of the version shown, with the article behind each word; mended on a press. */
export default function FormPanel({ document, shownNo, onShow, litFinding, onLight }: PanelProps) {
  const { t, i18n } = useTranslation('outgoing')
  const api = useApi(outgoing)
  const step = useStep()
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const [fixing, setFixing] = useState<string | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const { data, error, refetch, places } = useFindings(document.id, shownNo, true)
  if (shownNo === 0) return <p className={styles['quiet']}>{t('page.noDraft')}</p>
  if (!data) return error ? <ErrorNote fault={error} onRetry={() => void refetch()} /> : <p>{t('loading')}</p>
  const findings = data.findings
    .map((finding, at) => ({ ...finding, at }))
    .toSorted((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity])
  const version = document.versions.find((one) => one.no === shownNo)
  const mayFix =
    document.abilities.includes('addVersion') && shownNo === document.latestVersion && version?.origin !== 'content'
  const fixable = findings.filter((one) => one.fixable)
  const fix = async (ruleId: string | null, paragraph: number | null = null) => {
    setFixing(fixName(ruleId, paragraph))
    setFault(null)
    try {
      const made = await step(
        () =>
          api.fix({
            params: { documentId: document.id, no: shownNo },
            body: { version: document.version, only: ruleId ? [ruleId] : null, paragraph },
          }),
        (answer) => t('done.fix', { no: answer.no }),
      )
      onShow(made.no)
    } catch (cause) {
      setFault(cause)
    } finally {
      setFixing(null)
    }
  }
  if (data.fault || version?.errors === null)
    return (
      <section>
        <h3>{t('form.unchecked')}</h3>
        {data.fault ? <p className={styles['quiet']}>{data.fault}</p> : null}
      </section>
    )
  if (findings.length === 0)
    return (
      <p className={styles['clean']} role="status">
        <Icon name="check" size={20} />
        <span>
          <b>{t('form.clean', { no: shownNo })}</b>
          {data.ruleSet ? <small>{t('form.cleanHint', { rules: data.ruleSet })}</small> : null}
        </span>
      </p>
    )
  return (
    <section>
      <h3>
        {t('page.version', { no: shownNo })}:{' '}
        {t('form.counts', {
          errors: findings.filter((one) => one.severity === 'error').length,
          warnings: findings.filter((one) => one.severity !== 'error').length,
        })}
      </h3>
      {mayFix && fixable.length > 0 ? (
        <div className={styles['fixAll']}>
          <Button
            kind="main"
            busy={fixing === fixName(null, null)}
            disabled={fixing !== null}
            onClick={() => void fix(null)}
          >
            {t('form.fixAll', { count: fixable.reduce((sum, one) => sum + Math.max(1, one.places?.length ?? 1), 0) })}
          </Button>
          <p className={styles['quiet']}>{t('form.fixHint')}</p>
        </div>
      ) : null}
      <ErrorNote fault={fault} />
      <ul className={styles['findings']}>
        {findings.map((one) => (
          <Finding
            key={one.at}
            finding={one}
            words={one.sentence[lang]}
            isLit={litFinding === one.at}
            page={places[one.at]?.page ?? one.page}
            onPage={
              places[one.at]
                ? () => onLight(one.at)
                : one.page
                  ? () => {
                      onLight(null)
                      onShow(shownNo, one.page ?? undefined)
                    }
                  : null
            }
            onFix={mayFix && one.fixable ? (paragraph) => void fix(one.ruleId, paragraph) : null}
            fixing={fixing}
          />
        ))}
      </ul>
    </section>
  )
}

function Finding(props: {
  finding: FormFinding
  words: string
  isLit: boolean
  page: number | null
  onPage: (() => void) | null
  /** Mends it in one paragraph; null: wherever it stands. */
  onFix: ((paragraph: number | null) => void) | null
  fixing: string | null
}) {
  const { t } = useTranslation('outgoing')
  const { finding, onPage, onFix, fixing } = props
  const places = finding.places ?? []
  // The one that the page lights, where a machine can mend it.
  const place =
    finding.paragraph !== null && places.includes(finding.paragraph) ? finding.paragraph : (places[0] ?? null)
  const fixed = (paragraph: number | null) => ({
    busy: fixing === fixName(finding.ruleId, paragraph),
    disabled: fixing !== null,
  })
  return (
    <li className={styles['finding']} data-severity={finding.severity} data-lit={props.isLit || undefined}>
      <p>
        {/* The sentence tells severity, what is there, what the form asks for, and the article. */}
        {props.words}
      </p>
      <p className={styles['findingEnd']}>
        {onPage ? (
          <button type="button" className={styles['link']} aria-pressed={props.isLit} onClick={onPage}>
            {t('form.page', { page: props.page })}
          </button>
        ) : null}
        {onFix && places.length > 1 ? (
          <>
            <Button {...fixed(place)} onClick={() => onFix(place)}>
              {t('form.fixHere')}
            </Button>
            <Button kind="quiet" {...fixed(null)} onClick={() => onFix(null)}>
              {t('form.fixRule', { count: places.length })}
            </Button>
          </>
        ) : onFix ? (
          <Button {...fixed(null)} onClick={() => onFix(null)}>
            {t('form.fix')}
          </Button>
        ) : null}
      </p>
    </li>
  )
}
