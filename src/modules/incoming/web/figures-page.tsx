import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi, useFileUrl } from '#web/api.ts'
import { DateField } from '#web/kit/date-field.tsx'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { Field } from '#web/kit/field.tsx'
import { dayOf, formatDate, formatNumber } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { useActing } from '#web/session.tsx'
import { type Figure, type FigureLine, figures, HIDDEN, type Outcome, outcomes } from '../figures-contract.ts'
import styles from './figures.module.css'
import { periodNames, periodOf } from './periods.ts'

/** How incoming documents of a period were handled: the report that PL VI V names, on the screen and to take away. */
export default function FiguresPage() {
  const { t } = useTranslation('incoming')
  const api = useApi(figures)
  const fileUrl = useFileUrl()
  const { post } = useActing()
  const today = dayOf(new Date())
  const [url, setUrl] = useUrlState(periodOf('year', today, 1))
  const period = { from: url.from, to: url.to }
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['incoming', post.id, 'figures', period],
    queryFn: ({ signal }) => api.figures({ query: period, signal }),
    placeholderData: (before) => before,
  })
  // Those of reports wait for the rule that says when they close.
  const offered = periodNames.flatMap((name) =>
    data || !name.startsWith('report') ? [{ name, ...periodOf(name, today, data?.closingDay ?? 1) }] : [],
  )
  return (
    <div className={styles['page']}>
      <PageHead title={t('figures.title')} facts={data ? t('figures.asOf', { day: formatDate(data.asOf) }) : undefined}>
        <p className={styles['save']}>
          {t('print.save')}
          {['pdf', 'xlsx', 'docx'].map((format) => (
            <a key={format} href={fileUrl(figures.printFigures, { query: { ...period, format } })} download>
              {format.toUpperCase()}
            </a>
          ))}
        </p>
      </PageHead>
      <div className={styles['period']}>
        <fieldset>
          <legend className="visually-hidden">{t('figures.period')}</legend>
          {offered.map(({ name, from, to }) => (
            <button
              key={name}
              type="button"
              aria-pressed={from === url.from && to === url.to}
              onClick={() => setUrl({ from, to })}
            >
              {t(`figures.periods.${name}`, { open: from.slice(8), close: to.slice(8) })}
            </button>
          ))}
        </fieldset>
        <Field label={t('print.from')}>
          {(parts) => <DateField {...parts} value={url.from} onChange={(from) => setUrl({ from })} />}
        </Field>
        <Field label={t('print.to')}>
          {(parts) => <DateField {...parts} value={url.to} onChange={(to) => setUrl({ to })} />}
        </Field>
      </div>
      <ErrorNote fault={error} onRetry={() => void refetch()} />
      {isPending ? (
        <p className={styles['wait']} aria-busy="true">
          {t('shell:screens.loading')}
        </p>
      ) : null}
      {data && data.total.total + data.total.cancelled === 0 ? (
        <EmptyState title={t('figures.empty')} hint={t('figures.emptyHint')} />
      ) : null}
      {data && data.total.total + data.total.cancelled > 0 ? <Report report={data} /> : null}
    </div>
  )
}

type Data = Awaited<ReturnType<ReturnType<typeof useApi<typeof figures.routes>>['figures']>>

