/**
 * How long a file is kept. As text, so that it is stored, sent and imported as one value: `vv` for ever, `20` years,
 * `hl` until the text is out of force, `lifetime:công trình` as long as a thing stands, `5+chấm dứt hợp đồng` years after
 * an event. Years count from 1 January after the year in which the work ended; the law allows 2 to 70 (Luật Lưu trữ
 * 33/2024/QH15 Đ15).
 */
export type Retention =
  | { readonly kind: 'permanent' }
  | { readonly kind: 'years'; readonly years: number }
  | { readonly kind: 'until-superseded' }
  | { readonly kind: 'lifetime'; readonly of: string }
  | { readonly kind: 'event'; readonly years: number; readonly event: string }

const MAX_YEARS = 70
const MIN_YEARS = 2

/** The usual values, longest first, for a list to choose from. Code list of TT 05/2025 with the practice's 15 and 5. */
export const retentionChoices: readonly string[] = ['vv', '70', '50', '30', '20', '15', '10', '5', 'hl']

/** @returns null for text that is no retention period */
export function parseRetention(text: string | null | undefined): Retention | null {
  const value = text?.trim() ?? ''
  if (value === 'vv') return { kind: 'permanent' }
  if (value === 'hl') return { kind: 'until-superseded' }
  const lifetime = /^lifetime:(.{1,100})$/.exec(value)
  if (lifetime) return { kind: 'lifetime', of: lifetime[1]! }
  const counted = /^(\d{1,2})(?:\+(.{1,100}))?$/.exec(value)
  if (!counted) return null
  const years = Number(counted[1])
  if (counted[2]) return years >= 1 && years <= MAX_YEARS ? { kind: 'event', years, event: counted[2] } : null
  return years >= MIN_YEARS && years <= MAX_YEARS ? { kind: 'years', years } : null
}

/** As it is printed: `Vĩnh viễn`, `20 năm`. What cannot be read is shown as it stands. */
export function retentionWords(text: string | null, lang: 'vi' | 'en' = 'vi'): string {
  const retention = parseRetention(text)
  if (!retention) return text ?? ''
  const isVi = lang === 'vi'
  switch (retention.kind) {
    case 'permanent':
      return isVi ? 'Vĩnh viễn' : 'Permanent'
    case 'years':
      return isVi ? `${retention.years} năm` : `${retention.years} years`
    case 'until-superseded':
      return isVi ? 'Đến khi văn bản hết hiệu lực' : 'Until the text is out of force'
    case 'lifetime':
      return isVi ? `Theo tuổi thọ ${retention.of}` : `Lifetime of: ${retention.of}`
    case 'event':
      return isVi
        ? `${retention.years} năm sau khi ${retention.event}`
        : `${retention.years} years after: ${retention.event}`
  }
}

export const isPermanent = (text: string | null): boolean => parseRetention(text)?.kind === 'permanent'

/** Years that are certain; null where they hang on an event, or where nothing is said. For ever counts as infinite. */
export function retentionYears(text: string | null): number | null {
  const retention = parseRetention(text)
  if (retention?.kind === 'permanent') return Number.POSITIVE_INFINITY
  return retention?.kind === 'years' ? retention.years : null
}

/**
 * The longest of several: a file is kept as long as what lies in it longest (Luật 33/2024 Đ15). Periods that hang on an event
 * are longer than none and shorter than any that is certain, for nobody can reckon them: whoever closes the file decides.
 */
export function longest(texts: readonly (string | null)[]): string | null {
  const rank = (text: string) => retentionYears(text) ?? 0
  return texts.reduce<string | null>((best, text) => {
    if (text === null || !parseRetention(text)) return best
    return best === null || rank(text) > rank(best) ? text : best
  }, null)
}
