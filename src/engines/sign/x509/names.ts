/** Distinguished names as people read them (RFC 4514, most specific part first). */
import { type Asn1, oidOf, sequence, textOf } from '../asn1/der.ts'

const SHORT: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.42': 'GN',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
}

function parts(name: Asn1): { type: string; value: string }[][] {
  return sequence(name).map((set) =>
    set.items.map((pair) => {
      const [type, value] = sequence(pair)
      const oid = oidOf(type)
      return { type: SHORT[oid] ?? oid, value: value ? textOf(value) : '' }
    }),
  )
}

/** `CN=Nguyễn Văn A,O=UBND xã Sông Mây,C=VN` */
export function nameText(name: Asn1): string {
  const escaped = (value: string): string =>
    value
      .replace(/[,+"\\<>;]/g, '\\$&')
      .replace(/^[# ]| $/g, '\\$&')
      .replace(/\p{Cc}/gu, '\u{fffd}')
  return parts(name)
    .reverse()
    .map((set) => set.map(({ type, value }) => `${type}=${escaped(value)}`).join('+'))
    .join(',')
}

/** The part of a name by which its bearer is called: CN, else O, else the whole name. */
export function commonName(name: Asn1): string {
  const flat = parts(name).flat()
  const found = flat.findLast((part) => part.type === 'CN') ?? flat.findLast((part) => part.type === 'O')
  return found?.value.replace(/\p{Cc}/gu, '\u{fffd}') || nameText(name)
}
