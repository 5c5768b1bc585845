import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import styles from './draft.module.css'
import { type DraftForm, emptyJoint, type JointLine } from './draft-form.ts'

const MOST = 5

/** Bodies that issue the document together with the office (văn bản liên tịch), and who signs for each. */
export function JointField(props: {
  value: DraftForm
  onChange: (change: Partial<DraftForm>) => void
  faults: Readonly<Record<string, string>>
}) {
  const { t } = useTranslation('outgoing')
  const { jointWith } = props.value
  const put = (bodies: readonly JointLine[]) =>
    props.onChange({ jointWith: bodies, ...(bodies.length > 0 ? { mode: 'paper' } : {}) })
  const change = (i: number, part: Partial<JointLine>) =>
    put(jointWith.map((one, at) => (at === i ? { ...one, ...part } : one)))
  return (
    <div className={styles['joint']}>
      {jointWith.map((one, i) => {
        const fault = props.faults[`jointWith.${i}`]
        const line = (name: keyof JointLine, limit: number, isRequired = false) => (
          <TextField
            label={t(`joint.${name}`)}
            name={name === 'name' ? 'jointWith' : `jointWith.${name}`}
            maxLength={limit}
            required={isRequired}
            value={one[name]}
            onChange={(text) => change(i, { [name]: text })}
          />
        )
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: bodies have no other name while they are typed
          <fieldset key={i}>
            <legend>{t('joint.body', { n: i + 2 })}</legend>
            {line('name', 200, true)}
            <div className={styles['pair']}>
              {line('abbreviation', 15, true)}
              {line('onBehalfOf', 100)}
            </div>
            <div className={styles['pair']}>
              {line('position', 100, true)}
              {line('deputyOf', 100)}
            </div>
            {line('signer', 50)}
            {fault ? <p role="alert">{t(`fault.${fault}`)}</p> : null}
            <Button kind="quiet" icon="cross" onClick={() => put(jointWith.filter((_, at) => at !== i))}>
              {t('joint.remove')}
            </Button>
          </fieldset>
        )
      })}
      {jointWith.length < MOST ? (
        <p>
          <Button icon="plus" onClick={() => put([...jointWith, emptyJoint])}>
            {t('joint.add')}
          </Button>
          <small>{t('joint.hint')}</small>
        </p>
      ) : null}
    </div>
  )
}
