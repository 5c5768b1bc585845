import { z } from 'zod'
import { defineJob } from '#platform/queue/index.ts'

const payload = z.object({ importId: z.string(), reason: z.string().optional() })
const options = { tracked: true, maxAttempts: 5, queue: 'imports' } as const

/** Dry run of a whole file. */
export const checkJob = defineJob('imports.check', payload, () => import('./jobs/check.ts'), options)
/** The import itself; killed, it goes on behind the last committed batch. */
export const runJob = defineJob('imports.run', payload, () => import('./jobs/run.ts'), options)
/** Takes a whole import back. */
export const undoJob = defineJob('imports.undo', payload, () => import('./jobs/undo.ts'), options)
