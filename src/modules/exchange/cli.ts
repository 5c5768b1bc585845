/** What `vankho exchange` does (cli.md), without the command line's library: for operators, over all organisations. */
import { fingerprintOf } from '#engines/edxml/index.ts'
import { organizationDirectory } from '#modules/people/index.ts'
import type { Kernel } from '#platform/action/index.ts'
import { systemActor } from '#platform/action/kernel.ts'
import { AppError } from '#platform/errors/index.ts'
import { sendAgain } from './actions/resend.ts'
import type { MessageLine } from './contract.ts'
import { gatewayIdentity } from './identity.ts'
import { messageView } from './queries.ts'
import { findMessage, type InboxRow, listMessages, openInbox } from './store-gateway.ts'

const JOB = 'vankho exchange'

export interface QueueLine extends MessageLine {
  readonly organization: string
}

/** What waits or is dead (or of one state), of every organisation; and packages that came and wait. */
export async function listQueue(
  kernel: Kernel,
  state: string | null,
): Promise<{
  messages: QueueLine[]
  packages: Pick<InboxRow, 'id' | 'kind' | 'state' | 'sender_code' | 'document_key'>[]
}> {
  const { db } = kernel.ports
  const actor = systemActor(JOB)
  const messages: QueueLine[] = []
  for (const { id, name } of await db.read(actor, organizationDirectory)) {
    const rows = await db.read({ organizationId: id }, (tx) => listMessages(tx, id, state, 1_000))
    for (const row of rows)
      if (state !== null || row.state === 'waiting' || row.state === 'dead')
        messages.push({ organization: name, ...messageView(row) })
  }
  const packages = await db.read(actor, (tx) => openInbox(tx, actor.organizationId))
  return {
    messages,
    packages: packages.map(({ id, kind, state: at, sender_code, document_key }) => ({
      id,
      kind,
      state: at,
      sender_code,
      document_key,
    })),
  }
}

async function ownerOf(kernel: Kernel, messageId: string): Promise<string> {
  const { db } = kernel.ports
  for (const { id } of await db.read(systemActor(JOB), organizationDirectory))
    if (await db.transaction({ organizationId: id }, (tx) => findMessage(tx, id, messageId))) return id
  throw new AppError('PLATFORM_NOT_FOUND')
}

/** One message with what it says; files by their hash. @throws PLATFORM_NOT_FOUND */
export async function showMessage(kernel: Kernel, messageId: string): Promise<QueueLine & { content: unknown }> {
  const owner = await ownerOf(kernel, messageId)
  return kernel.ports.db.transaction({ organizationId: owner }, async (tx) => {
    const row = (await findMessage(tx, owner, messageId))!
    const names = await organizationDirectory(tx)
    const organization = names.find((one) => one.id === owner)?.name ?? owner
    return { organization, ...messageView(row), content: row.content }
  })
}

/**
 * Sends a message again, on record; one that was sent, too: a receiver that was restored may have lost it, others know it already.
 * @throws PLATFORM_NOT_FOUND, EXCHANGE_CHANGED when it was called back
 */
export async function resendMessage(kernel: Kernel, messageId: string): Promise<{ id: string; version: number }> {
  const owner = await ownerOf(kernel, messageId)
  return kernel.transact(systemActor(JOB, owner), 'exchange.resend', async (ctx) => {
    const row = await findMessage(ctx.tx, owner, messageId)
    if (!row || row.state === 'dropped') throw new AppError('EXCHANGE_CHANGED')
    return { id: messageId, version: await sendAgain(ctx, row) }
  })
}

/** What partners are to be given. */
export async function ownIdentity(kernel: Kernel): Promise<{ fingerprint: string; certificate: string }> {
  const { config, clock } = kernel.ports
  const { certificate } = await gatewayIdentity(config, clock.now())
  return { fingerprint: fingerprintOf(certificate), certificate }
}
