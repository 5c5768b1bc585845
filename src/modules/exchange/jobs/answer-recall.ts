import { noteAnswer } from '#modules/outgoing/index.ts'
import type { JobRun } from '#platform/queue/index.ts'

/** A receiver on this installation keeps what was recalled: its sender reads why. */
export default async function answerRecall(
  job: JobRun,
  { senderId, dispatchId, words }: { senderId: string; dispatchId: string; words: string },
): Promise<void> {
  await job.transactionIn(senderId, (ctx) => noteAnswer(ctx, dispatchId, 'recall', { isAgreed: false, words }))
}
