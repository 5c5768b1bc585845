import { defineErrors } from '#platform/errors/index.ts'

export const operationsErrors = defineErrors({
  OPERATIONS_JOB_OVER: {
    status: 409,
    vi: 'Việc này đã xong, không hủy được nữa.',
    en: 'This job is over and can no longer be cancelled.',
  },
})
