import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RetentionField } from '#modules/casefiles/web/fields.tsx'
import { parseRetention } from '#regimes/retention/index.ts'
import { useApi } from '#web/api.ts'
import { ChoiceField } from '#web/kit/choice-field.tsx'
import { Field } from '#web/kit/field.tsx'
import { Picker, type PickerItem } from '#web/kit/picker.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { useActing } from '#web/session.tsx'
import { accessModes, archive, conditions, type UnitLine, unitMediums } from '../contract.ts'
import type { BulkStep } from './bulk.tsx'
import { shortNumber, useStep, useTitle } from './use-archive.ts'

/** A step with several units, or one. */
export function BulkSheet({ step, onClose }: { step: BulkStep; onClose: () => void }) {
  if (step.what === 'change') return <ChangeManySheet step={step} onClose={onClose} />
  if (step.what === 'move') return <MoveSheet step={step} onClose={onClose} />
  return <PublishSheet step={step} onClose={onClose} />
}

function useAbout(rows: readonly UnitLine[]): string {
  const { t } = useTranslation('archive')
  const titleOf = useTitle()
  return rows.length === 1
    ? [shortNumber(rows[0]!), titleOf(rows[0]!)].filter(Boolean).join(' ')
    : t('bulk.count', { count: rows.length })
}

interface Props {
  readonly step: BulkStep
  readonly onClose: () => void
}

function ChangeManySheet({ step: { rows, clear }, onClose }: Props) {
  const { t } = useTranslation('archive')
  const api = useApi(archive)
  const step = useStep()
  const about = useAbout(rows)
  const [form, setForm] = useState({ retention: '', access: '', medium: '', condition: '', box: '', keywords: '' })
  const isBad = form.retention !== '' && !parseRetention(form.retention)
  const put = (name: keyof typeof form) => (value: string) => setForm({ ...form, [name]: value })
  const given = Object.values(form).some((value) => value.trim() !== '')
  return (
    <WorkSheet
      title={t('bulk.change')}
      about={about}
      consequence={t('bulk.changeConsequence')}
      verb={t('verb.save')}
      onClose={onClose}
      check={() => given && !isBad}
      onSubmit={async () => {
        await step(
          () =>
            api.changeMany({
              body: {
                ids: rows.map((row) => row.id),
                ...(form.retention ? { retention: form.retention } : {}),
                ...(form.access ? { access: accessModes.find((one) => one === form.access)! } : {}),
                ...(form.medium ? { medium: unitMediums.find((one) => one === form.medium)! } : {}),
                ...(form.condition ? { condition: conditions.find((one) => one === form.condition)! } : {}),
                ...(form.box.trim() ? { box: form.box.trim() } : {}),
                ...(form.keywords.trim() ? { keywords: form.keywords.trim() } : {}),
              },
            }),
          ({ changed }) => t('done.changed', { count: changed }),
        )
        clear()
      }}
    >
      <RetentionField
        title=""
        value={form.retention}
        onChange={put('retention')}
        fault={isBad ? t('casefiles:retention.wrong') : undefined}
      />
      <ChoiceField label={t('field.access')} value={form.access} onChange={put('access')}>
        <option value="">{t('bulk.asIs')}</option>
        {accessModes.map((one) => (
          <option key={one} value={one}>
            {t(`access.${one}`)}
          </option>
        ))}
      </ChoiceField>
      <ChoiceField label={t('field.medium')} value={form.medium} onChange={put('medium')}>
        <option value="">{t('bulk.asIs')}</option>
        {unitMediums.map((one) => (
          <option key={one} value={one}>
            {t(`medium.${one}`)}
          </option>
        ))}
      </ChoiceField>
      <ChoiceField label={t('field.condition')} value={form.condition} onChange={put('condition')}>
        <option value="">{t('bulk.asIs')}</option>
        {conditions.map((one) => (
          <option key={one} value={one}>
            {t(`condition.${one}`)}
          </option>
        ))}
      </ChoiceField>
      <TextField label={t('field.box')} maxLength={30} value={form.box} onChange={put('box')} />
      <TextField label={t('field.keywords')} maxLength={500} value={form.keywords} onChange={put('keywords')} />
    </WorkSheet>
  )
}

