/** File plans and case files: work becomes files by being done (NĐ 30/2020 Đ28-31). */
import type { Room } from '#platform/action/index.ts'
import { changeFile, closeFile, reopenFile } from './actions/close-file.ts'
import { addScheduleRow, decidePlan, endScheduleRow, submitPlan } from './actions/decide-plan.ts'
import { addItems, addLoose, changeItem, takeOut, uploadLoose } from './actions/fill-file.ts'
import { createPlan } from './actions/make-plan.ts'
import { openFile } from './actions/open-file.ts'
import {
  addHeading,
  addLine,
  changeHeading,
  changeLine,
  decideLines,
  removeHeading,
  removeLine,
} from './actions/plan-lines.ts'
import { printFile, printPlan } from './actions/print-file.ts'
import { takeFile } from './actions/take-file.ts'
import { casefiles } from './contract.ts'
import { handOverJob, threadJob } from './jobs.ts'
import { filePlans } from './plan-contract.ts'
import { makers, plan, plans, schedule } from './plan-queries.ts'
import { permissions } from './policy.ts'
import { choose, duties, get, list, ofDocument, unfiled } from './queries.ts'

export const room: Room = {
  name: 'casefiles',
  contracts: [filePlans, casefiles],
  permissions,
  handlers: [
    plans,
    plan,
    makers,
    createPlan,
    addHeading,
    changeHeading,
    removeHeading,
    addLine,
    changeLine,
    decideLines,
    removeLine,
    submitPlan,
    decidePlan,
    printPlan,
    schedule,
    addScheduleRow,
    endScheduleRow,
    list,
    get,
    ofDocument,
    choose,
    unfiled,
    duties,
    openFile,
    changeFile,
    addItems,
    takeOut,
    changeItem,
    addLoose,
    uploadLoose,
    closeFile,
    reopenFile,
    printFile,
    takeFile,
  ],
  jobs: [threadJob, handOverJob],
  subscribers: [
    { event: 'outgoing.issued', job: threadJob },
    { event: 'people.post-ended', job: handOverJob },
  ],
}

export { addStep as addFileStep, contentsOf, letInto, moveTogether } from './facts.ts'
export { fileScope, seesAllFiles } from './policy.ts'
export { type FileRow, filesNamed, findFile } from './store.ts'
export { isCountingFile, itemsOf, openableIn } from './store-items.ts'
