import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatInstant } from '#web/kit/format.ts'
import { useActing } from '#web/session.tsx'
import { verification } from '../verification-contract.ts'
import styles from './signatures.module.css'
import { VerdictBadge, VerdictLines } from './verdict-view.tsx'

/** Under the pages: what was found about the signatures of the document's files. Nothing where none is signed. */
export default function SignaturePanel({ documentId }: { documentId: string }) {
  const { t } = useTranslation('signatures')
  const api = useApi(verification)
  const { post } = useActing()
  const queries = useQueryClient()
  const key = ['signatures', post.id, 'document', documentId]
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.reportsOfDocument({ params: { documentId }, signal }),
  })
  const again = useMutation({
    mutationFn: (componentId: string) => api.verifyComponent({ params: { componentId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  })
  // A file that cannot be read is told by its own page already.
  const signed = data?.files.filter((file) => file.newest?.report && file.newest.report.signatures.length > 0) ?? []
  if (error) return <ErrorNote fault={error} onRetry={() => void refetch()} />
  if (signed.length === 0) return null
  return (
    <section className={styles['panel']} aria-label={t('panel.title')}>
      {signed.map((file) => {
        const found = file.newest!
        const names = found.report!.signatures.map((one) => one.signer ?? t('panel.unknown'))
        return (
          <details key={file.componentId}>
            <summary>
              <VerdictBadge verdict={found.verdict} />
              <span>{t('panel.by', { names: names.join(', ') })}</span>
              {signed.length > 1 ? <small className={styles['quiet']}>{file.fileName}</small> : null}
            </summary>
            <VerdictLines lines={found.lines} />
            <p className={styles['row']}>
              <small className={styles['quiet']}>
                {t(`panel.cause.${found.cause}`, { at: formatInstant(found.at), name: found.byName })}
                {file.count > 1 ? ` · ${t('panel.count', { count: file.count })}` : ''}
                {found.isTrustOlder ? ` · ${t('panel.trustOlder')}` : ''}
              </small>
              <Button
                icon="rotate"
                busy={again.isPending && again.variables === file.componentId}
                onClick={() => again.mutate(file.componentId)}
              >
                {t('panel.again')}
              </Button>
            </p>
            {again.variables === file.componentId ? <ErrorNote fault={again.error} /> : null}
          </details>
        )
      })}
    </section>
  )
}
