import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type KeyView, signatures } from '#modules/signatures/contract.ts'
import { useApi } from '#web/api.ts'
import { ChoiceField } from '#web/kit/choice-field.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { LinesField } from '#web/kit/lines-field.tsx'
import { PostLink } from '#web/kit/post-link.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { toast } from '#web/kit/toast.tsx'
import { useKept } from '#web/kit/use-kept.ts'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { useActing } from '#web/session.tsx'
import { copies } from '../contract.ts'
import styles from './copies.module.css'
import { type Choices, type Draft, draftOf, faultsOf, origins, settled, targets, wishOf } from './copy-form.ts'
import { ExtractField } from './extract-field.tsx'
import { useCopiesKey } from './use-copies.ts'

const newKey = (): string => `copy-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`

/** Makes a copy: what may be chosen is asked first. */
export function CopySheet({ documentId, onClose }: { documentId: string; onClose: () => void }) {
  const { t } = useTranslation('copies')
  const api = useApi(copies)
  const key = useCopiesKey()
  const { data, error, refetch } = useQuery({
    queryKey: key('choices', documentId),
    queryFn: ({ signal }) => api.choices({ params: { documentId }, signal }),
  })
  if (error) return <ErrorNote fault={error} onRetry={() => void refetch()} />
  return data ? <Filled documentId={documentId} choices={data} onClose={onClose} /> : <p>{t('loading')}</p>
}

function Filled({ documentId, choices, onClose }: { documentId: string; choices: Choices; onClose: () => void }) {
  const { t, i18n } = useTranslation('copies')
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const api = useApi(copies)
  const queries = useQueryClient()
  const [kept, setKept, keeping] = useKept<Draft>(`copies.new.${documentId}`, draftOf(choices, newKey()))
  const draft = settled(kept, choices)
  const set = (change: Partial<Draft>) => setKept(settled({ ...draft, ...change }, choices))
  const [isTried, setTried] = useState(false)
  const [chosenKey, setChosenKey] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const form = choices.forms.find((one) => one.id === draft.form)
  const isExtract = form?.isExtract ?? false
  const faults = faultsOf(draft, isExtract)
  const isElectronic = draft.to === 'electronic'
  const keys = useAgencyKeys(isElectronic)
  const keyId = (keys?.find((one) => one.id === chosenKey) ?? keys?.[0])?.id ?? ''
  const signer = choices.signers.find((one) => one.authorityId === draft.authorityId)
  const isMissing = (name: keyof Draft) => isTried && faults.has(name)
  return (
    <WorkSheet
      title={t('sheet.title')}
      about={
        <>
          {choices.symbol ? <DocumentSymbol strong>{choices.symbol}</DocumentSymbol> : null} <b>{choices.typeName}</b>{' '}
          {choices.subject}
        </>
      }
      consequence={t(isElectronic ? 'sheet.electronic' : 'sheet.paper')}
      verb={t(isElectronic ? 'sheet.sign' : 'sheet.make')}
      width={44}
      onClose={onClose}
      onRefused={() => setPassphrase('')}
      check={() => {
        setTried(true)
        return faults.size === 0 && (!isElectronic || (keyId !== '' && passphrase !== ''))
      }}
      onSubmit={async () => {
        const params = { documentId }
        const wish = wishOf(draft, choices, isExtract)
        const made = isElectronic
          ? await api.makeElectronic({ params, body: { ...wish, keyId, passphrase } })
          : { ...(await api.make({ params, body: wish })), warnings: [] }
        const warned = made.warnings.map((one) => one[lang])
        toast({
          number: String(made.number),
          text: [t('sheet.done', { symbol: made.symbol }), ...warned].join(' '),
          ...(warned.length > 0 ? { stay: 12_000 } : {}),
        })
        keeping.forget()
        await queries.invalidateQueries({ queryKey: ['copies'] })
      }}
    >
      {choices.marks.length > 0 ? (
        <p className={styles['marks']}>{t('sheet.marks', { marks: choices.marks.join(', ') })}</p>
      ) : null}
      <ChoiceField
        label={t('field.form')}
        value={draft.form}
        onChange={(value) => set({ form: value as Draft['form'] })}
      >
        {choices.forms.map((one) => (
          <option key={one.id} value={one.id}>
            {one[lang]}
          </option>
        ))}
      </ChoiceField>
      <div className={styles['pair']}>
        <ChoiceField
          label={t('field.from')}
          value={draft.from}
          onChange={(value) => set({ from: value as Draft['from'] })}
        >
          {origins(form).map((one) => (
            <option key={one} value={one}>
              {t(`medium.${one}`)}
            </option>
          ))}
        </ChoiceField>
        <ChoiceField label={t('field.to')} value={draft.to} onChange={(value) => set({ to: value as Draft['to'] })}>
          {targets(form, draft.from).map((one) => (
            <option key={one} value={one}>
              {t(`medium.${one}`)}
            </option>
          ))}
        </ChoiceField>
      </div>
      {isExtract ? (
        <ExtractField
          documentId={documentId}
          sourceId={draft.sourceId || choices.sources[0]?.id || ''}
          value={draft.extract}
          onChange={(extract) => set({ extract })}
          isMissing={isMissing('extract')}
        />
      ) : (
        <ChoiceField
          label={t('field.source')}
          value={draft.sourceId}
          onChange={(sourceId) => setKept({ ...draft, sourceId })}
          fault={isMissing('sourceId') ? t('fault.source') : undefined}
        >
          {choices.sources.map((one) => (
            <option key={one.id} value={one.id}>
              {one.fileName}
            </option>
          ))}
          {(draft.from === 'paper' && draft.to === 'paper') || choices.sources.length === 0 ? (
            <option value="">{t('sheet.machine')}</option>
          ) : null}
        </ChoiceField>
      )}
      <div className={styles['pair']}>
        <TextField
          label={t('field.askedBy')}
          name="askedBy"
          required
          data-focus=""
          maxLength={200}
          value={draft.askedBy}
          onChange={(askedBy) => set({ askedBy })}
          fault={isMissing('askedBy') ? t('shell:form.needed') : undefined}
        />
        <TextField
          label={t('field.amount')}
          name="amount"
          inputMode="numeric"
          maxLength={3}
          value={draft.amount}
          onChange={(amount) => set({ amount })}
          fault={isMissing('amount') ? t('fault.amount') : undefined}
        />
      </div>
      <LinesField
        label={t('field.recipients')}
        name="recipients"
        max={4000}
        rows={3}
        hint={t('hint.recipients')}
        value={draft.recipients}
        onChange={(recipients) => set({ recipients })}
      />
      <ChoiceField
        label={t('field.signer')}
        value={draft.authorityId}
        onChange={(authorityId) => set({ authorityId })}
        hint={signer ? signer.lines.join(' · ') : t('hint.noSigner')}
        fault={isMissing('authorityId') ? t('shell:form.needed') : undefined}
      >
        {choices.signers.map((one) => (
          <option key={one.authorityId} value={one.authorityId}>
            {one.name}
          </option>
        ))}
      </ChoiceField>
      <TextField
        label={t('field.note')}
        name="note"
        maxLength={300}
        value={draft.note}
        onChange={(note) => set({ note })}
      />
      {isElectronic ? (
        <AgencyKey
          keys={keys}
          keyId={keyId}
          onKey={setChosenKey}
          passphrase={passphrase}
          onPassphrase={setPassphrase}
          isTried={isTried}
        />
      ) : null}
    </WorkSheet>
  )
}

