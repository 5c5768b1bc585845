import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { ChoiceField } from '#web/kit/choice-field.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Field } from '#web/kit/field.tsx'
import { LinesField } from '#web/kit/lines-field.tsx'
import { Picker, type PickerItem } from '#web/kit/picker.tsx'
import { useGo } from '#web/kit/post-link.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { type Authority, authorities, authorityElements, authorityKinds, linkKinds } from '../authorities-contract.ts'
import styles from './archive.module.css'
import { useStep } from './use-archive.ts'

/** A record is begun, or what it says changes. */
export function AuthoritySheet({ authority, onClose }: { authority?: Authority; onClose: () => void }) {
  const { t } = useTranslation('archive')
  const { t: shell } = useTranslation()
  const api = useApi(authorities)
  const step = useStep()
  const go = useGo()
  const [form, setForm] = useState({
    kind: authority?.kind ?? 'body',
    name: authority?.name ?? '',
    code: authority?.code ?? '',
    otherNames: authority?.otherNames.join('\n') ?? '',
    existsFrom: authority?.existsFrom ?? '',
    existsTo: authority?.existsTo ?? '',
    description: { ...authority?.description },
  })
  const [isTried, setTried] = useState(false)
  const put = (name: 'name' | 'code' | 'otherNames' | 'existsFrom' | 'existsTo') => (value: string) =>
    setForm({ ...form, [name]: value })
  return (
    <WorkSheet
      title={t(authority ? 'change.title' : 'authorities.add')}
      about={authority?.name ?? t('authorities.about')}
      consequence={null}
      verb={t('verb.save')}
      width={40}
      onClose={onClose}
      check={() => {
        setTried(true)
        return form.name.trim() !== ''
      }}
      onSubmit={async () => {
        const body = {
          kind: form.kind,
          name: form.name.trim(),
          code: form.code.trim() || null,
          otherNames: form.otherNames
            .split('\n')
            .map((one) => one.trim())
            .filter(Boolean)
            .slice(0, 30),
          existsFrom: form.existsFrom || null,
          existsTo: form.existsTo || null,
          description: Object.fromEntries(
            Object.entries(form.description).map(([name, text]) => [name, text?.trim() || null]),
          ),
        }
        if (authority)
          await step(
            () =>
              api.changeAuthority({
                params: { authorityId: authority.id },
                body: { ...body, version: authority.version },
              }),
            t('done.saved'),
          )
        else {
          const { id } = await step(() => api.createAuthority({ body }), t('done.added'))
          go(`archive/authorities/${id}`)
        }
      }}
    >
      <ChoiceField
        label={t('authorities.kind')}
        value={form.kind}
        onChange={(value) => setForm({ ...form, kind: authorityKinds.find((one) => one === value) ?? 'body' })}
      >
        {authorityKinds.map((one) => (
          <option key={one} value={one}>
            {t(`authorityKind.${one}`)}
          </option>
        ))}
      </ChoiceField>
      <TextField
        label={t('authorities.name')}
        required
        maxLength={300}
        value={form.name}
        onChange={put('name')}
        fault={isTried && form.name.trim() === '' ? shell('form.needed') : undefined}
        data-focus=""
      />
      <div className={styles['pair']}>
        <TextField label={t('authorities.code')} maxLength={30} value={form.code} onChange={put('code')} />
        <Field label={t('authorities.existsFrom')}>
          {(parts) => <DateField {...parts} mode="partial" value={form.existsFrom} onChange={put('existsFrom')} />}
        </Field>
        <Field label={t('authorities.existsTo')}>
          {(parts) => <DateField {...parts} mode="partial" value={form.existsTo} onChange={put('existsTo')} />}
        </Field>
      </div>
      <LinesField
        label={t('authorities.otherNames')}
        hint={t('authorities.otherNamesHint')}
        name="otherNames"
        max={9000}
        rows={2}
        value={form.otherNames}
        onChange={put('otherNames')}
      />
      {authorityElements.map((name) => (
        <LinesField
          key={name}
          label={t(`authorityElement.${name}`)}
          name={name}
          max={20_000}
          rows={name === 'history' || name === 'functions' ? 4 : 2}
          value={form.description[name] ?? ''}
          onChange={(text) => setForm({ ...form, description: { ...form.description, [name]: text } })}
        />
      ))}
    </WorkSheet>
  )
}

