import { useTranslation } from 'react-i18next'
import { RetentionField } from '#modules/casefiles/web/fields.tsx'
import { parseRetention } from '#regimes/retention/index.ts'
import { useApi } from '#web/api.ts'
import { ChoiceField } from '#web/kit/choice-field.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Field } from '#web/kit/field.tsx'
import { LinesField } from '#web/kit/lines-field.tsx'
import { Picker, type PickerItem } from '#web/kit/picker.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { authorities } from '../authorities-contract.ts'
import {
  accessModes,
  conditions,
  type Element,
  elements,
  LONGEST_ELEMENT,
  LONGEST_SUBJECT,
  languages,
  type Unit,
  type UnitLine,
  unitMediums,
} from '../contract.ts'
import styles from './archive.module.css'

export interface UnitForm {
  readonly number: string
  readonly title: string
  readonly starts: string
  readonly ends: string
  readonly isClosed: boolean
  readonly creator: PickerItem | null
  readonly retention: string
  readonly access: string
  readonly medium: string
  readonly condition: string
  readonly language: string
  readonly sheets: string
  readonly pages: string
  readonly box: string
  readonly keywords: string
  readonly typeName: string
  readonly codeNumber: string
  readonly codeNotation: string
  readonly issuedDate: string
  readonly issuerName: string
  readonly elements: Readonly<Partial<Record<Element, string>>>
}

export const formOf = (unit: Unit | null): UnitForm => ({
  number: unit?.number ?? '',
  title: unit?.title ?? '',
  starts: unit?.starts ?? '',
  ends: unit?.ends ?? '',
  isClosed: unit?.isClosed ?? false,
  creator: unit?.creator ?? null,
  retention: unit?.retention ?? '',
  access: unit?.access ?? 'open',
  medium: unit?.medium ?? '',
  condition: unit?.condition ?? '',
  language: unit?.language[0] ?? 'vi',
  sheets: unit?.sheets?.toString() ?? '',
  pages: unit?.pages?.toString() ?? '',
  box: unit?.box ?? '',
  keywords: unit?.keywords ?? '',
  typeName: unit?.item?.typeName ?? '',
  codeNumber: unit?.item?.codeNumber ?? '',
  codeNotation: unit?.item?.codeNotation ?? '',
  issuedDate: unit?.item?.issuedDate ?? '',
  issuerName: unit?.item?.issuerName ?? '',
  elements: Object.fromEntries(Object.entries(unit?.description ?? {}).map(([name, text]) => [name, text ?? ''])),
})

const isCount = (text: string) => text === '' || /^\d{1,6}$/.test(text.trim())
const hasRetention = (level: UnitLine['level']) => level === 'file' || level === 'item'

/** May it be sent? */
export const isWhole = (form: UnitForm, level: UnitLine['level']): boolean =>
  form.title.trim() !== '' &&
  isCount(form.sheets) &&
  isCount(form.pages) &&
  (form.retention === '' || parseRetention(form.retention) !== null) &&
  (level !== 'item' || (form.typeName.trim() !== '' && form.issuerName.trim() !== ''))

/** What the contract wants of the form. */
export function bodyOf(form: UnitForm, level: UnitLine['level']) {
  const count = (text: string) => (text.trim() === '' ? null : Number(text))
  return {
    number: form.number.trim() || null,
    title: form.title.trim(),
    starts: form.starts || null,
    ends: form.ends || null,
    ...(level === 'fonds' ? { isClosed: form.isClosed } : {}),
    ...(level === 'fonds' || level === 'collection' ? { creatorId: form.creator?.id || null } : {}),
    ...(hasRetention(level)
      ? {
          retention: form.retention || null,
          access: accessModes.find((one) => one === form.access) ?? 'open',
          medium: unitMediums.find((one) => one === form.medium) ?? null,
          condition: conditions.find((one) => one === form.condition) ?? null,
          language: [languages.find((one) => one === form.language) ?? 'vi'],
          sheets: count(form.sheets),
          pages: count(form.pages),
          box: form.box.trim() || null,
        }
      : {}),
    keywords: form.keywords.trim() || null,
    description: Object.fromEntries(Object.entries(form.elements).map(([name, text]) => [name, text.trim() || null])),
    ...(level === 'item'
      ? {
          item: {
            typeName: form.typeName.trim(),
            codeNumber: form.codeNumber.trim() || null,
            codeNotation: form.codeNotation.trim() || null,
            issuedDate: form.issuedDate || null,
            issuerName: form.issuerName.trim(),
          },
        }
      : {}),
  }
}

/** Elements that one writes of a level first; the others are opened with a press. */
const FIRST: Readonly<Record<UnitLine['level'], readonly Element[]>> = {
  fonds: ['history', 'archivalHistory', 'scope'],
  collection: ['history', 'scope'],
  group: ['scope'],
  inventory: ['foreword', 'abbreviations', 'scope'],
  file: ['scope', 'note'],
  item: ['note', 'autograph'],
}

