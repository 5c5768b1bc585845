import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { Timeline } from '#web/kit/timeline.tsx'
import styles from './people.module.css'
import { usePeople } from './use-people.ts'

/** What changed on one thing of the room, newest first; each entry opens before and after. */
export function History({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation('people')
  const { api, key } = usePeople()
  const changes = useQuery({
    queryKey: key('changes', subjectId),
    queryFn: ({ signal }) => api.listChanges({ query: { subjectId }, signal }),
  })
  if (changes.isError) return <ErrorNote fault={changes.error} onRetry={() => void changes.refetch()} />
  return (
    <Timeline
      entries={(changes.data?.items ?? []).map((change) => ({
        id: change.id,
        at: change.at,
        who: change.byName,
        what: t(`changes.${change.kind.replace('people.', '')}`),
        detail: (
          <dl className={styles['facts']}>
            <Side label={t('before')} values={change.before} />
            <Side label={t('after')} values={change.after} />
          </dl>
        ),
      }))}
    />
  )
}

function Side({ label, values }: { label: string; values: Record<string, unknown> | null }) {
  if (!values) return null
  const shown = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '')
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {shown.map(([name, value]) => (
          <div key={name}>
            {name}: {typeof value === 'object' ? JSON.stringify(value) : String(value)}
          </div>
        ))}
      </dd>
    </>
  )
}
