import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import fieldStyles from '#web/kit/field.module.css'
import { Field } from '#web/kit/field.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { type SealView, sealKinds, sealWays } from '../seals-contract.ts'
import styles from './signatures.module.css'
import { useSignatures } from './use-signatures.ts'

export type Posts = readonly { id: string; name: string; title: string }[]

/** A form of a few fields with one verb; a refusal stays under it. */
function Form(props: {
  verb: string
  danger?: boolean
  isReady: boolean
  onSubmit: () => Promise<unknown>
  onCancel: () => void
  children: ReactNode
}) {
  const { t } = useTranslation('signatures')
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const submit = async () => {
    if (!props.isReady || isBusy) return
    setBusy(true)
    setFault(null)
    try {
      await props.onSubmit()
      props.onCancel()
    } catch (cause) {
      setFault(cause)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {props.children}
      <ErrorNote fault={fault} />
      <p className={styles['row']} style={{ margin: 0 }}>
        <Button onClick={props.onCancel}>{t('shell:words.cancel')}</Button>
        <Button kind={props.danger ? 'danger' : 'main'} type="submit" busy={isBusy} disabled={!props.isReady}>
          {props.verb}
        </Button>
      </p>
    </form>
  )
}

function Choice<T extends string>(props: {
  label: string
  value: T | ''
  options: readonly { value: T; label: string }[]
  onChange: (value: T) => void
}) {
  return (
    <Field label={props.label} required>
      {(parts) => (
        <select
          {...parts}
          className={fieldStyles['input']}
          value={props.value}
          onChange={(event) => props.onChange(event.currentTarget.value as T)}
        >
          <option value="">–</option>
          {props.options.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

const Day = (props: { label: string; value: string; required?: boolean; onChange: (value: string) => void }) => (
  <Field label={props.label} required={props.required}>
    {(parts) => <DateField {...parts} value={props.value} onChange={props.onChange} />}
  </Field>
)

const postOptions = (posts: Posts) => posts.map((one) => ({ value: one.id, label: `${one.name} · ${one.title}` }))

export function AddSealSheet({ posts, onClose }: { posts: Posts; onClose: () => void }) {
  const { t } = useTranslation('signatures')
  const { sealsApi, step, post } = useSignatures()
  const [name, setName] = useState('')
  const [kind, setKind] = useState<SealView['kind']>('agency')
  const [since, setSince] = useState('')
  const [basis, setBasis] = useState('')
  const [custodianPostId, setCustodian] = useState(post.id)
  return (
    <SideSheet opened onClose={onClose} title={t('seals.add')}>
      <Form
        verb={t('seals.addVerb')}
        isReady={name.trim() !== '' && since !== '' && custodianPostId !== ''}
        onCancel={onClose}
        onSubmit={() =>
          step(
            () => sealsApi.addSeal({ body: { name, kind, since, basis, custodianPostId } }),
            t('seals.added', { name }),
          )
        }
      >
        <TextField label={t('seals.field.name')} required maxLength={200} value={name} onChange={setName} />
        <Choice
          label={t('seals.field.kind')}
          value={kind}
          options={sealKinds.map((one) => ({ value: one, label: t(`seals.kind.${one}`) }))}
          onChange={setKind}
        />
        <Day label={t('seals.field.since')} required value={since} onChange={setSince} />
        <TextField label={t('seals.field.basis')} maxLength={300} value={basis} onChange={setBasis} />
        <Choice
          label={t('seals.field.custodian')}
          value={custodianPostId}
          options={postOptions(posts)}
          onChange={setCustodian}
        />
      </Form>
    </SideSheet>
  )
}

export function UseForm({ seal, onEnd }: { seal: SealView; onEnd: () => void }) {
  const { t } = useTranslation('signatures')
  const { sealsApi, step } = useSignatures()
  const [description, setDescription] = useState('')
  const [way, setWay] = useState<(typeof sealWays)[number]>('signature')
  const [impressions, setImpressions] = useState('1')
  const [signer, setSigner] = useState('')
  const count = /^\d{1,5}$/.test(impressions) ? Number(impressions) : 0
  return (
    <Form
      verb={t('use.verb')}
      isReady={description.trim() !== '' && count > 0}
      onCancel={onEnd}
      onSubmit={() =>
        step(
          () =>
            sealsApi.applySeal({
              params: { sealId: seal.id },
              body: { description, way, impressions: count, signer },
            }),
          t('use.done'),
        )
      }
    >
      <TextField
        label={t('use.description')}
        hint={t('use.descriptionHint')}
        required
        maxLength={500}
        value={description}
        onChange={setDescription}
      />
      <Choice
        label={t('use.way')}
        value={way}
        options={sealWays.map((one) => ({ value: one, label: t(`use.ways.${one}`) }))}
        onChange={setWay}
      />
      <TextField
        label={t('use.impressions')}
        required
        inputMode="numeric"
        maxLength={5}
        value={impressions}
        onChange={setImpressions}
      />
      <TextField label={t('use.signer')} maxLength={120} value={signer} onChange={setSigner} />
    </Form>
  )
}

export function HandForm({ seal, posts, onEnd }: { seal: SealView; posts: Posts; onEnd: () => void }) {
  const { t } = useTranslation('signatures')
  const { sealsApi, step } = useSignatures()
  const [toPostId, setTo] = useState('')
  const [words, setWords] = useState({ permissionSymbol: '', permissionBy: '', witness: '', reason: '', condition: '' })
  const [permissionOn, setOn] = useState('')
  const [until, setUntil] = useState('')
  const needed = [toPostId, permissionOn, words.permissionSymbol, words.permissionBy, words.witness, words.reason]
  const field = (name: keyof typeof words, maxLength: number, required = true) => (
    <TextField
      label={t(`hand.${name}`)}
      required={required}
      maxLength={maxLength}
      value={words[name]}
      onChange={(value) => setWords({ ...words, [name]: value })}
    />
  )
  return (
    <Form
      verb={t('hand.verb')}
      isReady={needed.every((one) => one.trim() !== '')}
      onCancel={onEnd}
      onSubmit={() =>
        step(
          () =>
            sealsApi.handOver({
              params: { sealId: seal.id },
              body: { ...words, toPostId, permissionOn, until: until || null, version: seal.version },
            }),
          t('hand.done'),
        )
      }
    >
      <p className={styles['note']}>{t('hand.law')}</p>
      <Choice
        label={t('hand.to')}
        value={toPostId}
        options={postOptions(posts.filter((one) => one.id !== seal.custodianPostId))}
        onChange={setTo}
      />
      {field('permissionSymbol', 60)}
      <Day label={t('hand.permissionOn')} required value={permissionOn} onChange={setOn} />
      {field('permissionBy', 120)}
      {field('witness', 120)}
      {field('reason', 500)}
      {field('condition', 500, false)}
      <Day label={t('hand.until')} value={until} onChange={setUntil} />
    </Form>
  )
}

const ENDS = ['returned', 'lost', 'destroyed'] as const

export function EndForm({ seal, onEnd }: { seal: SealView; onEnd: () => void }) {
  const { t } = useTranslation('signatures')
  const { sealsApi, step } = useSignatures()
  const [to, setTo] = useState<(typeof ENDS)[number]>('returned')
  const [on, setOn] = useState('')
  const [reason, setReason] = useState('')
  return (
    <Form
      verb={t('finish.verb')}
      danger
      isReady={on !== '' && reason.trim() !== ''}
      onCancel={onEnd}
      onSubmit={() =>
        step(
          () => sealsApi.endSeal({ params: { sealId: seal.id }, body: { to, on, reason, version: seal.version } }),
          t('finish.done', { name: seal.name }),
        )
      }
    >
      <p className={styles['note']}>{t('finish.consequence')}</p>
      <Choice
        label={t('finish.how')}
        value={to}
        options={ENDS.map((one) => ({ value: one, label: t(`seals.state.${one}`) }))}
        onChange={setTo}
      />
      <Day label={t('finish.on')} required value={on} onChange={setOn} />
      <TextField label={t('finish.reason')} required maxLength={500} value={reason} onChange={setReason} />
    </Form>
  )
}
