import { lazy, Suspense } from 'react'
import type { OutgoingDetail } from '../contract.ts'
import { ApproveSheet, CheckContentSheet, CheckFormSheet, SubmitSheet, WithdrawSheet } from './check-sheets.tsx'
import type { MoveProps, SheetName } from './panel-props.ts'

// Sheets of the registry and of opinions come when somebody opens one.
const late = {
  askOpinions: lazy(async () => ({ default: (await import('./opinion-sheets.tsx')).AskSheet })),
  answerOpinion: lazy(async () => ({ default: (await import('./opinion-sheets.tsx')).AnswerSheet })),
  replyOpinion: lazy(async () => ({ default: (await import('./opinion-sheets.tsx')).ReplySheet })),
  withdrawOpinion: lazy(async () => ({ default: (await import('./opinion-sheets.tsx')).WithdrawOpinionSheet })),
  numberOnPaper: lazy(async () => ({ default: (await import('./issue-sheets.tsx')).NumberSheet })),
  sign: lazy(async () => ({ default: (await import('./sign-sheets.tsx')).SignSheet })),
  seal: lazy(async () => ({ default: (await import('./sign-sheets.tsx')).SealSheet })),
  issue: lazy(async () => ({ default: (await import('./issue-sheets.tsx')).IssueSheet })),
  recall: lazy(async () => ({ default: (await import('./issue-sheets.tsx')).RecallSheet })),
  abandon: lazy(async () => ({ default: (await import('./issue-sheets.tsx')).AbandonSheet })),
  follow: lazy(async () => ({ default: (await import('./follow-sheet.tsx')).FollowSheet })),
  received: lazy(async () => ({ default: (await import('./issue-sheets.tsx')).ReceivedSheet })),
  notDelivered: lazy(async () => ({ default: (await import('./issue-sheets.tsx')).NotDeliveredSheet })),
  change: lazy(async () => ({ default: (await import('./change-sheet.tsx')).ChangeSheet })),
  setRecipients: lazy(async () => ({ default: (await import('./change-sheet.tsx')).RecipientsSheet })),
} as const

const here = {
  submit: SubmitSheet,
  withdraw: WithdrawSheet,
  checkContent: CheckContentSheet,
  checkForm: CheckFormSheet,
  approve: ApproveSheet,
} as const

/** The sheet of one move. Whether it is allowed is the server's word. */
export function MoveSheet(props: { document: OutgoingDetail; sheet: SheetName; onClose: () => void }) {
  const { document, sheet, onClose } = props
  const Late = sheet.name in late ? late[sheet.name as keyof typeof late] : null
  const Here = sheet.name in here ? here[sheet.name as keyof typeof here] : null
  const given: MoveProps = { document, id: sheet.id ?? '', onClose }
  if (Here) return <Here {...given} />
  return Late ? (
    <Suspense fallback={null}>
      <Late {...given} />
    </Suspense>
  ) : null
}
