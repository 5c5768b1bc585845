/** A line on loopback that loses, repeats, holds back and replays what goes over it: HTTP bodies, to one port. */
import { createServer, type IncomingMessage, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Fault =
  | 'pass'
  /** Never arrives. */
  | 'lose'
  /** Arrives, but the answer does not. */
  | 'deaf'
  /** Arrives twice. */
  | 'twice'
  /** Arrives after what was sent later; the sender hears nothing. */
  | 'late'
  /** The answer is that of a machine in between. */
  | 'captive'

export interface FaultyLine {
  readonly address: string
  /** What the next requests meet; afterwards everything passes. */
  plan(...faults: readonly Fault[]): void
  /** Sends everything again that ever came, newest first. @returns the states of the answers */
  replay(): Promise<number[]>
  /** Sends what was held back. */
  release(): Promise<void>
  readonly seen: Readonly<Record<Fault, number>>
  stop(): Promise<void>
}

interface Taken {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

export async function faultyLine(toPort: number): Promise<FaultyLine> {
  const planned: Fault[] = []
  const all: Taken[] = []
  const held: Taken[] = []
  const seen: Record<Fault, number> = { pass: 0, lose: 0, deaf: 0, twice: 0, late: 0, captive: 0 }
  const server: Server = createServer(async (incoming, answer) => {
    const parts: Buffer[] = []
    for await (const part of incoming) parts.push(part as Buffer)
    const taken = { path: incoming.url ?? '/', headers: incoming.headers, body: Buffer.concat(parts) }
    const fault = planned.shift() ?? 'pass'
    seen[fault] += 1
    if (fault !== 'lose') all.push(taken)
    if (fault === 'lose') return void incoming.socket.destroy()
    if (fault === 'late') {
      held.push(taken)
      return void incoming.socket.destroy()
    }
    if (fault === 'captive') return void answer.writeHead(200).end('<html>Đăng nhập mạng</html>')
    if (fault === 'twice') await forward(toPort, taken)
    const got = await forward(toPort, taken)
    if (fault === 'deaf') return void incoming.socket.destroy()
    answer.writeHead(got.status, { 'content-type': 'application/json' }).end(got.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/exchange/gateway`,
    plan: (...faults) => void planned.push(...faults),
    async replay() {
      const states: number[] = []
      for (const one of [...all].reverse()) states.push((await forward(toPort, one)).status)
      return states
    },
    async release() {
      for (const one of held.splice(0)) await forward(toPort, one)
    },
    seen,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function forward(port: number, taken: Taken): Promise<{ status: number; body: Buffer }> {
  const { host: _host, connection: _connection, ...headers } = taken.headers
  return new Promise((resolve) => {
    const call = request(
      { host: '127.0.0.1', port, path: taken.path, method: 'POST', headers, agent: false },
      (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts) }))
      },
    )
    call.on('error', () => resolve({ status: 502, body: Buffer.from('{}') }))
    call.end(taken.body)
  })
}
