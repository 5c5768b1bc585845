/**
 * What signatures look like; apart from `index.ts` because it loads fonts and a drawing library that verifying does not need.
 */
export {
  attachmentLines,
  type Box,
  copyLines,
  personAppearance,
  personBox,
  sealAppearance,
  textAppearance,
} from './pades/appearance.ts'
