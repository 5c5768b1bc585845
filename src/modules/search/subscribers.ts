/** Keeps the projection: inline, in the transaction of the event; long text by a job of the same transaction. */
import { z } from 'zod'
import type { Subscriber } from '#platform/events/index.ts'
import { index } from './in-use.ts'
import { indexContentJob, indexImportedJob } from './jobs.ts'
import { indexRow } from './rules.ts'
import { sourcesOf } from './store.ts'

const registered = z.object({
  documentId: z.string(),
  arrivalDate: z.string(),
  bookId: z.string(),
  document: z.object({
    typeCode: z.string().nullish(),
    typeName: z.string(),
    codeNumber: z.string().nullish(),
    codeNotation: z.string().nullish(),
    issuedDate: z.string().nullish(),
    place: z.string().nullish(),
    issuerName: z.string(),
    subject: z.string(),
    description: z.string().nullish(),
    signerName: z.string().nullish(),
    urgency: z.number(),
  }),
})

const ofDocument = z.object({ documentId: z.string() })
const ofDocuments = z.object({ documentIds: z.array(z.string()) })

/** Events after which other posts may see a document. */
const ACCESS = [
  'incoming.submitted',
  'incoming.proposed',
  'incoming.directed',
  'incoming.assigned',
  'incoming.sent-back',
  'incoming.reopened',
  'incoming.opened',
  'incoming.handed-over',
  'outgoing.opinions-asked',
  'outgoing.issued',
  'records.access-changed',
]

/** Events after which a document's row says something else; an outgoing one is found from its draft on, by who may see it. */
const CHANGES = [
  'incoming.corrected',
  'outgoing.created',
  'outgoing.changed',
  'outgoing.moved',
  'casefiles.loose-changed',
  'archive.described',
]

const putAgain: Extract<Subscriber, { inline: unknown }>['inline'] = async (ctx, event) => {
  const { documentId } = ofDocument.parse(event.payload)
  const sources = await sourcesOf(ctx.tx, ctx.actor.organizationId, [documentId])
  if (sources.length > 0) await index().put(ctx.tx, sources.map(indexRow))
  else await index().drop(ctx.tx, [documentId])
}

export const subscribers: readonly Subscriber[] = [
  { event: 'imports.written', job: indexImportedJob },
  { event: 'preservation.rebuilt', job: indexImportedJob },
  { event: 'archive.opened', job: indexImportedJob },
  {
    // The number is given in the last statement, after this: a row of the index needs none, it is asked of the register.
    event: 'incoming.registered',
    inline: async (ctx, event) => {
      const { documentId, arrivalDate, bookId, document } = registered.parse(event.payload)
      index().add(ctx.tx, [
        indexRow({
          document_id: documentId,
          direction: 'incoming',
          type_code: document.typeCode ?? null,
          type_name: document.typeName,
          code_number: document.codeNumber ?? null,
          code_notation: document.codeNotation ?? null,
          issued_date: document.issuedDate ?? null,
          place: document.place ?? null,
          issuer_name: document.issuerName,
          subject: document.subject,
          description: document.description ?? null,
          signer_name: document.signerName ?? null,
          urgency: document.urgency,
          created_at: ctx.now,
          registered_at: ctx.now,
          arrival_date: arrivalDate,
          book_id: bookId,
        }),
      ])
      if ((event.payload as { hasFiles?: boolean }).hasFiles)
        ctx.enqueue(indexContentJob, { eventId: documentId, type: event.type, payload: { documentId } })
    },
  },
  ...CHANGES.map((event): Subscriber => ({ event, inline: putAgain })),
  ...ACCESS.map(
    (event): Subscriber => ({
      event,
      inline: async (ctx, one) => index().putReaders(ctx.tx, ofDocument.parse(one.payload).documentId),
    }),
  ),
  {
    event: 'casefiles.let-in',
    inline: async (ctx, event) => {
      for (const id of ofDocuments.parse(event.payload).documentIds) index().putReaders(ctx.tx, id)
    },
  },
  { event: 'intake.file-added', job: indexContentJob },
  { event: 'intake.file-read', job: indexContentJob },
  { event: 'archive.received', job: indexContentJob },
]
