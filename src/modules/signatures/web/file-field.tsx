import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { Field } from '#web/kit/field.tsx'
import styles from './signatures.module.css'

/** A small file to choose, in the words of the screen: the browser's own control speaks the browser's language. */
export function FileField(props: {
  label: string
  hint?: string
  accept: string
  file: File | null
  onChange: (file: File | null) => void
}) {
  const { t } = useTranslation('signatures')
  const input = useRef<HTMLInputElement>(null)
  return (
    <Field label={props.label} hint={props.hint} required>
      {(parts) => (
        <span className={styles['row']}>
          <input
            {...parts}
            ref={input}
            type="file"
            tabIndex={-1}
            className="visually-hidden"
            accept={props.accept}
            onChange={(event) => props.onChange(event.currentTarget.files?.[0] ?? null)}
          />
          <Button icon="upload" onClick={() => input.current?.click()}>
            {t('shell:drop.choose')}
          </Button>
          <span>{props.file?.name ?? t('add.noFile')}</span>
        </span>
      )}
    </Field>
  )
}
