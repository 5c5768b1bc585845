/** Keys and certificates, signing, evidence of verifications, custody of seals (NĐ 30/2020 Đ32, Đ33, PL I; NĐ 68/2024). */
import type { Room } from '#platform/action/index.ts'
import { addAttached, findAttached } from './actions/add-attached.ts'
import { addCertificate, addKey } from './actions/add-key.ts'
import { confirmKey, endKey } from './actions/end-key.ts'
import { setPicture } from './actions/set-picture.ts'
import { setPolicy } from './actions/set-policy.ts'
import { signatures } from './contract.ts'
import { makeLastingJob, renewTimestampsJob, verifyJob, warnEndingJob } from './jobs.ts'
import { permissions } from './policy.ts'
import { getPicture, listKeys } from './queries.ts'
import { addSeal, applySeal, endSeal, getSeal, handOver, listSeals, printMinutes } from './seals.ts'
import { seals } from './seals-contract.ts'
import { printSeals, printSealUses } from './seals-print.ts'
import { reportsOfComponent, reportsOfDocument, trust, verifyComponent, verifyUpload } from './verification.ts'
import { verification } from './verification-contract.ts'

export const room: Room = {
  name: 'signatures',
  contracts: [signatures, verification, seals],
  permissions,
  handlers: [
    listKeys,
    addKey,
    addCertificate,
    findAttached,
    addAttached,
    confirmKey,
    endKey,
    setPicture,
    getPicture,
    setPolicy,
    reportsOfComponent,
    reportsOfDocument,
    verifyComponent,
    verifyUpload,
    trust,
    listSeals,
    addSeal,
    getSeal,
    endSeal,
    handOver,
    printMinutes,
    applySeal,
    printSeals,
    printSealUses,
  ],
  jobs: [verifyJob, makeLastingJob, warnEndingJob, renewTimestampsJob],
  blobReferences: 'select picture_sha256 as sha256 from signatures.key where picture_sha256 is not null',
}

export { askLasting, askVerification } from './asking.ts'
export { acceptSignedElsewhere, type Expected, type SignedElsewhere } from './elsewhere.ts'
export { keepSigned } from './evidence.ts'
export { isLasting } from './lasting.ts'
export {
  type Outside,
  type SignaturePlace,
  type Signed,
  type SigningKey,
  type SignRequest,
  signDocumentBytes,
  signingKeys,
} from './signing.ts'
export type { Box } from './thread/work.ts'
