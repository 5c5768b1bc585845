/** Every room of the house, by floor. A new room is added here and nowhere else on the server. */
import { room as people } from '#modules/people/index.ts'
import type { Room } from '#platform/action/index.ts'

export const rooms: readonly Room[] = [people]
