/** Finding aids of an archive by file: EAD3, EAD 2002, Dublin Core; written as the units come, none held. */
export { dublinCore, writeDublinCore } from './dublin-core.ts'
export { ead3Unit, writeEad } from './ead.ts'
export type { DescribedUnit, FindingAidHead } from './types.ts'
