/** Who may do what with outgoing documents; pure over facts (handbook 2, 4.1; decisions 2). */
import { handlesDocuments } from '#modules/records/index.ts'
import type { Actor, PermissionRule } from '#platform/action/index.ts'
import type { Ability } from './contract-shapes.ts'
import { mayMove } from './rules.ts'
import type { PaperRow } from './store.ts'
import type { OpinionRow } from './store-way.ts'

const drafts = ['registry', 'leader', 'chief_of_office', 'unit_head', 'officer']

export const permissions: Record<string, PermissionRule> = {
  'outgoing.read': {
    title: { vi: 'Xem văn bản đi', en: 'Read outgoing documents' },
    roles: handlesDocuments,
    source: 'decisions 2: further limited by access to the single document',
  },
  'outgoing.draft': {
    title: { vi: 'Soạn thảo văn bản', en: 'Draft documents' },
    roles: drafts,
    source: 'NĐ 30/2020 Đ10; handbook 2: draft',
  },
  'outgoing.opine': {
    title: { vi: 'Cho ý kiến dự thảo', en: 'Give an opinion on a draft' },
    roles: [...drafts, 'unit_clerk', 'archivist'],
    source: 'NĐ 30/2020 Đ10; own addition: whoever was asked',
  },
  'outgoing.check-content': {
    title: { vi: 'Kiểm tra nội dung dự thảo', en: 'Check the content of drafts' },
    roles: ['unit_head'],
    source: 'NĐ 30/2020 Đ12.1',
  },
  'outgoing.check-form': {
    title: { vi: 'Kiểm tra thể thức dự thảo', en: 'Check the form of drafts' },
    roles: ['chief_of_office', 'registry'],
    source: 'NĐ 30/2020 Đ12.2: whoever is charged with it; the chief of office, else the registry',
  },
  'outgoing.sign': {
    title: { vi: 'Duyệt và ký văn bản', en: 'Approve and sign documents' },
    roles: ['leader', 'chief_of_office', 'unit_head'],
    source: 'NĐ 30/2020 Đ11, Đ13: limited to the signer of the document and his authority',
  },
  'outgoing.send-back': {
    title: { vi: 'Trả lại dự thảo', en: 'Send drafts back' },
    roles: ['leader', 'chief_of_office', 'unit_head', 'registry'],
    source: 'NĐ 30/2020 Đ10.2, Đ11, Đ12: whoever checks or signs it',
  },
  'outgoing.issue': {
    title: { vi: 'Cấp số, đóng dấu, phát hành', en: 'Number, seal and issue' },
    roles: ['registry'],
    source: 'NĐ 30/2020 Đ6.3, Đ14-18',
  },
  'outgoing.recall': {
    title: { vi: 'Thu hồi văn bản đã phát hành', en: 'Recall issued documents' },
    roles: ['leader', 'chief_of_office', 'registry'],
    source: 'NĐ 30/2020 Đ18.4; handbook 2: the registry on order',
  },
  'outgoing.print': {
    title: { vi: 'In sổ văn bản đi', en: 'Print the outgoing registers' },
    roles: ['registry', 'chief_of_office', 'leader', 'inspector'],
    source: 'NĐ 30/2020 Đ16.2; PL VI V',
  },
}

const has = (actor: Actor, ...roles: string[]): boolean => actor.roles.some((role) => roles.includes(role))
const isDrafter = (actor: Actor, paper: PaperRow): boolean => actor.postId === paper.drafter_post
const isSigner = (actor: Actor, paper: PaperRow): boolean =>
  paper.signer_post !== null && actor.postId === paper.signer_post

/** Does this actor hold the document at its present step? */
export function holds(actor: Actor, paper: PaperRow): boolean {
  switch (paper.state) {
    case 'drafting':
      return isDrafter(actor, paper)
    case 'content_check':
      return has(actor, 'unit_head') && actor.unitId === paper.holder_unit
    case 'form_check':
      return has(actor, 'chief_of_office', 'registry')
    case 'approval':
    case 'approved':
    case 'numbered':
      return isSigner(actor, paper) || (paper.state === 'approved' && paper.mode === 'paper' && has(actor, 'registry'))
    case 'signed':
    case 'sealed':
      return has(actor, 'registry')
    default:
      return false
  }
}

