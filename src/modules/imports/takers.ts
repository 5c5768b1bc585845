import { registerTaker } from './take-registers.ts'
import type { MakeTaker } from './work.ts'

/** Who takes the lines of a kind. */
export const takerOf: MakeTaker = (host, run, numbers) => registerTaker(host, run, numbers)
