/** What rows for the fields of other programs share. */
import type { Row } from './row.ts'

/** A row that only reads: nobody else’s fields are written. */
export const reads = (read: Row['read']): Row => ({ write() {}, read })