/** The drafter writes while it is his; whoever checks or signs mends what he holds (Đ10.2: directly in the draft). */
export function mayWrite(actor: Actor, paper: PaperRow): boolean {
  return mayMove('addVersion', paper.state) && (isDrafter(actor, paper) || holds(actor, paper))
}

/** What this actor may do now: the screen shows these and invents none. */
export function abilitiesOf(actor: Actor, paper: PaperRow, opinions: readonly OpinionRow[]): Ability[] {
  const found: Ability[] = []
  const add = (name: Ability, may: boolean): void => {
    if (may) found.push(name)
  }
  const isHolder = holds(actor, paper)
  add('change', mayMove('change', paper.state) && (isDrafter(actor, paper) || isHolder))
  add('addVersion', mayWrite(actor, paper))
  add('submit', mayMove('submit', paper.state) && isDrafter(actor, paper))
  add('withdraw', mayMove('withdraw', paper.state) && isDrafter(actor, paper))
  add(
    'askOpinions',
    mayMove('askOpinions', paper.state) && (isDrafter(actor, paper) || isHolder) && has(actor, ...drafts),
  )
  add(
    'answerOpinion',
    opinions.some((one) => isAsked(actor, one)),
  )
  add('checkContent', mayMove('checkContent', paper.state) && isHolder && !isDrafter(actor, paper))
  add('checkForm', mayMove('checkForm', paper.state) && isHolder)
  add('approve', mayMove('approve', paper.state) && isSigner(actor, paper))
  add(
    'sendBack',
    mayMove('sendBack', paper.state) && isHolder && has(actor, ...permissions['outgoing.send-back']!.roles),
  )
  add('sign', mayMove('sign', paper.state) && paper.mode === 'digital' && isSigner(actor, paper))
  add('numberOnPaper', mayMove('numberOnPaper', paper.state) && paper.mode === 'paper' && has(actor, 'registry'))
  add('seal', mayMove('seal', paper.state) && paper.mode === 'digital' && has(actor, 'registry'))
  add('issue', mayIssue(paper) && has(actor, 'registry'))
  add('recall', mayMove('recall', paper.state) && has(actor, ...permissions['outgoing.recall']!.roles))
  add('addScan', mayAddScan(actor, paper))
  add('confirmReceipt', paper.state === 'issued' && has(actor, 'registry'))
  add('follow', mayMove('follow', paper.state) && has(actor, ...drafts))
  add('abandon', mayAbandon(actor, paper))
  return found
}

/** A digital document bears the agency's signature before it goes out (Đ5.1); one on paper was sealed by hand. */
export function mayIssue(paper: PaperRow): boolean {
  return paper.mode === 'digital' ? paper.state === 'sealed' : paper.state === 'signed'
}

/** What was signed by hand is kept as its scan: the registry adds it, also after it has gone out. */
export function mayAddScan(actor: Actor, paper: PaperRow): boolean {
  return has(actor, 'registry') && paper.mode === 'paper' && (paper.state === 'signed' || paper.state === 'issued')
}

/** The drafter gives his draft up; what has a number only the signer or the registry. */
export function mayAbandon(actor: Actor, paper: PaperRow): boolean {
  if (!mayMove('abandon', paper.state)) return false
  if (paper.state === 'numbered') return isSigner(actor, paper) || has(actor, 'registry')
  return isDrafter(actor, paper) || (paper.state === 'approved' && isSigner(actor, paper))
}

/** Was this post, or the unit that it heads or keeps the desk of, asked for its opinion and has not answered? */
export function isAsked(actor: Actor, opinion: Pick<OpinionRow, 'state' | 'post_id' | 'unit_id'>): boolean {
  if (opinion.state !== 'asked') return false
  if (opinion.post_id !== null) return opinion.post_id === actor.postId
  return opinion.unit_id === actor.unitId && has(actor, 'unit_head', 'unit_clerk')
}
