/**
 * The doorway. One order for HTTP, jobs, command line and tests: parse -> begin with the actor's settings ->
 * load facts -> authorise -> run -> audit, events, projections and number in the last round trip -> commit.
 */
import type { Answer, Input, Named, Route } from '../contract/index.ts'
import type { ActionSpec, FileAnswer, Handler, ReadContext } from './types.ts'

export { createKernel, type Kernel, type KernelPorts, type RunExtras } from './kernel.ts'
export { addTo, type OpenEntry } from './ledger.ts'
export type { PermissionRule, Room } from './room.ts'
export * from './types.ts'

/**
 * A use case that may write and is always audited: done, refused or failed.
 * @param route the contract's route it stands behind
 * @param spec load facts, decide on them, run; `beforehand` for what must not happen inside a transaction
 */
export function action<const R extends Named<Route>, F = undefined, B = undefined>(
  route: R,
  spec: ActionSpec<R, F, B>,
): Handler {
  return { route, kind: 'action', spec: spec as unknown as ActionSpec<Route, unknown> }
}

/**
 * A read: a read-only transaction under the actor's row security, not audited (lists). What the law wants on record,
 * opening, download, print, export, is an action.
 */
export function read<const R extends Named<Route>>(
  route: R,
  run: (ctx: ReadContext, input: Input<R>) => Promise<Answer<R> | FileAnswer>,
): Handler {
  return { route, kind: 'read', spec: { run: run as never } }
}
