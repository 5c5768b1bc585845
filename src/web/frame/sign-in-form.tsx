import { useTranslation } from 'react-i18next'
import { ProofForm } from '../kit/proof-form.tsx'
import { signIn } from '../session.tsx'

/** Name, password and, when the server asks for it, the second factor. Used by the page and by the sheet. */
export function SignInForm({ onDone }: { onDone: () => void | Promise<void> }) {
  const { t } = useTranslation()
  return (
    <ProofForm
      asksLogin
      verb={t('signIn.submit')}
      onProof={async (proof) => {
        await signIn(proof)
        await onDone()
      }}
    />
  )
}
