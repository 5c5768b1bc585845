/** What the screens of other rooms use of this one. */
export { VerdictBadge, VerdictLines } from './verdict-view.tsx'
