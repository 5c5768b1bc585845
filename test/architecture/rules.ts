/** The walls of the house: which file may import which, as plain functions so that the test can prove them on wrong arrows. */

/** Floors of house.md section 2; imports go down only. Rooms of one floor need an arrow listed below. */
export const FLOORS: Readonly<Record<string, number>> = {
  auth: 1,
  people: 1,
  audit: 1,
  operations: 1,
  records: 2,
  secrecy: 2,
  signatures: 2,
  intake: 3,
  incoming: 3,
  outgoing: 3,
  copies: 3,
  casefiles: 3,
  archive: 4,
  storage: 4,
  transfer: 4,
  preservation: 4,
  exchange: 3,
  desk: 5,
  // Calls down into every owner of what is taken over: people, records, incoming, intake.
  imports: 5,
  search: 5,
}

/** Arrows between rooms of one floor, each with its reason. */
export const SAME_FLOOR: Readonly<Record<string, string>> = {
  'auth -> people': 'an account belongs to a person; the actor comes from the post',
  'audit -> people': 'an export names the organisation',
  'operations -> people': 'health and sweep go over the directory of organisations',
  'operations -> audit': 'health tells the age of the last seal',
  'operations -> auth': 'an export, a cancel asks for the second look that auth gives',
  'audit -> auth': 'exporting the log asks for a fresh proof of the person',
  'desk -> search': 'a document opened from a search shows the page and lights the words that were found',
  'outgoing -> intake': 'files of a draft are screened in quarantine like everything that is uploaded',
  'signatures -> records': 'a verification is of a file that the actor may see; its evidence names the file',
  'casefiles -> intake': 'scans of loose papers are screened like any upload',
  'copies -> outgoing': 'a copy is numbered and signed by the rules of what is issued',
  'exchange -> outgoing':
    'what is issued is carried to its receivers, and their answers come back to the board of dispatch',
  'exchange -> intake': 'what arrives from another organisation lies in the tray, its form filled in',
  'storage -> archive':
    'boxes hold the files of inventories, and their titles are shown as the archive lets them be seen',
  'preservation -> archive': 'packages are made of what the archive describes, and the archive is rebuilt from them',
  'transfer -> archive':
    'what one archive hands over is taken out of its descriptions and laid into those of the other',
  'incoming -> intake': 'registration takes the tray item and its files in one transaction',
}

export interface Arrow {
  /** Paths from the project's root with forward slashes. */
  readonly from: string
  readonly to: string
}

const room = (path: string): string | null => /^src\/modules\/([\w-]+)\//.exec(path)?.[1] ?? null
const isWeb = (path: string): boolean => path.startsWith('src/web/') || /^src\/modules\/[\w-]+\/web\//.test(path)
const isTest = (path: string): boolean => /(^|\/)test\//.test(path) || path.endsWith('.test.ts')
/** Files of the server that the web may import: universal by their own rules. */
const isUniversal = (path: string): boolean =>
  /^src\/platform\/(contract|errors)\//.test(path) ||
  path.startsWith('src/regimes/') ||
  path.startsWith('src/engines/vn-text/') ||
  // what a document says, for the editor; fonts and writers stay on the server
  /^src\/engines\/compose\/document\/(content|types|templates(?:\/[\w-]+)?)\.ts$/.test(path) ||
  /^src\/modules\/[\w-]+\/([\w-]*contract|shapes|errors|texts|kinds|sentences)\.ts$/.test(path)

/** Why an arrow is wrong, or null when it may be. */
export function fault({ from, to }: Arrow): string | null {
  if (isTest(from)) return null
  const fromRoom = room(from)
  const toRoom = room(to)
  if (from.startsWith('src/engines/')) {
    if (to.startsWith('src/engines/') || to.startsWith('src/regimes/') || to.startsWith('src/platform/errors/'))
      return null
    return 'an engine imports only engines, regimes and platform/errors'
  }
  if (from.startsWith('src/regimes/')) {
    if (to.startsWith('src/regimes/') || to.startsWith('src/engines/vn-text/') || to.startsWith('src/platform/errors/'))
      return null
    return 'regimes import only regimes, vn-text and platform/errors'
  }
  if (from.startsWith('src/platform/'))
    return to.startsWith('src/platform/') ? null : 'the platform knows no room, engine or regime'
  if (isWeb(from)) {
    if (isWeb(to)) {
      if (
        from.startsWith('src/web/') &&
        toRoom !== null &&
        !to.endsWith('/web/manifest.ts') &&
        !/^src\/web\/(session|rooms|gallery)/.test(from)
      )
        return 'the shell imports only manifests of rooms'
      return fromRoom !== null && toRoom !== null && fromRoom !== toRoom ? webFault(fromRoom, toRoom) : null
    }
    return isUniversal(to) ? null : 'the web imports no server file'
  }
  if (fromRoom !== null && isWeb(to)) return 'the server imports no web file'
  if (fromRoom !== null && toRoom !== null && fromRoom !== toRoom) {
    if (!/\/(index|contract)\.ts$/.test(to) && !/\/[\w-]+-contract\.ts$/.test(to))
      return 'a room imports another room’s index or contract, never its insides'
    return floorFault(fromRoom, toRoom)
  }
  if (
    fromRoom !== null &&
    (to.startsWith('src/cli/') || to.startsWith('src/demo/') || /^src\/(main|app|rooms)\.ts$/.test(to))
  )
    return 'a room does not know how the house is put together'
  return null
}

function webFault(from: string, to: string): string | null {
  return (FLOORS[from] ?? 0) >= (FLOORS[to] ?? 9) ? null : 'screens import screens of their own floor or lower'
}

function floorFault(from: string, to: string): string | null {
  const high = FLOORS[from]
  const low = FLOORS[to]
  if (high === undefined || low === undefined) return `room ${high === undefined ? from : to} has no floor`
  if (low < high) return null
  if (low === high && SAME_FLOOR[`${from} -> ${to}`]) return null
  return low > high ? 'imports go down only' : `same-floor arrow ${from} -> ${to} is not listed`
}
