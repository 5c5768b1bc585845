/** Every room of the house, by floor. A new room is added here and nowhere else on the server. */
import type { Room } from '#platform/action/index.ts'

export const rooms: readonly Room[] = []
