import { z } from 'zod'
import { defineJob, eventDelivery } from '#platform/queue/index.ts'

/** Stamps a derived copy of page one after registration, correction or direction. */
export const stampJob = defineJob('incoming.stamp', eventDelivery, () => import('./jobs/stamp-copy.ts'), {
  maxAttempts: 3,
})

/** A file was added to a registered document: the list's count follows. */
export const countFilesJob = defineJob('incoming.count-files', eventDelivery, () => import('./jobs/count-files.ts'), {
  maxAttempts: 5,
})

/** A post has ended: its open work goes to the successor, the unit or the registry. */
export const handOverJob = defineJob('incoming.hand-over', eventDelivery, () => import('./jobs/hand-over-work.ts'), {
  maxAttempts: 8,
  system: true,
})

/** An answer was issued: the incoming document that it answers is finished by it. */
export const answeredJob = defineJob('incoming.answered', eventDelivery, () => import('./jobs/close-answered.ts'), {
  maxAttempts: 5,
})

/** Figures of months that changed are counted beforehand again. */
export const foldFiguresJob = defineJob('incoming.fold-figures', z.object({}), () => import('./jobs/fold-figures.ts'), {
  system: true,
  cron: '*/5 * * * *',
  maxAttempts: 1,
})
