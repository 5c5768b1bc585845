/** One letter to one address over SMTP: the same bytes at each try, so that whoever gets it twice can tell. */
import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { MailConfig } from '#platform/config/index.ts'
import { type MailFault, mailOutcome } from './mail-form.ts'
import type { KeptMail } from './outbox-mail.ts'
import type { Outcome } from './rules.ts'

const CONNECT_MS = 30_000
const SILENT_MS = 120_000

/**
 * The letter as it travels. Everything in it comes from the row (id, day, words, files), so it can be made again byte by byte.
 * @param files their bytes, in the order of the letter's attachments
 */
export function composeLetter(
  letter: KeptMail,
  files: readonly Uint8Array[],
  at: { from: string; date: Date },
): Promise<Buffer> {
  const [to] = letter.to
  const mail = new MailComposer({
    from: { name: letter.from.name, address: at.from },
    to: { name: to.name, address: to.organId },
    ...(letter.replyTo ? { replyTo: letter.replyTo } : {}),
    ...(letter.inReplyTo ? { inReplyTo: letter.inReplyTo, references: letter.inReplyTo } : {}),
    subject: letter.line,
    text: letter.text,
    messageId: letter.mailId,
    date: at.date,
    // Boundaries are made of it: without, each try would look different.
    baseBoundary: createHash('sha256').update(letter.mailId).digest('hex').slice(0, 32),
    headers: { 'Auto-Submitted': 'auto-generated' },
    textEncoding: 'base64',
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
    attachments: letter.attachments.map((file, i) => ({
      filename: file.name,
      contentType: file.mediaType,
      contentTransferEncoding: 'base64',
      content: Buffer.from(files[i]!),
    })),
  })
  return mail.compile().build()
}

/** @returns never throws: whatever goes wrong on the way is said, and whether to try again */
export async function sendLetter(
  server: MailConfig,
  envelope: { from: string; to: string },
  raw: Buffer,
): Promise<Outcome> {
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    ...(server.login ? { auth: { user: server.login.user, pass: server.login.password } } : {}),
    tls: { minVersion: 'TLSv1.2', ...(server.ca ? { ca: server.ca } : {}) },
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    const { response } = await transport.sendMail({ envelope, raw })
    return { kind: 'sent', words: response.slice(0, 300) }
  } catch (error) {
    return mailOutcome(error as MailFault)
  } finally {
    transport.close()
  }
}
