import { inventoryTaker } from './take-inventory.ts'
import { organizationTaker } from './take-organizations.ts'
import { registerTaker } from './take-registers.ts'
import { staffTaker } from './take-staff.ts'
import type { MakeTaker } from './work.ts'

/** Who takes the lines of a kind. */
export const takerOf: MakeTaker = (host, run, numbers) =>
  run.kind === 'organizations'
    ? organizationTaker(host, run)
    : run.kind === 'staff'
      ? staffTaker(host, run)
      : run.kind === 'inventory'
        ? inventoryTaker(host, run, numbers)
        : registerTaker(host, run, numbers)
