export {
  defineJob,
  type EnqueueOptions,
  eventDelivery,
  type JobDefinition,
  type JobHandler,
  type JobRun,
} from './define.ts'
export { type Queue, runQueueOnce, startQueue } from './runner.ts'