/** Keys of the agency that the server can use now. */
function useAgencyKeys(isWanted: boolean): readonly KeyView[] | undefined {
  const api = useApi(signatures)
  const { post } = useActing()
  const { data } = useQuery({
    queryKey: ['signatures', post.id, 'keys'],
    queryFn: ({ signal }) => api.listKeys({ signal }),
    enabled: isWanted,
  })
  return data?.agency.filter((one) => one.state === 'active' && one.hindrance === null)
}

/** The agency's key and its passphrase, which goes to the server and nowhere else. */
function AgencyKey(props: {
  keys: readonly KeyView[] | undefined
  keyId: string
  onKey: (id: string) => void
  passphrase: string
  onPassphrase: (words: string) => void
  isTried: boolean
}) {
  const { t } = useTranslation('copies')
  const { keys } = props
  const chosen = keys?.find((one) => one.id === props.keyId)
  if (keys?.length === 0)
    return (
      <p>
        {t('sheet.noKey')} <PostLink to="keys">{t('sheet.toKeys')}</PostLink>
      </p>
    )
  return (
    <>
      <ChoiceField label={t('field.key')} value={props.keyId} onChange={props.onKey}>
        {(keys ?? []).map((one) => (
          <option key={one.id} value={one.id}>
            {one.label ?? one.commonName}
          </option>
        ))}
      </ChoiceField>
      <TextField
        label={t(chosen?.means === 'attached' ? 'field.pin' : 'field.passphrase')}
        name="passphrase"
        type="password"
        autoComplete="off"
        maxLength={200}
        required
        value={props.passphrase}
        onChange={props.onPassphrase}
        fault={props.isTried && props.passphrase === '' ? t('shell:form.needed') : undefined}
      />
    </>
  )
}
