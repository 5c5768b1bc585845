/** Lotus Notes: DXL exports (Domino XML) as a table, one line a document, one column an item. */
export { type DxlFile, extractFiles, openDxl } from './dxl.ts'
