/**
 * Messages delivered twice, out of order, at the same time and again much later have the effect of one. Every kind of job that the house
 * registers is dealt with: one that no story here brings about is a failure of this test.
 */

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PDFDocument } from '@cantoo/pdf-lib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signPackage, writePackage } from '#engines/edxml/index.ts'
import { documentMessage, signer } from '#engines/edxml/test/build.ts'
import { archive } from '#modules/archive/contract.ts'
import { audit } from '#modules/audit/contract.ts'
import { casefiles } from '#modules/casefiles/contract.ts'
import { desk } from '#modules/desk/contract.ts'
import { exchange } from '#modules/exchange/contract.ts'
import { imports } from '#modules/imports/contract.ts'
import { bring, register } from '#modules/imports/test/build.ts'
import { incoming } from '#modules/incoming/contract.ts'
import { intake } from '#modules/intake/contract.ts'
import { drafts } from '#modules/outgoing/test/build.ts'
import { people } from '#modules/people/contract.ts'
import { addIdentifier } from '#modules/people/index.ts'
import { preservation } from '#modules/preservation/contract.ts'
import { conversions } from '#modules/preservation/conversions-contract.ts'
import { incidents } from '#modules/preservation/incidents-contract.ts'
import { search } from '#modules/search/contract.ts'
import { askLasting } from '#modules/signatures/index.ts'
import { transfer } from '#modules/transfer/contract.ts'
import { INSTALLATION_ID } from '#platform/action/index.ts'
import { anonymous } from '#platform/action/kernel.ts'
import { newId } from '#platform/ids/index.ts'
import { type TestApp, testApp } from '#test/kit/index.ts'
import { makeOffice, type Office } from '#test/kit/office.ts'
import { quarantined } from '#test/kit/upload.ts'

let t: TestApp
let office: Office
let neighbour: Office

/** Tells of every job that is queued; while `is_double`, each is queued a second time, in no order and in no line. */
const WATCH = `
create table public.replay_told (id bigserial primary key, task text, payload json);
create table public.replay_mode (is_double boolean not null);
insert into public.replay_mode values (false);
create function public.replay_tell() returns trigger language plpgsql security definer as $$ begin
  insert into public.replay_told (task, payload)
    select t.identifier, new.payload from graphile_worker._private_tasks t where t.id = new.task_id;
  if pg_trigger_depth() = 1 and (select is_double from public.replay_mode) then
    insert into graphile_worker._private_jobs (task_id, payload, priority, max_attempts, run_at)
      values (new.task_id, new.payload, (random() * 200)::int, new.max_attempts, new.run_at);
    update graphile_worker._private_jobs set priority = (random() * 200)::int where id = new.id;
  end if;
  return null;
end $$;
create trigger replay_tell after insert on graphile_worker._private_jobs for each row execute function public.replay_tell();`

beforeAll(async () => {
  t = await testApp()
  office = await makeOffice(t)
  neighbour = await makeOffice(t, 'Ủy ban nhân dân xã Đồi Chè')
  await befriend()
  await t.admin(WATCH)
})
afterAll(async () => {
  partner?.close()
  await t?.close()
})

/** A partner elsewhere: it sends packages, and refuses every answer, so that nothing is tried for ever. */
const elsewhere = signer()
let partner: Server
async function befriend(): Promise<void> {
  partner = createServer((request, answer) => {
    request.resume()
    request.on('end', () => answer.writeHead(403).end(JSON.stringify({ code: 'EXCHANGE_UNTRUSTED' })))
  })
  await new Promise<void>((resolve) => partner.listen(0, '127.0.0.1', resolve))
  await t.admin('update people.organization set is_host = true where id = $1', [office.organizationId])
  const code = { scheme: 'organ-id', value: 'H98.3', validFrom: '2025-07-01', validTo: null, basis: null } as const
  await t.as(neighbour.organizationId, (ctx) => addIdentifier(ctx.tx, neighbour.organizationId, code))
  const fields = {
    name: 'Cổng nơi khác',
    address: `http://127.0.0.1:${(partner.address() as AddressInfo).port}/`,
    certificate: elsewhere.certificate,
    serves: ['H99'],
    validFrom: '2026-01-01',
  }
  await t.run(exchange.savePartner, office.actors.sysadmin, { body: { id: null, version: null, fields } })
}