/** Fields of a unit, those that its level has. */
export function UnitFields(props: {
  level: UnitLine['level']
  form: UnitForm
  onChange: (form: UnitForm) => void
  isTried: boolean
  isNew?: boolean
}) {
  const { t } = useTranslation('archive')
  const { t: shell } = useTranslation()
  const { level, form, onChange, isTried } = props
  const put = (name: keyof UnitForm) => (value: string) => onChange({ ...form, [name]: value })
  const needed = (value: string) => (isTried && value.trim() === '' ? shell('form.needed') : undefined)
  const others = elements.filter((one) => !FIRST[level].includes(one))
  const filled = others.filter((one) => form.elements[one])
  return (
    <>
      {level === 'item' ? <ItemFields form={form} put={put} needed={needed} /> : null}
      <LinesField
        label={t(level === 'item' ? 'field.subject' : 'field.title')}
        name="title"
        max={level === 'item' ? LONGEST_SUBJECT : 1000}
        rows={3}
        required
        value={form.title}
        onChange={put('title')}
        isMissing={isTried && form.title.trim() === ''}
      />
      <div className={styles['pair']}>
        <TextField
          label={t(`number.${level}`)}
          hint={
            props.isNew && level !== 'fonds' && level !== 'collection' && level !== 'group'
              ? t('number.next')
              : undefined
          }
          maxLength={30}
          value={form.number}
          onChange={put('number')}
        />
        {level === 'item' ? null : (
          <>
            <PartialDate label={t('field.starts')} value={form.starts} onChange={put('starts')} />
            <PartialDate label={t('field.ends')} value={form.ends} onChange={put('ends')} />
          </>
        )}
      </div>
      {level === 'fonds' || level === 'collection' ? (
        <CreatorField value={form.creator} onChange={(creator) => onChange({ ...form, creator })} />
      ) : null}
      {level === 'fonds' ? (
        <label>
          <input
            type="checkbox"
            checked={form.isClosed}
            onChange={(event) => onChange({ ...form, isClosed: event.currentTarget.checked })}
          />{' '}
          {t('field.isClosed')}
        </label>
      ) : null}
      {hasRetention(level) ? <FileFields form={form} put={put} /> : null}
      <TextField label={t('field.keywords')} maxLength={500} value={form.keywords} onChange={put('keywords')} />
      {[...FIRST[level], ...filled].map((name) => (
        <ElementField key={name} name={name} form={form} onChange={onChange} />
      ))}
      <details className={styles['more']}>
        <summary>{t('element.more')}</summary>
        {others
          .filter((one) => !filled.includes(one))
          .map((name) => (
            <ElementField key={name} name={name} form={form} onChange={onChange} />
          ))}
      </details>
    </>
  )
}

function ElementField({ name, form, onChange }: { name: Element; form: UnitForm; onChange: (form: UnitForm) => void }) {
  const { t } = useTranslation('archive')
  return (
    <LinesField
      label={t(`element.${name}`)}
      name={name}
      max={LONGEST_ELEMENT}
      rows={name === 'history' || name === 'scope' || name === 'foreword' ? 4 : 2}
      value={form.elements[name] ?? ''}
      onChange={(text) => onChange({ ...form, elements: { ...form.elements, [name]: text } })}
    />
  )
}

type Put = (name: keyof UnitForm) => (value: string) => void

function PartialDate(props: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <Field label={props.label}>
      {(parts) => <DateField {...parts} mode="partial" value={props.value} onChange={props.onChange} />}
    </Field>
  )
}

function ItemFields({
  form,
  put,
  needed,
}: {
  form: UnitForm
  put: Put
  needed: (value: string) => string | undefined
}) {
  const { t } = useTranslation('archive')
  return (
    <>
      <div className={styles['pair']}>
        <TextField
          label={t('field.codeNumber')}
          maxLength={11}
          value={form.codeNumber}
          onChange={put('codeNumber')}
          data-focus=""
        />
        <TextField
          label={t('field.codeNotation')}
          maxLength={30}
          value={form.codeNotation}
          onChange={put('codeNotation')}
        />
        <PartialDate label={t('field.issuedDate')} value={form.issuedDate} onChange={put('issuedDate')} />
      </div>
      <TextField
        label={t('field.typeName')}
        required
        maxLength={100}
        value={form.typeName}
        onChange={put('typeName')}
        fault={needed(form.typeName)}
      />
      <TextField
        label={t('field.issuerName')}
        required
        maxLength={200}
        value={form.issuerName}
        onChange={put('issuerName')}
        fault={needed(form.issuerName)}
      />
    </>
  )
}

function FileFields({ form, put }: { form: UnitForm; put: Put }) {
  const { t } = useTranslation('archive')
  const choice = (
    name: 'access' | 'medium' | 'condition' | 'language',
    options: readonly string[],
    isFree: boolean,
  ) => (
    <ChoiceField label={t(`field.${name}`)} value={form[name]} onChange={put(name)}>
      {isFree ? <option value="">{t('unknown')}</option> : null}
      {options.map((one) => (
        <option key={one} value={one}>
          {t(`${name}.${one}`)}
        </option>
      ))}
    </ChoiceField>
  )
  const count = (name: 'sheets' | 'pages') => (
    <TextField
      label={t(`field.${name}`)}
      inputMode="numeric"
      maxLength={6}
      value={form[name]}
      onChange={put(name)}
      fault={isCount(form[name]) ? undefined : t('notACount')}
    />
  )
  return (
    <>
      <RetentionField
        title={form.title}
        value={form.retention}
        onChange={put('retention')}
        fault={form.retention !== '' && !parseRetention(form.retention) ? t('casefiles:retention.wrong') : undefined}
      />
      <div className={styles['pair']}>
        {count('sheets')}
        {count('pages')}
        <TextField label={t('field.box')} maxLength={30} value={form.box} onChange={put('box')} />
      </div>
      <div className={styles['pair']}>
        {choice('access', accessModes, false)}
        {choice('medium', unitMediums, true)}
        {choice('condition', conditions, true)}
        {choice('language', languages, false)}
      </div>
    </>
  )
}

/** The body or person that made the records. */
function CreatorField(props: { value: PickerItem | null; onChange: (item: PickerItem | null) => void }) {
  const { t } = useTranslation('archive')
  const api = useApi(authorities)
  return (
    <Field label={t('field.creator')} hint={t('field.creatorHint')}>
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
            return items.map((one) => ({ id: one.id, name: one.name, note: one.code }))
          }}
        />
      )}
    </Field>
  )
}
