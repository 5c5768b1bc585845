/** What is typed on the sheet of a new copy, and what the server is asked. */
import type { z } from 'zod'
import type { Answer } from '#platform/contract/index.ts'
import type { CopyWish, copies, media, wishSchema } from '../contract.ts'

export type Choices = Answer<typeof copies.choices>
export type Medium = (typeof media)[number]

export interface Draft {
  readonly form: CopyWish['form']
  readonly from: Medium
  readonly to: Medium
  /** '' : pages that a copying machine made. */
  readonly sourceId: string
  readonly extract: string
  readonly askedBy: string
  readonly amount: string
  /** One a line. */
  readonly recipients: string
  readonly note: string
  readonly authorityId: string
  readonly requestKey: string
}

export type Form = Choices['forms'][number]

/** Media into which a form may be made from this one, and from which it may be made at all. */
export const targets = (form: Form | undefined, from: Medium): Medium[] =>
  (['paper', 'electronic'] as const).filter((to) => form?.ways.includes(`${from}-${to}`))
export const origins = (form: Form | undefined): Medium[] =>
  (['paper', 'electronic'] as const).filter((from) => form?.ways.some((way) => way.startsWith(`${from}-`)))

/** A draft that its form allows: another form or origin moves what no longer fits. */
export function settled(draft: Draft, choices: Choices): Draft {
  const form = choices.forms.find((one) => one.id === draft.form) ?? choices.forms[0]
  const from = origins(form).includes(draft.from) ? draft.from : (origins(form)[0] ?? 'paper')
  const to = targets(form, from).includes(draft.to) ? draft.to : (targets(form, from)[0] ?? 'paper')
  const known = choices.sources.some((one) => one.id === draft.sourceId)
  const mayLack = from === 'paper' && to === 'paper' && draft.sourceId === ''
  const sourceId = known || mayLack ? draft.sourceId : (choices.sources[0]?.id ?? '')
  const signer = choices.signers.find((one) => one.authorityId === draft.authorityId) ?? choices.signers[0]
  return { ...draft, form: form?.id ?? draft.form, from, to, sourceId, authorityId: signer?.authorityId ?? '' }
}

export function draftOf(choices: Choices, requestKey: string): Draft {
  return settled(
    {
      form: 'sao-y',
      from: choices.from,
      to: 'paper',
      sourceId: choices.sources[0]?.id ?? '',
      extract: '',
      askedBy: '',
      amount: '1',
      recipients: '',
      note: '',
      authorityId: '',
      requestKey,
    },
    choices,
  )
}

/** What is missing or wrong, by field. */
export function faultsOf(draft: Draft, isExtract: boolean): ReadonlySet<keyof Draft> {
  const wrong = new Set<keyof Draft>()
  if (draft.askedBy.trim() === '') wrong.add('askedBy')
  if (isExtract && draft.extract.trim() === '') wrong.add('extract')
  if (!/^[1-9]\d{0,2}$/.test(draft.amount)) wrong.add('amount')
  if (draft.authorityId === '') wrong.add('authorityId')
  if (!isExtract && draft.sourceId === '' && !(draft.from === 'paper' && draft.to === 'paper')) wrong.add('sourceId')
  return wrong
}

export function wishOf(draft: Draft, choices: Choices, isExtract: boolean): z.input<typeof wishSchema> {
  return {
    form: draft.form,
    from: draft.from,
    sourceId: isExtract ? null : draft.sourceId || null,
    extract: isExtract ? draft.extract.trim() : null,
    askedBy: draft.askedBy.trim(),
    amount: Number(draft.amount),
    recipients: draft.recipients
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    note: draft.note.trim() || null,
    signerPost: choices.signers.find((one) => one.authorityId === draft.authorityId)?.postId ?? '',
    authorityId: draft.authorityId,
    requestKey: draft.requestKey,
  }
}
