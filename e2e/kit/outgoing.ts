/** Drafts for the browser journeys, made through the API as the person who drafts. */
import type { Person } from './browser.ts'

const CONTENT = {
  superior: null,
  body: [
    { kind: 'heading', level: 'roman', title: 'Kết quả thực hiện' },
    { kind: 'clause', title: 'Công tác rà soát', runs: [{ text: 'Đã rà soát 412 hộ tại 9 thôn.' }] },
    { kind: 'paragraph', runs: [{ text: 'Toàn xã còn 12 hộ nghèo, giảm 03 hộ so với năm trước.' }] },
  ],
}

/** A report drafted and written here; the first one that the person already has, where there is one. */
export async function draftOf(person: Person, organization: string): Promise<string> {
  const { items } = await person.ask<{ items: { id: string; latestVersion: number }[] }>(
    'GET',
    '/api/outgoing?tab=mine&limit=5',
    undefined,
    organization,
  )
  const known = items.find((one) => one.latestVersion > 0)
  if (known) return known.id
  const { signers } = await person.ask<{ signers: { postId: string; authorityId: string }[] }>(
    'GET',
    '/api/outgoing/choices?typeCode=bao-cao',
    undefined,
    organization,
  )
  const { id, version } = await person.ask<{ id: string; version: number }>(
    'POST',
    '/api/outgoing',
    {
      fields: {
        typeCode: 'bao-cao',
        subject: 'Kết quả rà soát hộ nghèo năm 2026',
        mode: 'paper',
        signerPost: signers[0]?.postId,
        authorityId: signers[0]?.authorityId,
        recipients: [{ name: 'Hội Nông dân xã Sông Mây', channel: 'post' }],
      },
    },
    organization,
  )
  await person.ask('POST', `/api/outgoing/${id}/content`, { version, content: CONTENT }, organization)
  return id
}
