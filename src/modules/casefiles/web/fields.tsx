import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseRetention, retentionChoices } from '#regimes/retention/index.ts'
import { useApi } from '#web/api.ts'
import { ChoiceField } from '#web/kit/choice-field.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { fileKinds, mediums } from '../contract.ts'
import { filePlans } from '../plan-contract.ts'
import styles from './files.module.css'
import { useFilesKey, useMakers, useRetention } from './use-files.ts'

/** Retention: the usual periods, or one's own; rows of the schedule that speak of the title are offered with one press. */
export function RetentionField(props: {
  value: string
  onChange: (value: string) => void
  title: string
  fault?: string | undefined
}) {
  const { t } = useTranslation('casefiles')
  const words = useRetention()
  const api = useApi(filePlans)
  const key = useFilesKey()
  const { value, onChange } = props
  const title = props.title.trim()
  const [isOther, setOther] = useState(value !== '' && !retentionChoices.includes(value))
  const { data } = useQuery({
    queryKey: key('schedule', title),
    queryFn: ({ signal }) => api.schedule({ query: { title }, signal }),
    enabled: title.length > 8,
    staleTime: 60_000,
  })
  return (
    <>
      <ChoiceField
        label={t('field.retention')}
        value={isOther ? 'other' : value}
        fault={props.fault}
        onChange={(next) => {
          setOther(next === 'other')
          onChange(next === 'other' ? '' : next)
        }}
      >
        <option value="">{t('retention.none')}</option>
        {retentionChoices.map((one) => (
          <option key={one} value={one}>
            {words(one)}
          </option>
        ))}
        <option value="other">{t('retention.other')}</option>
      </ChoiceField>
      {isOther ? (
        <TextField
          label={t('retention.own')}
          hint={t('retention.ownHint')}
          name="retention"
          maxLength={120}
          value={value}
          onChange={onChange}
          fault={value !== '' && !parseRetention(value) ? t('retention.wrong') : undefined}
        />
      ) : null}
      {data && data.items.length > 0 ? (
        <ul className={styles['hints']} aria-label={t('retention.offers')}>
          {data.items.slice(0, 3).map((row) => (
            <li key={row.id}>
              <button
                type="button"
                className={styles['link']}
                onClick={() => {
                  setOther(!retentionChoices.includes(row.retention))
                  onChange(row.retention)
                }}
              >
                {words(row.retention)}
              </button>{' '}
              {row.title} <small>{row.source}</small>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

/** Whoever makes the file: any post that handles work. */
export function MakerField(props: {
  label: string
  value: string
  onChange: (postId: string) => void
  none?: string
  hint?: string
}) {
  const { data } = useMakers()
  return (
    <ChoiceField label={props.label} value={props.value} onChange={props.onChange} hint={props.hint}>
      {props.none === undefined ? null : <option value="">{props.none}</option>}
      {(data?.items ?? []).map((one) => (
        <option key={one.postId} value={one.postId}>
          {one.name} · {one.title}
          {one.unit ? `, ${one.unit}` : ''}
        </option>
      ))}
    </ChoiceField>
  )
}

/** What kind of file it is, and on what its documents stand. */
export function KindFields(props: {
  kind: string
  medium: string
  onChange: (next: { kind: string; medium: string }) => void
}) {
  const { t } = useTranslation('casefiles')
  const { kind, medium, onChange } = props
  return (
    <div className={styles['pair']}>
      <ChoiceField label={t('field.kind')} value={kind} onChange={(next) => onChange({ kind: next, medium })}>
        {fileKinds.map((one) => (
          <option key={one} value={one}>
            {t(`kind.${one}`)}
          </option>
        ))}
      </ChoiceField>
      <ChoiceField label={t('field.medium')} value={medium} onChange={(next) => onChange({ kind, medium: next })}>
        {mediums.map((one) => (
          <option key={one} value={one}>
            {t(`medium.${one}`)}
          </option>
        ))}
      </ChoiceField>
    </div>
  )
}
