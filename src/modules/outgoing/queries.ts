import { mediaTypes } from '#engines/compose/index.ts'
import { calendarOf, organizationOf, rulesOf } from '#modules/people/index.ts'
import {
  type ComponentRow,
  componentsOfDocument,
  componentView,
  findBook,
  namedBooksOf,
  relationsOf,
} from '#modules/records/index.ts'
import { isLasting } from '#modules/signatures/index.ts'
import { action, type ReadContext, read } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { WorkingCalendar } from '#regimes/index.ts'
import { authoritiesFor } from './authority.ts'
import { comparePlain } from './compare.ts'
import { readContent, templateFor } from './content.ts'
import { type FormFinding, type OutgoingDetail, type OutgoingRow, outgoing, tabs } from './contract.ts'
import { bytesOf, bytesToPlace, paragraphsOf, versionOf } from './draft-files.ts'
import { loadFacts, subjectOf, symbolOf } from './facts.ts'
import { followersOf, refuseFollowing, subjectOfFollower, typeOfFollower } from './following.ts'
import { placesIn } from './form-check.ts'
import { booksToChoose } from './issuer.ts'
import { offersMail } from './mailing.ts'
import { issuedTypes } from './metadata.ts'
import { abilitiesOf, isAsked } from './policy.ts'
import { daysLeft, issueBy, signerLines } from './rules.ts'
import { type PaperRow, stepsOf } from './store.ts'
import { type VersionRow, verdictsOf, versionsOf, waitingFiles } from './store-drafts.ts'
import { countTabs, type ListRow, listPapers } from './store-lists.ts'
import { type DispatchRow, dispatchesOf, type GatewayState, gatewayStatesOf, type OpinionRow } from './store-way.ts'

const CAP = 1000

function rowView(row: ListRow, today: string, calendar: WorkingCalendar): OutgoingRow {
  const last = issueBy({ state: row.state, numberedOn: row.numbered_on, urgency: row.urgency }, calendar)
  return {
    id: row.document_id,
    state: row.state,
    mode: row.mode,
    typeName: row.type_name,
    symbol: symbolOf({ codeNumber: row.code_number, codeNotation: row.code_notation }),
    notation: row.code_notation,
    issuedDate: row.issued_date,
    subject: row.subject,
    urgency: row.urgency,
    draftingUnit: row.drafting_unit,
    drafter: row.drafter_name,
    signer: row.signer_name,
    holder: row.holder,
    dueDate: last ?? row.due_date,
    daysLeft: daysLeft(last ?? row.due_date, today, calendar, row.state),
    mustIssue: last !== null,
    stateAt: row.state_at.toISOString(),
    latestVersion: row.latest_version,
    isReturned: row.state === 'drafting' && row.returned_words !== null,
    version: row.version,
  }
}

export const list = read(outgoing.list, async (ctx, query) => {
  const [{ rows, next }, calendar] = await Promise.all([
    listPapers(ctx.tx, ctx.actor, query, ctx.today),
    calendarOf(ctx.tx, ctx.actor.organizationId, ctx.today),
  ])
  return { items: rows.map((row) => rowView(row, ctx.today, calendar)), next }
})

export const counts = read(outgoing.counts, async (ctx) => ({
  tabs: await countTabs(ctx.tx, ctx.actor, tabs, ctx.today, CAP),
  cap: CAP,
}))

/** What the form of a new draft offers: types, and for a type who may sign it today. */
export const choices = read(outgoing.choices, async (ctx, { typeCode }) => {
  const rules = await rulesOf(ctx.tx, ctx.actor.organizationId, ctx.today)
  const held = typeCode ? await authoritiesFor(ctx, typeCode) : []
  const types = issuedTypes(rules)
  return {
    books: await booksToChoose(ctx, rules, types),
    types: types.map(({ code, vi, en, abbreviation }) => ({ code, vi, en, abbreviation })),
    circulation: rules.circulationMarks.filter((one) => !one.isSecretOnly).map(({ vi, en }) => ({ vi, en })),
    offersMail: offersMail(ctx.config, await organizationOf(ctx.tx, ctx.actor.organizationId)),
    signers: held.map((one) => ({
      authorityId: one.id,
      postId: one.postId,
      name: one.name,
      title: one.title,
      lines: signerLines(rules.regime, one.authority, one.position),
    })),
  }
})

const componentOf = (components: readonly ComponentRow[], id: string | null) => {
  const found = id === null ? undefined : components.find((one) => one.id === id)
  return found ? componentView(found) : null
}

function versionView(row: VersionRow, components: readonly ComponentRow[]): OutgoingDetail['versions'][number] {
  return {
    no: row.no,
    origin: row.origin,
    fromNo: row.from_no,
    component: componentOf(components, row.component_id),
    pdf: componentOf(components, row.pdf_component_id),
    errors: row.errors,
    warnings: row.warnings,
    checkFault: row.check_fault,
    note: row.note,
    at: row.at.toISOString(),
    byName: row.by_name,
    byTitle: row.by_title,
  }
}

