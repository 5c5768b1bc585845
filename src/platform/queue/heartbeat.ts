import pg from 'pg'

const BEAT_MS = 5000
const DEAD_AFTER = '20 seconds'
/** Long ago, or in a time that the clock showed before it was set back: a living worker tells the present one. */
const isFar = (at: string): string =>
  `(${at} not between now() - interval '${DEAD_AFTER}' and now() + interval '${DEAD_AFTER}')`

/**
 * Tells that these workers live, and gives back the jobs of those that no longer do (a killed process cannot unlock its own).
 * @param ids the ids of this process's workers, as they are by now
 * @returns stops the heart; what these workers hold then is given back at once, for they have ended
 */
export function startHeartbeat(ownerUrl: string, ids: () => readonly string[]): () => Promise<void> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1, application_name: 'vankho-heartbeat' })
  pool.on('error', () => {}) // the next beat tries again
  pool.on('connect', (client) => client.on('error', () => {}))
  let isBusy = false
  const known = new Set<string>()
  const remember = (): readonly string[] => {
    for (const id of ids()) known.add(id)
    return ids()
  }
  async function beat(): Promise<void> {
    if (isBusy) return
    isBusy = true
    try {
      await pool.query(
        `insert into platform.worker (id) select unnest($1::text[])
         on conflict (id) do update set seen_at = now()`,
        [remember()],
      )
      // The library takes a job that was locked for four hours for dead; one that a living worker holds is not.
      for (const table of ['_private_jobs', '_private_job_queues'])
        await pool.query(`update graphile_worker.${table} set locked_at = now() where locked_by = any($1::text[])`, [
          ids(),
        ])
      await pool.query(`delete from platform.worker where seen_at < now() - interval '1 day'`)
      await pool.query(
        `select graphile_worker.force_unlock_workers(dead.ids) from (
           select array_agg(distinct j.locked_by) as ids from graphile_worker.jobs j
           where j.locked_by is not null and ${isFar('j.locked_at')}
             and not exists (select from platform.worker w where w.id = j.locked_by and not ${isFar('w.seen_at')})) dead
         where dead.ids is not null`,
      )
    } catch {
      // the database is away for a moment; the next beat tells it
    } finally {
      isBusy = false
    }
  }
  remember()
  const timer = setInterval(beat, BEAT_MS)
  timer.unref()
  void beat()
  return async () => {
    clearInterval(timer)
    // A job that was fetched in the very moment of stopping stays locked by the library: others would wait for it.
    await pool.query('select graphile_worker.force_unlock_workers($1::text[])', [[...known]]).catch(() => {})
    await pool.end().catch(() => {})
  }
}
