import { useTranslation } from 'react-i18next'
import { type FormField, type FormValues, RecordForm } from '#web/kit/record-form.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { identifierSchemes, type OrganizationDetail, organizationKinds, organizationLevels } from '../shapes.ts'
import { idOf, textOf, today } from './form-values.ts'
import { useFinders, usePeople } from './use-people.ts'

export type OrganizationForm =
  | { readonly kind: 'create'; readonly parent: OrganizationDetail | null }
  | {
      readonly kind: 'update' | 'rename' | 'identifier' | 'dissolve' | 'seat'
      readonly organization: OrganizationDetail
    }

interface Plan {
  readonly title: string
  readonly verb: string
  readonly fields: readonly FormField[]
  readonly initial: FormValues
  readonly run: (values: FormValues) => Promise<unknown>
}

/** The forms over one organisation, one at a time, beside the tree. */
export function OrganizationSheet({ form, onClose }: { form: OrganizationForm; onClose: () => void }) {
  const { t } = useTranslation('people')
  const { changed } = usePeople()
  const plan = usePlan(form)
  const subject = form.kind === 'create' ? (form.parent?.id ?? 'root') : form.organization.id
  return (
    <SideSheet opened onClose={onClose} title={plan.title}>
      <RecordForm
        keepAs={`people.${form.kind}.${subject}`}
        fields={plan.fields}
        initial={plan.initial}
        verb={plan.verb}
        autoFocus
        faultText={(code) => t(`faults.${code.split(':')[0]}`, { defaultValue: code })}
        onSubmit={async (_input, values) => {
          await plan.run(values)
          onClose()
          await changed(`done.${form.kind}Organization`)
        }}
      />
    </SideSheet>
  )
}

