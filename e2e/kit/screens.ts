/**
 * Every screen, sheet, dialogue and menu of the product: who sees it, where it is, how it opens. A test compares this
 * with the rooms' manifests and with the sources, so a new one that is not here is found.
 */
import type { Page } from 'playwright-core'
import { archiveStops, preservationStops } from './archive-screens.ts'
import type { Say } from './words.ts'

export const people = {
  clerk: 'vanthu.songmay',
  chief: 'chanhvp.songmay',
  leader: 'chutich.songmay',
  head: 'tpkinhte.songmay',
  officer: 'chuyenvien.songmay',
  archivist: 'luutru.songmay',
  admin: 'quantri.songmay',
  party: 'quantri.tinhuy',
} as const
/** Who looks; nobody has not signed in. */
export type Who = keyof typeof people | 'nobody'

export interface Stop {
  /** The route as the manifest writes it; pages before any post begin with `/`. */
  readonly route: string
  readonly who: Who
  /** The address below the post; `:document` is one of the organisation's documents that this person may work on. */
  readonly at: string
  /** Opens the sheet or menu. */
  readonly open?: (page: Page, say: Say) => Promise<unknown>
  /** Source files below `src/` whose sheet or menu stands open then. */
  readonly shows?: readonly string[]
}

const press = (key: string) => (page: Page, say: Say) =>
  page
    .getByRole('button', { name: say(key) })
    .first()
    .click()
const dialog = (page: Page) => page.getByRole('dialog').first().waitFor()
const pressFor = (key: string) => async (page: Page, say: Say) => {
  await press(key)(page, say)
  await dialog(page)
}
const row = async (page: Page) => {
  await page.locator('tbody tr[data-index]').first().focus()
  await page.keyboard.press('Enter')
  await dialog(page)
}
const menu = (name: string) => async (page: Page, say: Say) => {
  await press('desk:where.more')(page, say)
  await page.getByRole('menuitem', { name: say(`desk:menu.${name}`) }).click()
  await dialog(page)
}
const key = (name: string) => async (page: Page) => {
  await page.keyboard.press(name)
  await dialog(page)
}

