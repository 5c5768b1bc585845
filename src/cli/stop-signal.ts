import process from 'node:process'

/** Ctrl+C asks a command to stop: it takes back what is half-done, then ends with `reason`. */
export function stopSignal(reason: Error): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => controller.abort(reason))
  return controller.signal
}
