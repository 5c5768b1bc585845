/** Canonical JSON (RFC 8785): one text for one value, so that its hash can be computed again anywhere. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined }

/**
 * The canonical text of a JSON value: members sorted by UTF-16 code units, no white space, numbers and strings as
 * ECMAScript writes them. Members that are undefined are left out.
 * @throws TypeError for numbers that JSON does not have and for lone surrogates (RFC 8785 3.2.2.2, 3.2.2.3)
 */
export function canonicalJson(value: Json): string {
  switch (typeof value) {
    case 'string':
      return text(value)
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} is no JSON number`)
      return JSON.stringify(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object': {
      if (value === null) return 'null'
      if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
      const names = Object.keys(value)
      if (names.length > 1) names.sort(byCodeUnit)
      let out = '{'
      for (const name of names) {
        const member = value[name]
        if (member === undefined) continue
        out += `${out.length > 1 ? ',' : ''}${text(name)}:${canonicalJson(member)}`
      }
      return `${out}}`
    }
    default:
      throw new TypeError(`${typeof value} is no JSON value`)
  }
}

const isList = (value: object): value is readonly Json[] => Array.isArray(value)
const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function text(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('a lone surrogate is no text')
  return JSON.stringify(value)
}
