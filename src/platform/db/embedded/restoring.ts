/** Mark of a data folder into which a restore is being laid, naming its process: nobody else starts on what is half-made. */
export const RESTORING = 'RESTORING'
