import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { formatInstant } from '#web/kit/format.ts'
import { PostLink } from '#web/kit/post-link.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { type Incident, incidents } from '../incidents-contract.ts'
import styles from './preservation.module.css'
import { usePreservation } from './use-preservation.ts'

/** One incident: what it is, what it touches; reported with words, closed with words. */
export function IncidentSheet({ row, onClose }: { row: Incident; onClose: () => void }) {
  const { t } = useTranslation('preservation')
  const api = useApi(incidents)
  const { step, may } = usePreservation()
  const [words, setWords] = useState('')
  const [isTried, setTried] = useState(false)
  const check = () => {
    setTried(true)
    return words.trim() !== ''
  }
  const send = (to: 'reportIncident' | 'closeIncident') => async () => {
    const body = { version: row.version, words: words.trim() }
    await step(
      () => api[to]({ params: { incidentId: row.id }, body }),
      () => t(`incident.done.${to}`),
    )
    onClose()
  }
  const facts: readonly (readonly [string, string | null])[] = [
    [t('incident.found'), `${formatInstant(row.foundAt)}, ${row.foundByName}`],
    ['SHA-256', row.sha256],
    [
      t('incident.repair'),
      row.repairedFrom
        ? `${t(`incident.from.${row.repairedFrom}`)}, ${formatInstant(row.repairedAt)}`
        : t('incident.notMended'),
    ],
    [t('incident.due'), formatInstant(row.dueAt)],
    [t('incident.reported'), row.reportedAt ? `${formatInstant(row.reportedAt)}: ${row.reportedWords}` : null],
    [t('incident.words'), row.words ? `${row.words} (${row.closedByName}, ${formatInstant(row.closedAt)})` : null],
  ]
  const about = (
    <>
      <dl className={styles['plain']}>
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {row.affected.map((one) => (
        <p key={`${one.id} ${one.isPackage}`} className={styles['line']}>
          {one.isPackage ? t('incident.package') : t('incident.file')}{' '}
          <PostLink to={`preservation/units/${one.id}`}>{one.title}</PostLink>
        </p>
      ))}
    </>
  )
  const mayClose = may('preservation.work')
  const isClosed = row.state === 'closed'
  return (
    <WorkSheet
      title={t(`incident.kinds.${row.kind}`)}
      about={about}
      consequence={
        isClosed ? t('incident.isClosed') : t(mayClose ? 'incident.consequence' : 'incident.consequenceReport')
      }
      verb={isClosed ? t('incident.back') : t(mayClose ? 'incident.close' : 'incident.report')}
      onClose={onClose}
      check={isClosed ? () => true : check}
      onSubmit={isClosed ? async () => onClose() : send(mayClose ? 'closeIncident' : 'reportIncident')}
      {...(!isClosed && mayClose
        ? { second: { verb: t('incident.report'), check, onSubmit: send('reportIncident') } }
        : {})}
    >
      {isClosed ? null : (
        <TextField
          label={t('incident.say')}
          name="words"
          required
          data-focus=""
          maxLength={1000}
          value={words}
          onChange={setWords}
          hint={t('incident.sayHint')}
          fault={isTried && words.trim() === '' ? t('shell:form.needed') : undefined}
        />
      )}
    </WorkSheet>
  )
}
