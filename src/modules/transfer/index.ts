/** Hand-over of files to the current archive (NĐ 30/2020 Đ30, Đ31, PL V). */
import type { Room } from '#platform/action/index.ts'
import { contents, handOn, handOnDue, openFile, receivers } from './actions/hand-on.ts'
import { changeHandover, createHandover, signMinutes, submitHandover, withdrawHandover } from './actions/hand-over.ts'
import { askKeepBack, decideKeepBack } from './actions/keep-back.ts'
import { leaver, leavers, printLeaver } from './actions/leavers.ts'
import { printHandover } from './actions/print.ts'
import { decideHandover, lookAtFile, takeBundle } from './actions/receive.ts'
import { transfer } from './contract.ts'
import { carryJob, catchUpJob, settleJob, tellDueJob } from './jobs.ts'
import { leaving } from './leavers-contract.ts'
import { permissions } from './policy.ts'
import { bundles, counts, due, get, list } from './queries.ts'

export const room: Room = {
  name: 'transfer',
  contracts: [transfer, leaving],
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
    handOnDue,
    receivers,
    handOn,
    contents,
    openFile,
    askKeepBack,
    decideKeepBack,
    bundles,
    takeBundle,
    leavers,
    leaver,
    printLeaver,
  ],
  jobs: [tellDueJob, carryJob, settleJob, catchUpJob],
  // What waits to be taken in is the receiver's to read, whatever becomes of the giver's copy meanwhile.
  blobReferences: `select b ->> 'sha256' as sha256 from transfer.entry e
    cross join lateral (select jsonb_path_query(e.contents, '$.documents[*].components.*')
      union all select jsonb_path_query(e.contents, '$.derived[*]')) x (b)
    where e.contents is not null and b ->> 'sha256' is not null`,
}
