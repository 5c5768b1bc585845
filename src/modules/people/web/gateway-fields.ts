/** What a network asks of packages: how it is told, and the fields of the sheet that sets it otherwise. */
import type { TFunction } from 'i18next'
import { HEADER_FIELDS, ruleSet } from '#regimes/index.ts'
import type { RuleLine } from '../rules-contract.ts'
import { textOf } from './form-values.ts'
import type { ValueFields } from './override-sheet.tsx'

type Values = RuleLine['values']
const CODES = ['any', 'new', 'old', 'new-or-old'] as const
const list = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])

/** Marks that a body may decide to let out, by id. */
const openMarks = () => ruleSet('state', '2026-01-01').circulationMarks.filter((one) => !one.isSecretOnly)

export function gatewayValue(values: Values, t: TFunction<'people'>): string {
  const marks = openMarks().filter((one) => list(values['marks']).includes(one.id))
  const { tries } = values
  return [
    t(`gateways.codes.${String(values['codes'])}`),
    `${String(values['packageMb'])} MB`,
    typeof tries === 'number' ? t('gateways.tries', { count: tries }) : t('gateways.week'),
    marks.length > 0 ? marks.map((one) => one.vi).join(', ') : t('gateways.noMarks'),
  ].join(' · ')
}

export function gatewayFields(values: Values, t: TFunction<'people'>): ValueFields {
  // Every choice of the marks there are: none, each, all.
  const marks = openMarks()
  const choices = [[], ...marks.map((one) => [one]), ...(marks.length > 1 ? [marks] : [])]
  const option = (some: typeof marks) => ({
    value: some.map((one) => one.id).join(' ') || '-',
    label: some.length > 0 ? some.map((one) => one.vi).join(', ') : t('gateways.noMarks'),
  })
  const held = marks.filter((one) => list(values['marks']).includes(one.id))
  return {
    fields: [
      {
        name: 'codes',
        label: t('gateways.codesLabel'),
        kind: 'choice',
        required: true,
        options: CODES.map((value) => ({ value, label: t(`gateways.codes.${value}`) })),
      },
      {
        name: 'needs',
        label: t('gateways.needs'),
        kind: 'lines',
        maxLength: 300,
        hint: t('gateways.needsHint', { all: HEADER_FIELDS.join(', ') }),
      },
      { name: 'path', label: t('gateways.path'), kind: 'text', maxLength: 200, hint: t('gateways.pathHint') },
      { name: 'packageMb', label: t('gateways.size'), kind: 'number', required: true },
      { name: 'tries', label: t('gateways.triesLabel'), kind: 'number', hint: t('gateways.triesHint') },
      { name: 'marks', label: t('gateways.marks'), kind: 'choice', required: true, options: choices.map(option) },
    ],
    initial: {
      codes: String(values['codes']),
      needs: list(values['needs']).join('\n'),
      path: String(values['path'] ?? ''),
      packageMb: String(values['packageMb']),
      tries: String(values['tries'] ?? ''),
      marks: option(held).value,
    },
    read: (form) => ({
      codes: textOf(form, 'codes'),
      needs: textOf(form, 'needs')
        .split(/[\s,;]+/)
        .filter(Boolean),
      path: textOf(form, 'path') || null,
      packageMb: Number(textOf(form, 'packageMb')),
      tries: textOf(form, 'tries') === '' ? null : Number(textOf(form, 'tries')),
      marks: textOf(form, 'marks')
        .split(' ')
        .filter((one) => one !== '' && one !== '-'),
    }),
  }
}