function opinionView(row: OpinionRow, isMine: boolean): OutgoingDetail['opinions'][number] {
  return {
    id: row.id,
    versionNo: row.version_no,
    postId: row.post_id,
    unitId: row.unit_id,
    name: row.name,
    title: row.title,
    question: row.question,
    dueDate: row.due_date,
    state: row.state,
    answer: row.answer,
    words: row.words,
    reply: row.reply,
    askedAt: row.asked_at.toISOString(),
    askedBy: row.asked_by_name,
    answeredAt: row.answered_at?.toISOString() ?? null,
    answeredBy: row.answered_by_name,
    isMine,
    version: row.version,
  }
}

const dispatchView = (row: DispatchRow, at: GatewayState | undefined): OutgoingDetail['dispatches'][number] => ({
  gateway: at ? { state: at.state, words: at.words, tries: at.tries } : null,
  id: row.id,
  organizationId: row.recipient_id,
  name: row.recipient,
  channel: row.channel,
  address: row.address,
  copies: row.copies,
  state: row.state,
  sentAt: row.sent_at?.toISOString() ?? null,
  receivedAt: row.received_at?.toISOString() ?? null,
  receipt: row.receipt,
  fault: row.fault,
  version: row.version,
})

/** The book where its number stands, else the one that the drafter chose by name. */
async function bookOf({ tx, actor }: ReadContext, paper: PaperRow): Promise<OutgoingDetail['book']> {
  const { organizationId } = actor
  if (paper.book_id) {
    const found = await findBook(tx, organizationId, paper.book_id)
    return found && { title: found.title }
  }
  const [named] = paper.book_code ? await namedBooksOf(tx, organizationId, paper.book_code) : []
  return named ? { title: named.title } : null
}

/** Opening a document is on record (decisions 14), so it is an action. */
export const get = action(outgoing.get, {
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'look'),
  allow: () => true, // the scope is in the query of load
  async run(ctx, { documentId }, facts): Promise<OutgoingDetail> {
    const { paper, document, opinions } = facts
    const { tx, actor, today } = ctx
    const { organizationId } = actor
    const [calendar, components, versions, verdicts, steps, dispatches, gateway, relations, files, book] =
      await Promise.all([
        calendarOf(tx, organizationId, today),
        componentsOfDocument(tx, organizationId, documentId),
        versionsOf(tx, organizationId, documentId),
        verdictsOf(tx, organizationId, documentId),
        stepsOf(tx, organizationId, documentId),
        dispatchesOf(tx, organizationId, documentId),
        gatewayStatesOf(tx, organizationId, documentId),
        relationsOf(tx, actor, documentId),
        waitingFiles(tx, organizationId, documentId),
        bookOf(ctx, paper),
      ])
    ctx.record({ kind: 'outgoing.open', subject: subjectOf(facts) })
    return {
      ...rowView(
        {
          ...paper,
          type_name: document.typeName,
          code_number: document.codeNumber ?? null,
          code_notation: document.codeNotation ?? null,
          issued_date: document.issuedDate ?? null,
          subject: document.subject,
          urgency: document.urgency,
        },
        today,
        calendar,
      ),
      fields: {
        typeCode: document.typeCode ?? '',
        subject: document.subject,
        urgency: document.urgency,
        circulation: document.circulation,
        notationUnit: paper.notation_unit,
        mode: paper.mode,
        bookCode: paper.book_code,
        jointWith: [...paper.joint_with],
        signerPost: paper.signer_post,
        authorityId: paper.authority_id,
        dueDate: paper.due_date,
        description: document.description ?? null,
      },
      place: document.place ?? null,
      issuer: document.issuerName,
      signerBlock: paper.signer ? { ...paper.signer, authority: [...paper.signer.authority] } : null,
      returnedWords: paper.returned_words,
      approvedVersion: paper.approved_version,
      book,
      versions: versions.map((row) => versionView(row, components)),
      attachments: components.filter((one) => one.role === 'attachment' && !isLasting(one)).map(componentView),
      waitingFiles: files,
      rendered: componentOf(components, paper.rendered_id),
      signed: componentOf(components, paper.signed_id),
      sealed: componentOf(components, paper.sealed_id),
      lasting: componentOf(components, components.findLast((one) => one.role === 'main' && isLasting(one))?.id ?? null),
      verdicts: verdicts.map((row) => ({
        id: row.id,
        versionNo: row.version_no,
        kind: row.kind,
        outcome: row.outcome,
        words: row.words,
        marks: row.marks,
        at: row.at.toISOString(),
        byName: row.by_name,
        byTitle: row.by_title,
      })),
      opinions: opinions.map((row) => opinionView(row, isAsked(actor, row))),
      dispatches: dispatches.map((row) =>
        dispatchView(
          row,
          gateway.find((one) => one.dispatch_id === row.id),
        ),
      ),
      steps: steps.map((step) => ({
        id: step.id,
        kind: step.kind,
        versionNo: step.version_no,
        at: step.at.toISOString(),
        byName: step.by_name,
        byTitle: step.by_title,
        words: step.words,
        data: step.data,
      })),
      relations,
      followers: await followersOf(ctx, relations),
      result: paper.result,
      abilities: abilitiesOf(actor, paper, opinions),
    }
  },
})

