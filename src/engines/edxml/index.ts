/**
 * Exchange packages between installations: edXML after QCVN 102:2016/BTTTT, documents and status messages, signed with XML-DSig. Pure
 * over bytes: no network, no clock, no store. Source of fields: handbook 6.4 (several SDKs); the writer is strict, the reader tolerant.
 */
export { selfSigned } from './certificate.ts'
export { edxmlErrors } from './errors.ts'
export { documentIdOf } from './fields.ts'
export { readPackage } from './read.ts'
export { fingerprintOf, isTrusted, type PackageSigner, packageDigest, signPackage } from './signature.ts'
export * from './types.ts'
export { NAMESPACE, writePackage } from './write.ts'
