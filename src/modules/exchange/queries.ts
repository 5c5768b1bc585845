import { X509Certificate } from 'node:crypto'
import { fingerprintOf, type StatusMessage } from '#engines/edxml/index.ts'
import { organizationOf, rulesOf } from '#modules/people/index.ts'
import { read } from '#platform/action/index.ts'
import type { RuleSet } from '#regimes/index.ts'
import { type ContactLine, exchange, type MessageLine, type PartnerLine, type ProfileLine } from './contract.ts'
import { gatewayIdentity } from './identity.ts'
import type { KeptDocument } from './outbox.ts'
import type { KeptMail } from './outbox-mail.ts'
import { mayKeepPartners } from './policy.ts'
import { partnerOf } from './rules.ts'
import { openAsks } from './store.ts'
import { type ContactRow, contacts, listMessages, type MessageRow, type PartnerRow, partners } from './store-gateway.ts'

/** What this installation is to its partners, who they are, and the address book. */
export const gateway = read(exchange.gateway, async ({ tx, actor, config, now, today }) => {
  const { certificate } = await gatewayIdentity(config, now)
  const known = await partners(tx)
  return {
    own: {
      certificate,
      fingerprint: fingerprintOf(certificate),
      ends: endsOf(certificate),
      path: exchange.receive.path,
    },
    abilities: { keep: mayKeepPartners(actor, await organizationOf(tx, actor.organizationId)) },
    items: known.map(partnerView),
    profiles: profileViews(await rulesOf(tx, actor.organizationId, today)),
    contacts: (await contacts(tx)).map((one) => contactView(one, known, today)),
  }
})

const endsOf = (pem: string): string => new Date(new X509Certificate(pem).validTo).toISOString()

function partnerView(row: PartnerRow): PartnerLine {
  return {
    id: row.id,
    name: row.name,
    address: row.address,
    certificate: row.certificate,
    tlsCa: row.tls_ca,
    serves: [...row.serves],
    profile: row.profile,
    isEnabled: row.is_enabled,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    fingerprint: row.fingerprint,
    subject: new X509Certificate(row.certificate).subject.replaceAll('\n', ', '),
    certificateEnds: endsOf(row.certificate),
    version: row.version,
  }
}

const profileViews = (rules: RuleSet): ProfileLine[] =>
  rules.gatewayProfiles.map(({ id, vi, en, codes, needs, path, packageMb, tries, marks }) => ({
    id,
    name: { vi, en },
    codes,
    needs: [...needs],
    path,
    packageMb,
    tries,
    marks: rules.circulationMarks.filter((one) => marks.includes(one.id)).map((one) => ({ vi: one.vi, en: one.en })),
  }))

function contactView(row: ContactRow, known: readonly PartnerRow[], today: string): ContactLine {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    partner: partnerOf(known, row.code, today)?.name ?? null,
    version: row.version,
  }
}

/** What goes to other installations, dead ones first, and what senders ask back. */
export const messages = read(exchange.messages, async ({ tx, actor }, { state }) => ({
  items: (await listMessages(tx, actor.organizationId, state ?? null)).map(messageView),
  asks: (await openAsks(tx, actor.organizationId)).map((row) => ({
    id: row.id,
    from: row.sender_name,
    label: row.symbol,
    words: row.recall_words,
    documentId: row.document_id,
    askedAt: row.state_at.toISOString(),
  })),
}))

export function messageView(row: MessageRow): MessageLine {
  const content = row.content as KeptDocument | KeptMail | StatusMessage
  const kept = content.kind === 'status' ? null : content
  return {
    id: row.id,
    channel: row.channel,
    kind: row.kind,
    receiverCode: row.receiver_code,
    receiver: kept?.to[0]?.name ?? null,
    symbol: row.document_key.split(',').slice(2).join(',') || null,
    subject: kept?.subject ?? null,
    statusCode: row.status_code,
    documentId: row.document_id,
    state: row.state,
    tries: row.tries,
    nextAt: row.state === 'waiting' ? row.next_at.toISOString() : null,
    fault: row.fault,
    partner: row.partner,
    createdAt: row.created_at.toISOString(),
    stateAt: row.state_at.toISOString(),
    version: row.version,
  }
}