/** What a document that follows this one begins with: its type, a subject, the same receivers and signer. */
export const follow = read(outgoing.follow, async (ctx, { documentId, kind }) => {
  const { paper, document } = await loadFacts(ctx, documentId, 'look')
  const typeCode = typeOfFollower(kind, document)
  await refuseFollowing(ctx, { kind, documentId }, typeCode)
  const held = paper.signer_post ? await authoritiesFor(ctx, typeCode, paper.signer_post) : []
  const signer = held.find((one) => one.id === paper.authority_id) ?? held[0]
  const receivers = await dispatchesOf(ctx.tx, ctx.actor.organizationId, documentId)
  return {
    name: [symbolOf(document), document.subject].filter(Boolean).join(' · '),
    fields: {
      typeCode,
      subject: subjectOfFollower(kind, document),
      urgency: 0,
      circulation: document.circulation,
      notationUnit: null,
      mode: paper.mode,
      bookCode: paper.book_code,
      jointWith: [...paper.joint_with],
      signerPost: signer?.postId ?? null,
      authorityId: signer?.id ?? null,
      dueDate: null,
      description: null,
      recipients: receivers.map((one) => ({
        organizationId: one.recipient_id,
        name: one.recipient,
        channel: one.channel,
        address: one.address,
        copies: one.copies,
      })),
    },
  }
})

/** What the form checker said when the version was added. */
export const findings = read(outgoing.findings, async (ctx, { documentId, no }) => {
  const draft = await versionOf(ctx, await loadFacts(ctx, documentId, 'look'), no)
  const kept = draft.findings as { ruleSet: string; findings: FormFinding[] } | null
  return { ruleSet: kept?.ruleSet ?? null, findings: kept?.findings ?? [], fault: draft.check_fault }
})

/** Where they stand on the pages shown: looked up when somebody reads them, as pages of a Word file may come later. */
export const findingPlaces = action(outgoing.findingPlaces, {
  async beforehand(outside, { documentId, no }) {
    const look = await outside.read(async (ctx) => {
      const facts = await loadFacts(ctx, documentId, 'look')
      const draft = await versionOf(ctx, facts, no)
      const kept = draft.findings as { findings: FormFinding[] } | null
      return kept ? { findings: kept.findings, bytes: await bytesToPlace(ctx, facts, draft) } : null
    })
    return look ? placesIn(look.findings, look.bytes) : []
  },
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'look'),
  allow: () => true,
  async run(ctx, _input, facts, places) {
    ctx.record({ subject: subjectOf(facts) })
    return {
      places: places.map((one) => one && { page: one.page, box: [...one.box] as [number, number, number, number] }),
    }
  },
})

/** Content to go on writing: of a version written here, or the type's template. */
export const content = read(outgoing.content, async (ctx, { documentId, no }) => {
  const facts = await loadFacts(ctx, documentId, 'look')
  const draft = no ? await versionOf(ctx, facts, no) : null
  if (draft?.content) return { content: { ...readContent(draft.content) }, isTemplate: false }
  return { content: { ...(await templateFor(ctx, facts)) }, isTemplate: true }
})

export const compare = read(outgoing.compare, async (ctx, { documentId, from, to }) => {
  const facts = await loadFacts(ctx, documentId, 'look')
  const of = async (no: number) => (await paragraphsOf(ctx, facts, await versionOf(ctx, facts, no))) ?? []
  return { rows: comparePlain(await of(from), await of(to)) }
})

/** A version's pages or Word file; looking at it is on record. */
export const pages = action(outgoing.pages, {
  async beforehand(outside, { documentId, no, format }) {
    const bytes = await outside.read(async (ctx) => {
      const facts = await loadFacts(ctx, documentId, 'look')
      return bytesOf(ctx, facts, await versionOf(ctx, facts, no), format)
    })
    return bytes()
  },
  load: (ctx, { documentId }) => loadFacts(ctx, documentId, 'look'),
  allow: () => true,
  async run(ctx, { no, format, download }, facts, bytes) {
    const isPdf = new TextDecoder('latin1').decode(bytes.subarray(0, 5)) === '%PDF-'
    if (format === 'docx' && isPdf) throw new AppError('OUTGOING_FILE_KIND')
    ctx.record({
      kind: download ? 'outgoing.download' : 'outgoing.open-version',
      subject: subjectOf(facts),
      data: { version: no, format },
    })
    const name = `${facts.document.typeName} - bản ${no}.${format}`
    return {
      file: { name, mediaType: isPdf ? mediaTypes.pdf : mediaTypes.docx, bytes, inline: format === 'pdf' && !download },
    }
  },
})
