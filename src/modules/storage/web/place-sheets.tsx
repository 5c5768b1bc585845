import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { ChoiceField } from '#web/kit/choice-field.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { type Place, type PlaceKind, storage } from '../contract.ts'
import styles from './storage.module.css'
import { readNumber, useStep } from './use-storage.ts'

const KINDS = ['store', 'room', 'bay', 'rack', 'column', 'shelf'] as const
const whole = (text: string): number | null => {
  const value = readNumber(text)
  return value !== null && Number.isInteger(value) ? value : null
}

/** A place below the chosen one, several in a row, or racks with their columns and shelves in one go. */
export function AddPlaceSheet({ parent, onClose }: { parent: Place | null; onClose: () => void }) {
  const { t } = useTranslation('storage')
  const api = useApi(storage)
  const step = useStep()
  const kinds = KINDS.slice(parent ? KINDS.indexOf(parent.kind) + 1 : 0, parent ? undefined : 1)
  const [kind, setKind] = useState<PlaceKind>(kinds.includes('rack') && parent?.kind === 'bay' ? 'rack' : kinds[0]!)
  const [form, setForm] = useState({ code: '1', name: '', count: '1', columns: '1', shelves: '5', metres: '1' })
  const [isTried, setTried] = useState(false)
  const isRack = kind === 'rack'
  const wrong = {
    code: form.code.trim() === '' ? t('shell:form.needed') : undefined,
    count: whole(form.count) ? undefined : t('fault.number'),
    columns: isRack && !whole(form.columns) ? t('fault.number') : undefined,
    shelves: isRack && !whole(form.shelves) ? t('fault.number') : undefined,
    metres: (isRack || kind === 'shelf') && !readNumber(form.metres) ? t('fault.number') : undefined,
  }
  const field = (name: keyof typeof form, more: object = {}) => (
    <TextField
      label={t(`place.${name}`)}
      name={name}
      value={form[name]}
      onChange={(value) => setForm({ ...form, [name]: value })}
      fault={isTried && name !== 'name' ? wrong[name] : undefined}
      {...more}
    />
  )
  return (
    <WorkSheet
      title={parent ? t('place.addTo', { label: parent.label }) : t('place.addStore')}
      about={parent?.path ?? t('place.aboutStore')}
      consequence={isRack ? t('place.rackOrder') : t('place.order')}
      verb={t('place.add')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return Object.values(wrong).every((one) => one === undefined)
      }}
      onSubmit={async () => {
        await step(
          () =>
            api.addPlace({
              body: {
                parentId: parent?.id ?? null,
                kind,
                code: form.code.trim(),
                name: form.name.trim() || null,
                count: whole(form.count)!,
                ...(isRack || kind === 'shelf' ? { metres: readNumber(form.metres) } : {}),
                ...(isRack ? { columns: whole(form.columns), shelves: whole(form.shelves) } : {}),
              },
            }),
          ({ made }) => t('place.made', { count: made }),
        )
      }}
    >
      <div className={styles['fields']}>
        {kinds.length > 1 ? (
          <ChoiceField label={t('place.kind')} value={kind} onChange={(value) => setKind(value as PlaceKind)}>
            {kinds.map((one) => (
              <option key={one} value={one}>
                {t(`kind.${one}`)}
              </option>
            ))}
          </ChoiceField>
        ) : null}
        {field('code', { required: true, maxLength: 30, 'data-focus': '' })}
        {field('name', { maxLength: 200 })}
        {kind === 'store' ? null : field('count', { inputMode: 'numeric', hint: t('place.countHint') })}
        {isRack ? field('columns', { inputMode: 'numeric' }) : null}
        {isRack ? field('shelves', { inputMode: 'numeric' }) : null}
        {isRack || kind === 'shelf' ? field('metres', { inputMode: 'decimal' }) : null}
      </div>
    </WorkSheet>
  )
}

export function ChangePlaceSheet({ place, onClose }: { place: Place; onClose: () => void }) {
  const { t } = useTranslation('storage')
  const api = useApi(storage)
  const step = useStep()
  const [form, setForm] = useState({
    code: place.code,
    name: place.name ?? '',
    metres: String(place.metres).replace('.', ','),
    move: '',
  })
  const metres = readNumber(form.metres)
  return (
    <WorkSheet
      title={t('place.change', { label: place.label })}
      about={place.path}
      consequence={t('place.changeNote')}
      verb={t('save')}
      onClose={onClose}
      check={() => form.code.trim() !== '' && (place.kind !== 'shelf' || metres !== null)}
      onSubmit={async () => {
        await step(
          () =>
            api.changePlace({
              params: { placeId: place.id },
              body: {
                version: place.version,
                code: form.code.trim(),
                name: form.name.trim() || null,
                ...(place.kind === 'shelf' ? { metres } : {}),
                ...(form.move ? { move: form.move as 'before' | 'after' } : {}),
              },
            }),
          t('saved'),
        )
      }}
    >
      <div className={styles['fields']}>
        <TextField
          label={t('place.code')}
          data-focus=""
          required
          maxLength={30}
          value={form.code}
          onChange={(code) => setForm({ ...form, code })}
        />
        <TextField
          label={t('place.name')}
          maxLength={200}
          value={form.name}
          onChange={(name) => setForm({ ...form, name })}
        />
        {place.kind === 'shelf' ? (
          <TextField
            label={t('place.metres')}
            inputMode="decimal"
            value={form.metres}
            onChange={(value) => setForm({ ...form, metres: value })}
            fault={metres === null ? t('fault.number') : undefined}
          />
        ) : null}
        <ChoiceField label={t('place.move')} value={form.move} onChange={(move) => setForm({ ...form, move })}>
          <option value="">{t('place.stay')}</option>
          <option value="before">{t('place.before')}</option>
          <option value="after">{t('place.after')}</option>
        </ChoiceField>
      </div>
    </WorkSheet>
  )
}