/** Finds a unit by its words or number. */
export function UnitPicker(props: {
  label: string
  value: PickerItem | null
  onChange: (item: PickerItem | null) => void
  level?: UnitLine['level'] | undefined
  hint?: string
  isMissing?: boolean
}) {
  const { t } = useTranslation('archive')
  const { t: shell } = useTranslation()
  const api = useApi(archive)
  return (
    <Field label={props.label} hint={props.hint} fault={props.isMissing ? shell('form.needed') : undefined} required>
      {(parts) => (
        <Picker
          {...parts}
          value={props.value}
          onChange={props.onChange}
          placeholder={t('list.q')}
          search={async (words, signal) => {
            const { items } = await api.list({
              query: { ...(words ? { q: words } : {}), ...(props.level ? { level: props.level } : {}), limit: 20 },
              signal,
            })
            return items.map((one) => ({ id: one.id, name: one.title, note: `${one.reference} · ${one.fondsTitle}` }))
          }}
        />
      )}
    </Field>
  )
}

/** Into which level a unit of a level goes first of all: what the picker offers. */
const HOLDERS: Readonly<Record<UnitLine['level'], UnitLine['level'] | undefined>> = {
  fonds: undefined,
  collection: undefined,
  group: undefined,
  inventory: 'fonds',
  file: 'inventory',
  item: 'file',
}

function MoveSheet({ step: { rows, clear }, onClose }: Props) {
  const { t } = useTranslation('archive')
  const api = useApi(archive)
  const step = useStep()
  const about = useAbout(rows)
  const [to, setTo] = useState<PickerItem | null>(null)
  const [isAny, setAny] = useState(false)
  const [words, setWords] = useState('')
  const [isTried, setTried] = useState(false)
  return (
    <WorkSheet
      title={t('bulk.move')}
      about={about}
      consequence={t('bulk.moveConsequence')}
      verb={t('verb.move')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return Boolean(to?.id)
      }}
      onSubmit={async () => {
        await step(
          () => api.move({ body: { ids: rows.map((row) => row.id), to: to!.id, words: words.trim() || null } }),
          ({ moved }) => t('done.moved', { count: moved }),
        )
        clear()
      }}
    >
      <UnitPicker
        label={t('bulk.to')}
        value={to}
        onChange={setTo}
        level={isAny ? undefined : HOLDERS[rows[0]?.level ?? 'file']}
        isMissing={isTried && !to?.id}
      />
      <label>
        <input type="checkbox" checked={isAny} onChange={(event) => setAny(event.currentTarget.checked)} />{' '}
        {t('bulk.anyLevel')}
      </label>
      <TextField label={t('field.words')} maxLength={300} value={words} onChange={setWords} />
    </WorkSheet>
  )
}

function PublishSheet({ step: { rows, clear }, onClose }: Props) {
  const { t } = useTranslation('archive')
  const api = useApi(archive)
  const step = useStep()
  const about = useAbout(rows)
  const { post } = useActing()
  const isHead = post.roles.includes('leader')
  const [to, setTo] = useState<UnitLine['publish']>(rows.every((row) => row.publish !== 'draft') ? 'draft' : 'office')
  const [isWithBelow, setWithBelow] = useState(true)
  const [isOpening, setOpening] = useState(false)
  const choices: readonly UnitLine['publish'][] = isHead ? ['draft', 'office', 'public'] : ['draft', 'office']
  return (
    <WorkSheet
      title={t('bulk.publish')}
      about={about}
      consequence={t(`publishConsequence.${to}`)}
      verb={t('verb.save')}
      onClose={onClose}
      check={() => true}
      onSubmit={async () => {
        await step(
          () =>
            api.publish({
              body: {
                ids: rows.map((row) => row.id),
                to,
                isWithBelow,
                isOpening: isHead && isOpening && to !== 'draft',
              },
            }),
          ({ changed }) => t('done.published', { count: changed }),
        )
        clear()
      }}
    >
      <ChoiceField
        label={t('list.publish')}
        value={to}
        onChange={(value) => setTo(choices.find((one) => one === value) ?? 'draft')}
        hint={isHead ? undefined : t('bulk.publicHint')}
      >
        {choices.map((one) => (
          <option key={one} value={one}>
            {t(`publish.${one}`)}
          </option>
        ))}
      </ChoiceField>
      {to === 'draft' ? null : (
        <label>
          <input
            type="checkbox"
            checked={isWithBelow}
            onChange={(event) => setWithBelow(event.currentTarget.checked)}
          />{' '}
          {t('bulk.withBelow')}
        </label>
      )}
      {isHead && to !== 'draft' ? (
        <label>
          <input type="checkbox" checked={isOpening} onChange={(event) => setOpening(event.currentTarget.checked)} />{' '}
          {t('bulk.opening')}
        </label>
      ) : null}
    </WorkSheet>
  )
}
