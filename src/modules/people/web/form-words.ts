/** What a rule of legal form says, in words of the screen; pure. */
import type { TFunction } from 'i18next'

type Values = Readonly<Record<string, unknown>>

/** `13`, `13–14`. */
export function rangeWords(range: unknown): string {
  if (!Array.isArray(range)) return ''
  const [from, to] = range as number[]
  return from === to ? String(from) : `${from}–${to}`
}

/** What was typed as a figure or as from–to; null when it is neither. */
export function rangeOf(text: string): [number, number] | null {
  const found = /^\s*(\d+(?:[.,]\d+)?)\s*(?:[-–]\s*(\d+(?:[.,]\d+)?))?\s*$/.exec(text)
  if (!found) return null
  const from = Number(found[1]!.replace(',', '.'))
  const to = found[2] === undefined ? from : Number(found[2].replace(',', '.'))
  return to < from ? null : [from, to]
}

/** Size, weight, capitals, line of a component. */
export function formValue(values: Values, t: TFunction<'people'>): string {
  return [
    values['sizePt'] ? t('form.size', { of: rangeWords(values['sizePt']) }) : '',
    values['isUpper'] === true ? t('form.upper') : values['isUpper'] === false ? t('form.lower') : '',
    values['isBold'] === true ? t('form.bold') : '',
    values['isItalic'] === true ? t('form.italic') : '',
    values['isUnderlined'] === true ? t('form.underlined') : '',
    values['side'] ? t(`form.side.${String(values['side'])}`) : '',
    values['ruleLine'] ? t(`form.ruleLine.${String(values['ruleLine'])}`) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Margins, indent and space between paragraphs. */
export function pageValue(values: Values, t: TFunction<'people'>): string {
  const margins = values['marginsMm'] as Values
  return [
    ...(['top', 'bottom', 'left', 'right'] as const).map(
      (side) => `${t(`form.margin.${side}`)} ${rangeWords(margins[side])} mm`,
    ),
    t('form.indent', { of: rangeWords(values['firstIndentMm']) }),
    t('form.gap', { of: String(values['paragraphGapPt']) }),
  ].join(' · ')
}
