import { ProblemError } from '#platform/contract/index.ts'
import { waitForRoom } from '../http.ts'

/** One sending: how far, and a way to stop it. */
export interface Sending {
  readonly onProgress: (part: number) => void
  readonly signal: AbortSignal
}

/**
 * Sends one file as multipart to an upload route, with progress. `fetch` tells nothing of an upload's progress, so
 * this is the one place with XMLHttpRequest. Throws ProblemError.
 * @param url address of the route (`routeUrl`), with the acting post in the query
 * @param more further form fields, sent before the file
 */
export async function sendFile(
  url: string,
  file: File,
  sending: Sending,
  more: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  for (let tries = 1; ; tries++)
    try {
      return await sendOnce(url, file, sending, more)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      if (!(await waitForRoom(error.status, error, tries, sending.signal))) throw error
    }
}

function sendOnce(url: string, file: File, sending: Sending, more: Readonly<Record<string, string>>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.responseType = 'json'
    request.setRequestHeader('x-vankho', '1')
    request.setRequestHeader('accept', 'application/json')
    // The server takes the acting post of a change from the header alone, never from an address.
    const post = new URL(url, location.origin).searchParams.get('post')
    if (post) request.setRequestHeader('x-vankho-post', post)
    request.upload.onprogress = (event) => event.lengthComputable && sending.onProgress(event.loaded / event.total)
    request.onload = () =>
      request.status >= 200 && request.status < 300
        ? resolve(request.response)
        : reject(new ProblemError(request.status, request.response ?? {}))
    request.onerror = () => reject(new ProblemError(0, { code: 'PLATFORM_UNREACHABLE' }))
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'))
    sending.signal.addEventListener('abort', () => request.abort(), { once: true })
    const body = new FormData()
    for (const [name, value] of Object.entries(more)) body.append(name, value)
    body.append('file', file, file.name.normalize('NFC'))
    request.send(body)
  })
}
