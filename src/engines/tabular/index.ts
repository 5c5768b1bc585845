/** Tables as offices have them: XLSX, CSV, DXL read as streams; headers, old encodings and dates told apart. */
export {
  type Column,
  type ColumnEncoding,
  columnKey,
  decodeAs,
  type Layout,
  layoutOf,
  nameKey,
} from './columns.ts'
export { type DateReading, fullYear, joinDate, readDate } from './dates.ts'
export { tabularErrors } from './errors.ts'
export { firstRows, openTable } from './open.ts'
export type { Row, TableSource } from './types.ts'
