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

/**
 * `fetch` for every call of the product: language in the headers, same-origin cookies, and a dead session revived:
 * the request waits for the sign-in sheet and is sent again.
 */
export const fetchRevived: typeof fetch = async (input, init) => {
  const send = () => {
    const headers = new Headers(init?.headers)
    headers.set('accept-language', currentLanguage())
    return fetch(input, { ...init, headers, credentials: 'same-origin' })
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
