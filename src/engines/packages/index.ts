/**
 * Packages: BagIt (0.93 to 1.0), E-ARK CSIP (2.0.4, 2.2.0) and the packages of TT 05/2025/TT-BNV, judged and made. Works on paths, since
 * packages are larger than memory; no network, no clock, no database.
 */
export type { KnownFormat } from './build/common.ts'
export { type BuildOptions, type BuiltPackage, buildPackage } from './build/index.ts'
export { packageErrors } from './errors.ts'
export { findingMessage } from './findings.ts'
export { openSource as openPackage, type PackageSource } from './source/index.ts'
export { CODES, type CodeList, type CodeName, type CodeOverrides } from './tt05/codes.ts'
export {
  type Finding,
  type Level,
  LIMITS,
  type Limits,
  type PackageReport,
  PROFILES,
  type Profile,
  type Schemas,
} from './types.ts'
export { type VerifyOptions, verifyPackage } from './verify.ts'
