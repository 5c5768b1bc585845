import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { ChoiceField } from '#web/kit/choice-field.tsx'
import { LinesField } from '#web/kit/lines-field.tsx'
import { useGo } from '#web/kit/post-link.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { useKept } from '#web/kit/use-kept.ts'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { useActing } from '#web/session.tsx'
import { archive, type Repository, repositoryKinds, type Unit, type UnitLine } from '../contract.ts'
import { bodyOf, formOf, isWhole, UnitFields } from './unit-fields.tsx'
import { useStep } from './use-archive.ts'

/** A repository is set up, or its particulars change. */
export function RepositorySheet({ repository, onClose }: { repository?: Repository; onClose: () => void }) {
  const { t } = useTranslation('archive')
  const api = useApi(archive)
  const step = useStep()
  const { post } = useActing()
  const [form, setForm] = useState({
    code: repository?.code ?? '',
    name: repository?.name ?? '',
    kind: repository?.kind ?? 'current',
    address: repository?.address ?? '',
    contact: repository?.contact ?? '',
    note: repository?.note ?? '',
    isOpen: repository?.isOpen ?? false,
  })
  const [isTried, setTried] = useState(false)
  const { t: shell } = useTranslation()
  const put = (name: 'code' | 'name' | 'address' | 'contact' | 'note') => (value: string) =>
    setForm({ ...form, [name]: value })
  const missing = (value: string) => (isTried && value.trim() === '' ? shell('form.needed') : undefined)
  return (
    <WorkSheet
      title={t(repository ? 'repository.change' : 'repository.add')}
      about={t('repository.about')}
      consequence={null}
      verb={t('verb.save')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return form.code.trim() !== '' && form.name.trim() !== ''
      }}
      onSubmit={async () => {
        const { isOpen, ...fields } = form
        const body = {
          ...fields,
          address: form.address.trim() || null,
          contact: form.contact.trim() || null,
          note: form.note.trim() || null,
        }
        if (repository)
          await step(
            () =>
              api.changeRepository({
                params: { repositoryId: repository.id },
                body: { ...body, isOpen, version: repository.version },
              }),
            t('done.saved'),
          )
        else await step(() => api.createRepository({ body }), t('done.saved'))
      }}
    >
      <TextField
        label={t('repository.name')}
        required
        maxLength={200}
        value={form.name}
        onChange={put('name')}
        fault={missing(form.name)}
        data-focus=""
      />
      <TextField
        label={t('repository.code')}
        hint={t('repository.codeHint')}
        required
        maxLength={30}
        value={form.code}
        onChange={put('code')}
        fault={missing(form.code)}
      />
      <ChoiceField
        label={t('repository.kind')}
        value={form.kind}
        onChange={(value) => setForm({ ...form, kind: repositoryKinds.find((one) => one === value) ?? 'current' })}
      >
        {repositoryKinds.map((one) => (
          <option key={one} value={one}>
            {t(`repositoryKind.${one}`)}
          </option>
        ))}
      </ChoiceField>
      <TextField label={t('repository.address')} maxLength={300} value={form.address} onChange={put('address')} />
      <TextField label={t('repository.contact')} maxLength={300} value={form.contact} onChange={put('contact')} />
      <LinesField label={t('field.note')} name="note" max={1000} value={form.note} onChange={put('note')} />
      {repository && post.roles.includes('leader') ? (
        <label>
          <input
            type="checkbox"
            checked={form.isOpen}
            onChange={(event) => setForm({ ...form, isOpen: event.currentTarget.checked })}
          />{' '}
          {t('repository.isOpen')}
        </label>
      ) : null}
    </WorkSheet>
  )
}

/** A new unit in a parent, or a fonds in a repository. */
export function CreateSheet(props: {
  level: UnitLine['level']
  repositoryId: string | null
  parent: { id: string; title: string } | null
  onClose: () => void
}) {
  const { t } = useTranslation('archive')
  const api = useApi(archive)
  const step = useStep()
  const go = useGo()
  const [level, setLevel] = useState(props.level)
  const [form, setForm, kept] = useKept(
    `archive.create.${props.parent?.id ?? props.repositoryId}.${level}`,
    formOf(null),
  )
  const [isTried, setTried] = useState(false)
  return (
    <WorkSheet
      title={t(`create.${level}`)}
      about={props.parent ? props.parent.title : t('create.inRepository')}
      consequence={t('create.consequence')}
      verb={t('verb.add')}
      width={40}
      onClose={props.onClose}
      check={() => {
        setTried(true)
        return isWhole(form, level)
      }}
      onSubmit={async () => {
        const { id } = await step(
          () =>
            api.create({
              body: {
                level,
                ...(props.parent ? { parentId: props.parent.id } : { repositoryId: props.repositoryId! }),
                ...bodyOf(form, level),
              },
            }),
          t('done.added'),
        )
        kept.forget()
        if (level !== 'item') go(`archive/units/${id}`)
      }}
    >
      {props.parent === null ? (
        <ChoiceField
          label={t('list.level')}
          value={level}
          onChange={(value) => setLevel(value === 'collection' ? 'collection' : 'fonds')}
        >
          <option value="fonds">{t('level.fonds')}</option>
          <option value="collection">{t('level.collection')}</option>
        </ChoiceField>
      ) : null}
      <UnitFields level={level} form={form} onChange={setForm} isTried={isTried} isNew />
    </WorkSheet>
  )
}

/** The description of a unit. */
export function ChangeSheet({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const { t } = useTranslation('archive')
  const api = useApi(archive)
  const step = useStep()
  const [form, setForm, kept] = useKept(`archive.change.${unit.id}.${unit.version}`, formOf(unit))
  const [isTried, setTried] = useState(false)
  return (
    <WorkSheet
      title={t('change.title')}
      about={[unit.reference, unit.title].filter(Boolean).join(' · ')}
      consequence={t('change.consequence')}
      verb={t('verb.save')}
      width={40}
      onClose={onClose}
      check={() => {
        setTried(true)
        return isWhole(form, unit.level)
      }}
      onSubmit={async () => {
        await step(
          () =>
            api.change({ params: { unitId: unit.id }, body: { version: unit.version, ...bodyOf(form, unit.level) } }),
          t('done.saved'),
        )
        kept.forget()
      }}
    >
      <UnitFields level={unit.level} form={form} onChange={setForm} isTried={isTried} />
    </WorkSheet>
  )
}