function Report({ report }: { report: Data }) {
  const { t, i18n } = useTranslation('incoming')
  const { from, to, total } = report
  const range = { arrivedFrom: from, arrivedTo: to }
  // A column that is nought throughout says nothing.
  const columns = outcomes.filter((name) => total[name] > 0)
  const known = { columns, total }
  const urgency = (key: string | null, name: string | null): string =>
    i18n.exists(`incoming:figures.urgency.${key}`) ? t(`figures.urgency.${key}`) : (name ?? '')
  return (
    <div className={styles['tables']}>
      <Lines
        {...known}
        title={t('figures.by.months')}
        lines={report.months}
        name={({ key }) => formatDate(key)}
        search={({ key }) => monthRange(key!, from, to)}
      />
      <Lines
        {...known}
        title={t('figures.by.units')}
        lines={report.units}
        name={({ key, name }) => (key === '…' ? t('figures.others') : (name ?? t('figures.nobody')))}
      />
      <Lines
        {...known}
        title={t('figures.by.handlers')}
        lines={report.handlers}
        name={({ key, name }) => (key === '…' ? t('figures.others') : (name ?? ''))}
        note={({ detail }) => detail}
      />
      <Lines
        {...known}
        title={t('figures.by.urgencies')}
        lines={report.urgencies}
        name={({ key, name }) => urgency(key, name)}
        search={({ key }) => ({ ...range, urgency: key! })}
      />
      <Lines
        {...known}
        title={t('figures.by.types')}
        lines={report.types}
        name={({ key }) => key ?? ''}
        search={({ key }) => ({ ...range, typeName: key! })}
      />
      <Lines
        {...known}
        title={t('figures.by.channels')}
        lines={report.channels}
        name={({ key }) => t(`channel.${key}`)}
      />
      <Lines
        {...known}
        title={t('figures.by.books')}
        lines={report.books}
        name={({ name }) => name ?? ''}
        note={({ detail }) => detail}
      />
      {report.issuers.length > 0 ? (
        <section className={styles['part']}>
          <h2>{t('figures.by.issuers')}</h2>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('field.issuerName')}</th>
                <th scope="col">{t('figures.total')}</th>
              </tr>
            </thead>
            <tbody>
              {report.issuers.map((issuer) => (
                <tr key={issuer.name}>
                  <th scope="row">{issuer.name}</th>
                  <td>{formatNumber(issuer.total)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </div>
  )
}

/** The days of a month inside the period. */
function monthRange(month: string, from: string, to: string): Record<string, string> {
  const days = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate()
  const [first, last] = [`${month}-01`, `${month}-${days}`]
  return { arrivedFrom: first < from ? from : first, arrivedTo: last > to ? to : last }
}

/** Of what was finished and had a deadline: how much by then. */
function share({ onTime, late }: Figure): string {
  return onTime + late === 0 ? '' : `${formatNumber(Math.round((1000 * onTime) / (onTime + late)) / 10)}%`
}

function Lines(props: {
  title: string
  lines: readonly FigureLine[]
  total: Figure
  columns: readonly Outcome[]
  name: (line: FigureLine) => string
  note?: (line: FigureLine) => string | null
  /** Filters of the list under which exactly these documents stand. */
  search?: (line: FigureLine) => Record<string, string>
}) {
  const { t } = useTranslation('incoming')
  const { title, lines, total, columns, name, note, search } = props
  const hasShare = total.onTime + total.late > 0
  if (lines.length === 0) return null
  const cells = (figure: Figure, filters?: Record<string, string>) => (
    <>
      <td>{formatNumber(figure.total)}</td>
      {columns.map((column) => (
        <td key={column} data-outcome={figure[column] > 0 ? column : undefined}>
          {figure[column] === 0 ? (
            '–'
          ) : column === 'overdue' && filters ? (
            <PostLink to="incoming" search={{ ...filters, tab: 'overdue' }}>
              {formatNumber(figure[column])}
            </PostLink>
          ) : (
            formatNumber(figure[column])
          )}
        </td>
      ))}
      {hasShare ? <td>{share(figure)}</td> : null}
    </>
  )
  return (
    <div className={styles['part']}>
      <h2>{title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by keyboard */}
      <section className={styles['wide']} aria-label={title} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{title}</th>
              <th scope="col">{t('figures.total')}</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {t(`figures.outcome.${column}`)}
                </th>
              ))}
              {hasShare ? <th scope="col">{t('figures.share')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => {
              const isHidden = line.key === HIDDEN
              const filters = isHidden ? undefined : search?.(line)
              const label = isHidden ? t('figures.hidden') : name(line)
              return (
                <tr key={`${line.key} ${line.name}`}>
                  <th scope="row">
                    {filters ? (
                      <PostLink to="incoming" search={{ ...filters, tab: 'all' }}>
                        {label}
                      </PostLink>
                    ) : (
                      label
                    )}
                    {note?.(line) ? <small>{note(line)}</small> : null}
                  </th>
                  {cells(line, filters)}
                </tr>
              )
            })}
          </tbody>
          {lines.length > 1 ? (
            <tfoot>
              <tr>
                <th scope="row">{t('figures.sum')}</th>
                {cells(sumOf(lines))}
              </tr>
            </tfoot>
          ) : null}
        </table>
      </section>
    </div>
  )
}

function sumOf(lines: readonly FigureLine[]): Figure {
  const sum = { total: 0, onTime: 0, late: 0, done: 0, open: 0, overdue: 0, returned: 0, cancelled: 0 }
  for (const line of lines) for (const name of Object.keys(sum) as (keyof Figure)[]) sum[name] += line[name]
  return sum
}
