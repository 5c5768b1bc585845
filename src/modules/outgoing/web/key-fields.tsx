import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type KeyView, signatures } from '#modules/signatures/contract.ts'
import { useApi } from '#web/api.ts'
import { ErrorNote } from '#web/kit/error-note.tsx'
import fieldStyles from '#web/kit/field.module.css'
import { Field } from '#web/kit/field.tsx'
import { formatDate } from '#web/kit/format.ts'
import { PostLink } from '#web/kit/post-link.tsx'
import { useActing } from '#web/session.tsx'

/** A key that can be used now, or whose device can; what ended or waits cannot. */
const isUsable = (key: KeyView): boolean =>
  key.state === 'active' && (key.hindrance === null || key.hindrance === 'in-device')

/** The keys to sign or seal with, and the one that is chosen. @param isHere only keys that the server holds */
export function useSigningKeys(move: 'sign' | 'seal', isHere = false) {
  const api = useApi(signatures)
  const { post } = useActing()
  const { data, error, refetch } = useQuery({
    queryKey: ['signatures', post.id, 'keys'],
    queryFn: ({ signal }) => api.listKeys({ signal }),
  })
  const [chosen, choose] = useState('')
  const keys = (move === 'sign' ? data?.own : data?.agency)?.filter(
    (one) => isUsable(one) && !(isHere && one.means === 'token'),
  )
  return { keys, key: keys?.find((one) => one.id === chosen) ?? keys?.[0], choose, error, refetch }
}

/** Which key, or where to get one. */
export function KeyField(props: { move: 'sign' | 'seal'; of: ReturnType<typeof useSigningKeys> }) {
  const { t } = useTranslation('outgoing')
  const { keys, key, choose, error, refetch } = props.of
  return (
    <>
      <ErrorNote fault={error} onRetry={() => void refetch()} />
      {keys?.length === 0 ? (
        <p>
          {t(props.move === 'sign' ? 'sign.noKey' : 'sign.noAgencyKey')}{' '}
          <PostLink to="keys">{t('sign.toKeys')}</PostLink>
        </p>
      ) : null}
      {key ? (
        <Field label={t('sign.key')}>
          {(parts) => (
            <select
              {...parts}
              className={fieldStyles['input']}
              value={key.id}
              onChange={(event) => choose(event.currentTarget.value)}
            >
              {keys?.map((one) => (
                <option key={one.id} value={one.id}>
                  {[
                    one.label ?? one.commonName,
                    t(`sign.means.${one.means}`),
                    t('sign.until', { date: formatDate(one.validTo) }),
                  ].join(' · ')}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
    </>
  )
}

/** The key's passphrase, or the PIN of the device at the server that it lies in; for this time alone. */
export function PassphraseField(props: {
  of: KeyView
  value: string
  isMissing: boolean
  onChange: (value: string) => void
}) {
  const { t } = useTranslation('outgoing')
  return (
    <Field
      label={t(props.of.means === 'attached' ? 'sign.pin' : 'sign.passphrase')}
      hint={t('sign.passphraseHint')}
      required
      fault={props.isMissing ? t('shell:form.needed') : undefined}
    >
      {(parts) => (
        <input
          {...parts}
          type="password"
          name="passphrase"
          data-focus=""
          autoComplete="off"
          maxLength={200}
          className={fieldStyles['input']}
          value={props.value}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}
