import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatDate } from '#web/kit/format.ts'
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

/** Identifiers say nothing to a person. */
const isId = (value: unknown) => typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)

/** Values whose word stands under another name among the fields. */
const names: Readonly<Record<string, string>> = {
  validFrom: 'from',
  validTo: 'to',
  dissolvedOn: 'lastDay',
  label: 'term',
  successorPostId: 'takesOver',
  parentId: 'parent',
  unitId: 'unit',
  personId: 'person',
}

function Side({ label, values }: { label: string; values: Record<string, unknown> | null }) {
  const { t } = useTranslation('people')
  const words = (name: string, value: unknown): string => {
    if (name === 'roles' && Array.isArray(value)) return value.map((role) => t(`roles.${role}`)).join(', ')
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
    if (typeof value === 'object') return JSON.stringify(value)
    return /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? formatDate(String(value)) : String(value)
  }
  if (!values) return null
  const shown = Object.entries(values).filter(
    ([, value]) => value !== null && value !== undefined && value !== '' && !isId(value),
  )
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {shown.map(([name, value]) => (
          <div key={name}>
            {t(`fields.${names[name] ?? name}`, { defaultValue: name })}: {words(name, value)}
          </div>
        ))}
      </dd>
    </>
  )
}
