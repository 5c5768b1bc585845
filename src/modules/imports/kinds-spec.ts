/** How a kind of import describes itself. Universal. */
export interface FieldSpec {
  readonly id: string
  readonly vi: string
  readonly en: string
  readonly type: 'text' | 'date' | 'number'
  readonly max?: number
  /** A number that may carry letters: 12a, inserted in an old register. */
  readonly hasLetters?: true
  readonly isRequired?: true
  /** One value may be given for all lines of a file that has no column for it. */
  readonly isConstant?: true
  /** Of two columns of one name: the one that is its own (a file and its documents have several in common). */
  readonly twin?: 'first' | 'second'
  /** Column names that mean it, without diacritics and signs (`nameKey`); the first is the template's. */
  readonly names: readonly string[]
  /** Names of the columns that hold day, month and year of it apart. */
  readonly parts?: readonly (readonly [day: string, month: string, year: string])[]
  /** An example for the template. */
  readonly example?: string
}

export interface KindSpec {
  readonly vi: string
  readonly en: string
  /** Roles that may import it (handbook 2: registers are the registry's, the directory the administrator's). */
  readonly roles: readonly string[]
  readonly fields: readonly FieldSpec[]
}

/** A field of text. @param names column names that mean it; the first is the template's */
export const text = (
  id: string,
  vi: string,
  en: string,
  max: number,
  names: readonly string[],
  more: Partial<FieldSpec> = {},
): FieldSpec => ({ id, vi, en, type: 'text', max, names, ...more })
