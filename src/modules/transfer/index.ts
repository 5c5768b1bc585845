/** Hand-over of files to the current archive (NĐ 30/2020 Đ30, Đ31, PL V). */
import type { Room } from '#platform/action/index.ts'
import { changeHandover, createHandover, signMinutes, submitHandover, withdrawHandover } from './actions/hand-over.ts'
import { askKeepBack, decideKeepBack } from './actions/keep-back.ts'
import { printHandover } from './actions/print.ts'
import { decideHandover, lookAtFile, takeBundle } from './actions/receive.ts'
import { transfer } from './contract.ts'
import { tellDueJob } from './jobs.ts'
import { permissions } from './policy.ts'
import { bundles, counts, due, get, list } from './queries.ts'

export const room: Room = {
  name: 'transfer',
  contracts: [transfer],
  permissions,
  handlers: [
    due,
    counts,
    list,
    get,
    createHandover,
    changeHandover,
    submitHandover,
    withdrawHandover,
    lookAtFile,
    decideHandover,
    signMinutes,
    printHandover,
    askKeepBack,
    decideKeepBack,
    bundles,
    takeBundle,
  ],
  jobs: [tellDueJob],
}
