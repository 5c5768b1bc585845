/** What most tests of signatures start from: one invented infrastructure, made once a file. */
import { keySigner, type Signer } from '../pades/signer.ts'
import { readTrust, type TrustList } from '../verify/trust.ts'
import { readCertificate } from '../x509/certificate.ts'
import { authorityOf, EKU, type Identity, issue } from './authority.ts'

export const NOW = new Date('2026-11-27T09:00:00Z')
export const SIGNED_AT = new Date('2026-11-22T13:41:01Z')

export interface Kit {
  readonly root: Identity
  readonly middle: Identity
  readonly person: Identity
  readonly agency: Identity
  readonly tsa: Identity
  readonly trust: TrustList
  readonly signer: Signer
  readonly seal: Signer
  /** At the time at which everything is signed. */
  readonly timestamp: (request: Uint8Array) => Promise<Uint8Array>
}

export const trustOf = (...roots: Identity[]): TrustList =>
  readTrust(roots.map((one) => ({ name: 'root.pem', bytes: Buffer.from(one.pem) })))

export const signerOf = (
  one: Identity,
  chain: readonly Identity[] = [],
  options: Parameters<typeof keySigner>[3] = {},
): Signer =>
  keySigner(
    one.key,
    readCertificate(one.der),
    chain.map((each) => readCertificate(each.der)),
    options,
  )

export async function makeKit(): Promise<Kit> {
  const root = await issue({ name: 'Lâm Hà Root CA', algorithm: 'p384', notAfter: '2046-01-01T00:00:00Z' })
  const middle = await issue({
    name: 'Lâm Hà CA 1',
    issuer: root,
    ca: true,
    pathLength: 0,
    notAfter: '2041-01-01T00:00:00Z',
  })
  const person = await issue({ name: 'Giàng A Páo', issuer: middle, algorithm: 'rsa', extended: [EKU.email] })
  const agency = await issue({ name: 'UBND xã Sông Mây', issuer: middle, algorithm: 'p256' })
  const tsa = await issue({
    name: 'Lâm Hà TSA',
    issuer: root,
    extended: [EKU.timeStamping],
    extendedCritical: true,
    notAfter: '2036-01-01T00:00:00Z',
  })
  return {
    root,
    middle,
    person,
    agency,
    tsa,
    trust: trustOf(root),
    signer: signerOf(person, [middle]),
    seal: signerOf(agency, [middle]),
    timestamp: authorityOf(tsa, () => SIGNED_AT.toISOString()),
  }
}
