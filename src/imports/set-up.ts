/** What the settings ask of imports: where sources wait, and where they may come from. */
import type { Settings } from '../../schemas/settings.ts'
import type { ReceptionOptions } from './reception.ts'
import { createSpool, type Spool } from './spool.ts'

/** Beside the store, where that is a file: what is to be kept for longer than a restart lies on a disk that lasts. */
export function spoolOf({ IMPORT_SPOOL, STORE }: Settings): Spool {
  const file = STORE.startsWith('sqlite:') ? STORE.slice('sqlite:'.length) : ''
  return createSpool(IMPORT_SPOOL || `${file === '' || file === ':memory:' ? './colophon' : file}-imports`)
}

export function receptionOptions(settings: Settings): ReceptionOptions {
  const hosts = settings.IMPORT_HOSTS.toLowerCase()
    .split(/[\s,]+/)
    .filter((host) => host !== '')
  return {
    folder: settings.IMPORT_DIR,
    resolver: settings.IMPORT_RESOLVER,
    downloading: {
      hosts,
      anywhere: settings.IMPORT_ADDRESSES === 'any',
      timeout: settings.IMPORT_FETCH_TIMEOUT,
      limit: settings.IMPORT_FETCH_LIMIT,
    },
  }
}
