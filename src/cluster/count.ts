/** How many workers a service has. */
import { availableParallelism } from 'node:os'
import type { Settings } from '../../schemas/settings.ts'

/** A store that lives in one process cannot be shared. */
export const workerCount = ({ WORKERS, STORE }: Settings): number =>
  STORE === 'sqlite::memory:' ? 1 : WORKERS || availableParallelism()

/** What each of several may take of what is set for the service. */
export const shareOf = (settings: Settings, workers: number): Settings => ({
  ...settings,
  MAX_CONNECTIONS: Math.ceil(settings.MAX_CONNECTIONS / workers),
  CITATION_WORKERS: Math.max(1, Math.floor(settings.CITATION_WORKERS / workers)),
})
