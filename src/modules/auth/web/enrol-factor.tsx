import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import styles from './auth.module.css'
import { ownApi } from './use-auth.ts'

interface Seed {
  readonly seed: string
  readonly qr: string
}

/** QR code, first code, then the recovery codes, shown this once. `run` opens the confirmation sheet when needed. */
export function EnrolFactor(props: {
  run: <T>(step: () => Promise<T>) => Promise<T>
  /** It is the main action of the page. */
  isMain?: boolean
  onDone: () => void
}) {
  const { t } = useTranslation('auth')
  const [seed, setSeed] = useState<Seed | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const tryStep = async (step: () => Promise<void>) => {
    setBusy(true)
    setFault(null)
    try {
      await step()
    } catch (cause) {
      if (cause) setFault(cause)
    } finally {
      setBusy(false)
    }
  }
  const begin = () => tryStep(async () => setSeed(await props.run(() => ownApi.beginFactor())))
  if (codes) return <RecoveryCodes codes={codes} onDone={props.onDone} />
  if (!seed)
    return (
      <div className={styles['part']}>
        <ErrorNote fault={fault} />
        <div className={styles['row']}>
          <Button kind={props.isMain ? 'main' : 'plain'} busy={busy} onClick={() => void begin()}>
            {t('factor.begin')}
          </Button>
        </div>
      </div>
    )
  return (
    <div className={styles['part']}>
      <p className={styles['quiet']}>{t('factor.scan')}</p>
      <img className={styles['qr']} src={seed.qr} alt={t('factor.qr')} />
      <details>
        <summary>{t('factor.byHand')}</summary>
        <code className={styles['secret']}>{seed.seed}</code>
      </details>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          void tryStep(async () => {
            const answer = await props.run(() => ownApi.confirmFactor({ body: { code: code.replace(/\s/g, '') } }))
            setCodes(answer.recoveryCodes)
          })
        }}
      >
        <TextField
          label={t('factor.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          autoFocus
          value={code}
          onChange={setCode}
        />
        <ErrorNote fault={fault} />
        <div className={styles['row']}>
          <Button kind="main" type="submit" busy={busy}>
            {t('factor.enrol')}
          </Button>
        </div>
      </form>
    </div>
  )
}

/** Ten codes to write down; they come only once. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation('auth')
  return (
    <div className={styles['part']}>
      <p className={styles['quiet']}>{t('factor.codesHint')}</p>
      <ul className={styles['codes']} aria-label={t('factor.codes')}>
        {codes.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <div className={styles['row']}>
        <Button icon="copy" onClick={() => void navigator.clipboard?.writeText(codes.join('\n'))}>
          {t('copy')}
        </Button>
        <Button icon="print" onClick={() => window.print()}>
          {t('print')}
        </Button>
        <Button kind="main" onClick={onDone}>
          {t('factor.kept')}
        </Button>
      </div>
    </div>
  )
}
