import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Received } from '#platform/contract/index.ts'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import fieldStyles from '#web/kit/field.module.css'
import { Field } from '#web/kit/field.tsx'
import { Picker, type PickerItem } from '#web/kit/picker.tsx'
import { toast } from '#web/kit/toast.tsx'
import { channels, outgoing } from '../contract.ts'
import styles from './draft.module.css'
import { type Channel, knownLine, newLine, notYet, type RecipientLine } from './draft-form.ts'
import { useChoices } from './use-outgoing.ts'

type Offered = Received<typeof outgoing.recipients>['items'][number]

/** Only these need to know where to. */
const ADDRESSED: readonly Channel[] = ['gateway', 'email', 'post', 'other']

/** To whom it goes and how: groups, bodies and addressees by part of their name, any other name as it is typed. */
export function RecipientsField(props: {
  value: readonly RecipientLine[]
  onChange: (value: readonly RecipientLine[]) => void
  faults: Readonly<Record<string, string>>
}) {
  const { t } = useTranslation('outgoing')
  const api = useApi(outgoing)
  const [added, setAdded] = useState(0)
  const [left, setLeft] = useState<readonly string[]>([])
  const { data: choices } = useChoices('')
  // What was offered, by its id: how it is written to, or that it is a group.
  const offered = useRef(new Map<string, Offered>())
  const { value, onChange } = props
  const current = useRef(value)
  useEffect(() => {
    current.current = value
  })
  const put = (i: number, change: Partial<RecipientLine>) =>
    onChange(value.map((line, at) => (at === i ? { ...line, ...change } : line)))
  const itemOf = (one: Offered): PickerItem => ({
    id: one.id,
    name: one.name,
    note: one.kind === 'group' ? t('recipient.group', { count: one.members ?? 0 }) : one.address,
  })
  /** All of a group in one step; who stands no more is left out and named. */
  const addGroup = async (group: Offered) => {
    const found = await api.groupRecipients({ params: { groupId: group.id } }).catch(() => null)
    if (!found) {
      toast({ text: t('recipient.groupFault', { name: group.name }), kind: 'fault' })
      return
    }
    const more = notYet(current.current, found.items.map(knownLine))
    setLeft(found.left.map((one) => one.name))
    onChange([...current.current, ...more])
    toast({
      text: t('recipient.groupAdded', { name: group.name, count: more.length }),
      onUndo: () => {
        setLeft([])
        onChange(current.current.filter((line) => !more.some((one) => one.name === line.name)))
      },
    })
  }
  return (
    <Field label={t('field.recipients')} hint={t('hint.recipients')}>
      {(parts) => (
        <div className={styles['recipients']}>
          {value.length > 0 ? (
            <ul aria-label={t('field.recipients')}>
              {value.map((line, i) => {
                const fault = props.faults[`recipients.${i}`]
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two lines may bear the same name
                  <li key={`${i} ${line.name}`}>
                    <b>{line.name}</b>
                    <select
                      className={fieldStyles['input']}
                      aria-label={t('recipient.channelOf', { name: line.name })}
                      value={line.channel}
                      onChange={(event) => put(i, { channel: event.currentTarget.value as Channel })}
                    >
                      {channels
                        .filter((one) => one !== 'local' || line.organizationId !== null)
                        .filter((one) => one !== 'email' || choices?.offersMail || line.channel === 'email')
                        .map((one) => (
                          <option key={one} value={one}>
                            {t(`channel.${one}`)}
                          </option>
                        ))}
                    </select>
                    <input
                      className={fieldStyles['input']}
                      aria-label={t('recipient.copiesOf', { name: line.name })}
                      title={t('recipient.copies')}
                      inputMode="numeric"
                      maxLength={4}
                      aria-invalid={fault ? true : undefined}
                      value={line.copies}
                      onChange={(event) => put(i, { copies: event.currentTarget.value })}
                    />
                    <Button
                      kind="quiet"
                      icon="cross"
                      iconOnly
                      onClick={() => onChange(value.filter((_, at) => at !== i))}
                    >
                      {t('recipient.remove', { name: line.name })}
                    </Button>
                    {ADDRESSED.includes(line.channel) ? (
                      <input
                        className={`${fieldStyles['input']} ${styles['address']}`}
                        aria-label={t('recipient.addressOf', { name: line.name })}
                        placeholder={t(`recipient.address.${line.channel}`)}
                        maxLength={200}
                        inputMode={line.channel === 'email' ? 'email' : 'text'}
                        value={line.address}
                        onChange={(event) => put(i, { address: event.currentTarget.value })}
                      />
                    ) : null}
                    {fault ? <small className={styles['fault']}>{t(`fault.${fault}`)}</small> : null}
                  </li>
                )
              })}
            </ul>
          ) : null}
          <Picker
            // Each choice starts an empty field, ready for the next name.
            key={added}
            {...parts}
            name="recipient"
            autoFocus={added > 0}
            allowsText
            placeholder={t('recipient.find')}
            maxLength={200}
            value={null}
            onChange={(item) => {
              if (!item?.name.trim()) return
              setAdded(added + 1)
              const known = offered.current.get(item.id)
              if (known?.kind === 'group') void addGroup(known)
              else onChange([...value, ...notYet(value, [known ? lineOf(known) : newLine(item.name, null)])])
            }}
            search={async (words, signal) => {
              const { items } = await api.recipients({ query: { q: words }, signal })
              for (const one of items) offered.current.set(one.id, one)
              return items.filter((one) => one.kind === 'group' || notYet(value, [lineOf(one)]).length > 0).map(itemOf)
            }}
          />
          {left.length > 0 ? (
            <small className={styles['fault']} role="status">
              {t('recipient.left', { names: left.join(', ') })}
            </small>
          ) : null}
        </div>
      )}
    </Field>
  )
}

const lineOf = (one: Offered): RecipientLine =>
  knownLine({
    organizationId: one.kind === 'organization' ? one.id : null,
    name: one.name,
    channel: one.channel ?? 'post',
    address: one.address,
  })
