/** Days, times and names as packages write them. */
import { AppError } from '#platform/errors/index.ts'
import './errors.ts'

/** `2018/09/20`, also `2018-09-20` and `20/09/2018` of other systems; null when it is no day. */
export function dayOf(text: string | null): string | null {
  if (text === null) return null
  const first = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:[ T].*)?$/.exec(text)
  const last = first ? null : /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:[ T].*)?$/.exec(text)
  const [year, month, day] = first ? first.slice(1, 4) : last ? [last[3], last[2], last[1]] : []
  if (!year || !month || !day) return null
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = Date.parse(`${iso}T00:00:00Z`)
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? null : iso
}

/** `2018/09/20 14:05:09` in Vietnam's zone, also ISO 8601; as ISO 8601 with its zone. */
export function timeOf(text: string | null): string | null {
  if (text === null) return null
  const match = /^(\d{4})[/-](\d{2})[/-](\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/.exec(
    text,
  )
  if (!match) {
    const day = dayOf(text)
    return day === null ? null : `${day}T00:00:00+07:00`
  }
  const [, year, month, day, hour, minute, second = '00', zone = '+07:00'] = match
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}${zone === 'Z' ? 'Z' : zone.replace(/(\d{2}):?(\d{2})$/, '$1:$2')}`
  return Number.isNaN(Date.parse(iso)) ? null : iso
}

/** `YYYY-MM-DD` as packages write it. */
export const writtenDay = (day: string): string => day.replaceAll('-', '/')

/** An instant as packages write it: `2018/09/20 14:05:09`, Vietnam's time. */
export function writtenTime(at: string): string {
  const local = new Date(Date.parse(at) + 7 * 3_600_000)
  return local.toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const BAD_NAME = /[\u0000-\u001f\u007f/\\]|[\u202a-\u202e\u2066-\u2069]/

/** A file name that is only a name. @throws EDXML_NAME */
export function checkedName(name: string): string {
  const text = name.normalize('NFC')
  if (text === '' || text === '.' || text === '..' || text.length > 255 || BAD_NAME.test(text) || /^[a-z]:/i.test(text))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are taken out of the sentence
    throw new AppError('EDXML_NAME', { facts: { name: text.replace(/[\u0000-\u001f\u007f]/g, '?').slice(0, 80) } })
  return text
}

/** `cid:abc` -> `abc`. */
export const contentIdOf = (text: string): string => text.trim().replace(/^cid:/i, '')

/** The id of a document as the standard makes it: organisation, day, number and notation. */
export function documentIdOf(organId: string, day: string, symbol: string): string {
  return `${organId},${writtenDay(day)},${symbol}`
}
