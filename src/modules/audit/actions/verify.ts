import { action } from '#platform/action/index.ts'
import { audit } from '../contract.ts'
import { verifyJob } from '../jobs.ts'

export const verify = action(audit.verify, {
  allow: () => true,
  run(ctx) {
    const runId = ctx.enqueue(
      verifyJob,
      {},
      {
        title: ctx.lang === 'en' ? 'Verification of the audit' : 'Kiểm tra nhật ký',
        key: 'audit.check',
      },
    )
    ctx.record({ subject: { type: 'audit', id: null }, data: { runId } })
    return { runId }
  },
})
