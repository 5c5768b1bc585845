/** The printing engine: official documents, registers and lists, the ĐẾN stamp, slips and derived copies. Pure: bytes in, bytes out. */

export { composeClosingCertificate, composeFileCover, type FilePaper } from './casefile/index.ts'
export { type CopyBlock, copyOnPaper, type Extract, extractPdf } from './copy/index.ts'
export { mergePdf, rotatePages, splitPdf } from './derive/index.ts'
export { textToPdf } from './derive/text-view.ts'
export {
  type OfficialDocument,
  type OfficialDocumentInput,
  officialDocumentSchema,
} from './document/content.ts'
export { fillNumberPdf, signaturePlaces } from './document/fill/pdf.ts'
export { fillNumber } from './document/fill/word.ts'
export { composeDocument } from './document/index.ts'
export { documentTemplate, type TemplateFacts } from './document/templates.ts'
export type * from './document/types.ts'
export {
  composeDispatchSlips,
  composeEnvelopes,
  type EnvelopeSize,
  envelopeSizes,
} from './envelope/index.ts'
export { composeErrors } from './errors.ts'
export { type BoxLabel, composeBoxLabels, composePlaceLabels, type PlaceLabel } from './labels/labels.ts'
export { mediaTypes } from './media.ts'
export { type CustodyMinutes, composeCustodyMinutes } from './minutes/custody.ts'
export { composeTransferMinutes, type TransferMinutes } from './minutes/transfer.ts'
export {
  fileContentsLayout,
  filePlanLayout,
  inventoryLayout,
  leaverListLayout,
  transferListLayout,
} from './register/file-layouts.ts'
export { composeRegister, type PrintFormat } from './register/index.ts'
export {
  archiveList,
  bookLayout,
  bookSignatures,
  copyRegister,
  incomingRegister,
  incomingTracking,
  outgoingRegister,
  postalBook,
  sealRegister,
  sealUses,
  transferBook,
  usedCopies,
} from './register/layouts.ts'
export type {
  CellValue,
  ClosingFacts,
  RegisterColumn,
  RegisterRow,
  RegisterRows,
  RegisterSpec,
} from './register/spec.ts'
export type { HandlingSlip } from './slip/content.ts'
export { composePhieuGiaiQuyet } from './slip/index.ts'
export { composeSubmissionSlip, type SubmissionSlip } from './slip/submission.ts'
export { imageToPdf } from './stamp/image.ts'
export {
  composeStampLabel,
  type StampedCopy,
  type StampFields,
  type StampOptions,
  stampArrival,
} from './stamp/index.ts'
