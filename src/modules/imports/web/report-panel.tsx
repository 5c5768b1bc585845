import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFileUrl } from '#web/api.ts'
import { formatNumber } from '#web/kit/format.ts'
import { Icon } from '#web/kit/icon.tsx'
import { type FaultyLine, type ImportDetail, imports } from '../contract.ts'
import styles from './imports.module.css'

/** What a dry run or an import found: counts, findings grouped by check, numbers and gaps. */
export function ReportPanel({ detail }: { detail: ImportDetail }) {
  const { t, i18n } = useTranslation('imports')
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const fileUrl = useFileUrl()
  const [check, setCheck] = useState<string | null>(null)
  const counts = detail.counts!
  const isDry = detail.state === 'checked' || detail.state === 'checking'
  const groups = [...detail.checks].sort((a, b) =>
    a.severity === b.severity ? b.count - a.count : a.severity === 'error' ? -1 : 1,
  )
  const shown = check ?? groups[0]?.check ?? null
  const lines = detail.lines.filter((line) => line.faults.some((fault) => fault.check === shown))
  return (
    <section className={styles['panel']}>
      <div className={styles['panelHead']}>
        <h2>{t(isDry ? 'report.dry' : 'report.title')}</h2>
        {counts.rejected > 0 && !isDry ? (
          <a
            className={styles['template']}
            href={fileUrl(imports.report, { params: { importId: detail.id } })}
            download
          >
            <Icon name="download" /> {t('report.download')}
          </a>
        ) : null}
      </div>
      <dl className={styles['counts']}>
        <Count name={t('report.rows')} value={counts.rows} />
        <Count name={t('report.accepted')} value={counts.accepted} tone="good" />
        <Count name={t('report.rejected')} value={counts.rejected} tone={counts.rejected > 0 ? 'bad' : undefined} />
        <Count name={t('report.warnings')} value={counts.warnings} />
        {isDry ? null : (
          <>
            <Count name={t('report.created')} value={counts.created} />
            <Count name={t('report.updated')} value={counts.updated} />
            <Count name={t('report.unchanged')} value={counts.unchanged} />
          </>
        )}
      </dl>
      {groups.length > 0 ? (
        <div className={styles['found']}>
          <ul className={styles['groups']} aria-label={t('report.checks')}>
            {groups.map((group) => (
              <li key={group.check}>
                <button type="button" aria-pressed={group.check === shown} onClick={() => setCheck(group.check)}>
                  <span data-severity={group.severity}>{group.title[lang]}</span>
                  <span>{formatNumber(group.count)}</span>
                </button>
              </li>
            ))}
          </ul>
          <ol className={styles['lines']}>
            {lines.slice(0, 100).map((line) => (
              <Finding key={line.line} line={line} check={shown} lang={lang} />
            ))}
          </ol>
        </div>
      ) : (
        <p className={styles['lead']}>{t('report.clean')}</p>
      )}
      {detail.gaps.length > 0 ? (
        <details className={styles['gaps']}>
          <summary>{t('gaps.title', { count: detail.gaps.length })}</summary>
          <ul className={styles['plain']}>
            {detail.gaps.map((gap) => (
              <li key={gap.book}>
                {t(gap.missing > 0 ? 'gaps.some' : 'gaps.none', {
                  book: gap.book,
                  first: formatNumber(gap.first),
                  last: formatNumber(gap.last),
                  count: gap.count,
                  number: formatNumber(gap.count),
                  missing: formatNumber(gap.missing),
                  examples: gap.examples.join(', '),
                })}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}

function Count({ name, value, tone }: { name: string; value: number; tone?: 'good' | 'bad' | undefined }) {
  return (
    <div data-tone={tone}>
      <dt>{name}</dt>
      <dd>{formatNumber(value)}</dd>
    </div>
  )
}

function Finding({ line, check, lang }: { line: FaultyLine; check: string | null; lang: 'vi' | 'en' }) {
  const { t } = useTranslation('imports')
  const faults = line.faults.filter((fault) => fault.check === check)
  return (
    <li>
      <span className={styles['at']}>{t('report.line', { line: line.line })}</span>
      <span>
        {faults.map((fault) => (
          <span key={`${fault.check}${fault.column}`} className={styles['fault']}>
            {fault.column ? <b>{fault.column}</b> : null} {fault.text[lang]} <i>{fault.mend[lang]}</i>
          </span>
        ))}
      </span>
    </li>
  )
}
