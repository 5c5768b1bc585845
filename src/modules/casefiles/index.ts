/** File plans and case files: work becomes files by being done (NĐ 30/2020 Đ28-31). */
import { defineWithheld } from '#modules/audit/index.ts'
import type { Room } from '#platform/action/index.ts'
import { fileAccess } from './access-contract.ts'
import { access } from './access-queries.ts'
import { askAccess, decideAccess, withdrawAccess } from './actions/change-access.ts'
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
import { handOverJob, lapseAccessJob, threadJob } from './jobs.ts'
import { filePlans } from './plan-contract.ts'
import { makers, plan, plans, schedule } from './plan-queries.ts'
import { permissions } from './policy.ts'
import { choose, duties, get, list, ofDocument, unfiled } from './queries.ts'
import { narrowedOf } from './store-access.ts'

export const room: Room = {
  name: 'casefiles',
  contracts: [filePlans, casefiles, fileAccess],
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
    access,
    askAccess,
    decideAccess,
    withdrawAccess,
  ],
  jobs: [threadJob, handOverJob, lapseAccessJob],
  subscribers: [
    { event: 'outgoing.issued', job: threadJob },
    { event: 'people.post-ended', job: handOverJob },
  ],
}

// The log tells who changed what, to readers who may see what was changed.
defineWithheld('file', ({ tx, actor }, ids) => narrowedOf(tx, actor, ids))

export { addStep as addFileStep, contentsOf, letInto, moveTogether } from './facts.ts'
export { fileScope, isNarrowedFile, narrowedFiles, seesAllFiles } from './policy.ts'
export { type FileRow, filesNamed, findFile } from './store.ts'
export { isCountingFile, itemsOf, openableIn } from './store-items.ts'
