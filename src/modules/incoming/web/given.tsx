import styles from './bench.module.css'

/** The number just given, large for a second; the toast beside it is the one that is read out. */
export function Given({ number }: { number: number }) {
  return (
    <div className={styles['given']} aria-hidden="true">
      {number}
    </div>
  )
}
