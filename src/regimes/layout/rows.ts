/** What rows of form have in common. */
import type { LayoutForm } from './types.ts'

export type Row = Omit<LayoutForm, 'id' | 'validFrom' | 'validTo' | 'source'>

/** A row that says nothing yet but that its letters are not underlined. */
export const open = {
  sizePt: null,
  isBold: null,
  isItalic: null,
  isUnderlined: false,
  isUpper: null,
  align: null,
  side: null,
  ruleLine: null,
  color: null,
} as const
export const upright = { isBold: false, isItalic: false } as const
export const bold = { isBold: true, isItalic: false } as const
