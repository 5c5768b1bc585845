import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi, useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { DropZone } from '#web/kit/drop-zone.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatDate, formatInstant } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { sendFile } from '#web/kit/send-file.ts'
import { useActing } from '#web/session.tsx'
import { verification } from '../verification-contract.ts'
import styles from './signatures.module.css'
import { VerdictBadge, VerdictLines, verdictOf } from './verdict-view.tsx'

const verifyUpload = verification.routes.verifyUpload
type Result = ReturnType<(typeof verifyUpload.response)['parse']> & { id: number }

const MOST_BYTES = 256 * 1024 * 1024
let next = 1

/** A file from anywhere: what its signatures are worth, in plain words. Nothing of it is kept. */
export default function VerifyPage() {
  const { t } = useTranslation('signatures')
  const url = useFileUrl()
  const { post } = useActing()
  const [results, setResults] = useState<readonly Result[]>([])
  return (
    <>
      <PageHead title={t('verify.title')} facts={t('verify.hint')} />
      <div className={styles['page']}>
        <DropZone
          accept="application/pdf,.pdf"
          maxSize={MOST_BYTES}
          send={(file, sending) => sendFile(url(verifyUpload), file, sending)}
          onDone={(_, answer) => {
            const found = { ...verifyUpload.response.parse(answer), id: next++ }
            setResults((before) => [found, ...before])
          }}
        />
        <ul className={styles['results']} aria-live="polite">
          {results.map((one) => (
            <ResultItem key={one.id} result={one} />
          ))}
        </ul>
        {post.abilities.includes('signatures.trust') ? <Trust /> : null}
      </div>
    </>
  )
}

function ResultItem({ result }: { result: Result }) {
  const { t } = useTranslation('signatures')
  const verdict = verdictOf(result.report)
  const save = () => {
    const { id: _, lines: __, hasTrust: ___, ...kept } = result
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([JSON.stringify(kept, null, 2)], { type: 'application/json' }))
    link.download = `${result.fileName.replace(/\.pdf$/i, '')}-kiem-tra-chu-ky.json`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
  }
  return (
    <li>
      <div className={styles['head']}>
        <strong>{result.fileName}</strong>
        <span className={styles['row']}>
          <VerdictBadge verdict={verdict} />
          <Button icon="download" onClick={save}>
            {t('verify.json')}
          </Button>
        </span>
      </div>
      <p className={styles['quiet']}>{t(`verify.means.${verdict}`)}</p>
      {!result.hasTrust && verdict === 'INDETERMINATE' ? <p className={styles['note']}>{t('trust.none')}</p> : null}
      {verdict === 'UNSIGNED' ? null : <VerdictLines lines={result.lines} />}
      <details className={styles['ended']}>
        <summary>{t('verify.print')}</summary>
        <code style={{ overflowWrap: 'anywhere' }}>SHA-256 {result.sha256}</code>
      </details>
    </li>
  )
}

/** What verdicts rest on: the trusted certificates and the lists beside them. */
function Trust() {
  const { t } = useTranslation('signatures')
  const api = useApi(verification)
  const { post } = useActing()
  const { data, error, refetch } = useQuery({
    queryKey: ['signatures', post.id, 'trust'],
    queryFn: ({ signal }) => api.trust({ signal }),
  })
  return (
    <section className={styles['part']}>
      <h2>{t('trust.title')}</h2>
      <p className={styles['quiet']}>{t('trust.hint')}</p>
      <ErrorNote fault={error} onRetry={() => void refetch()} />
      {data && data.certificates.length === 0 ? <p className={styles['note']}>{t('trust.none')}</p> : null}
      {data && data.unreadable.length > 0 ? (
        <p className={styles['note']}>{t('trust.unreadable', { names: data.unreadable.join(', ') })}</p>
      ) : null}
      {data && data.certificates.length > 0 ? (
        <ul className={styles['uses']}>
          {data.certificates.map((one) => (
            <li key={one.fingerprint}>
              <strong>{one.subject}</strong>
              <small>
                {t(one.isRoot ? 'trust.root' : 'trust.issued', { issuer: one.issuer })} ·{' '}
                <span className={one.isOver ? styles['soon'] : undefined}>
                  {t('key.validity', { from: formatDate(one.validFrom), to: formatDate(one.validTo) })}
                </span>
              </small>
              <small>{t('key.serial', { serial: one.serial })}</small>
            </li>
          ))}
        </ul>
      ) : null}
      {data && data.revocationLists.length > 0 ? (
        <>
          <h3>{t('trust.lists')}</h3>
          <ul className={styles['uses']}>
            {data.revocationLists.map((one) => (
              <li key={`${one.issuer}${one.thisUpdate}`}>
                {one.issuer}
                <small className={one.isOver ? styles['soon'] : undefined}>
                  {t('trust.listTimes', {
                    from: formatInstant(one.thisUpdate),
                    to: one.nextUpdate ? formatInstant(one.nextUpdate) : '–',
                  })}
                </small>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}
