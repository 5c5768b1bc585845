/** A number in an old book. */
export interface BookNumber {
  readonly number: number
  /** `a` of 12a, a number that was inserted between 12 and 13; empty for an ordinary one. */
  readonly suffix: string
}

/** Reads `12`, `12a`, `012 B`, `12bis`, `12-a`; null when it is no number of a register. */
export function insertedNumber(text: string): BookNumber | null {
  const [, digits, letters = ''] = /^0*(\d{1,9})(?:[\s.\-/]?([a-zđ]{1,2}|bis|ter))?$/iu.exec(text.trim()) ?? []
  if (digits === undefined || Number(digits) < 1) return null
  return { number: Number(digits), suffix: letters.toLocaleLowerCase('vi') }
}

/** `12a`. */
export const labelOf = ({ number, suffix }: BookNumber): string => `${number}${suffix}`
