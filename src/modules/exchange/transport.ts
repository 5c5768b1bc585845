/** One package to one address over HTTP. No redirects, small answers, one time limit. */
import { request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { type Outcome, outcomeOf } from './rules.ts'

const WAIT_MS = 60_000
const ANSWER_LIMIT = 64 * 1024
const BOUNDARY = 'vankho-edxml-package'

/**
 * @param digest what the answer must name, so that a machine in between cannot say yes for it
 * @returns never throws: whatever goes wrong on the way is tried again
 */
export function deliverPackage(
  to: { address: string; tlsCa: string | null },
  bytes: Uint8Array,
  digest: string,
  signal: AbortSignal,
): Promise<Outcome> {
  const url = new URL(to.address)
  const head = Buffer.from(
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="package"; filename="package.edxml"\r\ncontent-type: application/xml\r\n\r\n`,
  )
  const tail = Buffer.from(`\r\n--${BOUNDARY}--\r\n`)
  const request = url.protocol === 'https:' ? tlsRequest : plainRequest
  return new Promise((resolve) => {
    const again = (words: string) => resolve({ kind: 'again', words })
    const call = request(
      url,
      {
        method: 'POST',
        signal: AbortSignal.any([signal, AbortSignal.timeout(WAIT_MS)]),
        agent: false,
        ...(to.tlsCa ? { ca: to.tlsCa } : {}),
        headers: {
          'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
          'content-length': head.length + bytes.length + tail.length,
          'x-vankho': '1',
        },
      },
      (answer) => {
        const parts: Buffer[] = []
        let size = 0
        answer.on('data', (part: Buffer) => {
          size += part.length
          if (size > ANSWER_LIMIT) answer.destroy()
          else parts.push(part)
        })
        answer.on('error', (error) => again(wordsOf(error)))
        answer.on('close', () => again('Câu trả lời bị cắt giữa chừng.'))
        answer.on('end', () => resolve(outcomeOf(answer.statusCode ?? 0, parsed(Buffer.concat(parts)), digest)))
      },
    )
    call.on('error', (error) => again(wordsOf(error)))
    call.write(head)
    call.write(bytes)
    call.end(tail)
  })
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return null
  }
}

function wordsOf(error: Error): string {
  const { code, name } = error as NodeJS.ErrnoException
  if (name === 'AbortError' || name === 'TimeoutError') return 'Nơi nhận không trả lời.'
  return `Không nối được với cổng của nơi nhận (${code ?? error.message.slice(0, 80)}).`
}
