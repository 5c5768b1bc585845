import { ProblemError } from '#platform/contract/index.ts'
import { currentLanguage } from './i18n.ts'

type Revive = () => Promise<boolean>
let revive: Revive = async () => false
let reviving: Promise<boolean> | undefined

/**
 * Says what to do when the session is dead: show the sign-in sheet over the page and answer whether the person is
 * back. Requests wait for it and are then sent again, so nothing typed is lost.
 */
export function onSessionDead(ask: Revive): void {
  revive = ask
}

function reviveOnce(): Promise<boolean> {
  reviving ??= revive().finally(() => {
    reviving = undefined
  })
  return reviving
}

/** Whether an answer says that nobody is signed in; a wrong password or code is a 401 of another name. */
async function isSessionDead(response: Response): Promise<boolean> {
  if (response.status !== 401) return false
  const problem: unknown = await response
    .clone()
    .json()
    .catch(() => null)
  return (problem as { code?: unknown } | null)?.code === 'PLATFORM_SIGN_IN'
}

/** How often a call that the server had no room for is sent again. */
const MOST_TRIES = 6
let waiting = 0
const listeners = new Set<() => void>()

/** Is any call of this page waiting because the server has too much to do? For `useSyncExternalStore`. */
export const overload = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  isOn: (): boolean => waiting > 0,
}

function countWaiting(by: 1 | -1): void {
  waiting += by
  for (const listener of listeners) listener()
}

/**
 * Waits before a call is sent again that the server refused for want of room: not all at once, and longer each time.
 * @param tries how often it was sent
 * @returns false when it is an answer of another kind, or was tried often enough. What was so refused was not begun: it may be sent again, whatever it is
 */
export async function waitForRoom(
  status: number,
  problem: unknown,
  tries: number,
  signal?: AbortSignal | null,
): Promise<boolean> {
  const { code, facts } = (problem ?? {}) as { code?: string; facts?: { seconds?: number } }
  if (status !== 503 || code !== 'PLATFORM_OVERLOADED' || tries >= MOST_TRIES) return false
  countWaiting(1)
  try {
    const ms = (facts?.seconds ?? 1) * 1000 * tries * (0.5 + Math.random())
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, ms)
      signal?.addEventListener('abort', () => {
        clearTimeout(timer)
        reject(signal.reason)
      })
    })
    return true
  } finally {
    countWaiting(-1)
  }
}

/**
 * `fetch` for every call of the product: language in the headers, same-origin cookies, and a dead session revived:
 * the request waits for the sign-in sheet and is sent again. Where the server has no room, it waits and is sent again too.
 */
export const fetchRevived: typeof fetch = async (input, init) => {
  const send = async () => {
    const headers = new Headers(init?.headers)
    headers.set('accept-language', currentLanguage())
    for (let tries = 1; ; tries++) {
      const response = await fetch(input, { ...init, headers, credentials: 'same-origin' })
      if (response.status !== 503) return response
      const problem: unknown = await response
        .clone()
        .json()
        .catch(() => null)
      if (!(await waitForRoom(response.status, problem, tries, init?.signal))) return response
    }
  }
  const response = await send()
  if (!(await isSessionDead(response))) return response
  return (await reviveOnce()) ? send() : response
}

/** Sends and reads JSON; throws ProblemError. For the shell's own few calls: rooms use `useApi(contract)`. */
export async function askJson(path: string, options: { method?: string; body?: unknown } = {}): Promise<unknown> {
  const headers: Record<string, string> = { accept: 'application/json', 'x-vankho': '1' }
  const init: RequestInit = { method: options.method ?? 'GET', headers }
  if (options.body !== undefined) {
    init.body = JSON.stringify(options.body)
    headers['content-type'] = 'application/json'
  }
  let response: Response
  try {
    response = await fetchRevived(path, init)
  } catch {
    throw new ProblemError(0, { code: 'PLATFORM_UNREACHABLE' })
  }
  if (!response.ok) throw new ProblemError(response.status, await response.json().catch(() => ({})))
  if (response.status === 204) return undefined
  return response.json()
}