function AuthorityPicker(props: {
  label: string
  value: PickerItem | null
  onChange: (item: PickerItem | null) => void
  not: string
  isMissing: boolean
}) {
  const { t: shell } = useTranslation()
  const api = useApi(authorities)
  return (
    <Field label={props.label} required fault={props.isMissing ? shell('form.needed') : undefined}>
      {(parts) => (
        <Picker
          {...parts}
          value={props.value}
          onChange={props.onChange}
          search={async (words, signal) => {
            const { items } = await api.listAuthorities({
              query: { ...(words ? { q: words } : {}), limit: 20 },
              signal,
            })
            return items
              .filter((one) => one.id !== props.not)
              .map((one) => ({ id: one.id, name: one.name, note: one.code }))
          }}
        />
      )}
    </Field>
  )
}

interface Props {
  readonly authority: Authority
  readonly onClose: () => void
}

export function LinkSheet({ authority, onClose }: Props) {
  const { t } = useTranslation('archive')
  const api = useApi(authorities)
  const step = useStep()
  const [to, setTo] = useState<PickerItem | null>(null)
  const [form, setForm] = useState({ kind: 'predecessor', onDate: '', note: '' })
  const [isTried, setTried] = useState(false)
  return (
    <WorkSheet
      title={t('link.add')}
      about={authority.name}
      consequence={null}
      verb={t('verb.save')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return Boolean(to?.id)
      }}
      onSubmit={async () => {
        await step(
          () =>
            api.linkAuthorities({
              params: { authorityId: authority.id },
              body: {
                to: to!.id,
                kind: linkKinds.find((one) => one === form.kind) ?? 'associated',
                onDate: form.onDate || null,
                note: form.note.trim() || null,
              },
            }),
          t('done.saved'),
        )
      }}
    >
      <ChoiceField label={t('link.kind')} value={form.kind} onChange={(kind) => setForm({ ...form, kind })}>
        {linkKinds.map((one) => (
          <option key={one} value={one}>
            {t(`link.to.${one}`)}
          </option>
        ))}
      </ChoiceField>
      <AuthorityPicker
        label={t('link.other')}
        value={to}
        onChange={setTo}
        not={authority.id}
        isMissing={isTried && !to?.id}
      />
      <Field label={t('link.onDate')}>
        {(parts) => (
          <DateField
            {...parts}
            mode="partial"
            value={form.onDate}
            onChange={(onDate) => setForm({ ...form, onDate })}
          />
        )}
      </Field>
      <TextField
        label={t('field.note')}
        maxLength={300}
        value={form.note}
        onChange={(note) => setForm({ ...form, note })}
      />
    </WorkSheet>
  )
}

export function MergeAuthoritySheet({ authority, onClose }: Props) {
  const { t } = useTranslation('archive')
  const api = useApi(authorities)
  const step = useStep()
  const go = useGo()
  const [into, setInto] = useState<PickerItem | null>(null)
  const [isTried, setTried] = useState(false)
  return (
    <WorkSheet
      title={t('merge.title')}
      about={authority.name}
      consequence={t('merge.authorityConsequence')}
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
            api.mergeAuthorities({
              params: { authorityId: authority.id },
              body: { into: into!.id, version: authority.version },
            }),
          t('done.merged'),
        )
        go(`archive/authorities/${id}`)
      }}
    >
      <AuthorityPicker
        label={t('merge.into')}
        value={into}
        onChange={setInto}
        not={authority.id}
        isMissing={isTried && !into?.id}
      />
    </WorkSheet>
  )
}
