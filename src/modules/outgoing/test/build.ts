/** Makes drafts for the tests of the room, through the doorway. */

import type { Actor } from '#platform/action/index.ts'
import type { TestApp } from '#test/kit/index.ts'
import type { Office } from '#test/kit/office.ts'
import { quarantined } from '#test/kit/upload.ts'
import { outgoing } from '../contract.ts'
import { outgoingWay } from '../way-contract.ts'

export const paperFields = (o: Office, over: object = {}) => ({
  typeCode: 'bao-cao',
  subject: 'Kết quả rà soát hộ nghèo năm 2026',
  signerPost: o.actors.leader.postId,
  recipients: [{ name: 'Ủy ban nhân dân tỉnh Lam Hà', channel: 'post' as const }],
  ...over,
})

const decision = () => ({
  superior: null,
  bases: ['Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025', 'Theo đề nghị của Chánh Văn phòng'],
  body: [
    { kind: 'article', runs: [{ text: 'Kiện toàn tổ công tác gồm các ông, bà có tên trong danh sách kèm theo.' }] },
    { kind: 'article', runs: [{ text: 'Các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.' }] },
  ],
})

export const contentOf = (text = 'Ủy ban nhân dân xã báo cáo kết quả rà soát như sau.') => ({
  superior: null,
  body: [
    { kind: 'paragraph', runs: [{ text }] },
    { kind: 'paragraph', runs: [{ text: 'Toàn xã có 12 hộ nghèo, giảm 03 hộ so với năm trước.' }] },
  ],
})

export const drafts = (t: TestApp, o: Office) => {
  const at = (documentId: string) => ({ params: { documentId } })
  return {
    create: (fields: object = {}, more: object = {}, actor: Actor = o.actors.officer) =>
      t.run(outgoing.create, actor, { body: { fields: paperFields(o, fields), ...more } }),
    get: (id: string, actor: Actor = o.actors.registry) => t.run(outgoing.get, actor, at(id)),
    async write(id: string, actor: Actor = o.actors.officer, text?: string) {
      const { version, fields } = await t.run(outgoing.get, actor, at(id))
      return t.run(outgoing.write, actor, {
        ...at(id),
        body: { version, content: fields.typeCode === 'quyet-dinh' ? decision() : contentOf(text) },
      })
    },
    async upload(id: string, fileName: string, bytes: Uint8Array, as = 'draft', actor: Actor = o.actors.officer) {
      const file = await quarantined(t, fileName, bytes)
      const answer = await t.run(outgoing.upload, actor, { ...at(id), query: { as } }, { uploads: [file] })
      await t.drain()
      return answer.items[0]!.id
    },
    async step(
      name: 'submit' | 'checkContent' | 'checkForm' | 'approve' | 'numberOnPaper' | 'issue' | 'sendBack' | 'recall',
      id: string,
      actor: Actor,
      body: object = {},
    ) {
      const { version } = await t.run(outgoing.get, actor, at(id))
      return t.run(outgoingWay[name], actor, { ...at(id), body: { version, ...body } })
    },
    /** On paper, as far as it can go. */
    async issued(fields: object = {}) {
      const id = await this.approved({ mode: 'paper', ...fields })
      await this.step('numberOnPaper', id, o.actors.registry)
      await this.step('issue', id, o.actors.registry)
      return id
    },
    /** As far as the signer's approval. */
    async approved(fields: object = {}, more: object = {}) {
      const made = await this.create(fields, more)
      await this.write(made.id)
      await this.step('submit', made.id, o.actors.officer)
      await this.step('checkContent', made.id, o.actors.head)
      await this.step('checkForm', made.id, o.actors.chief)
      await this.step('approve', made.id, o.actors.leader)
      return made.id
    },
  }
}