/** A document of the partner's comes, is registered, and asked back. */
async function fromElsewhere(n: number): Promise<void> {
  const { registry } = neighbour.actors
  const message = documentMessage({
    to: [{ organId: 'H98.3', name: null }],
    documentId: `H99.12,2026/11/20,${n}/SSN`,
    attachments: [
      {
        contentId: 'f1',
        name: 'a.pdf',
        mediaType: 'application/pdf',
        description: null,
        bytes: await paper(`gói ${n}`),
      },
    ],
  })
  const send = async (change: object) => {
    const bytes = signPackage(await writePackage({ ...message, ...change }), elsewhere)
    const uploads = [await quarantined(t, 'package.edxml', bytes)]
    await t.run(exchange.receive, anonymous('127.0.0.1'), { body: {} }, { uploads })
    await drain()
  }
  await send({})
  const [item] = await t.admin<{ id: string; version: number }>(
    `select id, version from intake.item where organization_id = $1 and state = 'ready' order by id`,
    [neighbour.organizationId],
  )
  await t.run(incoming.register, registry, {
    body: {
      intakeId: item!.id,
      intakeVersion: item!.version,
      fields: { typeName: 'Công văn', issuerName: 'Sở Sông Ngòi', subject: `Từ nơi khác ${n}` },
      requestKey: `replay-${n}-elsewhere-0`,
    },
  })
  await drain()
  await send({ business: 'recall', aboutDocumentId: message.documentId, attachments: [], reason: 'Nhầm' })
  await refuseAll()
}

/** What the neighbour is asked back it keeps. */
async function refuseAll(): Promise<void> {
  const { asks } = await t.run(exchange.messages, neighbour.actors.registry, {})
  expect(asks).not.toEqual([])
  for (const { id } of asks)
    await t.run(exchange.refuseRecall, neighbour.actors.registry, { params: { id }, body: { reason: 'Đã thi hành' } })
  await drain()
}

