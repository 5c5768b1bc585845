import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, weekday } from '#regimes/index.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatDate, formatNumber } from '#web/kit/format.ts'
import { RecordForm } from '#web/kit/record-form.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { useUrlState } from '#web/kit/use-url-state.ts'
import type { CalendarLine } from '../rules-contract.ts'
import { textOf, today } from './form-values.ts'
import styles from './people.module.css'
import { usePeople } from './use-people.ts'

/** The year as twelve small months; deadlines are counted by it. Pressing a day sets it for this organisation. */
export default function CalendarPanel() {
  const { t, i18n } = useTranslation('people')
  const { rules, key, canManage } = usePeople()
  const [url, setUrl] = useUrlState({ year: today().slice(0, 4) })
  const [open, setOpen] = useState<string | null>(null)
  const year = Number(url.year)
  const calendar = useQuery({
    queryKey: key('calendar', year),
    queryFn: ({ signal }) => rules.getCalendar({ query: { year }, signal }),
  })
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const byDay = new Map((calendar.data?.items ?? []).map((line) => [line.day, line]))
  return (
    <div className={styles['main']}>
      <div className={styles['tools']}>
        <Button icon="left" iconOnly onClick={() => setUrl({ year: String(year - 1) })}>
          {t('calendar.before')}
        </Button>
        <strong>{t('calendar.year', { year })}</strong>
        <Button icon="right" iconOnly onClick={() => setUrl({ year: String(year + 1) })}>
          {t('calendar.after')}
        </Button>
        {calendar.data ? <span>{t('calendar.working', { days: formatNumber(calendar.data.workingDays) })}</span> : null}
        {calendar.data && !calendar.data.isKnown ? <span role="note">{t('calendar.unknown')}</span> : null}
      </div>
      <ErrorNote fault={calendar.error} onRetry={() => void calendar.refetch()} />
      <div className={styles['months']}>
        {Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`).map((month) => (
          <Month key={month} month={month} byDay={byDay} onDay={canManage ? setOpen : null} />
        ))}
      </div>
      <div className={styles['detail']}>
        <h3>{t('calendar.list')}</h3>
        <div className={styles['scroll']}>
          <table className={styles['plain']}>
            <tbody>
              {(calendar.data?.items ?? []).map((line) => (
                <tr key={line.day}>
                  <td className={styles['symbol']}>{formatDate(line.day)}</td>
                  <td>{t(line.isWorking ? 'calendar.makeUp' : 'calendar.off')}</td>
                  <td>{line.name[lang]}</td>
                  <td>{line.basis}</td>
                  <td>
                    <span className={styles['chip']} data-mark={line.from === 'own' ? 'organization' : line.confidence}>
                      {line.from === 'own' ? t('calendar.own') : t(`confidence.${line.confidence}`)}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
      {open ? <DaySheet key={open} day={open} line={byDay.get(open)} onClose={() => setOpen(null)} /> : null}
    </div>
  )
}

function Month(props: {
  month: string
  byDay: ReadonlyMap<string, CalendarLine>
  onDay: ((day: string) => void) | null
}) {
  const { t, i18n } = useTranslation('people')
  const { month, byDay, onDay } = props
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const first = `${month}-01`
  const weeks: string[][] = []
  for (let at = addDays(first, 1 - weekday(first)); at.slice(0, 7) <= month; at = addDays(at, 7))
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(at, index)))
  const number = Number(month.slice(5))
  return (
    <section className={styles['month']} aria-label={t('calendar.month', { number, year: month.slice(0, 4) })}>
      <h3>{t('calendar.month', { number, year: month.slice(0, 4) })}</h3>
      <table>
        <thead>
          <tr>
            {[1, 2, 3, 4, 5, 6, 7].map((day) => (
              <th key={day} scope="col">
                {t(`weekdays.${day}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => {
                if (!day.startsWith(month)) return <td key={day} />
                const line = byDay.get(day)
                const kind = line ? (line.isWorking ? 'make-up' : 'off') : weekday(day) > 5 ? 'weekend' : 'work'
                const words = line ? `${formatDate(day)}: ${line.name[lang]}` : formatDate(day)
                const shared = {
                  className: styles['day'],
                  'data-kind': kind,
                  'data-own': line?.from === 'own' || undefined,
                  title: words,
                }
                return (
                  <td key={day}>
                    {onDay ? (
                      <button type="button" {...shared} aria-label={words} onClick={() => onDay(day)}>
                        {Number(day.slice(8))}
                      </button>
                    ) : (
                      <span {...shared}>{Number(day.slice(8))}</span>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function DaySheet(props: { day: string; line: CalendarLine | undefined; onClose: () => void }) {
  const { t } = useTranslation('people')
  const { rules, changed } = usePeople()
  const { day, line, onClose } = props
  const isFree = line ? !line.isWorking : weekday(day) > 5
  return (
    <SideSheet opened onClose={onClose} title={t('calendar.day', { day: formatDate(day) })}>
      {line?.from === 'own' ? (
        <div className={styles['actions']}>
          <Button
            onClick={() =>
              void rules.clearCalendarDay({ params: { day } }).then(() => {
                onClose()
                return changed('done.clearCalendarDay')
              })
            }
          >
            {t('calendar.clear')}
          </Button>
        </div>
      ) : null}
      <RecordForm
        keepAs={`people.calendar.${day}`}
        autoFocus
        verb={t('save')}
        initial={{
          kind: isFree ? 'work' : 'off',
          name: line?.from === 'own' ? line.name.vi : '',
          basis: line?.from === 'own' ? (line.basis ?? '') : '',
        }}
        fields={[
          {
            name: 'kind',
            label: t('fields.state'),
            kind: 'choice',
            required: true,
            options: [
              { value: 'off', label: t('calendar.off') },
              { value: 'work', label: t('calendar.makeUp') },
            ],
          },
          { name: 'name', label: t('fields.dayName'), kind: 'text', required: true, maxLength: 200 },
          { name: 'basis', label: t('fields.basis'), kind: 'lines', maxLength: 500 },
        ]}
        onSubmit={async (_input, values) => {
          await rules.setCalendarDay({
            params: { day },
            body: {
              isWorking: textOf(values, 'kind') === 'work',
              name: textOf(values, 'name'),
              basis: textOf(values, 'basis'),
            },
          })
          onClose()
          await changed('done.setCalendarDay')
        }}
      />
    </SideSheet>
  )
}
