import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import fieldStyles from '#web/kit/field.module.css'
import { Field } from '#web/kit/field.tsx'
import { formatDate } from '#web/kit/format.ts'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import type { KeyView } from '../contract.ts'
import styles from './signatures.module.css'
import { useSignatures } from './use-signatures.ts'

/** A key in a device at the server: its certificate is chosen, its PIN proves the key. */
export function AddAttachedSheet({ owner, onClose }: { owner: KeyView['owner']; onClose: () => void }) {
  const { t } = useTranslation('signatures')
  const { api, post, step } = useSignatures()
  const [chosen, choose] = useState('')
  const [pin, setPin] = useState('')
  const [label, setLabel] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const { data, error, isFetching, refetch } = useQuery({
    // Not among those that are read again after a step: devices are slow, and were just looked at.
    queryKey: ['attached', post.id, owner],
    refetchOnWindowFocus: false,
    queryFn: ({ signal }) => api.findAttached({ body: { owner }, signal }),
    retry: false,
    gcTime: 0,
  })
  const one = data?.items.find((each) => each.fingerprint === chosen) ?? data?.items[0]
  const isReady = one !== undefined && pin !== ''
  const add = async () => {
    if (!one || !isReady || isBusy) return
    setBusy(true)
    setFault(null)
    try {
      const body = { owner, fingerprint: one.fingerprint, passphrase: pin, label }
      await step(() => api.addAttached({ body }), t(owner === 'agency' ? 'add.doneAgency' : 'add.done'))
      onClose()
    } catch (cause) {
      setFault(cause)
      setPin('')
    } finally {
      setBusy(false)
    }
  }
  return (
    <SideSheet
      opened
      onClose={onClose}
      title={t(`attached.${owner === 'agency' ? 'agency' : 'own'}`)}
      footer={
        <>
          <Button onClick={onClose}>{t('shell:words.cancel')}</Button>
          <Button kind="main" busy={isBusy} disabled={!isReady} onClick={() => void add()}>
            {t('add.verb')}
          </Button>
        </>
      }
    >
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <p className={styles['quiet']}>
          {t('attached.hint')} {owner === 'person' ? t('attached.hintOwn') : null}
        </p>
        {isFetching ? <p role="status">{t('attached.looking')}</p> : null}
        {isFetching ? null : <ErrorNote fault={error} onRetry={() => void refetch()} />}
        {data && !isFetching && data.items.length === 0 ? (
          <p>
            {t('attached.none')} <Button onClick={() => void refetch()}>{t('attached.again')}</Button>
          </p>
        ) : null}
        {one ? (
          <>
            <Field label={t('attached.which')}>
              {(parts) => (
                <select
                  {...parts}
                  className={fieldStyles['input']}
                  value={one.fingerprint}
                  onChange={(event) => choose(event.currentTarget.value)}
                >
                  {data?.items.map((each) => (
                    <option key={each.fingerprint} value={each.fingerprint}>
                      {t('attached.one', {
                        name: each.commonName,
                        device: each.tokenLabel,
                        date: formatDate(each.validTo),
                        serial: each.serial,
                      })}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <TextField
              label={t('attached.pin')}
              hint={t('attached.pinHint')}
              type="password"
              autoComplete="off"
              required
              maxLength={200}
              value={pin}
              onChange={setPin}
            />
            <TextField
              label={t('add.label')}
              hint={t('add.labelHint')}
              maxLength={120}
              value={label}
              onChange={setLabel}
            />
          </>
        ) : null}
        <ErrorNote fault={fault} />
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </SideSheet>
  )
}
