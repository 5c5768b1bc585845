import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { ChoiceField } from '#web/kit/choice-field.tsx'
import { LinesField } from '#web/kit/lines-field.tsx'
import { useKept } from '#web/kit/use-kept.ts'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { useActing } from '#web/session.tsx'
import { casefiles, fileKinds, mediums } from '../contract.ts'
import { KindFields, MakerField, RetentionField } from './fields.tsx'
import styles from './files.module.css'
import { useFilesKey, useStep } from './use-files.ts'

const empty = { lineId: '', title: '', retention: '', kind: 'case', medium: 'electronic', makerPost: '' }

/** Opens a file: one of those foreseen for oneself with one press, or beside the plan by its title. */
export function OpenSheet(props: {
  onClose: () => void
  onOpened: (id: string) => void
  documentIds?: readonly string[]
  title?: string
}) {
  const { t } = useTranslation('casefiles')
  const api = useApi(casefiles)
  const step = useStep()
  const key = useFilesKey()
  const { post } = useActing()
  const [form, setForm, kept] = useKept(`casefiles.open.${props.documentIds?.[0] ?? ''}`, {
    ...empty,
    title: props.title ?? '',
    makerPost: post.id,
  })
  const [requestKey] = useState(() => crypto.randomUUID())
  const [isTried, setTried] = useState(false)
  const { data } = useQuery({ queryKey: key('choose', ''), queryFn: ({ signal }) => api.choose({ query: {}, signal }) })
  const lines = (data?.items ?? []).filter((one) => one.lineId !== null)
  const isBeside = form.lineId === ''
  const isUntitled = isBeside && form.title.trim() === ''
  return (
    <WorkSheet
      title={t('open.title')}
      about={props.documentIds ? t('open.with', { count: props.documentIds.length }) : t('open.about')}
      consequence={t(isBeside ? 'open.beside' : 'open.fromPlan')}
      verb={t('open.verb')}
      onClose={props.onClose}
      check={() => {
        setTried(true)
        return !isUntitled
      }}
      onSubmit={async () => {
        const { id } = await step(
          () =>
            api.open({
              body: {
                ...(isBeside
                  ? { title: form.title.trim(), retention: form.retention || null, makerPost: form.makerPost }
                  : { lineId: form.lineId }),
                kind: fileKinds.find((one) => one === form.kind) ?? 'case',
                medium: mediums.find((one) => one === form.medium) ?? 'electronic',
                documentIds: [...(props.documentIds ?? [])],
                requestKey,
              },
            }),
          (answer) => t('open.done', { symbol: answer.symbol }),
        )
        kept.forget()
        props.onOpened(id)
      }}
    >
      {lines.length > 0 ? (
        <ChoiceField label={t('open.line')} value={form.lineId} onChange={(lineId) => setForm({ ...form, lineId })}>
          <option value="">{t('open.noLine')}</option>
          {lines.map((line) => (
            <option key={line.lineId} value={line.lineId!}>
              {line.symbol} · {line.title}
            </option>
          ))}
        </ChoiceField>
      ) : (
        <p className={styles['quiet']}>{t('open.nothingPlanned')}</p>
      )}
      {isBeside ? (
        <>
          <LinesField
            label={t('field.title')}
            hint={t('open.titleHint')}
            name="title"
            max={1000}
            rows={3}
            required
            value={form.title}
            onChange={(title) => setForm({ ...form, title })}
            isMissing={isTried && isUntitled}
          />
          <RetentionField
            title={form.title}
            value={form.retention}
            onChange={(retention) => setForm({ ...form, retention })}
          />
          <MakerField
            label={t('field.maker')}
            value={form.makerPost}
            onChange={(makerPost) => setForm({ ...form, makerPost })}
          />
        </>
      ) : null}
      <KindFields kind={form.kind} medium={form.medium} onChange={(next) => setForm({ ...form, ...next })} />
    </WorkSheet>
  )
}
