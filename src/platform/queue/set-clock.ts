/**
 * What a clock that was ahead leaves behind in the queue: slots of the timetable that count as done until that day comes, and jobs that
 * wait for it. Put right whenever the queue begins, which it also does when the clock is set.
 */
import pg from 'pg'

/** @param ownerUrl owner of the queue's tables */
export async function forgetFuture(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'vankho-queue' })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(
      `update graphile_worker._private_known_crontabs set last_execution = now()
       where last_execution > now() + interval '1 minute'`,
    )
    await client.query(
      `update graphile_worker._private_jobs set run_at = now(), created_at = now()
       where created_at > now() + interval '1 minute' and run_at > now() and locked_at is null`,
    )
  } finally {
    await client.end().catch(() => {})
  }
}
