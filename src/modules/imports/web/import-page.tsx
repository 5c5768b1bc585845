import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ConfirmSheet } from '#web/kit/confirm-sheet.tsx'
import { DropZone } from '#web/kit/drop-zone.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import fieldStyles from '#web/kit/field.module.css'
import { Field } from '#web/kit/field.tsx'
import { formatNumber } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { useGo } from '#web/kit/post-link.tsx'
import { ProgressReport } from '#web/kit/progress-report.tsx'
import { sendFile } from '#web/kit/send-file.ts'
import { StateBadge } from '#web/kit/state-badge.tsx'
import { type ImportDetail, imports } from '../contract.ts'
import styles from './imports.module.css'
import { MappingPanel } from './mapping-panel.tsx'
import { ReportPanel } from './report-panel.tsx'
import { stateTones } from './tones.ts'
import { isWorking, useImport, useImportJob, useImports } from './use-imports.ts'

/** One import from the file to the report: match the columns, dry run, import, and back again if need be. */
export default function ImportPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { t } = useTranslation('imports')
  const { data, error, refetch } = useImport(id)
  return (
    <>
      <PageHead
        title={data?.fileName ?? t('title')}
        facts={
          data ? (
            <>
              {t(`kind.${data.kind}`)} <StateBadge tone={stateTones[data.state]}>{t(`state.${data.state}`)}</StateBadge>
            </>
          ) : null
        }
      >
        {data ? <Actions detail={data} /> : null}
      </PageHead>
      <div className={styles['page']}>
        <ErrorNote fault={error} onRetry={() => void refetch()} />
        {data ? <Steps detail={data} /> : null}
      </div>
    </>
  )
}

/** The screen holds what the step asks for and nothing else. */
function Steps({ detail }: { detail: ImportDetail }) {
  const { t } = useTranslation('imports')
  const [isMatching, setMatching] = useState(false)
  const isOpen = detail.state === 'uploaded' || detail.state === 'checked'
  return (
    <>
      {isWorking(detail.state) ? <Work detail={detail} /> : null}
      {detail.note && !isWorking(detail.state) ? (
        <p className={styles['note']} role="status">
          {detail.state === 'undone' ? t('kept', { count: Number(detail.note) }) : detail.note}
        </p>
      ) : null}
      {detail.state === 'checked' && !isMatching ? (
        <p className={styles['next']}>
          <Button icon="columns" onClick={() => setMatching(true)}>
            {t('matchAgain')}
          </Button>
        </p>
      ) : null}
      {isOpen && (detail.state === 'uploaded' || isMatching) ? (
        <MappingPanel detail={detail} onStarted={() => setMatching(false)} />
      ) : null}
      {detail.counts && !isWorking(detail.state) && !(isOpen && isMatching) ? <ReportPanel detail={detail} /> : null}
      {detail.state === 'done' && detail.files.wanted > 0 ? <Files detail={detail} /> : null}
    </>
  )
}

function Actions({ detail }: { detail: ImportDetail }) {
  const { t } = useTranslation('imports')
  const { api, reread } = useImports()
  const go = useGo()
  const [asking, setAsking] = useState<'start' | 'undo' | 'discard' | null>(null)
  const [reason, setReason] = useState('')
  const params = { importId: detail.id }
  const { state, counts } = detail
  const close = () => setAsking(null)
  return (
    <>
      {state === 'uploaded' || state === 'checked' ? (
        <Button kind="quiet" onClick={() => setAsking('discard')}>
          {t('discard.verb')}
        </Button>
      ) : null}
      {state === 'done' || state === 'stopped' ? (
        <Button icon="back" onClick={() => setAsking('undo')}>
          {t('undo.verb')}
        </Button>
      ) : null}
      {(state === 'checked' && counts && counts.accepted > 0) || state === 'stopped' ? (
        <Button kind="main" onClick={() => setAsking('start')}>
          {state === 'stopped'
            ? t('start.again')
            : t('start.verb', { count: counts?.accepted ?? 0, number: formatNumber(counts?.accepted ?? 0) })}
        </Button>
      ) : null}
      {asking === 'start' ? (
        <ConfirmSheet
          opened
          onClose={close}
          title={t('start.title', { file: detail.fileName })}
          consequence={t('start.consequence', { rejected: formatNumber(counts?.rejected ?? 0) })}
          verb={t('start.short')}
          onConfirm={async () => {
            await api.start({ params })
            await reread()
          }}
        />
      ) : null}
      {asking === 'undo' ? (
        <ConfirmSheet
          opened
          danger
          onClose={close}
          title={t('undo.title', { file: detail.fileName })}
          consequence={t('undo.consequence')}
          verb={t('undo.verb')}
          disabled={reason.trim() === ''}
          onConfirm={async () => {
            await api.undo({ params, body: { reason } })
            await reread()
          }}
        >
          <Field label={t('undo.reason')} required>
            {(parts) => (
              <input
                {...parts}
                className={fieldStyles['input']}
                value={reason}
                maxLength={300}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
            )}
          </Field>
        </ConfirmSheet>
      ) : null}
      {asking === 'discard' ? (
        <ConfirmSheet
          opened
          danger
          onClose={close}
          title={t('discard.title', { file: detail.fileName })}
          consequence={t('discard.consequence')}
          verb={t('discard.verb')}
          onConfirm={async () => {
            await api.discard({ params })
            await reread()
            go('imports')
          }}
        />
      ) : null}
    </>
  )
}

function Work({ detail }: { detail: ImportDetail }) {
  const { t } = useTranslation('imports')
  const { job, cancel } = useImportJob(detail.jobId, true)
  const [fault, setFault] = useState<unknown>(null)
  const isOver = job && ['done', 'failed', 'cancelled'].includes(job.state)
  return (
    <>
      <ProgressReport
        title={t(`state.${detail.state}`)}
        job={{
          state: !job || job.state === 'queued' ? 'waiting' : job.state,
          done: job?.done ?? 0,
          total: job?.total ?? null,
          note: job?.isCancelRequested ? t('stopping') : (job?.words ?? null),
        }}
        {...(job?.abilities.cancel && !isOver ? { onCancel: () => void cancel().catch(setFault) } : {})}
      />
      <ErrorNote fault={fault} />
    </>
  )
}

/** Scans of the lines, many at once; each is matched by its name and screened like any upload. */
function Files({ detail }: { detail: ImportDetail }) {
  const { t } = useTranslation('imports')
  const fileUrl = useFileUrl()
  const { reread } = useImports()
  const [unmatched, setUnmatched] = useState<readonly string[]>([])
  const { wanted, received } = detail.files
  return (
    <section className={styles['panel']}>
      <h2>{t('files.title')}</h2>
      <p className={styles['lead']}>
        {t('files.lead', { received: formatNumber(received), wanted: formatNumber(wanted) })}
      </p>
      <DropZone
        send={async (file, sending) => {
          const answer = (await sendFile(
            fileUrl(imports.files, { params: { importId: detail.id } }),
            file,
            sending,
          )) as {
            unmatched: string[]
          }
          if (answer.unmatched.length > 0) setUnmatched((now) => [...now, ...answer.unmatched])
          return answer
        }}
        onDone={() => void reread()}
      />
      {unmatched.length > 0 ? (
        <div role="status">
          <p>{t('files.unmatched', { count: unmatched.length })}</p>
          <ul className={styles['plain']}>
            {[...new Set(unmatched)].slice(0, 100).map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </section>
  )
}
