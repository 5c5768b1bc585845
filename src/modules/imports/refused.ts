import type { ActionContext } from '#platform/action/index.ts'
import { attempt } from '#platform/db/index.ts'
import { AppError, sentence } from '#platform/errors/index.ts'
import type { Line } from './work.ts'

/** Does one line's writing as a whole; where the owner refuses it, the line says why and the others go on. */
export async function orRefused<T>(ctx: ActionContext, line: Line, write: () => Promise<T>): Promise<T | null> {
  try {
    return await attempt(ctx.tx, write)
  } catch (fault) {
    if (!(fault instanceof AppError)) throw fault
    line.outcome = null
    const { code, facts } = fault
    line.reading.faults.push({
      check: 'refused',
      facts: { vi: sentence(code, 'vi', facts), en: sentence(code, 'en', facts) },
    })
    return null
  }
}
