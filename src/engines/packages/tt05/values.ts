/** Values of fields judged; the same judgement for what is read and for what is to be written. */
import { type CodeOverrides, codesOf } from './codes.ts'
import type { Field } from './fields.ts'

export type Fault =
  | { readonly what: 'missing' }
  | { readonly what: 'length'; readonly limit: number; readonly found: number }
  | { readonly what: 'code'; readonly found: string; readonly list: string }
  | { readonly what: 'number' | 'flag' | 'date'; readonly found: string }

/** What is wrong with one value; null: nothing. Lengths count characters as people do, in NFC. */
export function faultOf(field: Field, raw: string, overrides?: CodeOverrides): Fault | null {
  const value = raw.normalize('NFC').trim()
  if (value === '') return field.need === 'may' ? null : { what: 'missing' }
  const { type } = field
  const length = [...value].length
  if ('length' in type && length > type.length) return { what: 'length', limit: type.length, found: length }
  switch (type.is) {
    case 'text':
      return null
    case 'number':
      return /^\d+$/.test(value) ? null : { what: 'number', found: value }
    case 'flag':
      return /^[01]$/.test(value) ? null : { what: 'flag', found: value }
    case 'date':
      return isDay(value, type.isPartial === true) ? null : { what: 'date', found: value }
    case 'code': {
      const codes = codesOf(type.list, overrides)
      const given = type.isMany ? value.split(/\s*[,;|]\s*|\s+/) : [value]
      const wrong = given.find((one) => !Object.hasOwn(codes, one))
      return wrong === undefined ? null : { what: 'code', found: wrong, list: type.list }
    }
  }
}

/** `DD/MM/YYYY` of a real day; with `isPartial` also `MM/YYYY` and `YYYY`. */
export function isDay(value: string, isPartial: boolean): boolean {
  const found = /^(?:(?:(\d{2})\/)?(\d{2})\/)?(\d{4})$/.exec(value)
  if (!found) return false
  const [, day, month] = found
  if (day === undefined && !isPartial) return false
  if (month !== undefined && (Number(month) < 1 || Number(month) > 12)) return false
  if (day === undefined) return true
  const time = new Date(Date.UTC(Number(found[3]), Number(month) - 1, Number(day)))
  return time.getUTCMonth() === Number(month) - 1 && time.getUTCDate() === Number(day) && Number(day) > 0
}

/** First and last day that a date, whole or partial, may mean, as `YYYYMMDD`; null when it is none. */
export function spanOf(value: string): readonly [number, number] | null {
  if (!isDay(value, true)) return null
  const parts = value.split('/').map(Number)
  const [year, month, day] = [parts.at(-1)!, parts.at(-2), parts.at(-3)]
  const at = (m: number, d: number) => year * 10_000 + m * 100 + d
  if (month === undefined) return [at(1, 1), at(12, 31)]
  return day === undefined ? [at(month, 1), at(month, 31)] : [at(month, day), at(month, day)]
}
