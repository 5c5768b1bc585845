import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatInstant, formatNumber } from '#web/kit/format.ts'
import { Icon } from '#web/kit/icon.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { StateBadge } from '#web/kit/state-badge.tsx'
import { audit, type Verification } from '../contract.ts'
import styles from './audit.module.css'
import { type Log, useAudit } from './use-audit.ts'

/** State of the seal, asked again while a verification runs. */
export function useSeal(log: Log, isWaiting = false) {
  const { api, key } = useAudit()
  return useQuery({
    queryKey: key('seal', log),
    queryFn: ({ signal }) => api.seal({ query: { log }, signal }),
    refetchInterval: isWaiting ? 1500 : 60_000,
  })
}

/** The seal of the log: last head, verification with its report, files to keep outside. */
export function SealSheet({ log, onClose }: { log: Log; onClose: () => void }) {
  const { t } = useTranslation('audit')
  const { api } = useAudit()
  const fileUrl = useFileUrl()
  const [runId, setRunId] = useState<string | null>(null)
  const verify = useMutation({ mutationFn: () => api.verify(), onSuccess: (answer) => setRunId(answer?.runId ?? null) })
  const seal = useSeal(log, runId !== null)
  const isRunning = verify.isPending || (runId !== null && seal.data?.verification?.runId !== runId)
  const head = seal.data?.head
  return (
    <SideSheet opened onClose={onClose} title={t('sheet.title')} width={40}>
      <p className={styles['hint']}>{t('sheet.lead')}</p>
      <ErrorNote fault={seal.error ?? verify.error} onRetry={() => void seal.refetch()} />
      <dl className={styles['facts']}>
        <dt>{t('sheet.size')}</dt>
        <dd>{head ? formatNumber(head.size) : t('unsealed')}</dd>
        <dt>{t('sheet.waiting')}</dt>
        <dd>{formatNumber(seal.data?.waiting ?? 0)}</dd>
        {head ? (
          <>
            <dt>{t('sheet.at')}</dt>
            <dd>{formatInstant(head.at)}</dd>
            <dt>{t('sheet.root')}</dt>
            <dd className={styles['mono']}>{head.root}</dd>
            <dt>{t('sheet.key')}</dt>
            <dd className={styles['mono']}>{head.key}</dd>
          </>
        ) : null}
      </dl>
      {log === 'organization' ? (
        <>
          <div className={styles['actions']}>
            <Button kind="main" icon="shield" busy={isRunning} data-focus onClick={() => verify.mutate()}>
              {t(isRunning ? 'sheet.verifying' : 'sheet.verify')}
            </Button>
            <a className={styles['link']} href={fileUrl(audit.heads)} download>
              <Icon name="download" /> {t('sheet.heads')}
            </a>
            <a className={styles['link']} href={fileUrl(audit.exportLog)} download>
              <Icon name="download" /> {t('sheet.log')}
            </a>
          </div>
          <p className={styles['hint']}>
            {t('sheet.headsHint')} {t('sheet.logHint')}
          </p>
        </>
      ) : null}
      <h3 className={styles['part']}>{t('sheet.last')}</h3>
      <div role="status">
        {seal.data?.verification ? <Report result={seal.data.verification} /> : <p>{t('sheet.never')}</p>}
      </div>
    </SideSheet>
  )
}

function Report({ result }: { result: Verification }) {
  const { t } = useTranslation('audit')
  return (
    <>
      <p>
        <StateBadge tone={result.valid ? 'done' : 'overdue'}>
          {result.valid ? t('sheet.good', { entries: formatNumber(result.entries) }) : t('sheet.bad')}
        </StateBadge>{' '}
        {formatInstant(result.at)}
      </p>
      <dl className={styles['facts']}>
        <dt>{t('sheet.by')}</dt>
        <dd>{result.byName ?? t('sheet.nightly')}</dd>
        <dt>{t('sheet.root')}</dt>
        <dd className={styles['mono']}>{result.root ?? '–'}</dd>
      </dl>
      {result.bad.length > 0 || result.homeless > 0 ? (
        <>
          <h4 className={styles['part']}>{t('sheet.found')}</h4>
          <ul className={styles['found']}>
            {result.bad.map((bad) => (
              <li key={`${bad.problem}${bad.index}`}>
                {t(bad.to === undefined ? 'sheet.one' : 'sheet.range', {
                  index: formatNumber(bad.index),
                  to: formatNumber(bad.to ?? bad.index),
                  problem: t(`problem.${bad.problem}`),
                })}
                {bad.id ? <div className={styles['mono']}>{bad.id}</div> : null}
              </li>
            ))}
            {result.homeless > 0 ? <li>{t('sheet.homeless', { count: result.homeless })}</li> : null}
          </ul>
        </>
      ) : null}
    </>
  )
}
