/**
 * Signatures of PDF files: PAdES made and verified. Pure over bytes: no network, no clock, no store; keys, timestamp authority, trust list
 * and time are given. Sources: EN 319 142-1 (PAdES), EN 319 102-1 (verdicts), RFC 5652, 5035, 3161, 5280, 6960, ISO 32000;
 * NĐ 30/2020 PL I for what a signature looks like.
 */

export { buildSignedData, type SignedDataParts, signedAttributes } from './cms/build.ts'
export { signErrors } from './errors.ts'
export { type KeyFile, readPkcs12 } from './pades/pkcs12.ts'
export {
  type Appearance,
  embedSignature,
  type Prepared,
  type PrepareOptions,
  preparedFrom,
  prepareSignature,
} from './pades/prepare.ts'
export {
  completeSignature,
  type SignOptions,
  signatureSize,
  signPdf,
  type TimestampAuthority,
  timestampPdf,
} from './pades/sign.ts'
export { deviceSigner, keySigner, type Signer } from './pades/signer.ts'
export {
  addValidationData,
  type RevocationNeed,
  type ValidationData,
  type ValidationNeeds,
  validationNeeds,
} from './pades/store.ts'
export { type Added, addedSince, type SignedBy, signersOf } from './verify/signed-elsewhere.ts'
export { readTrust, type TrustList } from './verify/trust.ts'
export type * from './verify/types.ts'
export { type VerifyOptions, verifyPdf } from './verify/verify.ts'
export { verificationLines } from './verify/wording.ts'
export { type Certificate, certificatesOf, readCertificate } from './x509/certificate.ts'
export type { SubIndication, Verdict } from './x509/verdict.ts'