const people_ = 'modules/people/web'
export const stops: readonly Stop[] = [
  { route: '/login', who: 'nobody', at: '/login' },
  { route: '/link', who: 'nobody', at: '/link?token=unknown' },
  { route: '/setup', who: 'nobody', at: '/setup?token=unknown' },
  { route: '/duty', who: 'clerk', at: '/duty' },

  { route: 'intake', who: 'clerk', at: 'intake' },
  { route: 'intake', who: 'clerk', at: 'intake?shelf=discarded' },
  { route: 'intake', who: 'clerk', at: 'intake', open: key('Alt+x'), shows: ['modules/intake/web/item-sheets.tsx'] },
  { route: 'intake', who: 'clerk', at: 'intake', open: key('Alt+j'), shows: ['modules/intake/web/item-sheets.tsx'] },
  { route: 'intake', who: 'clerk', at: 'intake', open: key('Alt+g'), shows: ['modules/intake/web/merge-sheet.tsx'] },
  { route: 'intake', who: 'clerk', at: 'intake', open: key('Alt+p'), shows: ['modules/intake/web/pass-sheet.tsx'] },
  { route: 'storage', who: 'clerk', at: 'storage' },
  { route: 'storage/scan', who: 'clerk', at: 'storage/scan' },
  { route: 'storage/boxes/$id', who: 'clerk', at: 'storage/boxes/0190f000-0000-7000-8000-00000000000a' },
  { route: 'incoming', who: 'clerk', at: 'incoming' },
  { route: 'incoming', who: 'clerk', at: 'incoming?tab=overdue' },
  { route: 'incoming', who: 'clerk', at: 'incoming?tab=all&q=khongcovanbannao' },
  {
    route: 'incoming',
    who: 'clerk',
    at: 'incoming',
    open: async (page) => {
      await page.locator('tbody tr[data-index]').first().focus()
      await page.keyboard.press('x')
      await key('s')(page)
    },
    shows: ['modules/incoming/web/bulk-submit.tsx'],
  },
  {
    route: 'incoming',
    who: 'clerk',
    at: 'incoming?tab=all',
    open: async (page, say) => {
      await page.locator('thead input[type="checkbox"]').check()
      await page.getByRole('button', { name: say('desk:chosen.button.assign') }).waitFor()
      await key('a')(page)
    },
    shows: ['modules/desk/web/chosen-sheet.tsx'],
  },
  {
    route: 'incoming',
    who: 'clerk',
    at: 'incoming?tab=overdue',
    open: async (page, say) => {
      await page.locator('thead input[type="checkbox"]').check()
      await press('desk:chosen.print')(page, say)
    },
    shows: ['modules/desk/web/chosen-buttons.tsx'],
  },
  {
    route: 'work',
    who: 'leader',
    at: 'work?group=waiting',
    open: async (page, say) => {
      await page.locator('thead input[type="checkbox"]').check()
      await pressFor('desk:chosen.button.remind')(page, say)
    },
    shows: ['modules/desk/web/chosen-sheet.tsx'],
  },
  {
    route: 'incoming',
    who: 'clerk',
    at: 'incoming?tab=all',
    open: press('shell:table.columns'),
    shows: ['web/kit/table-tools.tsx'],
  },
  {
    route: 'incoming',
    who: 'clerk',
    at: 'incoming?tab=all',
    open: press('shell:table.views'),
    shows: ['web/kit/view-list.tsx'],
  },
  { route: 'incoming', who: 'clerk', at: 'incoming', open: key('?'), shows: ['web/kit/keys-help.tsx'] },
  { route: 'incoming', who: 'clerk', at: 'incoming', open: key('Control+k'), shows: ['web/kit/command-palette.tsx'] },
  {
    route: 'incoming',
    who: 'clerk',
    at: 'incoming',
    open: press('shell:frame.actingAs'),
    shows: ['web/frame/post-menu.tsx'],
  },
  {
    route: 'incoming',
    who: 'clerk',
    at: 'incoming',
    open: press('shell:frame.account'),
    shows: ['web/frame/account-menu.tsx'],
  },
  {
    route: 'incoming',
    who: 'clerk',
    at: 'incoming',
    open: (page) => page.locator('header button:has(svg)').nth(1).click(),
    shows: ['web/frame/bell-list.tsx'],
  },
  { route: 'incoming/print', who: 'clerk', at: 'incoming/print' },
  { route: 'incoming/print', who: 'clerk', at: 'incoming/print?kind=handover&paper=A3' },
  { route: 'incoming/figures', who: 'clerk', at: 'incoming/figures' },
  { route: 'incoming/figures', who: 'clerk', at: 'incoming/figures?from=2001-01-01&to=2001-01-31' },
  {
    route: 'incoming/$id',
    who: 'clerk',
    at: 'incoming/:document',
    open: press('desk:where.more'),
    shows: ['modules/desk/web/action-menu.tsx'],
  },
  { route: 'incoming/$id', who: 'clerk', at: 'incoming/:document' },
  {
    route: 'incoming/$id',
    who: 'clerk',
    at: 'incoming/:document',
    open: menu('correct'),
    shows: ['modules/incoming/web/correct-sheet.tsx'],
  },
  {
    route: 'incoming/$id',
    who: 'clerk',
    at: 'incoming/:document',
    open: pressFor('records:access.change'),
    shows: ['modules/records/web/access-sheets.tsx'],
  },
  {
    route: 'incoming/$id',
    who: 'clerk',
    at: 'incoming/:document',
    open: menu('addFile'),
    shows: ['modules/desk/web/add-file-sheet.tsx'],
  },
  {
    route: 'incoming/$id',
    who: 'clerk',
    at: 'incoming/:document',
    open: menu('cancel'),
    shows: ['modules/incoming/web/cancel-sheet.tsx'],
  },
  {
    route: 'incoming/$id',
    who: 'leader',
    at: 'incoming/:document',
    open: menu('openToAll'),
    shows: ['modules/desk/web/reason-sheet.tsx'],
  },
  { route: 'keys', who: 'clerk', at: 'keys' },
  { route: 'keys', who: 'leader', at: 'keys' },
  {
    route: 'keys',
    who: 'clerk',
    at: 'keys',
    open: pressFor('signatures:add.agency'),
    shows: ['modules/signatures/web/add-key-sheet.tsx'],
  },
  {
    route: 'keys',
    who: 'leader',
    at: 'keys',
    open: pressFor('signatures:policy.change'),
    shows: ['modules/signatures/web/key-sheets.tsx'],
  },
  { route: 'seals', who: 'clerk', at: 'seals' },
  {
    route: 'seals',
    who: 'clerk',
    at: 'seals',
    open: pressFor('signatures:seals.add'),
    shows: ['modules/signatures/web/seal-forms.tsx'],
  },
  { route: 'verify', who: 'officer', at: 'verify' },
  { route: 'verify', who: 'admin', at: 'verify' },
  { route: 'outgoing', who: 'officer', at: 'outgoing' },
  { route: 'outgoing', who: 'clerk', at: 'outgoing?tab=to-issue' },
  { route: 'outgoing/new', who: 'officer', at: 'outgoing/new' },
  { route: 'outgoing/print', who: 'clerk', at: 'outgoing/print' },
  { route: 'outgoing/print', who: 'clerk', at: 'outgoing/print?kind=postal' },
  { route: 'outgoing/$id', who: 'officer', at: 'outgoing/:outgoing' },
  { route: 'outgoing/$id', who: 'officer', at: 'outgoing/:outgoing?part=form' },
  { route: 'outgoing/$id', who: 'officer', at: 'outgoing/:outgoing?part=opinions' },
  { route: 'outgoing/$id', who: 'officer', at: 'outgoing/:outgoing?part=versions' },
  { route: 'outgoing/$id', who: 'officer', at: 'outgoing/:outgoing?part=recipients' },
  { route: 'outgoing/$id', who: 'officer', at: 'outgoing/:outgoing?part=way' },
  { route: 'outgoing/$id', who: 'officer', at: 'outgoing/:outgoing?part=facts' },
  {
    route: 'outgoing/$id',
    who: 'officer',
    at: 'outgoing/:outgoing',
    open: pressFor('outgoing:move.submit'),
    shows: ['web/kit/work-sheet.tsx', 'modules/outgoing/web/check-sheets.tsx'],
  },
  {
    route: 'outgoing/$id',
    who: 'officer',
    at: 'outgoing/:outgoing?part=facts',
    open: pressFor('outgoing:move.change'),
    shows: ['web/kit/work-sheet.tsx', 'modules/outgoing/web/change-sheet.tsx'],
  },
  { route: 'outgoing/$id/write', who: 'officer', at: 'outgoing/:outgoing/write' },
  { route: 'outgoing/$id/compare', who: 'officer', at: 'outgoing/:outgoing/compare' },
  { route: 'copies', who: 'clerk', at: 'copies' },
  { route: 'copies/print', who: 'clerk', at: 'copies/print' },
  { route: 'copies/print', who: 'clerk', at: 'copies/print?kind=use' },
  { route: 'copies/kept', who: 'clerk', at: 'copies/kept' },
  {
    route: 'incoming/$id',
    who: 'clerk',
    at: 'incoming/:document',
    open: pressFor('copies:part.make'),
    shows: ['modules/copies/web/copy-sheet.tsx'],
  },
  { route: 'files', who: 'officer', at: 'files' },
  { route: 'files', who: 'leader', at: 'files?tab=all' },
  {
    route: 'files',
    who: 'officer',
    at: 'files',
    open: pressFor('casefiles:open.title'),
    shows: ['modules/casefiles/web/open-sheet.tsx'],
  },
  {
    route: 'files/$id',
    who: 'officer',
    at: 'files/:file',
    open: pressFor('casefiles:loose.title'),
    shows: ['modules/casefiles/web/loose-sheet.tsx'],
  },
  { route: 'files/unfiled', who: 'officer', at: 'files/unfiled' },
  { route: 'files/duties', who: 'leader', at: 'files/duties' },
  { route: 'files/schedule', who: 'clerk', at: 'files/schedule' },
  {
    route: 'files/schedule',
    who: 'clerk',
    at: 'files/schedule',
    open: pressFor('casefiles:schedule.add'),
    shows: ['modules/casefiles/web/schedule-page.tsx'],
  },
  { route: 'files/plans', who: 'clerk', at: 'files/plans' },
  {
    route: 'files/plans',
    who: 'clerk',
    at: 'files/plans',
    open: pressFor('casefiles:plan.make'),
    shows: ['modules/casefiles/web/plans-page.tsx'],
  },
  { route: 'files/plans/$id', who: 'clerk', at: 'files/plans/:plan' },
  {
    route: 'files/plans/$id',
    who: 'clerk',
    at: 'files/plans/:plan',
    open: pressFor('casefiles:line.add'),
    shows: ['modules/casefiles/web/plan-sheets.tsx'],
  },
  { route: 'files/$id', who: 'officer', at: 'files/:file' },
  {
    route: 'files/$id',
    who: 'officer',
    at: 'files/:file',
    open: pressFor('records:access.change'),
    shows: ['modules/records/web/access-sheets.tsx'],
  },
  {
    route: 'files/$id',
    who: 'officer',
    at: 'files/:file',
    open: pressFor('casefiles:close.title'),
    shows: ['modules/casefiles/web/file-sheets.tsx'],
  },
  { route: 'recipients', who: 'clerk', at: 'recipients' },
  {
    route: 'recipients',
    who: 'clerk',
    at: 'recipients',
    open: pressFor('exchange:addressees.add'),
    shows: ['modules/exchange/web/addressee-sheet.tsx'],
  },
  {
    route: 'recipients',
    who: 'clerk',
    at: 'recipients',
    open: pressFor('exchange:groups.add'),
    shows: ['modules/exchange/web/group-sheet.tsx'],
  },
  { route: 'transfers', who: 'officer', at: 'transfers' },
  { route: 'transfers', who: 'officer', at: 'transfers?tab=closed' },
  { route: 'transfers', who: 'clerk', at: 'transfers?tab=lists' },
  { route: 'transfers/historical', who: 'archivist', at: 'transfers/historical' },
  { route: 'transfers/historical', who: 'archivist', at: 'transfers/historical?tab=all' },
  { route: 'transfers/leavers', who: 'clerk', at: 'transfers/leavers' },
  { route: 'transfers/bundles', who: 'clerk', at: 'transfers/bundles' },
  {
    route: 'transfers/bundles',
    who: 'clerk',
    at: 'transfers/bundles',
    open: pressFor('transfer:bundle.take'),
    shows: ['modules/transfer/web/bundles-page.tsx'],
  },
  { route: 'transfers/$id', who: 'clerk', at: 'transfers/0190f000-0000-7000-8000-00000000000a' },
  { route: 'books', who: 'clerk', at: 'books' },
  { route: 'books', who: 'clerk', at: 'books', open: row, shows: ['modules/records/web/book-sheet.tsx'] },
  {
    route: 'books',
    who: 'clerk',
    at: 'books',
    open: pressFor('records:open.verb'),
    shows: ['modules/records/web/books-page.tsx'],
  },
  { route: 'work', who: 'officer', at: 'work' },
  { route: 'work', who: 'leader', at: 'work?group=waiting' },
  {
    route: 'work',
    who: 'leader',
    at: 'work',
    open: async (page) => {
      await page.locator('tbody tr[data-index]').first().focus()
      await key('e')(page)
    },
    shows: ['modules/desk/web/sheets.tsx', 'web/kit/work-sheet.tsx'],
  },
  { route: 'imports', who: 'clerk', at: 'imports' },
  { route: 'imports', who: 'admin', at: 'imports' },
  { route: 'imports/$id', who: 'clerk', at: 'imports/0190f000-0000-7000-8000-00000000000a' },
  { route: 'search', who: 'clerk', at: 'search' },
  { route: 'search', who: 'clerk', at: 'search?q=2026&order=newest' },
  { route: 'search', who: 'clerk', at: 'search?q=lo%E1%BA%A1i:khong khongcovanbannao' },
  {
    route: 'search',
    who: 'clerk',
    at: 'search?q=2026&sheet=saved',
    open: dialog,
    shows: ['modules/search/web/saved-sheet.tsx'],
  },
  {
    route: 'search',
    who: 'clerk',
    at: 'search?q=2026&sheet=export',
    open: dialog,
    shows: ['modules/search/web/export-sheet.tsx'],
  },
  {
    route: 'search',
    who: 'clerk',
    at: 'search?q=2026&sheet=abbreviations',
    open: dialog,
    shows: ['modules/search/web/abbreviations-sheet.tsx'],
  },
  { route: 'team', who: 'head', at: 'team' },
  { route: 'inbox', who: 'leader', at: 'inbox' },
  { route: 'notices', who: 'officer', at: 'notices' },

  { route: 'account', who: 'clerk', at: 'account' },
  { route: 'account', who: 'clerk', at: 'account?tab=sessions' },
  { route: 'account', who: 'clerk', at: 'account?tab=keys', open: press('auth:keys.create') },
  { route: 'accounts', who: 'admin', at: 'accounts' },
  { route: 'accounts', who: 'admin', at: 'accounts', open: row, shows: ['modules/auth/web/account-sheet.tsx'] },
  {
    route: 'accounts',
    who: 'admin',
    at: 'accounts',
    open: pressFor('auth:review.record'),
    shows: ['modules/auth/web/accounts-page.tsx'],
  },
  { route: 'audit', who: 'admin', at: 'audit' },
  { route: 'audit', who: 'admin', at: 'audit', open: row, shows: ['modules/audit/web/entry-sheet.tsx'] },
  { route: 'audit', who: 'admin', at: 'audit?seal=1', open: dialog, shows: ['modules/audit/web/seal-sheet.tsx'] },
  { route: 'jobs', who: 'admin', at: 'jobs' },
  { route: 'health', who: 'admin', at: 'health' },
  { route: 'gateways', who: 'admin', at: 'gateways' },
  { route: 'exchange', who: 'clerk', at: 'exchange' },

  { route: 'people', who: 'admin', at: 'people' },
  { route: 'people', who: 'clerk', at: 'people?tab=rules' },
  { route: 'people', who: 'admin', at: 'people?tab=posts' },
  {
    route: 'people',
    who: 'admin',
    at: 'people?tab=posts',
    open: pressFor('people:posts.create'),
    shows: [`${people_}/post-sheet.tsx`],
  },
  {
    route: 'people',
    who: 'admin',
    at: 'people?tab=posts',
    open: async (page, say) => {
      await row(page)
      await press('people:posts.end')(page, say)
    },
    shows: [`${people_}/end-post-sheet.tsx`],
  },
  {
    route: 'people',
    who: 'admin',
    at: 'people?tab=posts',
    open: pressFor('people:units.create'),
    shows: [`${people_}/unit-sheet.tsx`],
  },
  { route: 'people', who: 'admin', at: 'people?tab=persons' },
  {
    route: 'people',
    who: 'admin',
    at: 'people?tab=persons',
    open: pressFor('people:persons.create'),
    shows: [`${people_}/persons-panel.tsx`],
  },
  { route: 'people', who: 'leader', at: 'people?tab=delegations' },
  {
    route: 'people',
    who: 'leader',
    at: 'people?tab=delegations',
    open: pressFor('people:delegations.create'),
    shows: [`${people_}/delegations-panel.tsx`],
  },
  { route: 'people', who: 'leader', at: 'people?tab=authorities' },
  {
    route: 'people',
    who: 'leader',
    at: 'people?tab=authorities',
    open: pressFor('people:authorities.create'),
    shows: ['web/kit/work-sheet.tsx', `${people_}/authority-sheet.tsx`],
  },
  { route: 'people', who: 'party', at: 'people?tab=terms' },
  {
    route: 'people',
    who: 'party',
    at: 'people?tab=terms',
    open: pressFor('people:terms.create'),
    shows: [`${people_}/terms-panel.tsx`],
  },
  {
    route: 'people',
    who: 'party',
    at: 'people',
    open: pressFor('people:organizations.rename'),
    shows: [`${people_}/organization-sheet.tsx`],
  },
  { route: 'people', who: 'admin', at: 'people?tab=calendar' },
  {
    route: 'people',
    who: 'admin',
    at: 'people?tab=calendar',
    open: async (page) => {
      await page.locator('table button').first().click()
      await dialog(page)
    },
    shows: [`${people_}/calendar-panel.tsx`],
  },
  { route: 'people', who: 'admin', at: 'people?tab=rules' },
  { route: 'people', who: 'admin', at: 'people?tab=rules&rules=policies' },
  {
    route: 'people',
    who: 'admin',
    at: 'people?tab=rules',
    open: pressFor('people:rules.set'),
    shows: [`${people_}/override-sheet.tsx`],
  },
  ...archiveStops,
  ...preservationStops,
]

