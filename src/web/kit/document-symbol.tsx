import styles from './document-symbol.module.css'

/** A document's number and notation, `15/QĐ-UBND`: never broken across lines. */
export function DocumentSymbol({ children, strong }: { children: string | null | undefined; strong?: boolean }) {
  if (!children) return null
  return <span className={`${styles['symbol']} ${strong ? styles['strong'] : ''}`}>{children}</span>
}
