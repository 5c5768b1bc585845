import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { people } from '#modules/people/contract.ts'
import { useApi } from '#web/api.ts'
import { ConfirmSheet } from '#web/kit/confirm-sheet.tsx'
import fieldStyles from '#web/kit/field.module.css'
import { Field } from '#web/kit/field.tsx'
import { toast } from '#web/kit/toast.tsx'
import { useActing } from '#web/session.tsx'
import { intake } from '../contract.ts'
import type { OneItem } from './item-sheets.tsx'

/** Into a unit's tray, or back to the agency registry: a unit clerk can only give back. */
export function PassSheet(props: OneItem) {
  const { t } = useTranslation('intake')
  const api = useApi(intake)
  const staff = useApi(people)
  const { post } = useActing()
  const isRegistry = post.abilities.includes('incoming.register')
  const { item } = props
  const [unitId, setUnitId] = useState('')
  const { data } = useQuery({
    queryKey: ['people', post.id, 'units'],
    queryFn: ({ signal }) => staff.listUnits({ query: {}, signal }),
    enabled: isRegistry,
  })
  const units = (data?.items ?? []).filter((unit) => unit.id !== item.unit?.id)
  const name = item.title ?? t('paper.untitled')
  const confirm = async () => {
    const to = isRegistry && unitId !== 'agency' ? unitId : null
    const params = { intakeId: item.id }
    const { version } = await api.pass({ params, body: { version: item.version, unitId: to } })
    props.onGone(item.id)
    const back = item.unit?.id ?? null
    toast({
      text: t('pass.done', { name, to: units.find((unit) => unit.id === to)?.name ?? t('pass.agency') }),
      ...(isRegistry
        ? { onUndo: () => void api.pass({ params, body: { version, unitId: back } }).finally(props.onChanged) }
        : {}),
    })
  }
  return (
    <ConfirmSheet
      opened
      onClose={props.onClose}
      title={t(isRegistry ? 'pass.title' : 'pass.back', { name })}
      consequence={t(isRegistry ? 'pass.consequence' : 'pass.backConsequence')}
      verb={t('pass.verb')}
      disabled={isRegistry && unitId === ''}
      onConfirm={confirm}
    >
      {isRegistry ? (
        <Field label={t('pass.to')}>
          {(parts) => (
            <select
              {...parts}
              className={fieldStyles['input']}
              data-focus
              value={unitId}
              onChange={(event) => setUnitId(event.currentTarget.value)}
            >
              <option value="">–</option>
              {item.unit ? <option value="agency">{t('pass.agency')}</option> : null}
              {units.map((unit) => (
                <option key={unit.id} value={unit.id}>
                  {unit.name}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
    </ConfirmSheet>
  )
}
