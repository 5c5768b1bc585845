/** Structured logs on standard error; standard output belongs to answers. Secrets never reach a log line. */
import pino from 'pino'

export type Logger = pino.Logger

/** A logger for one process. @param level pino level name or `silent` */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          'password',
          '*.password',
          'token',
          '*.token',
          'cookie',
          '*.cookie',
          'authorization',
          '*.authorization',
          'secret',
          '*.secret',
        ],
        censor: '•••',
      },
    },
    pino.destination({ fd: 2, sync: true }),
  )
}
