/** What may leave for bodies elsewhere, said before anything does: a way that is open, marks that allow it, a size that servers take. */
import { organizationOf, rulesOf } from '#modules/people/index.ts'
import type { ReadContext } from '#platform/action/index.ts'
import type { Config } from '#platform/config/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { policyFlag } from '#regimes/index.ts'

/** Lines and headers around what is sent. */
const AROUND = 64 * 1024

/** Bytes of a message as it travels: files in base64, in lines of 76. */
export function mailWeight(files: readonly { readonly size: number }[]): number {
  return files.reduce((sum, { size }) => sum + Math.ceil(size / 57) * 78 + 1024, AROUND)
}

/** Does this organisation send e-mail? Invented ones write to nobody. */
export const offersMail = (config: Config, own: { readonly isDemo: boolean } | null): boolean =>
  config.mail !== null && own !== null && !own.isDemo

/**
 * Refuses e-mail where it is not offered; e-mail and gateway for documents whose circulation is limited unless the body decided otherwise.
 * @throws AppError OUTGOING_MAIL_CLOSED, OUTGOING_MARK_LIMITED
 */
export async function refuseWays(
  ctx: ReadContext,
  circulation: readonly string[],
  receivers: readonly { readonly name: string; readonly channel: string }[],
): Promise<void> {
  const { organizationId } = ctx.actor
  const byMail = receivers.find((one) => one.channel === 'email')
  if (byMail && !offersMail(ctx.config, await organizationOf(ctx.tx, organizationId)))
    throw new AppError('OUTGOING_MAIL_CLOSED', { facts: { name: byMail.name } })
  const mark = circulation[0]
  const first = byMail ?? receivers.find((one) => one.channel === 'gateway')
  if (mark === undefined || !first) return
  const rules = await rulesOf(ctx.tx, organizationId, ctx.today)
  if (!policyFlag(rules, 'mail-limited-circulation'))
    throw new AppError('OUTGOING_MARK_LIMITED', { facts: { mark, name: first.name } })
}

/** @throws AppError OUTGOING_MAIL_LARGE when servers would not take it */
export function refuseLarge(
  config: Config,
  files: readonly { readonly size: number }[],
  receivers: readonly { readonly name: string; readonly channel: string }[],
): void {
  const first = receivers.find((one) => one.channel === 'email')
  const limit = config.mail?.limit ?? 0
  const weight = mailWeight(files)
  if (!first || weight <= limit) return
  const mb = (bytes: number) => (bytes / 1024 / 1024).toFixed(1).replace('.', ',')
  throw new AppError('OUTGOING_MAIL_LARGE', { facts: { name: first.name, size: mb(weight), limit: mb(limit) } })
}
