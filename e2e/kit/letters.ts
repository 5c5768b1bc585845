/** Letters on their way out of the invented office, moved through the API by those whose turn it is. */
import { outgoing } from '#modules/outgoing/contract.ts'
import { outgoingWay } from '#modules/outgoing/way-contract.ts'
import type { Product } from '#test/product/index.ts'

const WAY = [
  ['officer', 'submit'],
  ['head', 'checkContent'],
  ['chief', 'checkForm'],
  ['leader', 'approve'],
  ['registry', 'numberOnPaper'],
  ['registry', 'issue'],
] as const

/** A letter as far as the step named. @returns its id */
export async function letterUpTo(
  product: Product,
  last: (typeof WAY)[number][1],
  of: { subject: string; mode: 'digital' | 'paper'; recipient: string },
): Promise<string> {
  const officer = await product.as('officer', outgoing)
  const made = await officer.create({
    body: {
      fields: {
        typeCode: 'cong-van',
        subject: of.subject,
        mode: of.mode,
        signerPost: product.office.actors.leader.postId!,
        recipients: [{ name: of.recipient, channel: 'post' }],
      },
    },
  })
  const at = { params: { documentId: made.id } }
  const body = [{ kind: 'paragraph', runs: [{ text: `Ủy ban nhân dân xã kính mời ${of.recipient} dự họp về đê.` }] }]
  await officer.write({ ...at, body: { version: made.version, content: { superior: null, body } } })
  for (const [role, name] of WAY) {
    const { version } = await (await product.as(role, outgoing)).get(at)
    await (await product.as(role, outgoingWay))[name]({ ...at, body: { version } })
    if (name === last) break
  }
  return made.id
}
