import type { ReactNode } from 'react'
import { Sheet } from './sheet.tsx'

/** Detail beside the list: slides in from the right, from below on a phone. Escape or a press beside it closes. */
export function SideSheet(props: {
  opened: boolean
  onClose: () => void
  title: string
  /** Width in rem, 34 when left out. */
  width?: number
  footer?: ReactNode
  children: ReactNode
}) {
  return <Sheet place="side" {...props} />
}
