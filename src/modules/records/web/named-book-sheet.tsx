import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import fieldStyles from '#web/kit/field.module.css'
import { Field } from '#web/kit/field.tsx'
import { type FormValue, RecordForm } from '#web/kit/record-form.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { toast } from '#web/kit/toast.tsx'
import { useActing } from '#web/session.tsx'
import { records } from '../contract.ts'

export interface NamedKind {
  readonly ruleId: string
  readonly vi: string
  readonly en: string
  readonly period: 'calendar-year' | 'event'
}

const textOf = (value: FormValue): string => (typeof value === 'string' ? value.trim() : '')

/** Opens the book of a council, board or congress: the name and abbreviation that stand on its documents, and its days. */
export function NamedBookSheet(props: { kinds: readonly NamedKind[]; onClose: () => void; onOpened: () => void }) {
  const { t, i18n } = useTranslation('records')
  const api = useApi(records)
  const { post } = useActing()
  const [ruleId, setRuleId] = useState(props.kinds[0]!.ruleId)
  const kind = props.kinds.find((one) => one.ruleId === ruleId) ?? props.kinds[0]!
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const isEvent = kind.period === 'event'
  return (
    <SideSheet opened onClose={props.onClose} title={t('named.title')}>
      <p>{t('named.why')}</p>
      {props.kinds.length > 1 ? (
        <Field label={t('named.kind')}>
          {(parts) => (
            <select
              {...parts}
              className={fieldStyles['input']}
              value={kind.ruleId}
              onChange={(event) => setRuleId(event.currentTarget.value)}
            >
              {props.kinds.map((one) => (
                <option key={one.ruleId} value={one.ruleId}>
                  {one[lang]}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
      <RecordForm
        key={kind.ruleId}
        keepAs={`records.named-book.${kind.ruleId}`}
        autoFocus
        verb={t('open.verb')}
        initial={{ name: '', above: isEvent ? '' : post.organization.name, abbreviation: '', startsOn: '', endsOn: '' }}
        fields={[
          {
            name: 'name',
            label: t('named.name'),
            kind: 'text',
            required: true,
            maxLength: 200,
            hint: t('named.nameHint'),
          },
          { name: 'above', label: t('named.above'), kind: 'text', maxLength: 200, hint: t('named.aboveHint') },
          {
            name: 'abbreviation',
            label: t('named.abbreviation'),
            kind: 'text',
            required: true,
            maxLength: 15,
            hint: t('named.abbreviationHint'),
          },
          ...(isEvent
            ? ([
                {
                  name: 'startsOn',
                  label: t('named.startsOn'),
                  kind: 'date',
                  required: true,
                  hint: t('named.startHint'),
                },
                { name: 'endsOn', label: t('named.endsOn'), kind: 'date', hint: t('named.endHint') },
              ] as const)
            : []),
        ]}
        onSubmit={async (_input, values) => {
          const book = await api.openNamedBook({
            body: {
              ruleId: kind.ruleId,
              issuer: {
                name: textOf(values['name']!),
                above: textOf(values['above']!) || null,
                abbreviation: textOf(values['abbreviation']!),
              },
              startsOn: textOf(values['startsOn'] ?? '') || null,
              endsOn: textOf(values['endsOn'] ?? '') || null,
            },
          })
          toast({ text: t('open.done', { title: book.title }) })
          props.onOpened()
          props.onClose()
        }}
      />
    </SideSheet>
  )
}