/** Rows of every table of the rooms; the log, which tells of every attempt, apart. */
async function rows(): Promise<Record<string, number>> {
  const tables = await t.admin<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'platform', 'audit', 'public')
       and tablename <> 'tally_stale' -- itself a list of what is to be counted anew
       and format('%I.%I', schemaname, tablename) <> 'preservation.event' -- a log, too: every reading of a package is told
     order by 1`,
  )
  const found: Record<string, number> = {}
  for (const { name } of tables)
    found[name] = (await t.admin<{ n: number }>(`select count(*)::int as n from ${name}`))[0]!.n
  return found
}

/** What the rows of the rooms say, in a word for each table; when they were last written is no matter. */
async function words(): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  // A derived copy (stamp, text) is made again and takes the place of the one before.
  for (const name of Object.keys(await rows()))
    if (
      /^(incoming|outgoing|casefiles|exchange|records|desk|intake|people|transfer|archive)\./.test(name) &&
      name !== 'records.derivative'
    )
      found[name] = (
        await t.admin<{ m: string }>(
          `select coalesce(md5(string_agg(j::text, '|' order by j::text)), '') as m
           from (select to_jsonb(x) - 'updated_at' - 'version' as j from ${name} x) y`,
        )
      )[0]!.m
  return found
}

/** Two workers at once. */
const drain = async (): Promise<void> => {
  await Promise.all([t.drain(), t.drain()])
}

async function paper(words: string): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = await PDFDocument.create()
  pdf.setSubject(words)
  pdf.addPage([595, 842])
  return new Uint8Array(await pdf.save())
}

/** An incoming document answered by one of ours, which goes to a neighbour, is registered there, and another that is called back. */
async function answers(n: number): Promise<void> {
  const { registry, head, chief, leader } = office.actors
  const d = drafts(t, office)
  const asked = await t.run(incoming.register, registry, {
    body: {
      fields: { typeName: 'Công văn', issuerName: 'Sở Nội vụ tỉnh Lam Hà', subject: `V/v hỏi ${n}` },
      requestKey: `replay-${n}-asked-0000`,
    },
  })
  await t.run(incoming.assign, registry, {
    params: { documentId: asked.id },
    body: { version: asked.version, lead: { unitId: office.units.finance } },
  })
  // The answers file themselves.
  for (const [actor, documentIds] of [
    [head, [asked.id]],
    [office.actors.officer, []],
  ] as const)
    await t.run(casefiles.open, actor, {
      body: {
        title: `Hồ sơ việc ${n}`,
        retention: '20',
        documentIds: [...documentIds],
        requestKey: `replay-${n}-${actor.title}`,
      },
    })
  let registered = ''
  for (const isRecalled of [false, true]) {
    const made = await d.create(
      {
        mode: 'paper',
        typeCode: 'thong-bao',
        subject: `Trả lời ${n} ${isRecalled}`,
        recipients: [
          { organizationId: neighbour.organizationId, name: 'Ủy ban nhân dân xã Đồi Chè', channel: 'local' },
        ],
      },
      { repliesTo: isRecalled ? [] : [asked.id], requestKey: `replay-${n}-${isRecalled}-draft` },
      head,
    )
    await d.write(made.id, head)
    await d.upload(made.id, `kem-theo-${n}.pdf`, await paper(`kèm theo ${n}`), 'attachment', head)
    await d.step('submit', made.id, head)
    await d.step('checkForm', made.id, chief)
    await d.step('approve', made.id, leader)
    await d.step('numberOnPaper', made.id, registry)
    await d.upload(made.id, `ban-quet-${n}.pdf`, await paper(`bản quét ${n} ${isRecalled}`), 'scan', registry)
    await d.step('issue', made.id, registry)
    await drain()
    if (!isRecalled) registered = made.id
    if (isRecalled) await d.step('recall', made.id, leader, { reason: 'Ban hành nhầm' })
    await drain()
  }
  const [item] = await t.admin<{ id: string; version: number }>(
    `select id, version from intake.item where organization_id = $1 and state = 'ready' order by id`,
    [neighbour.organizationId],
  )
  await t.run(incoming.register, neighbour.actors.registry, {
    body: {
      intakeId: item!.id,
      intakeVersion: item!.version,
      fields: { typeName: 'Thông báo', issuerName: 'Ủy ban nhân dân xã Sông Mây', subject: `Trả lời ${n}` },
      requestKey: `replay-${n}-neighbour-0`,
    },
  })
  await drain()
  await d.step('recall', registered, leader, { reason: 'Sai thẩm quyền' })
  await drain()
  await refuseAll()
  await fromElsewhere(n)
}

/** A file of one paper goes to the archive, which takes it in. */
async function handsOver(n: number): Promise<void> {
  const { registry, head, archivist } = office.actors
  const { id: documentId, version } = await t.run(incoming.register, registry, {
    body: {
      fields: { typeName: 'Công văn', issuerName: 'Sở Nội vụ tỉnh Lam Hà', subject: `V/v nộp lưu ${n}` },
      requestKey: `replay-${n}-archive-0000`,
    },
  })
  await t.run(incoming.assign, registry, {
    params: { documentId },
    body: { version, lead: { unitId: office.units.finance } },
  })
  const { sha256, size } = await t.blobs.put(await paper(`bản nộp lưu ${n}`))
  await t.admin(
    `insert into records.component (organization_id, id, document_id, role, position, file_name, media_type, size, sha256, created_at, created_by)
      values ($1, $2, $3, 'main', 0, 'nop-luu.pdf', 'application/pdf', $4, $5, now(), $6)`,
    [office.organizationId, newId(), documentId, size, sha256, registry.postId],
  )
  const { id: fileId } = await t.run(casefiles.open, head, {
    body: {
      title: `Hồ sơ nộp lưu ${n}`,
      retention: '20',
      documentIds: [documentId],
      requestKey: `replay-${n}-archive`,
    },
  })
  const { file } = await t.run(casefiles.get, head, { params: { fileId } })
  await t.run(casefiles.close, head, {
    params: { fileId },
    body: { version: file.version, retention: '20', startsOn: '2026-10-01', endsOn: '2026-11-01' },
  })
  const { id } = await t.run(transfer.create, head, { body: { fileIds: [fileId] } })
  const at = { params: { handoverId: id } }
  await t.run(transfer.submit, head, { ...at, body: { version: 1 } })
  await t.run(transfer.look, archivist, { params: { handoverId: id, fileId }, body: {} })
  await t.run(transfer.decide, archivist, {
    ...at,
    body: { version: 2, decisions: [{ fileId, to: 'accepted' }] },
  })
  await drain()
  const { items } = await t.run(archive.list, archivist, { query: { level: 'file' } })
  const taken = items.find((one) => one.title === `Hồ sơ nộp lưu ${n}`)!
  await t.run(preservation.pack, archivist, { params: { unitId: taken.id } })
  await t.run(incidents.check, archivist, {})
  await drain()
  await t.run(conversions.convert, archivist, { body: { puid: 'fmt/276' } })
  await drain()
}

/** A file that is kept for ever goes on to the neighbour's archive, which takes it in and whose paper is signed. */
async function handsOn(n: number): Promise<void> {
  const { archivist } = office.actors
  const { items: stores } = await t.run(archive.repositories, archivist, {})
  const describe = async (level: string, parentId: string | null, title: string) =>
    (
      await t.run(archive.create, archivist, {
        body: {
          level,
          title,
          ...(parentId ? { parentId } : { repositoryId: stores[0]!.id, number: `CU-${n}` }),
          ...(level === 'file' ? { retention: 'vv', starts: '2015', ends: '2015' } : {}),
          ...(level === 'item'
            ? {
                item: { typeName: 'Nghị quyết', issuerName: 'Hội đồng nhân dân xã Sông Mây', issuedDate: '2015-03-01' },
              }
            : {}),
        } as never,
      })
    ).id
  const fonds = await describe('fonds', null, `Phông cũ ${n}`)
  const file = await describe('file', fonds, `Hồ sơ vĩnh viễn ${n}`)
  await describe('item', file, `Nghị quyết ${n}`)
  const { id } = await t.run(transfer.handOn, archivist, {
    body: { unitIds: [file], receiverId: neighbour.organizationId },
  })
  const at = { params: { handoverId: id } }
  await t.run(transfer.submit, archivist, { ...at, body: { version: 1 } })
  await drain()
  const taker = neighbour.actors.archivist
  await t.run(transfer.look, taker, { params: { handoverId: id, fileId: file }, body: {} })
  const { version } = (await t.run(transfer.get, taker, at)).handover
  await t.run(transfer.decide, taker, { ...at, body: { version, decisions: [{ fileId: file, to: 'accepted' }] } })
  await drain()
  const mine = (await t.run(transfer.get, archivist, at)).handover
  await t.run(transfer.sign, archivist, { ...at, body: { version: mine.version } })
  await drain()
}

/** Weeks of an office in short: everything that queues work. @param n tells its documents from those of another time */
async function story(n: number): Promise<void> {
  const { registry, leader, officer, sysadmin } = office.actors
  await t.run(
    intake.upload,
    registry,
    { body: { classification: 'none' } },
    {
      uploads: [
        await quarantined(t, `cong-van-${n}.pdf`, await paper(`công văn ${n}`)),
        await quarantined(t, `bao-cao-${n}.txt`, `Báo cáo số ${n}`),
      ],
    },
  )
  await drain()
  const items = await t.admin<{ id: string; version: number }>(
    `select id, version from intake.item where state = 'ready' order by id`,
  )
  expect(items).toHaveLength(2)
  for (const [i, item] of items.entries()) {
    const made = await t.run(incoming.register, registry, {
      body: {
        intakeId: item.id,
        intakeVersion: item.version,
        fields: { typeName: 'Công văn', issuerName: 'Sở Y tế tỉnh Lam Hà', subject: `V/v việc ${n}.${i}` },
        requestKey: `replay-${n}-${i}-0000`,
        submitTo: leader.postId!,
      },
    })
    await t.run(incoming.direct, leader, {
      params: { documentId: made.id },
      body: { version: made.version, words: 'Giao tham mưu', lead: { postId: officer.postId! } },
    })
    if (i === 0)
      await t.run(
        intake.upload,
        registry,
        { body: { classification: 'none', intoDocument: made.id } },
        { uploads: [await quarantined(t, `phu-luc-${n}.pdf`, await paper(`phụ lục ${n}`))] },
      )
  }
  await drain()
  // Files of known origin: what an exchange or the demo brings is read by this one.
  const known = await t.admin<{ id: string }>('select id from records.component order by id desc limit 3')
  await t.as(office.organizationId, async (ctx) => {
    const readKnown = t.kernel.jobs.get('intake.read-known')!
    const componentIds = known.map(({ id }) => id)
    ctx.enqueue(readKnown as never, { componentIds } as never)
    // Without a timestamp authority it makes nothing; with one its own test runs it twice at once.
    askLasting(ctx, componentIds)
  })
  await drain()
  await answers(n)
  await handsOver(n)
  await handsOn(n)
  const brought = await bring(t, registry, 'incoming', `so-cu-${n}.csv`, register([1, 2, 3], 2000 + n))
  expect(brought.state).toBe('done')
  await t.run(imports.undo, registry, { params: { importId: brought.id }, body: { reason: 'nhập nhầm' } })
  await t.run(search.rebuild, sysadmin, {})
  await t.run(desk.rebuild, sysadmin, {})
  await t.run(audit.verify, sysadmin, {})
  await drain()
  for (const job of t.kernel.jobs.values())
    if (job.isSystem)
      await t.as(INSTALLATION_ID, async (ctx) => {
        if (job.cron) ctx.enqueue(job as never, {} as never)
      })
  await drain()
}

// Each part tells the weeks of an office: slow machines need minutes for it.
describe('messages', { timeout: 400_000 }, () => {
  let once: Record<string, number>
  let before: Record<string, number>

  it('the story as it should go, once', async () => {
    await story(1)
    before = await rows()
    await story(2)
    const after = await rows()
    once = Object.fromEntries(Object.keys(after).map((name) => [name, after[name]! - before[name]!]))
    expect(once['incoming.entry']).toBeGreaterThanOrEqual(2)
  })

  it('every job delivered twice, in no order, by two workers at once: the same effect', async () => {
    await t.admin('update public.replay_mode set is_double = true')
    const start = await rows()
    await story(3)
    await t.admin('update public.replay_mode set is_double = false')
    const end = await rows()
    const twice = Object.fromEntries(Object.keys(end).map((name) => [name, end[name]! - start[name]!]))
    expect(twice).toEqual(once)
  })

  it('a post ends: its work is handed over once', async () => {
    const { officer, other, sysadmin } = office.actors
    await t.admin('update public.replay_mode set is_double = true')
    const [post] = await t.admin<{ version: number }>('select version from people.post where id = $1', [officer.postId])
    await t.run(people.endPost, sysadmin, {
      params: { id: officer.postId! },
      body: {
        version: post!.version,
        lastDay: '2026-11-22',
        reason: 'Chuyển công tác',
        successorPostId: other.postId!,
      },
    })
    await drain()
    await t.admin('update public.replay_mode set is_double = false')
    const held = await t.admin<{ document_id: string }>(
      `select document_id from incoming.assignment where post_id = $1 and state not in ('handed_over', 'withdrawn')`,
      [other.postId],
    )
    expect(new Set(held.map((row) => row.document_id)).size).toBe(held.length)
    expect(held.length).toBeGreaterThan(0)
  })

  it('everything that was ever delivered is delivered again, backwards: nothing changes', async () => {
    // What waits for its next turn gets it first.
    await t.as(INSTALLATION_ID, async (ctx) => {
      ctx.enqueue(t.kernel.jobs.get('incoming.fold-figures') as never, {} as never)
    })
    await drain()
    const start = { rows: await rows(), words: await words() }
    await t.admin(`select graphile_worker.add_job(task, payload, priority => (row_number() over (order by id desc))::int % 30000)
      from (select id, task, payload from public.replay_told order by id desc) told`)
    await drain()
    expect({ rows: await rows(), words: await words() }).toEqual(start)
    const failed = await t.admin(
      `select task_identifier, last_error from graphile_worker.jobs where last_error is not null`,
    )
    expect(failed).toEqual([])
  })

  it('no kind of job was forgotten', async () => {
    const told = await t.admin<{ task: string }>('select distinct task from public.replay_told')
    const missing = [...t.kernel.jobs.keys()].filter((name) => !told.some((one) => one.task === name))
    expect(missing).toEqual([])
  })
})

describe('commands', () => {
  it('sent twenty times at the same instant under one key: registered once, everybody is told the same', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        t.run(incoming.register, office.actors.registry, {
          body: {
            fields: { typeName: 'Công văn', issuerName: 'Sở Y tế tỉnh Lam Hà', subject: 'V/v bấm nhiều lần' },
            requestKey: 'bam-nhieu-lan-0001',
          },
        }),
      ),
    )
    expect(new Set(answers.map((one) => `${one.id} ${one.arrivalNumber}`)).size).toBe(1)
    expect(await t.admin(`select from incoming.entry where request_key = 'bam-nhieu-lan-0001'`)).toHaveLength(1)
    const numbers = await t.admin<{ n: number }>(
      `select arrival_number as n from incoming.entry where book_id = $1 order by 1`,
      [office.bookId],
    )
    expect(numbers.map((row) => row.n)).toEqual(numbers.map((_, i) => i + 1))
  })
})
