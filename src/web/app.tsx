import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { Suspense } from 'react'
import { ProblemError } from '#platform/contract/index.ts'
import { useScheme } from './frame/preferences.ts'
import { router } from './router.tsx'
import { theme } from './theme.ts'

/** Was tried again often enough already (`fetchRevived`). */
const isCrowded = (fault: ProblemError): boolean => fault.code === 'PLATFORM_OVERLOADED'

/** Reads are tried again only when the network or the server was at fault: a refusal is an answer. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, fault) =>
        count < 2 &&
        (!(fault instanceof ProblemError) || fault.status === 0 || (fault.status >= 502 && !isCrowded(fault))),
    },
  },
})

export function App() {
  const scheme = useScheme()
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme}>
      <QueryClientProvider client={queries}>
        <Suspense>
          <RouterProvider router={router} />
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  )
}
