/**
 * Telling the format of files by PRONOM's signatures, as DROID does, or by a table of our own; and judging formats by a policy. Pure:
 * the file comes as random access, signature files as bytes.
 */
export { builtinSet } from './builtin/index.ts'
export { formatsErrors } from './errors.ts'
export { extensionOf, identify } from './identify.ts'
export { type Judgement, judgeFormat } from './judge.ts'
export { readDroidFiles } from './signatures/droid-files.ts'
export type { RawSet } from './signatures/raw.ts'
export { compileSet, type SignatureSet } from './signatures/set.ts'
export {
  bytesSource,
  type Format,
  type FormatSource,
  type Identification,
  type Method,
  type Warning,
} from './types.ts'
