/** Plans, files and the documents in them, made through the doorway. */
import { incoming } from '#modules/incoming/contract.ts'
import { drafts } from '#modules/outgoing/test/build.ts'
import type { Actor } from '#platform/action/index.ts'
import type { TestApp } from '#test/kit/index.ts'
import type { Office } from '#test/kit/office.ts'
import { casefiles } from '../contract.ts'
import { filePlans } from '../plan-contract.ts'

export const build = (t: TestApp, o: Office) => {
  const d = drafts(t, o)
  let no = 100
  return {
    d,
    /** A document that came in, given to the officer to handle. */
    async arrived(subject = 'Rà soát hộ nghèo năm 2026', to: Actor | null = o.actors.officer) {
      no += 1
      const { id } = await t.run(incoming.register, o.actors.registry, {
        body: {
          fields: {
            typeName: 'Công văn',
            codeNumber: String(no),
            codeNotation: 'UBND-VX',
            issuedDate: '2026-10-01',
            issuerName: 'Ủy ban nhân dân tỉnh Lam Hà',
            subject: `${subject} (${no})`,
          },
        },
      })
      if (to) {
        const version = async () =>
          (await t.run(incoming.get, o.actors.registry, { params: { documentId: id } })).version
        await t.run(incoming.submit, o.actors.registry, {
          params: { documentId: id },
          body: { version: await version(), to: o.actors.leader.postId!, words: 'Kính trình' },
        })
        await t.run(incoming.direct, o.actors.leader, {
          params: { documentId: id },
          body: { version: await version(), words: 'Xử lý', lead: { postId: to.postId! } },
        })
      }
      return id
    },
    open: (body: object = {}, actor: Actor = o.actors.officer) =>
      t.run(casefiles.open, actor, {
        body: { ...('lineId' in body ? {} : { title: 'Hồ sơ rà soát hộ nghèo năm 2026', retention: '20' }), ...body },
      }),
    get: (fileId: string, actor: Actor = o.actors.officer) => t.run(casefiles.get, actor, { params: { fileId } }),
    add: (fileId: string, documentIds: string[], actor: Actor = o.actors.officer, more: object = {}) =>
      t.run(casefiles.add, actor, { params: { fileId }, body: { documentIds, ...more } }),
    async close(fileId: string, over: object = {}, actor: Actor = o.actors.officer) {
      const { file } = await this.get(fileId, actor)
      return t.run(casefiles.close, actor, {
        params: { fileId },
        body: { version: file.version, retention: '20', startsOn: '2026-10-01', endsOn: '2026-11-01', ...over },
      })
    },
    plan: (planId: string, actor: Actor = o.actors.archivist) => t.run(filePlans.plan, actor, { params: { planId } }),
    line: (planId: string, headingId: string, title: string, over: object = {}, actor: Actor = o.actors.archivist) =>
      t.run(filePlans.addLine, actor, { params: { planId }, body: { headingId, title, retention: '20', ...over } }),
    /** Submitted and approved. */
    async approve(planId: string) {
      const { version } = (await this.plan(planId)).plan
      const submitted = await t.run(filePlans.submitPlan, o.actors.archivist, { params: { planId }, body: { version } })
      return t.run(filePlans.decidePlan, o.actors.leader, {
        params: { planId },
        body: { version: submitted.version, to: 'approved', basis: 'Quyết định số 02/QĐ-UBND ngày 05/01/2026' },
      })
    },
  }
}
