/** Retention periods (thời hạn bảo quản) and the schedule of common records. Universal and pure. */
export {
  isPermanent,
  longest,
  parseRetention,
  type Retention,
  retentionChoices,
  retentionWords,
  retentionYears,
} from './retention.ts'
export { type ScheduleRow, scheduleOn, suggestRetention } from './schedule.ts'