/** Sheets that no address and no press alone opens, with the reason and where they are seen instead. */
export const elsewhere: Readonly<Record<string, string>> = {
  'modules/preservation/web/packages-page.tsx': 'asks before much is packed: the journey of preservation does it',
  'modules/preservation/web/formats-page.tsx': 'asks before files are converted: the journey of preservation does it',
  'modules/storage/web/stores-page.tsx': 'asks before a place goes: needs an empty one',
  'modules/storage/web/place-sheets.tsx': 'needs a store: the journey of stores opens it',
  'modules/storage/web/box-sheets.tsx': 'needs a box: the journey of stores opens it',
  'modules/storage/web/box-page.tsx': 'asks before a box goes: needs an empty one',
  'modules/storage/web/fill-sheet.tsx': 'needs files in no box: the journey of stores opens it',
  'modules/preservation/web/export-sheets.tsx': 'needs a packed file: the journey of preservation packs one',
  'modules/preservation/web/incident-sheet.tsx': 'needs an incident: not looked at by this stage yet',
  'modules/transfer/web/contents-sheet.tsx': 'needs a draft of a hand-over: not looked at by this stage yet',
  'modules/transfer/web/leavers-page.tsx': 'needs a post that ends: the journey of files opens it',
  'modules/transfer/web/due-sheet.tsx': 'needs a file that is due: not looked at by this stage yet',
  'modules/transfer/web/handover-sheets.tsx':
    'needs a hand-over under way: the journey of the second life goes through them',
  'modules/transfer/web/hand-on-page.tsx':
    'needs a hand-over to the historical archive: the journey of handing on opens it',
  'modules/casefiles/web/choose-sheet.tsx': 'needs a document in no file: the journey of files opens it',
  'modules/casefiles/web/item-sheet.tsx': 'needs an item in a file: the journey of files opens it',
  'modules/copies/web/give-up-sheet.tsx': 'needs a copy that waits for its signature: not looked at by this stage yet',
  'modules/copies/web/kept-sheet.tsx': 'needs a kept copy: the journey of outgoing lends one',
  'modules/desk/web/complete-sheet.tsx': 'needs a task that is done: the day of the roles opens it',
  'modules/desk/web/direct-sheet.tsx': 'needs a document to direct: the day of the roles opens it',
  'modules/desk/web/submit-sheet.tsx': 'needs a document to submit: the day of the roles opens it',
  'modules/desk/web/extend-sheets.tsx': 'needs a task with a deadline: not looked at by this stage yet',
  'modules/outgoing/web/follow-sheet.tsx': 'needs an issued document: the journey of outgoing opens it',
  'modules/outgoing/web/issue-sheets.tsx': 'needs a signed document: the journey of outgoing opens it',
  'modules/outgoing/web/opinion-sheets.tsx': 'needs a draft that may be asked about: the journey of outgoing opens it',
  'modules/outgoing/web/sign-sheets.tsx': 'needs a key: the journey of signatures opens it',
  'web/kit/sheet.tsx': 'the ground of all others',
  'web/kit/side-sheet.tsx': 'the ground of all others',
  'web/kit/confirm-sheet.tsx': 'the ground of all others',
  'web/gallery.tsx': 'shown to developers only',
  'web/frame/sign-in-sheet.tsx': 'opens when a session has ended: not looked at by this stage yet',
  'modules/auth/web/account-page.tsx': 'asks before a second factor goes: the journey of the first start enrols one',
  'modules/auth/web/confirm-identity.tsx': 'opens when ten minutes have passed since the password was given',
  'modules/desk/web/phrase-sheet.tsx': 'opens from the words of a direction: not looked at by this stage yet',
  'modules/exchange/web/partner-sheet.tsx': 'the host’s administrator’s: the journey of the exchange opens it',
  'modules/exchange/web/contact-sheet.tsx': 'the host’s administrator’s: the journey of the exchange opens it',
  'modules/exchange/web/mail-form-sheet.tsx': 'needs a mail server: not looked at by this stage yet',
  'modules/exchange/web/refuse-sheet.tsx': 'needs a sender elsewhere: the journey of the exchange opens it',
  'modules/exchange/web/readdress-sheet.tsx':
    'needs a message that could not be delivered: the journey of the exchange opens it',
  'modules/imports/web/import-page.tsx': 'asks before an import is taken back: the journey of an old register does it',
  'modules/operations/web/jobs-page.tsx': 'needs a job that ran: not looked at by this stage yet',
  'modules/outgoing/web/sign-many-sheet.tsx': 'needs a key: the journey of signatures looks at it',
  'modules/signatures/web/seal-sheet.tsx': 'needs a seal: the journey of signatures looks at it',
  'modules/signatures/web/add-attached-sheet.tsx': 'needs a device: the journey of keys in devices opens it',
  'modules/records/web/named-book-sheet.tsx': 'asked of by its own test: not looked at by this stage yet',
  'modules/people/web/authorities-panel.tsx': 'asks before a signing authority ends',
  'modules/people/web/rules-panel.tsx': 'asks before a rule of the organisation goes: needs one',
}
