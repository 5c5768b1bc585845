export { defineJob, eventDelivery, type EnqueueOptions, type JobDefinition, type JobHandler, type JobRun } from './define.ts'
export { runQueueOnce, startQueue, type Queue } from './runner.ts'
