import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { RecordForm } from '#web/kit/record-form.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import type { UnitLine } from '../shapes.ts'
import { idOf, textOf, today } from './form-values.ts'
import { History } from './history.tsx'
import styles from './people.module.css'
import { useFinders, usePeople } from './use-people.ts'

/** A unit: made, changed, closed. */
export function UnitSheet(props: { unit: UnitLine | null; under: UnitLine | null; onClose: () => void }) {
  const { t } = useTranslation('people')
  const { api, changed } = usePeople()
  const find = useFinders()
  const { unit, under, onClose } = props
  const [isClosing, setClosing] = useState(false)
  const parent = useParent(unit ? unit.parentId : (under?.id ?? null))
  if (unit && isClosing) {
    return (
      <SideSheet opened onClose={onClose} title={t('units.closeOf', { name: unit.name })}>
        <p>{t('units.closeConsequence')}</p>
        <RecordForm
          keepAs={`people.closeUnit.${unit.id}`}
          autoFocus
          verb={t('units.close')}
          initial={{ lastDay: today() }}
          fields={[{ name: 'lastDay', label: t('fields.lastDay'), kind: 'date', required: true }]}
          onSubmit={async (_input, values) => {
            const body = { version: unit.version, lastDay: textOf(values, 'lastDay') }
            await api.closeUnit({ params: { id: unit.id }, body })
            onClose()
            await changed('done.closeUnit')
          }}
        />
      </SideSheet>
    )
  }
  return (
    <SideSheet opened onClose={onClose} title={unit ? unit.name : t('units.create')}>
      {unit ? (
        <div className={styles['actions']}>
          <Button kind="danger" onClick={() => setClosing(true)}>
            {t('units.close')}
          </Button>
        </div>
      ) : null}
      <RecordForm
        keepAs={`people.unit.${unit?.id ?? `new.${under?.id ?? ''}`}`}
        autoFocus
        verb={unit ? t('save') : t('units.create')}
        initial={{
          name: unit?.name ?? '',
          abbreviation: unit?.abbreviation ?? '',
          parent,
          position: String(unit?.position ?? 0),
          validFrom: unit?.validFrom ?? today(),
        }}
        fields={[
          { name: 'name', label: t('fields.name'), kind: 'text', required: true, maxLength: 200 },
          {
            name: 'abbreviation',
            label: t('fields.abbreviation'),
            kind: 'text',
            maxLength: 30,
            hint: t('hints.unitAbbreviation'),
          },
          { name: 'parent', label: t('fields.parentUnit'), kind: 'pick', search: find.units },
          { name: 'position', label: t('fields.position'), kind: 'number', hint: t('hints.position') },
          { name: 'validFrom', label: t('fields.from'), kind: 'date', required: true, isHidden: unit !== null },
        ]}
        onSubmit={async (_input, values) => {
          const body = {
            parentId: idOf(values, 'parent'),
            name: textOf(values, 'name'),
            abbreviation: textOf(values, 'abbreviation'),
            position: Number(textOf(values, 'position')) || 0,
          }
          if (unit) await api.updateUnit({ params: { id: unit.id }, body: { ...body, version: unit.version } })
          else await api.createUnit({ body: { ...body, validFrom: textOf(values, 'validFrom') } })
          onClose()
          await changed(unit ? 'done.updateUnit' : 'done.createUnit')
        }}
      />
      {unit ? (
        <>
          <h3 className={styles['sub']}>{t('history')}</h3>
          <History subjectId={unit.id} />
        </>
      ) : null}
    </SideSheet>
  )
}

/** The unit above with its name, from what the list has already loaded. */
function useParent(id: string | null): { id: string; name: string } | null {
  const { api, key } = usePeople()
  const units = useQuery({ queryKey: key('units'), queryFn: ({ signal }) => api.listUnits({ signal }) })
  const found = units.data?.items.find((unit) => unit.id === id)
  return found ? { id: found.id, name: found.name } : null
}
