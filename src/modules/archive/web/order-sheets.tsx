import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { ChoiceField } from '#web/kit/choice-field.tsx'
import type { PickerItem } from '#web/kit/picker.tsx'
import { useGo } from '#web/kit/post-link.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { archive, renumberOrders, type Unit, type UnitLine } from '../contract.ts'
import styles from './archive.module.css'
import { UnitPicker } from './bulk-sheets.tsx'
import { shortNumber, useArchiveKey, useStep } from './use-archive.ts'

interface Props {
  readonly unit: Unit
  readonly onClose: () => void
}

const aboutOf = (unit: Unit) => [unit.reference, unit.title].filter(Boolean).join(' · ')
/** What a unit counts: files in an inventory, inventories in a fonds, items in a file. */
const COUNTS: Readonly<Record<UnitLine['level'], readonly UnitLine['level'][]>> = {
  fonds: ['inventory', 'file'],
  collection: ['inventory', 'file'],
  group: ['group'],
  inventory: ['file'],
  file: ['item'],
  item: [],
}

/** Numbers anew: what would change is shown before anything is done. */
export function RenumberSheet({ unit, onClose }: Props) {
  const { t } = useTranslation('archive')
  const api = useApi(archive)
  const key = useArchiveKey()
  const step = useStep()
  const [form, setForm] = useState({ level: COUNTS[unit.level][0]!, order: 'position', from: '1', words: '' })
  const from = Number(form.from)
  const isGood = Number.isInteger(from) && from > 0 && from <= 1_000_000
  const wish = {
    level: form.level,
    order: renumberOrders.find((one) => one === form.order) ?? 'position',
    from: isGood ? from : 1,
  } as const
  const { data } = useQuery({
    queryKey: key('numbering', unit.id, wish),
    queryFn: ({ signal }) => api.numbering({ params: { unitId: unit.id }, query: wish, signal }),
    enabled: isGood,
    gcTime: 0,
  })
  return (
    <WorkSheet
      title={t('renumber.title')}
      about={aboutOf(unit)}
      consequence={data ? t('renumber.consequence', { changed: data.changed, count: data.count }) : t('loading')}
      verb={t('verb.renumber')}
      onClose={onClose}
      check={() => isGood && (data?.changed ?? 0) > 0}
      onSubmit={async () => {
        await step(
          () =>
            api.renumber({
              params: { unitId: unit.id },
              body: { ...wish, words: form.words.trim() || null },
            }),
          ({ changed }) => t('done.renumbered', { count: changed }),
        )
      }}
    >
      {COUNTS[unit.level].length > 1 ? (
        <ChoiceField
          label={t('renumber.level')}
          value={form.level}
          onChange={(level) => setForm({ ...form, level: COUNTS[unit.level].find((one) => one === level)! })}
        >
          {COUNTS[unit.level].map((one) => (
            <option key={one} value={one}>
              {t(`level.${one}`)}
            </option>
          ))}
        </ChoiceField>
      ) : null}
      <ChoiceField label={t('renumber.order')} value={form.order} onChange={(order) => setForm({ ...form, order })}>
        {renumberOrders.map((one) => (
          <option key={one} value={one}>
            {t(`renumber.by.${one}`)}
          </option>
        ))}
      </ChoiceField>
      <TextField
        label={t('renumber.from')}
        inputMode="numeric"
        maxLength={7}
        value={form.from}
        onChange={(value) => setForm({ ...form, from: value })}
        fault={isGood ? undefined : t('notACount')}
      />
      <TextField
        label={t('field.words')}
        maxLength={300}
        value={form.words}
        onChange={(words) => setForm({ ...form, words })}
      />
      {data && data.sample.length > 0 ? (
        <table className={styles['sample']}>
          <thead>
            <tr>
              <th>{t('renumber.was')}</th>
              <th>{t('renumber.becomes')}</th>
              <th>{t('field.title')}</th>
            </tr>
          </thead>
          <tbody>
            {data.sample.map((one) => (
              <tr key={one.id}>
                <td>{one.was ?? '–'}</td>
                <td>{one.becomes}</td>
                <td>{one.title || t('item.hidden')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </WorkSheet>
  )
}

export function MergeSheet({ unit, onClose }: Props) {
  const { t } = useTranslation('archive')
  const api = useApi(archive)
  const step = useStep()
  const go = useGo()
  const [into, setInto] = useState<PickerItem | null>(null)
  const [words, setWords] = useState('')
  const [isTried, setTried] = useState(false)
  return (
    <WorkSheet
      title={t('merge.title')}
      about={aboutOf(unit)}
      consequence={t('merge.consequence', { count: unit.children })}
      verb={t('verb.merge')}
      isDangerous
      onClose={onClose}
      check={() => {
        setTried(true)
        return Boolean(into?.id)
      }}
      onSubmit={async () => {
        const { id } = await step(
          () =>
            api.merge({
              params: { unitId: unit.id },
              body: { into: into!.id, version: unit.version, words: words.trim() || null },
            }),
          t('done.merged'),
        )
        go(`archive/units/${id}`)
      }}
    >
      <UnitPicker
        label={t('merge.into')}
        value={into}
        onChange={setInto}
        level={unit.level}
        isMissing={isTried && !into?.id}
      />
      <TextField label={t('field.words')} maxLength={300} value={words} onChange={setWords} />
    </WorkSheet>
  )
}

export function RemoveSheet({ unit, onClose }: Props) {
  const { t } = useTranslation('archive')
  const { t: shell } = useTranslation()
  const api = useApi(archive)
  const step = useStep()
  const go = useGo()
  const [words, setWords] = useState('')
  const [isTried, setTried] = useState(false)
  const above = unit.ancestors.at(-1)
  return (
    <WorkSheet
      title={t('remove.question', { name: shortNumber(unit) || unit.title })}
      about={aboutOf(unit)}
      consequence={t('remove.consequence')}
      verb={t('remove.title')}
      isDangerous
      onClose={onClose}
      check={() => {
        setTried(true)
        return words.trim() !== ''
      }}
      onSubmit={async () => {
        await step(
          () => api.remove({ params: { unitId: unit.id }, body: { version: unit.version, words: words.trim() } }),
          t('done.removed'),
        )
        go(above ? `archive/units/${above.id}` : 'archive')
      }}
    >
      <TextField
        label={t('remove.words')}
        required
        maxLength={300}
        value={words}
        onChange={setWords}
        fault={isTried && words.trim() === '' ? shell('form.needed') : undefined}
        data-focus=""
      />
    </WorkSheet>
  )
}
