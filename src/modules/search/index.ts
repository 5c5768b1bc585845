/** Search: every document that the acting post may see, found by words, symbols and filters. Owns no truth. */
import type { Room } from '#platform/action/index.ts'
import { exportResults } from './actions/export-results.ts'
import { changeSaved, forget, save } from './actions/keep-searches.ts'
import { putAbbreviation } from './actions/put-abbreviation.ts'
import { rebuild } from './actions/rebuild.ts'
import { complete } from './complete.ts'
import { search } from './contract.ts'
import { indexContentJob, indexImportedJob, rebuildJob, watchJob } from './jobs.ts'
import { abbreviations, saved } from './lists.ts'
import { permissions } from './policy.ts'
import { facets, files, find, inContent, snippet } from './queries.ts'
import { subscribers } from './subscribers.ts'
import './finder.ts'
import './notices.ts'

export { useIndex } from './in-use.ts'
export { indexMany } from './many.ts'
export type { ContentHit, Hit, SearchIndex, Tally } from './port.ts'

export const room: Room = {
  name: 'search',
  contracts: [search],
  permissions,
  handlers: [
    find,
    inContent,
    files,
    snippet,
    facets,
    complete,
    exportResults,
    saved,
    save,
    changeSaved,
    forget,
    abbreviations,
    putAbbreviation,
    rebuild,
  ],
  jobs: [indexContentJob, rebuildJob, indexImportedJob, watchJob],
  subscribers,
}
