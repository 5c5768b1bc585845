/** Puts certificates on a token, in a process of its own: `MODULE LABEL PIN ID=FILE …` (DER). SoftHSM's own tool takes keys alone. */
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { readAsn1, sequence } from '#engines/sign/asn1/der.ts'
import { CKA, CKO, openModule, ulong } from '../token/cryptoki.ts'

const [path, label, pin, ...given] = process.argv.slice(2)
const module = openModule(path!)
const session = module.openSession(module.tokens().find((one) => one.label === label)!.slot, true)
module.login(session, Buffer.from(pin!))
for (const one of given) {
  const [id, file] = one.split('=') as [string, string]
  const der = readFileSync(file)
  const tbs = sequence(sequence(readAsn1(der))[0])
  module.create(session, [
    [CKA.CLASS, ulong(CKO.CERTIFICATE)],
    [CKA.CERTIFICATE_TYPE, ulong(0)],
    [CKA.TOKEN, Buffer.from([1])],
    [CKA.ID, Buffer.from(id, 'hex')],
    [CKA.SUBJECT, Buffer.from(tbs[5]!.bytes)],
    [CKA.VALUE, der],
  ])
}
module.finalize()
