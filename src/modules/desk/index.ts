/** The desk: what is to do, for whom, until when, across the rooms that give work (decisions 23). */
import type { Room } from '#platform/action/index.ts'
import { changeView, listViews, removeView, saveView } from './actions/keep-views.ts'
import { rebuild } from './actions/rebuild.ts'
import { desk } from './contract.ts'
import { rebuildJob } from './jobs.ts'
import { permissions } from './policy.ts'
import { beside, counts, inbox, myWork, team, teamWork } from './queries.ts'
import { subscribers } from './subscribers.ts'
import { views } from './views-contract.ts'

export { rebuildTasks } from './rebuild.ts'

export const room: Room = {
  name: 'desk',
  contracts: [desk, views],
  permissions,
  handlers: [myWork, counts, inbox, beside, team, teamWork, rebuild, listViews, saveView, changeView, removeView],
  jobs: [rebuildJob],
  subscribers,
}
