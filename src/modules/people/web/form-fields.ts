/** Fields of the sheet that sets a rule of legal form otherwise, and what they mean for the row. */
import type { TFunction } from 'i18next'
import type { FormField } from '#web/kit/record-form.tsx'
import type { RuleLine } from '../rules-contract.ts'
import { textOf } from './form-values.ts'
import { rangeOf, rangeWords } from './form-words.ts'
import type { ValueFields } from './override-sheet.tsx'

const FLAGS = ['isBold', 'isItalic', 'isUpper'] as const
const SIDES = ['top', 'bottom', 'left', 'right'] as const

/** A range that is none goes to the server as it was typed: its refusal names the field. */
const range = (text: string): unknown => rangeOf(text) ?? text

/** @returns null for a rule that is none of form */
export function formFields(line: RuleLine, t: TFunction<'people'>): ValueFields | null {
  const { values } = line
  if (line.collection === 'layoutForms') return componentFields(values, t)
  if (line.collection === 'layoutPages') return pageFields(values, t)
  if (line.collection === 'layoutWordings')
    return {
      fields: [
        {
          name: 'texts',
          label: t('formFields.texts'),
          kind: 'lines',
          required: true,
          maxLength: 1000,
          hint: t('formFields.textsHint'),
        },
      ],
      initial: { texts: (values['texts'] as string[]).join('\n') },
      read: (form) => ({
        texts: textOf(form, 'texts')
          .split('\n')
          .filter((one) => one.trim() !== ''),
      }),
    }
  if (line.collection === 'legalTexts')
    return {
      fields: [
        { name: 'inForceTo', label: t('formFields.inForceTo'), kind: 'date' },
        { name: 'replacedBy', label: t('formFields.replacedBy'), kind: 'text', maxLength: 200 },
      ],
      initial: { inForceTo: String(values['inForceTo'] ?? ''), replacedBy: String(values['replacedBy'] ?? '') },
      read: (form) => ({
        inForceTo: textOf(form, 'inForceTo') || null,
        replacedBy: textOf(form, 'replacedBy') || null,
      }),
    }
  return null
}

function componentFields(values: RuleLine['values'], t: TFunction<'people'>): ValueFields {
  const unsaid = { value: '', label: t('form.unsaid') }
  const yesNo = [unsaid, { value: 'true', label: t('yes') }, { value: 'false', label: t('no') }]
  const choice = (name: string, options: FormField['options']): FormField => ({
    name,
    label: t(`formFields.${name}`),
    kind: 'choice',
    options: options!,
  })
  const flag = (text: string) => (text === '' ? null : text === 'true')
  return {
    fields: [
      { name: 'size', label: t('formFields.size'), kind: 'text', maxLength: 12, hint: t('formFields.rangeHint') },
      ...FLAGS.map((name) => choice(name, yesNo)),
      choice('side', [unsaid, ...['left', 'right'].map((value) => ({ value, label: t(`form.side.${value}`) }))]),
      choice('ruleLine', [
        unsaid,
        ...['whole', 'part', 'hyphens', 'frame', 'none'].map((value) => ({
          value,
          label: t(`form.ruleLine.${value}`),
        })),
      ]),
    ],
    initial: {
      size: rangeWords(values['sizePt']),
      ...Object.fromEntries(FLAGS.map((name) => [name, values[name] === null ? '' : String(values[name])])),
      side: String(values['side'] ?? ''),
      ruleLine: String(values['ruleLine'] ?? ''),
    },
    read: (form) => ({
      sizePt: textOf(form, 'size') === '' ? null : range(textOf(form, 'size')),
      ...Object.fromEntries(FLAGS.map((name) => [name, flag(textOf(form, name))])),
      side: textOf(form, 'side') || null,
      ruleLine: textOf(form, 'ruleLine') || null,
    }),
  }
}

function pageFields(values: RuleLine['values'], t: TFunction<'people'>): ValueFields {
  const margins = values['marginsMm'] as Readonly<Record<string, unknown>>
  const line = (name: string): FormField => ({
    name,
    label: t(`formFields.${name}`),
    kind: 'text',
    required: true,
    maxLength: 12,
    ...(name === 'gap' ? {} : { hint: t('formFields.rangeHint') }),
  })
  return {
    fields: [...SIDES, 'indent', 'gap'].map(line),
    initial: {
      ...Object.fromEntries(SIDES.map((side) => [side, rangeWords(margins[side])])),
      indent: rangeWords(values['firstIndentMm']),
      gap: String(values['paragraphGapPt']),
    },
    read: (form) => ({
      marginsMm: Object.fromEntries(SIDES.map((side) => [side, range(textOf(form, side))])),
      firstIndentMm: range(textOf(form, 'indent')),
      paragraphGapPt: Number(textOf(form, 'gap').replace(',', '.')),
    }),
  }
}
