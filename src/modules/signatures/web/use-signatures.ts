import { useQueryClient } from '@tanstack/react-query'
import { useApi } from '#web/api.ts'
import { toast } from '#web/kit/toast.tsx'
import { useActing } from '#web/session.tsx'
import { signatures } from '../contract.ts'
import { seals } from '../seals-contract.ts'

/** Clients of the room, and a step after which what was read is read again. */
export function useSignatures() {
  const { post } = useActing()
  const queries = useQueryClient()
  const api = useApi(signatures)
  const sealsApi = useApi(seals)
  const step = async (work: () => Promise<unknown>, done: string) => {
    await work()
    toast({ text: done })
    await queries.invalidateQueries({ queryKey: ['signatures', post.id] })
  }
  return { api, sealsApi, post, step }
}

/** A small file of the person's machine as base64. */
export async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

/** What people call an authority: the common name in its distinguished name, where there is one. */
export const shortName = (name: string): string => /(?:^|[,+] ?)CN=([^,+]+)/.exec(name)?.[1] ?? name
