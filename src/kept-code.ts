/**
 * Keeps what Node compiled for the next start, which then takes half the time. Kept beside the program, where only whoever
 * may change it can write: what lies in a directory for all would be run as it lies there.
 */
import { constants, enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

/** For this process and those it starts; to be called before the rest is imported. Without a place to write, does nothing. */
export function keepCode(): void {
  const { status, directory } = enableCompileCache(
    fileURLToPath(new URL('../node_modules/.cache/code', import.meta.url)),
  )
  const { ENABLED, ALREADY_ENABLED } = constants.compileCacheStatus
  if (directory !== undefined && (status === ENABLED || status === ALREADY_ENABLED))
    process.env.NODE_COMPILE_CACHE ??= directory
}
