import { AppError } from '#platform/errors/index.ts'
import type { CommonOptions, ExitCode } from '../main.ts'
import { print, report } from './report.ts'

type Options = CommonOptions & Record<string, string | boolean | undefined>

const database = async () => ({
  ...(await import('#modules/exchange/cli.ts')),
  ...(await import('./with-kernel.ts')),
})

/** `vankho exchange list|show|resend|identity`. Exit 1 of `list`: something is dead. */
export async function exchange(verb: string, args: readonly string[], o: Options): Promise<ExitCode> {
  const { withKernel, listQueue, showMessage, resendMessage, ownIdentity } = await database()
  try {
    return await withKernel(async ({ kernel }): Promise<ExitCode> => {
      if (verb === 'identity') {
        const own = await ownIdentity(kernel)
        print(o.json, own, () => [own.fingerprint, own.certificate.trimEnd()])
        return 0
      }
      if (verb === 'show') {
        const one = await showMessage(kernel, args[0]!)
        print(o.json, one, () => [line(one), JSON.stringify(one.content, null, 2)])
        return 0
      }
      if (verb === 'resend') {
        const done = await resendMessage(kernel, args[0]!)
        print(o.json, done, () => [o.lang === 'vi' ? 'Đang gửi lại.' : 'On its way again.'])
        return 0
      }
      const state = typeof o['state'] === 'string' ? o['state'] : null
      const queue = await listQueue(kernel, state)
      print(o.json, queue, () => [
        ...queue.messages.map(line),
        ...queue.packages.map(
          (one) => `${one.id}  ${one.state}  ← ${one.sender_code}  ${one.kind}  ${one.document_key}`,
        ),
        o.lang === 'vi'
          ? `${queue.messages.length} gói tin gửi đi, ${queue.packages.length} gói tin đến chưa xử lý.`
          : `${queue.messages.length} messages to send, ${queue.packages.length} packages not worked off.`,
      ])
      return queue.messages.some((one) => one.state === 'dead') ? 1 : 0
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return report(error, o.lang)
  }
}

const line = (one: {
  id: string
  state: string
  receiverCode: string
  kind: string
  symbol: string | null
  statusCode: string | null
  tries: number
  fault: string | null
  organization: string
}): string =>
  [
    one.id,
    one.state,
    `→ ${one.receiverCode}`,
    one.statusCode ? `${one.kind} ${one.statusCode}` : one.kind,
    one.symbol ?? '',
    one.organization,
    `×${one.tries}`,
    one.fault ?? '',
  ]
    .filter(Boolean)
    .join('  ')