function usePlan(form: OrganizationForm): Plan {
  const { t } = useTranslation('people')
  const { api } = usePeople()
  const find = useFinders()
  const choices = (group: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`${group}.${value}`) }))
  const basis: FormField = {
    name: 'basis',
    label: t('fields.basis'),
    kind: 'lines',
    required: true,
    maxLength: 500,
    hint: t('hints.basis'),
  }
  const named: FormField[] = [
    { name: 'name', label: t('fields.name'), kind: 'text', required: true, maxLength: 200 },
    { name: 'shortName', label: t('fields.shortName'), kind: 'text', maxLength: 100 },
    {
      name: 'abbreviation',
      label: t('fields.abbreviation'),
      kind: 'text',
      maxLength: 30,
      hint: t('hints.abbreviation'),
    },
  ]
  if (form.kind === 'create') {
    return {
      title: form.parent ? t('organizations.createUnderOf', { name: form.parent.name }) : t('organizations.create'),
      verb: t('organizations.create'),
      initial: { kind: 'state', regime: 'state', level: 'commune', foundedOn: today() },
      fields: [
        ...named,
        {
          name: 'kind',
          label: t('fields.kind'),
          kind: 'choice',
          required: true,
          options: choices('kinds', organizationKinds),
        },
        {
          name: 'regime',
          label: t('fields.regime'),
          kind: 'choice',
          required: true,
          options: choices('regimes', ['state', 'party']),
          hint: t('hints.regime'),
        },
        {
          name: 'level',
          label: t('fields.level'),
          kind: 'choice',
          required: true,
          options: choices('levels', organizationLevels),
        },
        { name: 'place', label: t('fields.place'), kind: 'text', maxLength: 100, hint: t('hints.place') },
        { name: 'address', label: t('fields.address'), kind: 'text', maxLength: 300, hint: t('hints.address') },
        { name: 'phone', label: t('fields.phone'), kind: 'text', maxLength: 50 },
        { name: 'organId', label: t('fields.organId'), kind: 'text', maxLength: 35, hint: t('hints.organId') },
        { name: 'foundedOn', label: t('fields.foundedOn'), kind: 'date', required: true },
        basis,
      ],
      run: (values) =>
        api.createOrganization({
          body: {
            name: textOf(values, 'name'),
            shortName: textOf(values, 'shortName'),
            abbreviation: textOf(values, 'abbreviation'),
            kind: textOf(values, 'kind') as 'state',
            regime: textOf(values, 'regime') as 'state',
            level: textOf(values, 'level') as 'commune',
            parentId: form.parent?.id ?? null,
            place: textOf(values, 'place'),
            address: textOf(values, 'address'),
            phone: textOf(values, 'phone'),
            foundedOn: textOf(values, 'foundedOn'),
            basis: textOf(values, 'basis'),
            organId: textOf(values, 'organId'),
          },
        }),
    }
  }
  const one = form.organization
  const params = { id: one.id }
  if (form.kind === 'update') {
    return {
      title: one.name,
      verb: t('save'),
      initial: {
        level: one.level,
        parent: one.parentId ? { id: one.parentId, name: one.parentName ?? '' } : null,
        place: one.place ?? '',
        address: one.address ?? '',
        phone: one.phone ?? '',
        foundedOn: one.foundedOn ?? '',
      },
      fields: [
        {
          name: 'level',
          label: t('fields.level'),
          kind: 'choice',
          required: true,
          options: choices('levels', organizationLevels),
        },
        { name: 'parent', label: t('fields.parent'), kind: 'pick', search: find.organizations },
        { name: 'place', label: t('fields.place'), kind: 'text', maxLength: 100, hint: t('hints.place') },
        { name: 'address', label: t('fields.address'), kind: 'text', maxLength: 300, hint: t('hints.address') },
        { name: 'phone', label: t('fields.phone'), kind: 'text', maxLength: 50 },
        { name: 'foundedOn', label: t('fields.foundedOn'), kind: 'date' },
      ],
      run: (values) =>
        api.updateOrganization({
          params,
          body: {
            version: one.version,
            level: textOf(values, 'level') as 'commune',
            parentId: idOf(values, 'parent'),
            place: textOf(values, 'place'),
            address: textOf(values, 'address'),
            phone: textOf(values, 'phone'),
            foundedOn: textOf(values, 'foundedOn') || null,
          },
        }),
    }
  }
  if (form.kind === 'rename') {
    return {
      title: t('organizations.renameOf', { name: one.name }),
      verb: t('organizations.rename'),
      initial: { name: one.name, shortName: one.shortName ?? '', abbreviation: one.abbreviation ?? '', from: today() },
      fields: [
        ...named,
        { name: 'from', label: t('fields.from'), kind: 'date', required: true, hint: t('hints.rename') },
        basis,
      ],
      run: (values) =>
        api.renameOrganization({
          params,
          body: {
            version: one.version,
            name: textOf(values, 'name'),
            shortName: textOf(values, 'shortName'),
            abbreviation: textOf(values, 'abbreviation'),
            from: textOf(values, 'from'),
            basis: textOf(values, 'basis'),
          },
        }),
    }
  }
  if (form.kind === 'identifier') {
    return {
      title: t('organizations.addIdentifier'),
      verb: t('organizations.addIdentifier'),
      initial: { scheme: 'organ-id', validFrom: today() },
      fields: [
        {
          name: 'scheme',
          label: t('fields.scheme'),
          kind: 'choice',
          required: true,
          options: choices('schemes', identifierSchemes),
        },
        {
          name: 'value',
          label: t('fields.value'),
          kind: 'text',
          required: true,
          maxLength: 35,
          hint: t('hints.organId'),
        },
        { name: 'validFrom', label: t('fields.from'), kind: 'date', required: true, hint: t('hints.identifier') },
        { name: 'validTo', label: t('fields.to'), kind: 'date' },
        { ...basis, required: false },
      ],
      run: (values) =>
        api.addIdentifier({
          params,
          body: {
            scheme: textOf(values, 'scheme') as 'organ-id',
            value: textOf(values, 'value'),
            validFrom: textOf(values, 'validFrom'),
            validTo: textOf(values, 'validTo') || null,
            basis: textOf(values, 'basis'),
          },
        }),
    }
  }
  if (form.kind === 'seat') {
    return {
      title: t('organizations.seatOf', { name: one.name }),
      verb: t('organizations.seat'),
      initial: { title: t('organizations.administrator') },
      fields: [
        { name: 'person', label: t('fields.person'), kind: 'pick', required: true, search: find.persons },
        { name: 'title', label: t('fields.title'), kind: 'text', required: true, maxLength: 100 },
      ],
      run: (values) =>
        api.seatAdministrator({
          params,
          body: { personId: idOf(values, 'person') ?? '', title: textOf(values, 'title') },
        }),
    }
  }
  return {
    title: t('organizations.dissolveOf', { name: one.name }),
    verb: t('organizations.dissolve'),
    initial: { how: 'dissolved', lastDay: today() },
    fields: [
      {
        name: 'how',
        label: t('fields.how'),
        kind: 'choice',
        required: true,
        options: choices('successions', ['dissolved', 'merged', 'split']),
      },
      { name: 'lastDay', label: t('fields.lastDay'), kind: 'date', required: true, hint: t('hints.dissolve') },
      { name: 'first', label: t('fields.successor'), kind: 'pick', search: find.organizations },
      { name: 'second', label: t('fields.successorMore'), kind: 'pick', search: find.organizations },
      basis,
    ],
    run: (values) =>
      api.dissolveOrganization({
        params,
        body: {
          version: one.version,
          kind: textOf(values, 'how') as 'dissolved',
          lastDay: textOf(values, 'lastDay'),
          successorIds: [idOf(values, 'first'), idOf(values, 'second')].filter((id) => id !== null),
          basis: textOf(values, 'basis'),
        },
      }),
  }
}
